import type { PatientRow } from '@vitalmed/db';

/** A patient as the desk sees them. */
export type PatientView = ReturnType<typeof patientView>;

export function patientView(row: PatientRow) {
  return {
    id: row.id,
    firstName: row.firstName,
    lastName: row.lastName,
    documentNumber: row.documentNumber,
    documentVerified: row.documentVerified,
    phone: row.phone,
    email: row.email,
    birthDate: row.birthDate,
    notes: row.notes,
    hasAccount: row.userId !== null,
  };
}
