import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { passwordWeakness } from './password-weakness.ts';

/** The commonest of ten characters and more, as the lists of stolen ones and the clinic's own street have them. */
const commonest = `1234567890 0123456789 0987654321 12345678910 1234512345 123123123123 1111111111 123456789a
  a123456789 987654321a 1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5y6 qwertyuiop qwertyuiop123 qwerty12345 qwerty123456
  asdfghjkl1 zxcvbnm123 password12 password123 password1234 passwordpassword Password1! P@ssw0rd123 iloveyou123
  letmein123 welcome123 football123 superman123 administrador secretaria1 secretaria123 contraseña1 contraseña123
  Contrasena-123 micontraseña argentina1 argentina2024 ARGENTINA2022 buenosaires bocajuniors bocajuniors10 riverplate
  riverplate1901 maradona10 hola123456 teamomucho tequieromucho felicidades independiente vitalmed123 vitalmedturnos
  vitalmed2026 estrella123 mariposa123 abcdefghij aaaaaaaaaaaa abcabcabcabc universidad`.split(/\s+/);

describe('a password', () => {
  it.each([
    ['corta', 'too-short'],
    ['123456789', 'too-short'],
    ['😀😀😀😀😀😀', 'too-short'],
    ['x'.repeat(201), 'too-long'],
    ['ñ'.repeat(101), 'too-long'],
  ])('%s is %s', async (password, weakness) => {
    expect(await passwordWeakness(password)).toBe(weakness);
  });

  it.each([...commonest, 'boca juniors', 'ARGENTINA 2022', 'river plate'])(
    '"%s", which anybody tries first, is too common',
    async (password) => {
      expect(await passwordWeakness(password)).toBe('too-common');
    },
  );

  it.each([
    'mate amargo y bizcochos',
    'un caballo de batalla',
    'aB3$kd92Lq',
    '😀🐕🌵🚲🎈🍋🧉🎻🌊🔑',
    'colectivo lunes tortuga',
    'caballo verde lluvia',
    'caballo-verde-33',
    'tres palabras sueltas',
    'llueve sobre el limonero',
    'correct horse battery staple',
  ])('"%s" is accepted', async (password) => {
    expect(await passwordWeakness(password)).toBeNull();
  });

  it('does not repeat what the account says of its owner', async () => {
    const about = ['martina.lopez@example.com', 'Martina', 'López', '28123456'];
    for (const repeated of [
      'martina.lopez',
      'Lopez28123456',
      '28.123.456-ml',
      'martinalopez1',
      'lópez martina',
    ]) {
      expect(await passwordWeakness(repeated, about)).toBe('too-common');
    }
    expect(await passwordWeakness('martina y su perro', about)).toBeNull();
  });

  it('is weighed beside the work of others, however odd it is', async () => {
    const odd = ['4@8({[</369&#!1/|0$5+7%2'.repeat(3), 'p4s5w0rd'.repeat(25), 'aaaa1234'.repeat(20)];
    let turns = 0;
    let done = false;
    const weighed = Promise.all(odd.map((password) => passwordWeakness(password))).finally(() => {
      done = true;
    });
    while (!done) {
      await pause(1);
      turns += 1;
    }
    await weighed;
    // On the same thread there would be one turn or two.
    expect(turns).toBeGreaterThan(20);
  });
});
