import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { embeddedServers, query } from './fixtures/embedded-servers.ts';

const { cleanUp, newFolder, sharedFolder, start, startElsewhere } = embeddedServers();

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
