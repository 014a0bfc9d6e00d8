import { type Allowed, documentsOneOff, type KnownPerson, phoneForms } from '@vitalmed/core';
import type { Database } from '../client.ts';
import { literal } from './literal.ts';
import type { PatientRow } from './patient-row.ts';
import { type ListedPatientRow, listedColumns } from './patients.ts';

/** Digits that `patient_phone_end` knows. */
const phoneEnd = 7;
/** Born on one day are some hundreds among ten million. */
const mostAlike = 1_000;

export type AlikeRow = ListedPatientRow & Pick<PatientRow, 'phone' | 'birthDate'>;

/**
 * Whoever could be that person, by what an index finds: the document or one a slip away, the birthday, the telephone.
 * Core judges who is (`likenesses`), and whom a screen shows is to be recorded (`writeLook`) before it does.
 */
export async function peopleAlike(
  { sql }: Database,
  _proof: Allowed<'patient.search'>,
  { documentNumber, phone, birthDate }: Pick<KnownPerson, 'documentNumber' | 'phone' | 'birthDate'>,
): Promise<AlikeRow[]> {
  const documents = documentNumber ? [documentNumber, ...documentsOneOff(documentNumber)] : [];
  return sql<AlikeRow[]>`
    select ${listedColumns(sql)}, phone, birth_date as "birthDate" from patient
    where merged_into_id is null and (document_number = any(${documents}::text[])
      or birth_date = ${birthDate}::date
      ${phone ? sql`or (right(phone, ${literal(sql, phoneEnd)}) = ${phone.slice(-phoneEnd)} and phone = any(${phoneForms(phone)}::text[]))` : sql``})
    limit ${literal(sql, mostAlike)}`;
}
