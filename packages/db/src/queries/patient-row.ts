import type { Sql } from '../client.ts';

export type PatientRow = {
  id: string;
  userId: string | null;
  accountProvenAt: Date | null;
  mergedIntoId: string | null;
  revision: number;
  firstName: string;
  lastName: string;
  documentNumber: string;
  documentVerified: boolean;
  phone: string;
  email: string | null;
  birthDate: string | null;
  notes: string | null;
};

export const patientColumns = (sql: Sql) => sql`
  patient.id, patient.user_id as "userId", patient.account_proven_at as "accountProvenAt",
  patient.merged_into_id as "mergedIntoId", patient.revision, patient.first_name as "firstName",
  patient.last_name as "lastName", patient.document_number as "documentNumber",
  patient.document_verified as "documentVerified", patient.phone, patient.email, patient.birth_date as "birthDate",
  patient.notes`;

/** A file that nothing but its account speaks for; the opposite is what `patient_document_stands` keeps once a document. */
export const isClaimed = (sql: Sql) =>
  sql`(patient.user_id is not null and patient.account_proven_at is null)`;
export const stands = (sql: Sql) =>
  sql`patient.merged_into_id is null and (patient.user_id is null or patient.account_proven_at is not null)`;
