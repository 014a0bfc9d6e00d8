import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts } from './testing/built-server.ts';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'vitalmed-commands-'));
});
afterAll(async () => {
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs one command of the built server to its end. */
function vitalmed(
  args: string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
) {
  return new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      env: { PATH: process.env.PATH, DATA_DIR: folder, DATABASE_URL: test.url, LOG_LEVEL: 'warn', ...env },
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
    child.stdin.end(input);
  });
}

describe('the command line', () => {
  it('finds nothing wrong with a good installation', async () => {
    const { code, said } = await vitalmed(['doctor']);
    expect(said).not.toContain('FAULT');
    expect(said).toContain('ok     migrations');
    expect(code).toBe(0);
  });

  it('migrates a database that is up to date without doing anything', async () => {
    expect(await vitalmed(['migrate'])).toMatchObject({ code: 0, said: 'The database is up to date.\n' });
  });

  it('makes a staff account once, with the password from standard input', async () => {
    const args = ['user', 'create', '--role', 'secretary', '--email', 'Ana@Clinica.test'];
    const named = [...args, '--first-name', 'Ana', '--last-name', 'Paz'];
    const made = await vitalmed(named, { input: 'caballo-verde-33\n' });
    expect(made).toMatchObject({ code: 0, said: 'Created secretary ana@clinica.test\n' });
    expect(await vitalmed(named, { input: 'caballo-verde-33\n' })).toMatchObject({ code: 1 });
    expect((await vitalmed(named, { input: 'corta\n' })).said).toContain('weak-password');
  });

  it('refuses demo data for a database that holds anything', async () => {
    const { code, said } = await vitalmed(['seed', '--demo']);
    expect(said).toContain('not empty');
    expect(code).toBe(1);
  });

  it('names a port that is taken, and ends', async () => {
    const [portal, backoffice, port = ''] = await freePorts();
    const other = createServer();
    await once(other.listen(Number(port), '127.0.0.1'), 'listening');
    // The third port: the first two are open by then and have to be closed again.
    const env = { PORTAL_PORT: portal ?? '', BACKOFFICE_PORT: backoffice ?? '', DOCTOR_PORT: port };
    const { code, said } = await vitalmed(['start'], { env });
    other.close();
    expect(said).toContain(`Port ${port} is taken`);
    expect(code).toBe(1);
  });

  it('says where a database is that does not answer, and never its password', async () => {
    const env = { DATABASE_URL: 'postgres://clinic:secret-word@127.0.0.1:1/clinic' };
    for (const command of ['start', 'migrate', 'doctor']) {
      const { code, said } = await vitalmed([command], { env });
      expect(said).toContain('127.0.0.1:1');
      expect(said).toContain('ECONNREFUSED');
      expect(said).not.toContain('secret-word');
      expect(code).toBe(1);
    }
  });

  it('lists everything that production lacks before it starts anything', async () => {
    const { code, said } = await vitalmed(['start', '--demo'], { env: { NODE_ENV: 'production' } });
    for (const name of ['APP_SECRET', 'PORTAL_ORIGIN', 'RESEND_API_KEY', '--demo'])
      expect(said).toContain(name);
    expect(code).toBe(2);
  });
});
