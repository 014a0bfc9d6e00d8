import { describe, expect, it } from 'vitest';
import {
  fieldLabels,
  fieldsFromText,
  fieldsOf,
  NO_PATIENT,
  nameFromText,
  patientChanges,
  patientFieldError,
  patientInput,
} from './patient-fields.ts';

describe('a new patient from the search box', () => {
  it('takes the surname first and leaves numbers out', () => {
    expect(nameFromText('pérez juan carlos 28123456')).toEqual({
      lastName: 'Pérez',
      firstName: 'Juan Carlos',
    });
  });

  it('takes a document however it is written, and no telephone for one', () => {
    expect(fieldsFromText('pérez, juan DNI 28.123.456')).toMatchObject({
      lastName: 'Pérez',
      firstName: 'Juan',
      documentNumber: '28123456',
    });
    expect(fieldsFromText('pérez 011 15-4567-8901')).toMatchObject({ lastName: 'Pérez', documentNumber: '' });
  });

  it('is nobody yet when only a DNI was typed', () => {
    expect(nameFromText('28123456')).toEqual({ lastName: '', firstName: '' });
  });
});

describe('what can be sent', () => {
  it.each([
    ['documentNumber', '28.123.456'],
    ['documentNumber', 'AAB123456'],
    ['phone', ''],
    ['phone', '011 4555-1234'],
    ['email', ''],
    ['email', 'ana@example.com'],
    ['birthDate', '2000-02-29'],
  ] as const)('takes %s "%s"', (name, value) => {
    expect(patientFieldError(name, { ...NO_PATIENT, [name]: value })).toBeUndefined();
  });

  it.each([
    ['lastName', '  '],
    ['documentNumber', ''],
    ['documentNumber', '12'],
    ['phone', '123'],
    ['email', 'ana@'],
    ['birthDate', '2001-02-29'],
  ] as const)('asks to correct %s "%s"', (name, value) => {
    expect(patientFieldError(name, { ...NO_PATIENT, [name]: value })).toEqual(expect.any(String));
  });

  it('is a newborn without a document, whom the birthday tells apart', () => {
    expect(patientFieldError('documentNumber', { ...NO_PATIENT, birthDate: '2026-08-01' })).toBeUndefined();
  });

  it('leaves out what was left empty', () => {
    expect(patientInput({ ...NO_PATIENT, lastName: ' Pérez ', email: ' ' })).toMatchObject({
      lastName: 'Pérez',
      email: undefined,
      birthDate: undefined,
    });
  });
});

describe('what a form changes', () => {
  const read = fieldsOf({
    firstName: 'Ana',
    lastName: 'Paz',
    documentNumber: '28123456',
    phone: '+5491145678901',
    email: 'ana@example.com',
    birthDate: null,
    notes: 'Alérgica',
  });

  it('is only what is another than when it was read', () => {
    expect(patientChanges(read, { ...read, phone: '11 4000-0000', lastName: ' Paz ' })).toEqual({
      phone: '11 4000-0000',
    });
    expect(patientChanges(read, read)).toEqual({});
  });

  it('empties what was emptied, and says that the document was seen only where somebody said so', () => {
    expect(patientChanges(read, { ...read, email: '', documentSeen: true })).toEqual({
      email: null,
      documentSeen: true,
      accountTheirs: true,
    });
  });

  it('is told in the words of the form', () => {
    expect(fieldLabels(['email', 'documentVerified', 'from-the-future'])).toBe(
      'Correo, DNI verificado en la sede',
    );
  });
});
