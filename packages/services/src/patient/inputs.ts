import { isDocument, isPhone, normaliseDocument, normalisePhone } from '@vitalmed/core';
import { z } from 'zod';
import { email, personName } from '../account/inputs.ts';
import { localDate, typedText } from '../inputs.ts';

const isEmpty = (text: string) => text.trim() === '';

/** Empty for a newborn, who has none yet. */
const documentNumber = z
  .string()
  .max(40)
  .refine((text) => isEmpty(text) || isDocument(normaliseDocument(text)), 'bad-document')
  .transform(normaliseDocument);
/** Empty for who has none. */
const phone = z
  .string()
  .max(40)
  .refine((text) => isEmpty(text) || isPhone(normalisePhone(text)), 'bad-phone')
  .transform(normalisePhone);

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

/** Without a document, the birthday tells people of one name apart. */
export const isKnownBySomething = (file: { documentNumber: string; birthDate?: string | null | undefined }) =>
  file.documentNumber !== '' || Boolean(file.birthDate);
