import { describe, expect, it } from 'vitest';
import { parseQuickBooking, type QuickBookingQuery } from './parse-quick-booking.ts';

// A Wednesday.
const context = {
  today: '2026-08-05',
  doctors: [
    { id: 1, name: 'Dr. Juan Pérez' },
    { id: 2, name: 'Dra. María Gómez' },
    { id: 3, name: 'Dra. Ana Gómez' },
  ],
  specialties: [
    { id: 10, name: 'Cardiología' },
    { id: 11, name: 'Clínica médica' },
  ],
};

const nothing: QuickBookingQuery = {
  patientText: '',
  document: null,
  date: null,
  time: null,
  doctorId: null,
  specialtyId: null,
};

function reading(text: string) {
  return parseQuickBooking(text, context);
}

describe('one breath of a secretary', () => {
  it('finds the surname, the DNI, the day and the hour', () => {
    expect(reading('pérez 28123456 mar 10:20')).toEqual({
      ...nothing,
      patientText: 'pérez',
      document: '28123456',
      date: '2026-08-11',
      time: '10:20',
    });
  });

  it('takes them in any order', () => {
    expect(reading('10.20 hoy 28.123.456 Pérez')).toEqual({
      ...nothing,
      patientText: 'Pérez',
      document: '28123456',
      date: '2026-08-05',
      time: '10:20',
    });
  });

  it('keeps what it does not understand as the name', () => {
    expect(reading("ana maría d'angelo")).toEqual({ ...nothing, patientText: "ana maría d'angelo" });
  });

  it('says nothing about an empty box', () => {
    expect(reading('   ')).toEqual(nothing);
  });
});

describe('days', () => {
  it.each([
    ['ana hoy', '2026-08-05'],
    ['ana mañana', '2026-08-06'],
    ['ana pasado mañana', '2026-08-07'],
    ['ana pasado', '2026-08-07'],
    ['ana mié', '2026-08-05'],
    ['ana jueves', '2026-08-06'],
    ['ana lun', '2026-08-10'],
    ['ana 24/8', '2026-08-24'],
    ['ana 24-08-2026', '2026-08-24'],
    ['ana 4/8', '2027-08-04'],
    ['ana 4 de septiembre', '2026-09-04'],
    ['ana 4 sep', '2026-09-04'],
  ])('reads "%s"', (text, date) => {
    expect(reading(text)).toMatchObject({ patientText: 'ana', date });
  });

  it('leaves a first word that may be a name alone', () => {
    expect(reading('mar')).toMatchObject({ patientText: 'mar', date: null });
    expect(reading('domingo 28123456')).toMatchObject({ patientText: 'domingo', date: null });
  });

  it('reads a weekday before an hour as a day', () => {
    expect(reading('mar 10:20')).toMatchObject({ patientText: '', date: '2026-08-11', time: '10:20' });
  });

  it('does not take a date that does not exist', () => {
    expect(reading('ana 31/2')).toMatchObject({ date: null, patientText: 'ana 31/2' });
  });
});

describe('hours', () => {
  it.each([
    ['ana 9:05', '09:05'],
    ['ana 9h', '09:00'],
    ['ana 10hs', '10:00'],
    ['ana 3pm', '15:00'],
    ['ana 12pm', '12:00'],
    ['ana a las 10', '10:00'],
    ['ana a las 10:30', '10:30'],
  ])('reads "%s"', (text, time) => {
    expect(reading(text)).toMatchObject({ patientText: 'ana', time });
  });

  it('does not take an hour that does not exist', () => {
    expect(reading('ana 25:10')).toMatchObject({ time: null });
  });
});

describe('who attends', () => {
  it('reads a doctor after a title or "con"', () => {
    expect(reading('ana con pérez')).toMatchObject({ patientText: 'ana', doctorId: 1 });
    expect(reading('ana dr. juan pérez')).toMatchObject({ patientText: 'ana', doctorId: 1 });
  });

  it('needs the given name when two doctors share the surname', () => {
    expect(reading('luis dra gómez')).toMatchObject({ doctorId: null });
    expect(reading('luis dra maría gómez')).toMatchObject({ patientText: 'luis', doctorId: 2 });
  });

  it('does not take a patient who is called like a doctor for the doctor', () => {
    expect(reading('gómez maría')).toMatchObject({ patientText: 'gómez maría', doctorId: null });
  });

  it('reads a specialty by its beginning', () => {
    expect(reading('ana cardio lun')).toMatchObject({
      patientText: 'ana',
      specialtyId: 10,
      date: '2026-08-10',
    });
  });
});

describe('numbers', () => {
  it('takes a telephone as words, not as a document', () => {
    expect(reading('1145678901')).toMatchObject({ document: null, patientText: '1145678901' });
  });

  it('takes the beginning of a DNI while it is typed', () => {
    expect(reading('28123')).toMatchObject({ document: '28123' });
  });
});
