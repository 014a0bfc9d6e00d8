import { tailByPgbench } from '../limits/pgbench.ts';
import { runStatement, type StatementItem } from '../limits/statements.ts';
import { captured } from '../plans/capture.ts';
import { literal } from '../plans/explain.ts';
import { median } from '../work/measured.ts';
import type { Lab } from './lab.ts';

/** p99 in milliseconds over one connection, inside the database and on the way to a client that decodes nothing. */
export type DatabaseTail = { keyMs: number; firstFiftyMs: number };

const DAY_MS = 24 * 3_600_000;
const instant = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/**
 * The first 50 free slots of any specialty beside any slot by its key, in turn, medians. By pgbench, since a client in
 * JavaScript adds its own garbage collection to every hundredth answer; null where there is no pgbench.
 */
export async function measureDatabaseTail(
  { db, network, pgbench, url }: Lab,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<DatabaseTail | null> {
  if (!pgbench) return null;
  const [near] = await db.sql<{ id: number }[]>`
    select min(id) as id from slot where local_date = (select min(local_date) from slot where local_date > current_date)`;
  const from = near?.id ?? 1;
  const key = await statementOf(db, { kind: 'slot-by-id', slotId: from }, from);
  const filter = { specialtyId: network.specialties };
  const search = { kind: 'free-slots', filter, after: instant(0), before: instant(14), limit: 50 } as const;
  const firstFifty = await statementOf(db, search, network.specialties);
  // As many slots as the searches of all specialties find.
  const slots = { url, seconds, statement: key, from, to: from + 50 * network.specialties };
  const specialties = { url, seconds, statement: firstFifty, from: 1, to: network.specialties };
  const tails: DatabaseTail[] = [];
  for (let round = 0; round < rounds; round++) {
    const keyMs = await tailByPgbench(pgbench, slots);
    tails.push({ keyMs, firstFiftyMs: await tailByPgbench(pgbench, specialties) });
  }
  return {
    keyMs: median(tails.map(({ keyMs }) => keyMs)),
    firstFiftyMs: median(tails.map(({ firstFiftyMs }) => firstFiftyMs)),
  };
}

/** The statement that reads rows as the product sends it, with `:n` for the parameter of that value. */
async function statementOf(db: Lab['db'], item: StatementItem, varied: number): Promise<string> {
  const [statement] = await captured(db, (tx) => runStatement(tx, item));
  if (!statement) throw new Error(`Nothing was asked for ${item.kind}`);
  const { text, parameters, types } = statement;
  const place = parameters.findIndex((value) => Number(value) === varied);
  return text.replaceAll(/\$(\d+)/g, (_, n) => {
    const index = Number(n) - 1;
    return index === place ? ':n' : literal(parameters[index], types[index]);
  });
}
