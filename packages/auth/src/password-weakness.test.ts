import { describe, expect, it } from 'vitest';
import { passwordWeakness } from './password-weakness.ts';

describe('a password', () => {
  it.each([
    ['corta', 'too-short'],
    ['123456789', 'too-short'],
    ['😀😀😀😀😀😀', 'too-short'],
    ['x'.repeat(201), 'too-long'],
    ['ñ'.repeat(101), 'too-long'],
    ['1234567890', 'too-common'],
    ['Contraseña-123', 'too-common'],
    ['ARGENTINA 2022', 'too-common'],
    ['aaaaaaaaaaaa', 'too-common'],
    ['abcabcabcabc', 'too-common'],
  ])('%s is %s', (password, weakness) => {
    expect(passwordWeakness(password)).toBe(weakness);
  });

  it.each(['vitalmed-demo-2026', 'mate amargo y bizcochos', 'aB3$kd92Lq', '😀🐕🌵🚲🎈🍋🧉🎻🌊🔑'])(
    '%s is accepted',
    (password) => {
      expect(passwordWeakness(password)).toBeNull();
    },
  );

  it('does not repeat what the account says of its owner', () => {
    const about = ['martina.lopez@example.com', 'Martina', 'López', '28123456'];
    expect(passwordWeakness('martina.lopez', about)).toBe('too-common');
    expect(passwordWeakness('Lopez 28123456', ['Lopez28123456'])).toBe('too-common');
    expect(passwordWeakness('28.123.456-ml', about)).toBe('too-common');
    expect(passwordWeakness('martina y su perro', about)).toBeNull();
  });
});
