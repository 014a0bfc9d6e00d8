import {
  isDocument,
  isEmail,
  isLocalDate,
  isPhone,
  normaliseDocument,
  normaliseEmail,
  normalisePhone,
  searchTerms,
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
  notes: string;
  /** Said by a box of its own, not typed. */
  documentSeen: boolean;
}

export type TextName = Exclude<keyof PatientFields, 'documentSeen'>;

export const NO_PATIENT: PatientFields = {
  firstName: '',
  lastName: '',
  documentNumber: '',
  phone: '',
  email: '',
  birthDate: '',
  notes: '',
  documentSeen: false,
};

const rules: Record<TextName, (value: string, fields: PatientFields) => string | undefined> = {
  firstName: (value) => (value.trim() ? undefined : m.staff_required()),
  lastName: (value) => (value.trim() ? undefined : m.staff_required()),
  documentNumber: (value, { birthDate }) => {
    if (!value.trim()) return birthDate ? undefined : m.office_document_or_birth_date();
    return isDocument(normaliseDocument(value)) ? undefined : m.office_bad_document();
  },
  phone: (value) => {
    if (!value.trim()) return undefined;
    return isPhone(normalisePhone(value)) ? undefined : m.office_bad_phone();
  },
  email: (value) => (!value.trim() || isEmail(normaliseEmail(value)) ? undefined : m.office_bad_email()),
  birthDate: (value) => (!value || isLocalDate(value) ? undefined : m.office_bad_date()),
  notes: () => undefined,
};

/** What is wrong with a field of a form, in words; undefined when it can be sent. */
export function patientFieldError(name: TextName, fields: PatientFields): string | undefined {
  return rules[name](fields[name], fields);
}

/** A file that is there already, as its form starts. */
export function fieldsOf(patient: {
  firstName: string;
  lastName: string;
  documentNumber: string;
  phone: string | null;
  email: string | null;
  birthDate: string | null;
  notes: string | null;
}): PatientFields {
  const { firstName, lastName, documentNumber, phone, email, birthDate, notes } = patient;
  return {
    ...NO_PATIENT,
    ...{ firstName, lastName, documentNumber },
    phone: phone ?? '',
    email: email ?? '',
    birthDate: birthDate ?? '',
    notes: notes ?? '',
  };
}

/** The fields of a new file as the API takes them: trimmed, and without what was left empty. */
export function patientInput(fields: PatientFields) {
  return {
    firstName: fields.firstName.trim(),
    lastName: fields.lastName.trim(),
    documentNumber: fields.documentNumber.trim(),
    phone: fields.phone.trim(),
    email: fields.email.trim() || undefined,
    birthDate: fields.birthDate || undefined,
    documentSeen: fields.documentSeen,
  };
}

const emptied = ['email', 'birthDate', 'notes'] as const;

/** Only what is another than when the form was read: what it never showed or nobody touched isn't sent. */
export function patientChanges(before: PatientFields, after: PatientFields) {
  const names = (Object.keys(rules) as TextName[]).filter(
    (name) => after[name].trim() !== before[name].trim(),
  );
  const typed = names.map((name) => {
    const text = after[name].trim();
    return [name, text === '' && emptied.some((field) => field === name) ? null : text];
  });
  const changes: Partial<Record<TextName, string>> &
    Partial<Record<(typeof emptied)[number], string | null>> = Object.fromEntries(typed);
  // The box names the file's account: who ticks it says both.
  return after.documentSeen ? { ...changes, documentSeen: true, accountTheirs: true } : changes;
}

const labels: Record<TextName, () => string> = {
  firstName: m.office_first_name,
  lastName: m.office_last_name,
  documentNumber: m.office_document,
  phone: m.office_phone,
  email: m.office_mail,
  birthDate: m.office_birth_date,
  notes: m.office_notes,
};

/** A field's name as the screen says it; what this page doesn't know is left out. */
export function fieldLabels(names: readonly string[]): string {
  const known = (Object.keys(labels) as TextName[]).filter((name) => names.includes(name));
  const seen = names.includes('documentVerified')
    ? [`${m.office_document()} ${m.office_document_verified()}`]
    : [];
  return [...known.map((name) => labels[name]()), ...seen].join(', ');
}

const BEFORE_NUMBER = /^(?:d\.?n\.?i|du|n[°º]|nro|doc(?:umento)?|tel(?:[eé]fono)?|cel(?:ular)?)[.:]*$/iu;

/** As the desk writes people: the surname first, "pérez juan carlos". */
export function nameFromText(text: string): Pick<PatientFields, 'firstName' | 'lastName'> {
  const words = text
    .trim()
    .split(/[\s,;]+/)
    .filter((word) => word && !/\d/.test(word) && !BEFORE_NUMBER.test(word))
    .map(capitalised);
  return { lastName: words[0] ?? '', firstName: words.slice(1).join(' ') };
}

/** A new file as the text starts it that found nobody: "pérez juan DNI 28.123.456". */
export function fieldsFromText(text: string): PatientFields {
  const [number] = searchTerms(text).numbers;
  return { ...NO_PATIENT, ...nameFromText(text), documentNumber: number?.document ?? '' };
}

function capitalised(word: string): string {
  return word.charAt(0).toLocaleUpperCase('es-AR') + word.slice(1);
}
