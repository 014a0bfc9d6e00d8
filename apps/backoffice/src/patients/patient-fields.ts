import {
  isDocument,
  isEmail,
  isLocalDate,
  isPhone,
  normaliseDocument,
  normaliseEmail,
  normalisePhone,
} from '@vitalmed/core';
import { m } from '@vitalmed/i18n';

/** What a patient form holds: text as it was typed. */
export interface PatientFields {
  firstName: string;
  lastName: string;
  documentNumber: string;
  phone: string;
  email: string;
  birthDate: string;
}

export const NO_PATIENT: PatientFields = {
  firstName: '',
  lastName: '',
  documentNumber: '',
  phone: '',
  email: '',
  birthDate: '',
};

type FieldName = keyof PatientFields;

const rules: Record<FieldName, (value: string) => string | undefined> = {
  firstName: (value) => (value.trim() ? undefined : m.staff_required()),
  lastName: (value) => (value.trim() ? undefined : m.staff_required()),
  documentNumber: (value) => {
    if (!value.trim()) return m.staff_required();
    return isDocument(normaliseDocument(value)) ? undefined : m.office_bad_document();
  },
  phone: (value) => {
    if (!value.trim()) return m.staff_required();
    return isPhone(normalisePhone(value)) ? undefined : m.office_bad_phone();
  },
  email: (value) => (!value.trim() || isEmail(normaliseEmail(value)) ? undefined : m.office_bad_email()),
  birthDate: (value) => (!value || isLocalDate(value) ? undefined : m.office_bad_date()),
};

/** What is wrong with a field, in words; undefined when it can be sent. */
export function patientFieldError(name: FieldName, value: string): string | undefined {
  return rules[name](value);
}

/** The fields as the API takes them: trimmed, and without what was left empty. */
export function patientInput(fields: PatientFields) {
  return {
    firstName: fields.firstName.trim(),
    lastName: fields.lastName.trim(),
    documentNumber: fields.documentNumber.trim(),
    phone: fields.phone.trim(),
    email: fields.email.trim() || undefined,
    birthDate: fields.birthDate || undefined,
  };
}

/** As the desk writes people: the surname first, "pérez juan carlos". */
export function nameFromText(text: string): Pick<PatientFields, 'firstName' | 'lastName'> {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word && !/\d/.test(word))
    .map(capitalised);
  return { lastName: words[0] ?? '', firstName: words.slice(1).join(' ') };
}

function capitalised(word: string): string {
  return word.charAt(0).toLocaleUpperCase('es-AR') + word.slice(1);
}
