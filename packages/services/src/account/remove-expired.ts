import { type Database, inBatches, removedAtOnce } from '@vitalmed/db';

const keptMs = 24 * 3_600_000;

/**
 * Forgets registrations that ended over a day ago, with the mails that carried their codes: a password that never became
 * an account isn't ours to keep.
 */
export async function removeExpiredSignUps({ sql }: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs);
  await inBatches(
    () => sql`
      with ended as (
        select array(select id from sign_up where expires_at < ${before} order by expires_at limit ${removedAtOnce}) ids
      ), mails as (
        delete from notification where sign_up_id = any((select ids from ended)::uuid[])
      )
      delete from sign_up where id = any((select ids from ended)::uuid[])`,
  );
}

/** Forgets reset links that ended over a day ago, with the mails that carried them. */
export async function removeExpiredLinks({ sql }: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs);
  await inBatches(
    () => sql`
      with ended as (
        select array(
          select id from account_token where expires_at < ${before} order by expires_at limit ${removedAtOnce}
        ) ids
      ), mails as (
        delete from notification where account_token_id = any((select ids from ended)::uuid[])
      )
      delete from account_token where id = any((select ids from ended)::uuid[])`,
  );
}
