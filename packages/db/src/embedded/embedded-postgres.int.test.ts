import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type EmbeddedPostgresOptions, removeEmbeddedPostgres, startEmbeddedPostgres } from './index.ts';

const isRoot = process.getuid?.() === 0;
const require = createRequire(import.meta.url);
const typeScript = pathToFileURL(require.resolve('tsx')).href;
const cleanUp: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

function newFolder(): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'vitalmed-embedded-'));
  chmodSync(parent, 0o711);
  const folder = path.join(parent, 'data');
  cleanUp.push(async () => {
    await removeEmbeddedPostgres(folder);
    rmSync(parent, { recursive: true, force: true });
  });
  return folder;
}

/** A database made once: each test finds it stopped, whatever the one before did to it. */
const shared = path.join(mkdtempSync(path.join(tmpdir(), 'vitalmed-embedded-')), 'data');

beforeAll(async () => {
  chmodSync(path.dirname(shared), 0o711);
  await (await startEmbeddedPostgres({ dataDir: shared })).stop();
});

afterAll(async () => {
  await removeEmbeddedPostgres(shared);
  rmSync(path.dirname(shared), { recursive: true });
});

function sharedFolder(): string {
  cleanUp.push(async () => (await startEmbeddedPostgres({ dataDir: shared })).stop());
  return shared;
}

const makeKept = 'drop table if exists kept; create table kept as select 7 as n';

async function start(dataDir: string, options: Partial<EmbeddedPostgresOptions> = {}) {
  const server = await startEmbeddedPostgres({ dataDir, ...options });
  cleanUp.push(() => server.stop());
  return server;
}

