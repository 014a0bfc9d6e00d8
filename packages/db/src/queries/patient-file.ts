import { type Allowed, searchText } from '@vitalmed/core';
import type { Database } from '../client.ts';
import { literal } from './literal.ts';
import { recordLook } from './look.ts';
import { isClaimed, type PatientRow, patientColumns, stands } from './patient-row.ts';
import { recorded } from './record.ts';

/** Another file under the same document, as much as the desk needs to choose between them. */
export type SameDocument = Pick<PatientRow, 'id' | 'firstName' | 'lastName' | 'documentVerified'> & {
  claimed: boolean;
  accountEmail: string | null;
};

export type PatientFileRow = PatientRow & { accountEmail: string | null; sameDocument: SameDocument[] };

/**
 * Reads a patient's file, what else there is under its document and, in the same statement, records who did and what
 * they were shown (Decree 393/2023 asks for traceable reads).
 */
export async function readPatient(
  db: Database,
  proof: Allowed<'patient.read'>,
): Promise<PatientFileRow | null> {
  const { sql } = db;
  const shown = sql`select id from patient where id = ${proof.subject.patientId} union all select id from others`;
  const rows = await sql<PatientFileRow[]>`
    with others as materialized (
      select patient.id, patient.first_name as "firstName", patient.last_name as "lastName",
        patient.document_verified as "documentVerified", ${isClaimed(sql)} as claimed, account.email as "accountEmail"
      from patient left join "user" account on account.id = patient.user_id
      where patient.document_number = (select document_number from patient where id = ${proof.subject.patientId})
        and patient.document_number <> '' and patient.id <> ${proof.subject.patientId} and patient.merged_into_id is null
      order by ${isClaimed(sql)}, patient.created_at
      limit ${literal(sql, mostUnderOneDocument)}
    ), looked as (${recordLook(sql, proof, shown)})
    select ${patientColumns(sql)}, account.email as "accountEmail",
      (select coalesce(jsonb_agg(others), '[]') from others) as "sameDocument"
    from patient left join "user" account on account.id = patient.user_id
    where patient.id = ${proof.subject.patientId}`;
  return rows[0] ?? null;
}

const mostUnderOneDocument = 10;

/** For a use case to decide on: it isn't shown to anybody before `authorise` said yes. */
export async function patientById(
  { sql }: Database,
  id: string,
): Promise<(PatientRow & { accountEmail: string | null }) | null> {
  const rows = await sql<(PatientRow & { accountEmail: string | null })[]>`
    select ${patientColumns(sql)}, account.email as "accountEmail"
    from patient left join "user" account on account.id = patient.user_id
    where patient.id = ${id}`;
  return rows[0] ?? null;
}

/** What the desk writes of a person. */
export type PatientData = Pick<
  PatientRow,
  'firstName' | 'lastName' | 'documentNumber' | 'phone' | 'email' | 'birthDate' | 'notes'
>;

/**
 * Throws `patient_document_stands` (see `refusedBy`) when the clinic keeps a file under that document already, and
 * `patient_idempotency` when this person made a file under that key before.
 */
export async function insertPatient(
  { sql }: Database,
  proof: Allowed<'patient.create'>,
  { documentSeen, idempotencyKey, ...data }: PatientData & { documentSeen: boolean; idempotencyKey: string },
): Promise<PatientRow> {
  const actor = recorded(proof.actor);
  const values = {
    ...columnsOf(data),
    search_name: searchNameOf(data),
    document_verified: documentSeen,
    created_by: actor.id,
    idempotency_key: idempotencyKey,
  };
  const [row] = await sql<[PatientRow]>`
    with created as (
      insert into patient ${sql(values)}
      returning *
    ), recorded as (
      insert into event (type, actor_kind, actor_id, patient_id, data)
      select 'patient.created', ${actor.kind}::actor_kind, ${actor.id}::uuid, id, ${sql.json({ documentSeen })}::jsonb
      from created
    )
    select ${patientColumns(sql)} from created patient`;
  return row;
}

