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

  it('refuses origins that share a session or travel in clear in production', () => {
    const read = readConfig(
      {
        NODE_ENV: 'production',
        APP_SECRET: 'x'.repeat(32),
        RESEND_API_KEY: 'key',
        MAIL_FROM: 'a@example.org',
        PORTAL_ORIGIN: 'http://turnos.example.org',
        BACKOFFICE_ORIGIN: 'https://staff.example.org',
        DOCTOR_ORIGIN: 'https://staff.example.org',
      },
      plain,
    );
    const faults = read.ok ? [] : read.faults;
    expect(faults).toHaveLength(2);
    expect(faults.join('\n')).toContain('https');
    expect(faults.join('\n')).toContain('its own');
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
