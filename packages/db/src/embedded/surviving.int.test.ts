import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { embeddedServers, makeKept, postmasterPid, query } from './fixtures/embedded-servers.ts';

const { kill, sharedFolder, start, startElsewhere } = embeddedServers();

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
