import { type FileStanding, fileStanding, fullName, maskedEmail } from '@vitalmed/core';
import type { PatientFileRow, PatientRow, SameDocument } from '@vitalmed/db';

/** A patient as the desk sees them. */
export type PatientView = ReturnType<typeof patientView>;

export function patientView(row: PatientRow) {
  const standing = standingOf(row);
  return {
    id: row.id,
    revision: row.revision,
    standing,
    firstName: row.firstName,
    lastName: row.lastName,
    documentNumber: row.documentNumber,
    documentVerified: row.documentVerified,
    phone: row.phone,
    email: shownEmail(row),
    birthDate: row.birthDate,
    notes: row.notes,
    hasAccount: row.userId !== null,
  };
}

type StandingFacts = Pick<PatientRow, 'documentVerified' | 'userId' | 'accountProvenAt'>;

export function standingOf({ documentVerified, userId, accountProvenAt }: StandingFacts): FileStanding {
  return fileStanding({
    documentVerified,
    hasAccount: userId !== null,
    accountProven: accountProvenAt !== null,
  });
}

/** Nobody proved that whoever stands at the desk is the account's owner: the screen asks for the address, it doesn't tell. */
export function shownEmail(row: PatientRow): string | null {
  return row.email && standingOf(row) === 'claimed' ? maskedEmail(row.email) : row.email;
}

/** A file opened at the desk: with the masked address of its account, and what else there is under its document. */
export type PatientFileView = PatientView & {
  account: string | null;
  sameDocument: { id: string; name: string; standing: FileStanding; account: string | null }[];
};

export function patientFileView(row: PatientFileRow): PatientFileView {
  return {
    ...patientView(row),
    account: row.accountEmail && maskedEmail(row.accountEmail),
    sameDocument: row.sameDocument.map(sameDocumentView),
  };
}

function sameDocumentView({ id, claimed, accountEmail, documentVerified, ...name }: SameDocument) {
  return {
    id,
    name: fullName(name),
    standing: fileStanding({ documentVerified, hasAccount: claimed, accountProven: false }),
    account: accountEmail && maskedEmail(accountEmail),
  };
}
