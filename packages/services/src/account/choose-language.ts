import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { locale } from './inputs.ts';

export const chooseLanguageInput = z.object({ locale });

/** Screens, mails and files of the account are in that language from now on, wherever its owner signs in. */
export async function chooseLanguage(
  { db: { sql }, actor, now }: ServiceContext,
  { locale }: z.infer<typeof chooseLanguageInput>,
): Promise<Result> {
  if (!('userId' in actor)) return refuse('session-required');
  await sql`
    with chosen as (
      update "user" set locale = ${locale} where id = ${actor.userId} and locale <> ${locale} returning id, role
    )
    insert into event (type, at, actor_kind, actor_id, data)
    select 'account.language-chosen', ${now}, role::text::actor_kind, id, ${sql.json({ locale })}::jsonb
    from chosen`;
  return { ok: true };
}
