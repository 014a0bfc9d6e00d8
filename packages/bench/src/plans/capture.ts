import type { Database, Sql, TransactionSql } from '@vitalmed/db';

/** A statement as it went to the database. */
export type Statement = { text: string; parameters: unknown[]; types: number[] };

type Debug = (connection: number, text: string, parameters: unknown[], types: number[]) => void;

class RolledBack extends Error {}

/** Runs the work in a transaction that is taken back, and answers with every statement that it sent. */
export async function captured(db: Database, work: (db: Database) => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const options = db.sql.options as { debug?: boolean | Debug };
  const before = options.debug;
  try {
    await db.sql.begin(async (tx) => {
      options.debug = (_, text, parameters, types) => {
        statements.push({ text, parameters: [...parameters], types: [...types] });
      };
      await work({ ...db, sql: asPool(tx) });
      options.debug = before;
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  } finally {
    options.debug = before;
  }
  return statements;
}

/** Queries only call `sql` as a tag, nest it and use `json`: a transaction's has all of that. */
function asPool(tx: TransactionSql): Sql {
  return tx as unknown as Sql;
}
