import type { Allowed } from '@vitalmed/core';
import type { Database } from '../client.ts';
import { type PatientRow, patientColumns } from './patient-row.ts';
import { recorded } from './record.ts';

/** Whoever stands at the desk uses the account, as somebody there says. */
export type DeskLink = {
  /** Whether the desk saw the person's document too. */
  documentSeen: boolean;
  now: Date;
};

/**
 * Proves the account of a file that it only claimed, and owes its owner a message. Null when there is no such account
 * (any more). Throws `patient_document_stands` when the clinic keeps another file under the document: that one takes
 * the account instead (`takeClaimedFile`).
 */
export async function proveAccount(
  { sql }: Database,
  proof: Allowed<'patient.link'>,
  { documentSeen, now }: DeskLink,
): Promise<PatientRow | null> {
  const actor = recorded(proof.actor);
  const rows = await sql<PatientRow[]>`
    with linked as (
      update patient set account_proven_at = ${now}, account_proof = 'desk', document_verified = ${documentSeen},
        revision = revision + 1
      where id = ${proof.subject.patientId} and user_id is not null and account_proven_at is null
      returning *
    ), recorded as (
      insert into event (type, at, actor_kind, actor_id, patient_id, data)
      select 'patient.account-linked', ${now}, ${actor.kind}::actor_kind, ${actor.id}::uuid, id,
        ${sql.json({ proof: 'desk', documentSeen })}::jsonb
      from linked
    ), owed as (
      insert into notification (kind, recipient, locale)
      select 'account-linked', account.email, account.locale
      from linked join "user" account on account.id = linked.user_id
    )
    select ${patientColumns(sql)} from linked patient`;
  return rows[0] ?? null;
}

/**
 * Hands the account of a claimed file, with the appointments that it booked, to the clinic's own file under the same
 * document, and owes the account's owner a message. False when there is nothing to hand over (any more). Throws
 * `appointment_patient_overlap` when both files hold an appointment at one time; nothing has changed then.
 */
export async function takeClaimedFile(
  { sql }: Database,
  proof: Allowed<'patient.link'>,
  { intoId, documentSeen, now }: DeskLink & { intoId: string },
): Promise<boolean> {
  const actor = recorded(proof.actor);
  const rows = await sql`
    with linked as materialized (
      select take_claimed_file(${proof.subject.patientId}, ${intoId}, 'desk', ${documentSeen}, null, ${now},
        ${actor.kind}::actor_kind, ${actor.id}::uuid) as account_id
    )
    insert into notification (kind, recipient, locale)
    select 'account-linked', account.email, account.locale
    from linked join "user" account on account.id = linked.account_id
    returning id`;
  return rows.length > 0;
}

/**
 * Owes a code to the address on the clinic's own file under the claimed document, if somebody has seen that document:
 * else the address may be whoever telephoned under another's number. One statement, with such a file or without.
 */
export async function requestProof(
  { sql }: Database,
  proof: Allowed<'patient.prove'>,
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<void> {
  const actor = recorded(proof.actor);
  await sql`
    with claimed as (
      select patient.id, document_number, account.locale from patient
      join "user" account on account.id = patient.user_id
      where patient.id = ${proof.subject.patientId} and account_proven_at is null
    ), file as (
      select patient.id, patient.email, claimed.locale from patient join claimed using (document_number)
      where patient.user_id is null and patient.merged_into_id is null and patient.document_verified
        and patient.email is not null
    ), token as (
      insert into account_token (purpose, realm, user_id, patient_id, email, expires_at, created_at)
      select 'file-proof', 'patient', ${actor.id}::uuid, (select id from file), (select email from file), ${expiresAt}, ${now}
      returning id
    ), recorded as (
      insert into event (type, at, actor_kind, actor_id, patient_id)
      values ('patient.proof-requested', ${now}, ${actor.kind}::actor_kind, ${actor.id}::uuid, ${proof.subject.patientId})
    )
    insert into notification (kind, recipient, locale, account_token_id)
    select 'file-code', file.email, file.locale, token.id from file, token`;
}

/** Counts one try at the newest code that was asked for, or finds it `spent`: tried `most` times. Null when none waits. */
export async function countProofAttempt(
  { sql }: Database,
  proof: Allowed<'patient.prove'>,
  { now, most }: { now: Date; most: number },
): Promise<{ id: string; spent: boolean } | null> {
  const rows = await sql<{ id: string; spent: boolean }[]>`
    update account_token set attempts = least(attempts + 1, ${most + 1})
    where id = (
        select id from account_token
        where user_id = ${recorded(proof.actor).id}::uuid and purpose = 'file-proof'
        order by created_at desc, id desc limit 1
      )
      and used_at is null and expires_at > ${now}
    returning id, attempts > ${most} as spent`;
  return rows[0] ?? null;
}

/** As `takeClaimedFile`, on the word of the code that was mailed, to the file that it was mailed for. */
export async function takeProvenFile(
  { sql }: Database,
  proof: Allowed<'patient.prove'>,
  { tokenId, now }: { tokenId: string; now: Date },
): Promise<boolean> {
  const actor = recorded(proof.actor);
  const rows = await sql`
    with spent as (
      update account_token set used_at = ${now}
      where id = ${tokenId} and user_id = ${actor.id}::uuid and used_at is null and expires_at > ${now}
        and patient_id is not null
      returning patient_id, email
    ), linked as materialized (
      select take_claimed_file(${proof.subject.patientId}, spent.patient_id, 'code', false, spent.email, ${now},
        ${actor.kind}::actor_kind, ${actor.id}::uuid) as account_id
      from spent
    )
    insert into notification (kind, recipient, locale)
    select 'account-linked', account.email, account.locale
    from linked join "user" account on account.id = linked.account_id
    returning id`;
  return rows.length > 0;
}