/** Runs the database in a process of its own, which the test can kill; rejects with what it complained of. */
async function startElsewhere(
  dataDir: string,
  durability = 'full',
): Promise<{ child: ChildProcess; url: string }> {
  const program = fileURLToPath(new URL('./fixtures/run-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', typeScript, program, dataDir, durability]);
  cleanUp.push(() => kill(child));
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('close', () => reject(new Error(complaint)));
  });
  return { child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

const postmasterPid = (folder: string) =>
  Number(readFileSync(path.join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('starting', () => {
  it('makes a UTF-8 database with a role that is no superuser, in seconds', async () => {
    const began = performance.now();
    const server = await start(newFolder());
    // Alone on two cores it takes one second; other tests may be running.
    expect(performance.now() - began).toBeLessThan(30_000);

    const rows = await query(
      server.url,
      `select current_user, rolsuper, pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale,
         current_setting('fsync') as fsync, lower('ÑANDÚ') as lower
       from pg_database, pg_roles where datname = current_database() and rolname = current_user`,
    );
    expect(rows).toEqual([
      {
        current_user: 'vitalmed',
        rolsuper: false,
        encoding: 'UTF8',
        datlocprovider: 'b',
        datlocale: 'C.UTF-8',
        fsync: 'on',
        lower: 'ñandú',
      },
    ]);
  });

  it('orders Spanish names where a query asks for it', async () => {
    const server = await start(sharedFolder());
    const rows = await query(
      server.url,
      `select name from unnest(array['Zeta', 'Ñandú', 'nube', 'Álamo', 'beta', 'Oso']) name
       order by name collate "es-x-icu"`,
    );
    expect(rows.map((row) => row.name)).toEqual(['Álamo', 'beta', 'nube', 'Ñandú', 'Oso', 'Zeta']);
  });

  it('listens on the loopback address alone and lets nobody in without the password', async () => {
    const server = await start(sharedFolder());
    const [row] = await query(server.url, `select current_setting('listen_addresses') as addresses`);
    expect(row).toEqual({ addresses: '127.0.0.1' });

    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps the password from other users', async () => {
    const folder = sharedFolder();
    const server = await start(folder);
    const file = path.join(folder, 'postgres', 'password');
    expect(readFileSync(file, 'utf8')).toBe(new URL(server.url).password);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  });

  it('finds the data again, at the same address, in a moment', async () => {
    const folder = sharedFolder();
    const first = await start(folder);
    await query(first.url, makeKept);
    await first.stop();

    const began = performance.now();
    const second = await start(folder);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('takes another port when the remembered one is taken', async () => {
    const folder = sharedFolder();
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    writeFileSync(path.join(folder, 'port'), String(port));

    const server = await start(folder);
    expect(new URL(server.url).port).not.toBe(String(port));
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('can be stopped twice, and a stopped server is gone', async () => {
    const server = await start(sharedFolder());
    await Promise.all([server.stop(), server.stop()]);
    await expect(query(server.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('a second server on the same folder', () => {
  it('is refused with the name of the process that holds it, and does no harm', async () => {
    const folder = sharedFolder();
    const { child, url } = await startElsewhere(folder);
    await expect(start(folder)).rejects.toMatchObject({
      name: 'EmbeddedPostgresError',
      reason: 'folder-in-use',
      message: expect.stringContaining(`vitalmed process ${child.pid}`),
    });
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is refused too when several start at once on an empty folder', async () => {
    const folder = newFolder();
    const results = await Promise.allSettled([1, 2, 3].map(() => startElsewhere(folder)));
    const started = results.filter((result) => result.status === 'fulfilled');
    expect(started).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(String(result.reason)).toContain('folder-in-use');
    }
    expect(await query(started[0]?.value.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is refused when the data was made by another major version', async () => {
    const folder = sharedFolder();
    const file = path.join(folder, 'postgres', 'data', 'PG_VERSION');
    const version = readFileSync(file, 'utf8');
    cleanUp.push(async () => writeFileSync(file, version));
    writeFileSync(file, '12\n');
    await expect(start(folder)).rejects.toMatchObject({ reason: 'other-version' });
  });
});

describe('after kill -9', () => {
  it('of the process, the next start goes on with the server that was left running', async () => {
    const folder = sharedFolder();
    const { child, url } = await startElsewhere(folder);
    await query(url, makeKept);
    const pid = postmasterPid(folder);
    await kill(child);

    const log = vi.fn();
    const server = await start(folder, { log });
    expect(server.url).toBe(url);
    expect(postmasterPid(folder)).toBe(pid);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('left running'));
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 7 }]);

    await server.stop();
    await expect(query(url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('of a process that ran it without durability, the next start runs it with full durability', async () => {
    const folder = sharedFolder();
    const { child } = await startElsewhere(folder, 'none');
    await kill(child);
    const server = await start(folder);
    expect(await query(server.url, `select current_setting('fsync') as fsync`)).toEqual([{ fsync: 'on' }]);
  });

  it('of PostgreSQL, twice, it comes back at the same address with what was acknowledged', async () => {
    const folder = sharedFolder();
    const server = await start(folder);
    await query(server.url, 'drop table if exists ledger; create table ledger (n int)');
    for (const n of [1, 2]) {
      await query(server.url, `insert into ledger values (${n})`);
      process.kill(postmasterPid(folder), 'SIGKILL');
      await vi.waitFor(() => query(server.url, 'select 1'), { timeout: 10_000, interval: 50 });
    }
    expect(await query(server.url, 'select n from ledger order by n')).toEqual([{ n: 1 }, { n: 2 }]);
    // It answers a moment before its owner holds it again.
    const owned = "select from pg_locks where locktype = 'advisory' and granted";
    await vi.waitFor(async () => expect(await query(server.url, owned)).toHaveLength(1), {
      timeout: 10_000,
      interval: 20,
    });
    await expect(start(folder)).rejects.toMatchObject({ reason: 'folder-in-use' });
  });

  it('of both, the next start recovers by itself', async () => {
    const folder = sharedFolder();
    const { child, url } = await startElsewhere(folder);
    await query(url, makeKept);
    child.kill('SIGKILL');
    process.kill(postmasterPid(folder), 'SIGKILL');
    await kill(child);
    const server = await start(folder);
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('a stale postmaster.pid whose number now belongs to another program is no obstacle', async () => {
    const folder = sharedFolder();
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    onTestFinished(() => void bystander.kill());
    const file = path.join(folder, 'postgres', 'data', 'postmaster.pid');
    writeFileSync(
      file,
      [bystander.pid, path.dirname(file), 0, 5432, '', '127.0.0.1', '', 'ready'].join('\n'),
    );
    const server = await start(folder);
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe.runIf(isRoot)('as root', () => {
  it("runs under another user's account", async () => {
    const folder = sharedFolder();
    await start(folder);
    expect(statSync(path.join(folder, 'postgres', 'data')).uid).not.toBe(0);
  });

  it('keeps the data elsewhere when that user cannot enter the folder, and finds it again', async () => {
    const closed = mkdtempSync(path.join(tmpdir(), 'vitalmed-closed-'));
    const folder = path.join(closed, 'clone', '.data');
    cleanUp.push(async () => {
      await removeEmbeddedPostgres(folder);
      rmSync(closed, { recursive: true });
    });
    const first = await start(folder);
    expect(first.folder).not.toContain(closed);
    await query(first.url, makeKept);
    await first.stop();

    const second = await start(folder);
    expect(second.folder).toBe(first.folder);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });
});
