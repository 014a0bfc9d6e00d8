import { describe, expect, test } from 'vitest';
import {
  checkCode,
  checkDocument,
  checkEmail,
  checkNewPassword,
  checkPhone,
  checkRequired,
} from './checks.ts';

describe('a form says what to mend before it travels', () => {
  test.each([checkRequired, checkEmail, checkDocument, checkPhone, checkNewPassword, checkCode])(
    'an empty box is asked for',
    (check) => {
      expect(check('  ')).toBe('Completá este dato.');
      expect(check(undefined)).toBe('Completá este dato.');
    },
  );

  test('what people really type is good', () => {
    expect(checkEmail(' Ana@Ejemplo.com ')).toBe('');
    expect(checkDocument('28.123.456')).toBe('');
    expect(checkPhone('011 15-4567-8901')).toBe('');
    expect(checkCode('123 456')).toBe('');
    expect(checkNewPassword('mate lluvia tren')).toBe('');
  });

  test('what cannot be right is named', () => {
    expect(checkEmail('ana@')).toContain('nombre@ejemplo.com');
    expect(checkDocument('123')).toContain('6 y 8 números');
    expect(checkPhone('12')).toContain('código de área');
    expect(checkCode('12345')).toContain('6 números');
    expect(checkNewPassword('corta')).toContain('10 caracteres');
  });
});
