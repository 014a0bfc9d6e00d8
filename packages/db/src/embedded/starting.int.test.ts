import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { embeddedServers, makeKept, query } from './fixtures/embedded-servers.ts';
import { removeEmbeddedPostgres } from './index.ts';

const isRoot = process.getuid?.() === 0;
const { cleanUp, newFolder, sharedFolder, start } = embeddedServers();

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