/** The file that this person made under this key before, if any. */
export async function patientByKey(
  { sql }: Database,
  proof: Allowed<'patient.create'>,
  idempotencyKey: string,
): Promise<PatientRow | null> {
  const rows = await sql<PatientRow[]>`
    select ${patientColumns(sql)} from patient
    where created_by = ${recorded(proof.actor).id} and idempotency_key = ${idempotencyKey}`;
  return rows[0] ?? null;
}

export type PatientChange = {
  /** The file as it was when the change was decided on: it is written on that revision or not at all. */
  before: PatientRow;
  /** The fields that change, and nothing else. */
  data: Partial<PatientData>;
  documentVerified: boolean;
  now: Date;
};

/**
 * Null when the file is no longer at that revision. Throws as `insertPatient` does. The history names the fields that
 * changed, not their contents. Whoever's account it is hears that somebody saw the document.
 */
export async function updatePatient(
  { sql }: Database,
  proof: Allowed<'patient.write'>,
  { before, data, documentVerified, now }: PatientChange,
): Promise<PatientRow | null> {
  const actor = recorded(proof.actor);
  const seen = documentVerified && !before.documentVerified;
  const fields = [
    ...Object.keys(data),
    ...(documentVerified === before.documentVerified ? [] : ['documentVerified']),
  ];
  const values = {
    ...columnsOf(data),
    search_name: searchNameOf({ ...before, ...data }),
    document_verified: documentVerified,
  };
  const rows = await sql<PatientRow[]>`
    with changed as (
      update patient set ${sql(values)}, revision = revision + 1
      where id = ${proof.subject.patientId} and revision = ${before.revision}
        and merged_into_id is null and not ${isClaimed(sql)}
      returning *
    ), recorded as (
      insert into event (type, at, actor_kind, actor_id, patient_id, data)
      select 'patient.updated', ${now}, ${actor.kind}::actor_kind, ${actor.id}::uuid, id,
        ${sql.json({ fields })}::jsonb || jsonb_build_object('revision', revision)
      from changed
    ), owed as (
      insert into notification (kind, recipient, locale)
      select 'document-verified', account.email, account.locale
      from changed join "user" account on account.id = changed.user_id where ${seen}
    )
    select ${patientColumns(sql)} from changed patient`;
  return rows[0] ?? null;
}

export type FileChange = { at: Date; by: string | null; fields: string[] };

/** Who changed which fields of a file since the revision, the latest last. */
export async function fileChangesSince(
  { sql }: Database,
  proof: Allowed<'patient.write'>,
  revision: number,
): Promise<FileChange[]> {
  return sql<FileChange[]>`
    select event.at, "user".first_name || ' ' || "user".last_name as by, event.data->'fields' as fields
    from event left join "user" on "user".id = event.actor_id
    where event.patient_id = ${proof.subject.patientId} and event.type = 'patient.updated'
      and (event.data->>'revision')::int > ${revision}
    order by event.id`;
}

/** The file that the clinic itself keeps under that document, if any. */
export async function fileUnderDocument(
  { sql }: Database,
  documentNumber: string,
): Promise<{ id: string } | null> {
  const rows = await sql<{ id: string }[]>`
    select id from patient where document_number = ${documentNumber} and ${stands(sql)}`;
  return rows[0] ?? null;
}

const columnNames = {
  firstName: 'first_name',
  lastName: 'last_name',
  documentNumber: 'document_number',
  phone: 'phone',
  email: 'email',
  birthDate: 'birth_date',
  notes: 'notes',
} as const satisfies Record<keyof PatientData, string>;

function columnsOf(data: Partial<PatientData>): Record<string, string | null> {
  const fields = Object.keys(columnNames) as (keyof PatientData)[];
  return Object.fromEntries(
    fields.flatMap((field) => (data[field] === undefined ? [] : [[columnNames[field], data[field]]])),
  );
}

/** How the search finds the name. */
const searchNameOf = ({ firstName, lastName }: Pick<PatientData, 'firstName' | 'lastName'>) =>
  searchText(`${lastName} ${firstName}`);
