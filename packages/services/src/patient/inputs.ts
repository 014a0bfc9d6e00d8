import { searchText } from '@vitalmed/core';
import type { PatientData } from '@vitalmed/db';
import { z } from 'zod';
import { documentNumber, email, personName, phone } from '../account/inputs.ts';
import { localDate, typedText } from '../inputs.ts';

/** The fields of a patient's file as the desk types them, brought to the form in which they are kept. */
export const patientFields = z.object({
  firstName: personName,
  lastName: personName,
  documentNumber,
  phone,
  email: email.nullish(),
  birthDate: localDate.nullish(),
  notes: typedText(2000).nullish(),
});

/** The desk has the person or the document before it: what it writes is verified. */
export function patientData(fields: z.infer<typeof patientFields>): PatientData {
  const { firstName, lastName, notes } = fields;
  return {
    ...fields,
    searchName: searchText(`${lastName} ${firstName}`),
    documentVerified: true,
    email: fields.email ?? null,
    birthDate: fields.birthDate ?? null,
    notes: notes || null,
  };
}
