import { connect, type Database } from '@vitalmed/db';
import { migrate } from '@vitalmed/db/migrate';
import { type PostgresProcess, startPostgresProcess } from '@vitalmed/db/testing';
import { openWishes, type Wish } from './parts/clinic.ts';
import { type MailProvider, startMailProvider } from './parts/mail-provider.ts';
import { type Product, prepareProduct } from './parts/product.ts';

/** The product, its database and its mail provider, each a process of its own or as good as one. */
export type Stage = {
  /** Of the database itself, whatever stands between it and the product. */
  databaseUrl(): string;
  product: Product;
  mails: MailProvider;
  wishes(count: number): Promise<Wish[]>;
  close(): Promise<void>;
};

/** A stage whose PostgreSQL can be tortured. */
export type OwnStage = Stage & { postgres: PostgresProcess };

export async function openOwnStage(): Promise<OwnStage> {
  const postgres = await startPostgresProcess();
  // Its folder is removed by the next run of anything that starts one.
  const endWithUs = () => void postgres.kill();
  process.once('exit', endWithUs);
  await migrate(postgres.url);
  const stage = await openStage({ productUrl: postgres.url, databaseUrl: () => postgres.url });
  const close = async () => {
    await stage.close();
    process.off('exit', endWithUs);
    postgres.thaw();
    await postgres.remove();
  };
  return { ...stage, postgres, close };
}

/** The product over a database that somebody else runs, perhaps at another address than ours. */
export async function openStage(where: { productUrl: string; databaseUrl(): string }): Promise<Stage> {
  const mails = await startMailProvider();
  const product = await prepareProduct({ databaseUrl: where.productUrl, mailUrl: mails.url });
  const close = async () => {
    await product.remove();
    await mails.close();
  };
  try {
    await product.start();
  } catch (error) {
    await close();
    throw error;
  }
  const { databaseUrl } = where;
  return {
    databaseUrl,
    product,
    mails,
    wishes: (count) => onDatabase(databaseUrl(), (db) => openWishes(db, count)),
    close,
  };
}

/** On a pool of its own: ours shall not be what has to recover. */
export async function onDatabase<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(url, { poolSize: 8, applicationName: 'torture', statementTimeoutMs: 0 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
