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
  notes: typedText(2000)
    .transform((text) => text || null)
    .nullish(),
});

/** That somebody at the desk saw the document: an act of its own, which no other follows from. */
export const documentSeen = z.boolean();
