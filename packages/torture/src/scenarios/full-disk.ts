import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type OwnStage, onDatabase, openOwnStage } from '../stage.ts';
import { underFire } from '../under-fire.ts';
import type { Scenario } from './scenario.ts';

const sizeMb = 512;
const fullMs = 8_000;

export const fullDisk: Scenario = {
  name: 'full-disk',
  what: `the database's disk is full for ${fullMs / 1_000} s`,
  inShort: false,
  async run(_, { slackMs }) {
    const disk = mountDisk();
    if (!disk) return { name: 'full-disk', skipped: 'a small disk can’t be mounted here: that takes root' };
    try {
      const stage = await within(disk.folder, openOwnStage);
      try {
        return await underFire(stage, {
          name: 'full-disk',
          wishes: 2_000,
          times: 1,
          slackMs,
          async strike() {
            const makeRoom = await fill(disk.folder);
            await delay(fullMs);
            await makeRoom();
            await raise(stage);
            return performance.now();
          },
        });
      } finally {
        await stage.close();
      }
    } finally {
      disk.unmount();
    }
  },
};

/** In memory, so that it is small and nobody else's. Null where this user may not mount. */
function mountDisk(): { folder: string; unmount(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'vitalmed-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=1777`, 'tmpfs', folder]);
  if (status !== 0) {
    rmdirSync(folder);
    return null;
  }
  return {
    folder,
    unmount() {
      spawnSync('umount', ['-l', folder]);
      rmdirSync(folder);
    },
  };
}

/** Whatever makes a temporary folder meanwhile makes it there. */
async function within<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
}

/** Takes all the room that is left; answers with how to give it back. The clients live in this process: it never waits. */
async function fill(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'ballast');
  const file = await open(path, 'w');
  for (let size = 1_048_576; size >= 512; size /= 2) {
    try {
      for (;;) await file.write(Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  await file.close();
  return () => rm(path);
}

/** PostgreSQL that can't write its log any more ends; an operator starts it once there is room. */
async function raise({ postgres }: OwnStage): Promise<void> {
  const lives = await onDatabase(postgres.url, ({ sql }) => sql`select 1`).then(
    () => true,
    () => false,
  );
  if (!lives) await postgres.start();
}
