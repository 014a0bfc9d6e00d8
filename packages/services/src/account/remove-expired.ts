import type { Database } from '@vitalmed/db';

/**
 * Forgets registrations and reset links that ended over a day ago, with the mails that carried them: a
 * password that never became an account isn't ours to keep.
 */
export async function removeExpired({ sql }: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 24 * 3_600_000);
  await sql`
    with gone as (delete from sign_up where expires_at < ${before} returning id)
    delete from notification using gone where sign_up_id = gone.id`;
  await sql`
    with gone as (delete from account_token where expires_at < ${before} returning id)
    delete from notification using gone where account_token_id = gone.id`;
}
