import { authorise } from '@vitalmed/core';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { smallId } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { refusedPassword } from './good-password.ts';
import { email, locale, password, personName } from './inputs.ts';
import type { AccountUser } from './ports.ts';

const person = { email, firstName: personName, lastName: personName, password, locale };

/** An account of the staff; patients make their own. A doctor's names the doctor whom it signs in. */
export const createUserInput = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['secretary', 'admin']), ...person }),
  z.object({ role: z.literal('doctor'), doctorId: smallId, ...person }),
]);
type Input = z.infer<typeof createUserInput>;

/**
 * Administrators may, and the command line, whose user holds the database anyway ('system'). A taken e-mail is
 * 'bad-input'; a doctor who isn't there, or who has an account, is 'not-found'.
 */
export async function createUser(ctx: ServiceContext, input: Input): Promise<Result<{ user: AccountUser }>> {
  const allowed = ctx.actor.kind === 'system' ? null : authorise(ctx.actor, 'user.manage', {});
  if (allowed && !allowed.ok) return refuse(allowed.reason);
  const { credentials } = ctx.auth;
  const about = [input.email, input.firstName, input.lastName];
  const refused = await refusedPassword(ctx.auth, input.password, about, 'known');
  if (refused) return refused;
  const hashed = await credentials.hash(input.password, 'known');
  if (!hashed.ok) return hashed;

  const user = await insertUser(ctx, input, hashed.hash);
  if (user) return { ok: true, user };
  return (await isTaken(ctx, input.email))
    ? refuse('bad-input', { fields: { email: 'taken' } })
    : refuse('not-found');
}

async function insertUser(ctx: ServiceContext, input: Input, passwordHash: string) {
  const { sql } = ctx.db;
  const doctorId = input.role === 'doctor' ? input.doctorId : null;
  const actorId = 'userId' in ctx.actor ? ctx.actor.userId : null;
  const [user] = await sql<AccountUser[]>`
    with doctors as (
      select id from doctor where id = ${doctorId}::integer and user_id is null for update
    ), account as (
      insert into "user" (role, email, password_hash, first_name, last_name, locale, created_at)
      select ${input.role}, ${input.email}, ${passwordHash}, ${input.firstName}, ${input.lastName},
        ${input.locale}, ${ctx.now}
      where ${doctorId}::integer is null or exists (select from doctors)
      on conflict (email) where role <> 'patient' do nothing
      returning *
    ), linked as (
      update doctor set user_id = account.id from account, doctors where doctor.id = doctors.id
    ), recorded as (
      insert into event (type, at, actor_kind, actor_id, doctor_id, data)
      select 'account.created', ${ctx.now}, ${ctx.actor.kind}::actor_kind, ${actorId}::uuid, ${doctorId}::integer,
        jsonb_build_object('userId', id, 'role', role)
      from account
    )
    select id, email, first_name as "firstName", last_name as "lastName", role from account`;
  return user ?? null;
}

async function isTaken({ db: { sql } }: ServiceContext, email: string): Promise<boolean> {
  const rows = await sql`select 1 from "user" where email = ${email} and role <> 'patient'`;
  return rows.length > 0;
}
