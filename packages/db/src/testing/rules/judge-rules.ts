import type { TransactionSql } from 'postgres';
import type { Database } from '../../client.ts';
import { createTestDatabase } from '../test-database.ts';
import { refusals } from './refusals.ts';
import { lookups, mayBeEmpty, triggers } from './triggers-and-lookups.ts';
import { everyRule, isOptional, type Rule, removal, triesOf, undone } from './try-rule.ts';
import { buildWorld } from './world.ts';

export type Judged = {
  /** How many rules there are. */
  rules: number;
  /** Rules without a case, and cases without a rule. */
  withoutCase: string[];
  withoutRule: string[];
  /** What went otherwise than a case says while its rule stood. */
  wrong: string[];
  /** Acts that went the same when the rule was gone: nobody would notice that it is. */
  unnoticed: string[];
};

/** Tries every rule of a migrated database, with the rule and without it. It removes each in a transaction that it takes back. */
export async function judgeRules(): Promise<Judged> {
  const test = await createTestDatabase({ poolSize: 1 });
  try {
    await buildWorld(test.db.sql);
    return await judge(test.db);
  } finally {
    await test.drop();
  }
}

const nameOf = ({ kind, table, name }: Rule) =>
  kind === 'column' ? `${table.replaceAll('"', '')}.${name}` : name;

async function judge({ sql }: Database): Promise<Judged> {
  const rules = await sql.unsafe<Rule[]>(everyRule);
  const { wrong, unnoticed }: Pick<Judged, 'wrong' | 'unnoticed'> = { wrong: [], unnoticed: [] };
  const inTransaction = (work: (inner: TransactionSql) => Promise<void>) =>
    sql.begin((transaction) => undone(transaction, work));

  for (const rule of rules) {
    const tries = triesOf(rule) ?? [];
    await inTransaction(async (inner) => {
      for (const { run } of tries) {
        const fault = await run(inner);
        // A column that may be empty has to go otherwise than one that mayn't.
        if (isOptional(rule) ? !fault : fault)
          wrong.push(`${nameOf(rule)}, ${fault ?? 'it must be filled in'}`);
      }
    });
    if (isOptional(rule)) continue;
    await inTransaction(async (inner) => {
      await inner.unsafe(removal(rule));
      for (const { needed, run } of tries) if (needed && !(await run(inner))) unnoticed.push(nameOf(rule));
    });
  }

  const named = new Set(rules.map(nameOf));
  const cases = [refusals, triggers, lookups].flatMap((table) => Object.keys(table));
  const optional = Object.entries(mayBeEmpty).flatMap(([table, columns]) =>
    columns.map((column) => `${table}.${column}`),
  );
  return {
    rules: rules.filter((rule) => !isOptional(rule)).length,
    withoutCase: rules.filter((rule) => !triesOf(rule)).map(nameOf),
    withoutRule: [...cases, ...optional].filter((name) => !named.has(name)),
    wrong,
    unnoticed,
  };
}
