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
    { id: 10, name: 'Cardiología', alsoCalled: ['cardiólogo', 'corazón'] },
    { id: 11, name: 'Clínica médica', alsoCalled: ['médico clínico'] },
  ],
  sites: [
    { id: 20, name: 'Vitalmed Centro' },
    { id: 21, name: 'Vitalmed Belgrano' },
  ],
};

const nothing: QuickBookingQuery = {
  patientText: '',
  document: null,
  date: null,
  time: null,
  doctorId: null,
  specialtyId: null,
  siteId: null,
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
    ['ana el lunes', '2026-08-10'],
    ['el lunes ana', '2026-08-10'],
    ['ana este viernes', '2026-08-07'],
    ['ana lunes que viene', '2026-08-10'],
    ['ana el miércoles', '2026-08-05'],
    ['ana el miércoles que viene', '2026-08-12'],
    ['ana el próximo miércoles', '2026-08-12'],
    ['ana miércoles próximo', '2026-08-12'],
    ['ana martes 18', '2026-08-18'],
    ['ana martes 1', '2026-09-01'],
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

  it('takes the beginning of a name for no day once it is longer than the day', () => {
    expect(reading('gomez mar')).toMatchObject({ patientText: 'gomez', date: '2026-08-11' });
    expect(reading('gomez maria')).toMatchObject({ patientText: 'gomez maria', date: null });
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
    ['ana mar 10', '10:00'],
    ['ana mañana 9', '09:00'],
    ['ana el lunes 3', '15:00'],
    ['ana martes 18 9', '09:00'],
    ['ana 24/8 16', '16:00'],
    ['ana a la mañana', '09:00'],
    ['ana por la tarde', '15:00'],
  ])('reads "%s"', (text, time) => {
    expect(reading(text)).toMatchObject({ patientText: 'ana', time });
  });

  it('tells the morning from tomorrow', () => {
    expect(reading('ana mañana a la mañana')).toMatchObject({ date: '2026-08-06', time: '09:00' });
    expect(reading('ana a la mañana')).toMatchObject({ date: null, time: '09:00' });
  });

  it('takes a number that follows no day for nothing', () => {
    expect(reading('ana 9')).toMatchObject({ time: null, patientText: 'ana 9' });
  });

  it('does not take an hour that does not exist', () => {
    expect(reading('ana 25:10')).toMatchObject({ time: null });
    expect(reading('ana mar 25')).toMatchObject({ time: null });
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

  it('reads a doctor without a title once patient and day or specialty are said', () => {
    expect(reading('28123456 mar 10 perez')).toMatchObject({ doctorId: 1, time: '10:00', patientText: '' });
    expect(reading('acosta cardio perez lun')).toMatchObject({
      patientText: 'acosta',
      doctorId: 1,
      date: '2026-08-10',
    });
    expect(reading('acosta lun gomez')).toMatchObject({ doctorId: null, patientText: 'acosta gomez' });
  });

  it('leaves a surname beside the DNI to the patient', () => {
    expect(reading('28123456 perez mar 10')).toMatchObject({ patientText: 'perez', doctorId: null });
    expect(reading('perez 28123456 mar 10')).toMatchObject({ patientText: 'perez', doctorId: null });
  });

  it('reads a site, by name where the patient is known and after "en" anywhere', () => {
    expect(reading('28123456 belgrano')).toMatchObject({ siteId: 21, patientText: '' });
    expect(reading('ana en belgrano')).toMatchObject({ siteId: 21, patientText: 'ana' });
    expect(reading('ana sede centro mar 9')).toMatchObject({ siteId: 20, date: '2026-08-11', time: '09:00' });
    expect(reading('manuel belgrano')).toMatchObject({ siteId: null, patientText: 'manuel belgrano' });
    expect(reading('28123456 vitalmed')).toMatchObject({ siteId: null });
  });

  it('reads all of it in one breath', () => {
    expect(reading('28.123.456 cardio mañana 9')).toEqual({
      ...nothing,
      document: '28123456',
      specialtyId: 10,
      date: '2026-08-06',
      time: '09:00',
    });
  });

  it('takes the whole name of a specialty', () => {
    expect(reading('ana clínica médica lun')).toMatchObject({ patientText: 'ana', specialtyId: 11 });
  });

  it('reads a specialty by its beginning', () => {
    expect(reading('ana cardio lun')).toMatchObject({
      patientText: 'ana',
      specialtyId: 10,
      date: '2026-08-10',
    });
  });
});

describe('as people say it', () => {
  it.each([
    ['gonz mar 10', { patientText: 'gonz', date: '2026-08-11', time: '10:00' }],
    ['gonz el lunes', { patientText: 'gonz', date: '2026-08-10' }],
    ['gonz lunes que viene', { patientText: 'gonz', date: '2026-08-10' }],
    ['gonz a la mañana', { patientText: 'gonz', time: '09:00' }],
    ['gonz mar belgrano', { patientText: 'gonz', date: '2026-08-11', siteId: 21 }],
    ['gonz mar 10 peres', { patientText: 'gonz', date: '2026-08-11', time: '10:00', doctorId: 1 }],
    ['gonz cardiologo', { patientText: 'gonz', specialtyId: 10 }],
    ['gonz corazon lun', { patientText: 'gonz', specialtyId: 10, date: '2026-08-10' }],
    ['gonz médico clínico', { patientText: 'gonz', specialtyId: 11 }],
    ['corazón ana', { patientText: 'corazón ana', specialtyId: null }],
    ['DNI 28.123.456 mar 10', { patientText: '', document: '28123456', time: '10:00' }],
    ['dni n° 28123456', { patientText: '', document: '28123456' }],
    ['15 5566 7788 mar 10', { patientText: '15 5566 7788', document: null, time: '10:00' }],
    ['+54 9 11 5566 7788 vie', { patientText: '+54 9 11 5566 7788', date: '2026-08-07' }],
    ['gomez maria', { patientText: 'gomez maria', date: null }],
  ] as const)('reads "%s"', (text, meant) => {
    expect(reading(text)).toMatchObject(meant);
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
