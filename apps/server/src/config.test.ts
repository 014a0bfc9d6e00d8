import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const plain = { demo: false, dev: false };

describe('reading the configuration', () => {
  it('needs nothing on a development machine', () => {
    const read = readConfig({}, plain);
    expect(read).toMatchObject({
      ok: true,
      config: {
        mode: 'development',
        databaseUrl: null,
        portal: { port: 3000, origin: 'http://localhost:3000' },
      },
    });
  });

  it('lists everything that production lacks, at once', () => {
    const read = readConfig({ NODE_ENV: 'production', PORTAL_PORT: 'many' }, { demo: true, dev: false });
    const faults = read.ok ? [] : read.faults;
    for (const name of [
      'PORTAL_PORT',
      'APP_SECRET',
      'PORTAL_ORIGIN',
      'DOCTOR_ORIGIN',
      'RESEND_API_KEY',
      '--demo',
    ]) {
      expect(faults.some((fault) => fault.startsWith(name))).toBe(true);
    }
  });

  const production = {
    NODE_ENV: 'production',
    APP_SECRET: 'Yk3vN0qzT5mWcR8xJ1bHfL6pDs2GuAe9',
    RESEND_API_KEY: 're_key',
    MAIL_FROM: 'a@example.org',
    PORTAL_ORIGIN: 'https://turnos.example.org',
    BACKOFFICE_ORIGIN: 'https://recepcion.example.org',
    DOCTOR_ORIGIN: 'https://consultorio.example.org',
  };
  const faultsOf = (env: Record<string, string>) => {
    const read = readConfig(env, plain);
    return read.ok ? [] : read.faults;
  };

  it('refuses origins that share a session or travel in clear in production', () => {
    expect(faultsOf(production)).toEqual([]);
    const faults = faultsOf({
      ...production,
      PORTAL_ORIGIN: 'http://turnos.example.org',
      // The same origin in other letters.
      BACKOFFICE_ORIGIN: 'https://Consultorio.example.org:443/',
    });
    expect(faults).toHaveLength(2);
    expect(faults.join('\n')).toContain('PORTAL_ORIGIN: production needs https');
    expect(faults.join('\n')).toContain('its own');
  });

  it.each([
    'Production',
    'prod',
    'PRODUCTION',
    ' production',
    'production ',
    'live',
    'staging',
    'dev',
    'true',
  ])('refuses to guess which mode "%s" is', (NODE_ENV) => {
    expect(faultsOf({ ...production, NODE_ENV })).toEqual([
      'NODE_ENV: must be production, development, test or unset, in these letters',
    ]);
  });

  it.each(['development', 'test', ''])('takes "%s" for a machine of who develops', (NODE_ENV) => {
    expect(readConfig({ NODE_ENV }, plain)).toMatchObject({ ok: true, config: { mode: 'development' } });
  });

  it.each([
    ['one letter', 'a'.repeat(32)],
    ['a word again and again', 'Turnos7!'.repeat(5)],
    ['a word again and again, and a little more', `${'correcthorse'.repeat(3)}!`],
    ['the alphabet', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'],
    ['digits in their order, twice', '0123456789abcdef0123456789abcdef'],
    ['the row of keys', 'qwertyuiopasdfghjklzxcvbnm1234567890'],
    ['what asks for one', 'please-change-me-this-secret-example'],
    ['how to make one', 'openssl rand -base64 48 openssl rand'],
    ['too little', 'Yk3vN0qzT5mWcR8xJ1bHfL6pDs2GuAe'],
  ])('refuses a secret that is %s', (_, APP_SECRET) => {
    for (const env of [{ ...production, APP_SECRET }, { APP_SECRET }]) {
      const faults = faultsOf(env);
      expect(faults).toEqual([expect.stringMatching(/^APP_SECRET: /)]);
      expect(faults.join()).not.toContain(APP_SECRET);
    }
  });

  it('takes whatever chance makes of a secret, in each usual alphabet', () => {
    for (let n = 0; n < 2_000; n += 1) {
      for (const APP_SECRET of [randomBytes(16).toString('hex'), randomBytes(24).toString('base64')]) {
        expect({ APP_SECRET, faults: faultsOf({ APP_SECRET }) }).toEqual({ APP_SECRET, faults: [] });
      }
    }
  });

  it.each<[string, string[], string[]]>([
    [
      'MAIL_FROM',
      ['turnos@clinic.example', 'Clínica <turnos@clinic.example>', '"Clínica" <Turnos@clinic.example>'],
      [
        'abc',
        'a@b',
        '@clinic.example',
        'Clínica turnos@clinic.example',
        'Clínica <turnos@clinic.example',
        'Clínica <abc>',
        'Clínica <turnos@clinic.example>\r\nBcc: a@evil.example',
        'turnos@clinic.example\n',
        'Clínica\n<turnos@clinic.example>',
        'a@clinic.example, b@clinic.example',
        '<a@clinic.example> <b@clinic.example>',
      ],
    ],
    ['RESEND_API_KEY', ['re_123'], ['   ', 're 1', 're_1\r\nX: y', 'clave-ñ']],
    ['RESEND_BASE_URL', ['http://127.0.0.1:9'], ['resend', 'ftp://resend.test']],
    [
      'PORTAL_ORIGIN',
      ['https://turnos.clinic.example', 'https://turnos.clinic.example/', 'http://localhost:3100'],
      [
        'turnos.clinic.example',
        'https://turnos.clinic.example/portal',
        'https://turnos.clinic.example/?',
        'https://turnos.clinic.example#',
        'https://ana:paz@turnos.clinic.example',
        'javascript:alert(1)',
        'ftp://turnos.clinic.example',
        'null',
      ],
    ],
    [
      'PORTAL_PORT',
      ['1', '65535'],
      ['0', '65536', '3e3', '0x50', '80.5', '-1', ' 80', 'http', '3001', '99999999999'],
    ],
    ['TRUST_PROXY', ['0', '1', '10'], ['true', '-1', '11', '1.5', 'loopback', ' ']],
    ['DATABASE_POOL_SIZE', ['2', '200'], ['1', '201', 'ten', '1e1']],
    ['HOST', ['0.0.0.0', '::', 'localhost'], ['0.0.0.0:80', 'http://localhost', '*', 'a b', '-']],
    ['DATA_DIR', ['/srv/vitalmed', 'datos de la clínica'], [' ', '/srv/a\u0000b', ' /srv', 'a\n']],
    ['WORKER', ['on', 'off'], ['true', 'ON', '1']],
    ['DESK_WAIT_SECONDS', ['0', '30', '600'], ['601', '-1', '30s']],
    ['MAILBOX', ['on', 'off'], ['true', 'yes']],
    ['LOG_LEVEL', ['debug'], ['loud']],
  ])('takes and refuses %s', (name, taken, refused) => {
    for (const value of taken) expect([value, faultsOf({ [name]: value })]).toEqual([value, []]);
    for (const value of refused) {
      expect([value, faultsOf({ [name]: value })]).toEqual([value, [expect.stringContaining(name)]]);
    }
  });

  it('gives each app a port of its own, those that it wasn’t told too', () => {
    expect(faultsOf({ PORTAL_PORT: '3001' })).toEqual([expect.stringContaining('DOCTOR_PORT')]);
    expect(faultsOf({ PORTAL_PORT: '3001', BACKOFFICE_PORT: '3000' })).toEqual([]);
  });

  it('opens the mailbox with the demo or when it is asked for by name, never where mails are sent', () => {
    const opens = (env: Record<string, string>, demo: boolean) => {
      const read = readConfig(env, { demo, dev: false });
      return read.ok && read.config.mailbox;
    };
    expect([opens({}, true), opens({}, false)]).toEqual([true, false]);
    expect([opens({ MAILBOX: 'off' }, true), opens({ MAILBOX: 'on' }, false)]).toEqual([false, true]);
    expect(opens({ RESEND_API_KEY: 're_1' }, true)).toBe(false);
    expect(faultsOf({ RESEND_API_KEY: 're_1', MAILBOX: 'on' })).toEqual([
      expect.stringMatching(/^MAILBOX: /),
    ]);
    expect(faultsOf({ ...production, MAILBOX: 'on' })).toEqual([expect.stringMatching(/^MAILBOX: /)]);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ DATABASE_URL: '' }, plain).ok).toBe(true);
  });

  it('takes a database of several hosts, and says what is wrong with an address without its password', () => {
    const hosts = 'postgres://v:p%40ss@db1:5432,db2:6432/vitalmed?target_session_attrs=primary';
    expect(readConfig({ DATABASE_URL: hosts }, plain)).toMatchObject({ config: { databaseUrl: hosts } });
    for (const [DATABASE_URL, word] of [
      ['mysql://v:secret@db/vitalmed', 'postgres://'],
      ['postgres://v:secret@db:99999/vitalmed', 'port'],
      ['postgres://v:secret@db1,db2/vitalmed?target_session_attrs=fastest', 'target_session_attrs'],
      ['postgres://v:secret@db/vitalmed?sslmode=maybe', 'sslmode'],
      ['postgres://v:sec%ret@db/vitalmed', '%25'],
    ] as const) {
      const read = readConfig({ DATABASE_URL }, plain);
      const faults = read.ok ? '' : read.faults.join('\n');
      expect(faults).toContain(word);
      expect(faults).not.toContain('secret');
    }
  });

  it('takes a replica only of a database that it names', () => {
    const DATABASE_REPLICA_URL = 'postgres://replica.example/vitalmed';
    const DATABASE_URL = 'postgres://primary.example/vitalmed';
    expect(readConfig({ DATABASE_URL }, plain)).toMatchObject({ config: { databaseReplicaUrl: null } });
    expect(readConfig({ DATABASE_URL, DATABASE_REPLICA_URL }, plain)).toMatchObject({
      config: { databaseReplicaUrl: DATABASE_REPLICA_URL },
    });
    expect(readConfig({ DATABASE_REPLICA_URL }, plain)).toEqual({
      ok: false,
      faults: [expect.stringMatching(/^DATABASE_REPLICA_URL: needs DATABASE_URL/)],
    });
  });

  it('puts the API a thousand ports above the dev servers, for the same origins', () => {
    const read = readConfig({}, { demo: true, dev: true });
    expect(read).toMatchObject({ config: { backoffice: { port: 4001, origin: 'http://localhost:3001' } } });
  });
});
