import { randomUUID } from 'node:crypto';
import { connect, type Database } from './client.ts';

/** How many connections share one server connection in turns before a pooler is believed to keep sessions. */
const rounds = 3;

/**
 * Whether each connection of ours has a session of its own, which prepared statements, settings and advisory locks
 * need. A pooler in transaction or statement mode gives each statement whichever session is free: there a mark that one
 * connection left is found by another, or gone when it looks again.
 *
 * @throws what the driver throws when the database is away
 */
export async function keepsSessions(url: string): Promise<boolean> {
  const open = () =>
    connect(url, { poolSize: 1, applicationName: 'vitalmed check', connectWithinMs: 10_000 });
  const mark = randomUUID();
  const [marked, spare] = [open(), open()];
  const others: Database[] = [];
  const releases: (() => void)[] = [];
  try {
    // In the simple protocol throughout: prepared statements are what such a pooler breaks.
    await marked.sql.unsafe(`select set_config('vitalmed.session', '${mark}', false)`);
    // Outside of a transaction first, which statement mode refuses.
    if ((await markOf(spare.sql)) === mark) return false;
    for (let round = 0; round < rounds; round += 1) {
      const other = open();
      others.push(other);
      const { seen, release } = await holdSession(other);
      releases.push(release);
      if (seen === mark || (await markOf(marked.sql)) !== mark) return false;
    }
    return true;
  } finally {
    for (const release of releases) release();
    await Promise.all([marked, spare, ...others].map((db) => db.close()));
  }
}

/** Looks for a mark in a transaction that is kept open, so that the next one gets another server connection. */
function holdSession({ sql }: Database): Promise<{ seen: string | null; release(): void }> {
  return new Promise((resolve, reject) => {
    const held = sql.begin(async (transaction) => {
      const seen = await markOf(transaction);
      await new Promise<void>((release) => resolve({ seen, release }));
    });
    held.catch(reject);
  });
}

async function markOf(sql: Pick<Database['sql'], 'unsafe'>): Promise<string | null> {
  const [row] = await sql.unsafe<{ mark: string | null }[]>(
    "select current_setting('vitalmed.session', true) as mark",
  );
  return row?.mark ?? null;
}
