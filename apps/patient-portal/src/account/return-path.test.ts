import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

test('one comes back to where one was', () => {
  expect(returnPath('/reservar/12?cambia=3')).toBe('/reservar/12?cambia=3');
});

test.each([
  undefined,
  '',
  'https://malo.test',
  '//malo.test',
  '/\\malo.test',
  'javascript:alert(1)',
  'https:malo.test',
  '/.//malo.test',
  '/%2e//malo.test',
  ' //malo.test',
  '/\t/malo.test',
])('nobody is sent elsewhere by %o', (asked) => {
  expect(returnPath(asked)).toBe('/mis-turnos');
});
