import fc from 'fast-check';
import { convertIcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import { calendarFile } from './calendar-file.ts';
import { plainLine } from './plain-line.ts';
import { appointmentInMail, organizer } from './testing/mail-content.ts';

const options = {
  method: 'PUBLISH',
  locale: 'es-AR',
  organizer,
  writtenAt: new Date('2026-07-28T15:00:00Z'),
  url: 'https://turnos.example/mis-turnos',
} as const;

const eventOf = (file: string) => convertIcsCalendar(undefined, file).events?.[0];

describe('the calendar file', () => {
  it('is the appointment, in instants', () => {
    const file = calendarFile(appointmentInMail({ revision: 3 }), options);
    expect(file).toContain('METHOD:PUBLISH\r\n');
    expect(file).toContain('DTSTART:20260804T122000Z\r\n');
    expect(file).toContain('DTEND:20260804T124000Z\r\n');
    expect(file).toContain('DTSTAMP:20260728T150000Z\r\n');
    expect(file).toContain('SEQUENCE:3\r\n');
    expect(eventOf(file)).toMatchObject({
      uid: '0198c0de-7a10-7c3e-9d55-2f6b8f1f6a01@vitalmed-turnos',
      summary: 'Turno con Dr. Juan Pérez (Cardiología)',
      location: 'Sede Centro, Av. Corrientes 1234, piso 3, Buenos Aires',
      status: 'CONFIRMED',
    });
  });

  it('removes by the same UID what it added before', () => {
    const added = calendarFile(appointmentInMail(), options);
    const removed = calendarFile(appointmentInMail({ revision: 1 }), { ...options, method: 'CANCEL' });
    expect(eventOf(removed)?.uid).toBe(eventOf(added)?.uid);
    expect(removed).toContain('STATUS:CANCELLED');
    expect(removed).toContain('SEQUENCE:1');
  });

  it.each([
    'Pérez\r\nBEGIN:VALARM\r\nACTION:PROCEDURE',
    'a;b,c\\n:d',
    '\u2028END:VEVENT',
    '"quoted"; X-EVIL=1:',
    `${'ñ'.repeat(90)}😀${'á'.repeat(90)}😀`,
  ])('keeps %j inside its own property', (name) => {
    const appointment = appointmentInMail({ doctor: name, specialty: name, room: name });
    const file = calendarFile({ ...appointment, site: { ...appointment.site, name, city: name } }, options);
    const lines = file.replace(/\r\n[ \t]/g, '').split('\r\n');
    expect(lines.filter((line) => line.startsWith('BEGIN:'))).toEqual([
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'BEGIN:VALARM',
    ]);
    expect(lines.filter((line) => line.startsWith('END:'))).toEqual([
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
    expect(lines.some((line) => line.startsWith('X-EVIL') || line.startsWith('ACTION:PROCEDURE'))).toBe(
      false,
    );
    expect(file).not.toMatch(/[^\r]\n/);
  });

  it('brings commas, semicolons and backslashes back unharmed', () => {
    const doctor = 'Pérez, Juan; hijo \\ n';
    expect(eventOf(calendarFile(appointmentInMail({ doctor }), options))?.summary).toBe(
      `Turno con ${doctor} (Cardiología)`,
    );
  });

  it('rings two hours before, and tells nobody to come early to what is cancelled', () => {
    const added = calendarFile(appointmentInMail(), options);
    expect(added).toContain('TRIGGER:-PT2H');
    expect(added.replace(/\r\n /g, '')).toContain('10 minutos antes');
    const removed = calendarFile(appointmentInMail({ revision: 1 }), { ...options, method: 'CANCEL' });
    expect(removed).not.toContain('VALARM');
    expect(removed.replace(/\r\n /g, '')).not.toContain('10 minutos antes');
  });

  it.each(['PUBLISH', 'CANCEL'] as const)('names the clinic as its organiser: %s', (method) => {
    expect(eventOf(calendarFile(appointmentInMail(), { ...options, method }))?.organizer).toMatchObject(
      organizer,
    );
    const name = 'Clínica "Norte": turnos; y más, \r\nX-EVIL:1';
    const file = calendarFile(appointmentInMail(), { ...options, method, organizer: { ...organizer, name } });
    expect(file.replace(/\r\n /g, '')).toContain(
      'ORGANIZER;CN=Clínica Norte turnos y más X-EVIL 1:MAILTO:turnos@clinic.example\r\n',
    );
  });

  it('says how to call, and not how to come to what is cancelled', () => {
    const added = calendarFile(appointmentInMail(), options).replace(/\r\n /g, '');
    expect(added).toContain('11 4876-5432');
  });

  it('folds at 75 octets, cuts neither a character nor an escape, and comes back whole', () => {
    const piece = fc.oneof(
      fc.constantFrom(',', ';', '\\', 'n', 'ñ', '😀', '👩‍⚕️', ' ', 'á', '\\n'),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    const typed = fc.array(piece, { maxLength: 60 }).map((parts) => `x${parts.join('')}x`);
    fc.assert(
      fc.property(typed, (doctor) => {
        const file = calendarFile(appointmentInMail({ doctor }), options);
        const lines = file.split('\r\n');
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect((/\\*$/.exec(line)?.[0].length ?? 0) % 2).toBe(0);
          expect(Buffer.from(line).toString()).toBe(line);
        }
        const event = convertIcsCalendar(undefined, file).events?.[0];
        expect(event?.summary).toBe(`Turno con ${plainLine(doctor)} (Cardiología)`);
      }),
    );
  });
});
