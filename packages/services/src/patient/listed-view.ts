import type { ListedPatientRow } from '@vitalmed/db';

/**
 * A patient as a list shows them: enough to tell people apart and to ask back ("does your phone end in 5566?"). Notes,
 * mail and the rest are in the file, which is opened one at a time.
 */
export type ListedPatient = ReturnType<typeof listedPatient>;

export function listedPatient(row: ListedPatientRow) {
  return {
    id: row.id,
    firstName: row.firstName,
    lastName: row.lastName,
    documentNumber: row.documentNumber,
    documentVerified: row.documentVerified,
    phoneEnd: row.phoneEnd,
    birthYear: row.birthYear,
    hasAccount: row.userId !== null,
  };
}
