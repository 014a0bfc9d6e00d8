import { bigint, index, integer, pgTable, varchar } from 'drizzle-orm/pg-core';

/**
 * Counters of attempts (sign-in, mails, codes) shared by every server process.
 * rate-limiter-flexible writes it in one UPSERT that names no columns, so their order is part of the contract.
 * Keys are digests: no address and no e-mail is readable here.
 */
export const rateLimit = pgTable(
  'rate_limit',
  {
    key: varchar({ length: 255 }).primaryKey(),
    points: integer().notNull().default(0),
    /** Epoch milliseconds after which the counter starts again; NULL never expires. */
    expire: bigint({ mode: 'number' }),
  },
  (table) => [index('rate_limit_expire_idx').on(table.expire)],
);
