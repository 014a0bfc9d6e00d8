import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, hasPgBouncer, startPgBouncer, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../config.ts';
import { checkInstallation } from './doctor.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** What "doctor" prints of that database. */
async function told(DATABASE_URL: string): Promise<string> {
  const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'vitalmed-doctor-'));
  const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => lines.mockRestore());
  await checkInstallation(readConfig({ DATABASE_URL, DATA_DIR }, { demo: false, dev: false }));
  return lines.mock.calls.map(([line]) => String(line)).join('');
}

async function behindPooler(mode: 'session' | 'transaction', poolSize: number): Promise<string> {
  const bouncer = await startPgBouncer({ url: test.url, mode, poolSize });
  onTestFinished(bouncer.stop);
  return bouncer.url;
}

it('finds nothing wrong with a server of one’s own', async () => {
  const lines = await told(test.url);
  expect(lines).toMatch(/ok {5}session settings\nok {5}25 connections at once/);
  expect(lines).not.toMatch(/FAULT {2}(database|session|connections)/);
});

describe.runIf(hasPgBouncer)('behind the real PgBouncer', () => {
  it('names a pooler that lends sessions out, and what to set', async () => {
    expect(await told(await behindPooler('transaction', 20))).toMatch(
      /FAULT {2}database: .*pool_mode = session/,
    );
  });

  it('names a pool that is too small for one process', async () => {
    const lines = await told(await behindPooler('session', 8));
    expect(lines).toMatch(/FAULT {2}connections: .*up to 25 at once, \d were given/);
  });
});
