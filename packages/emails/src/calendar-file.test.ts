import { convertIcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import { calendarFile } from './calendar-file.ts';
import { appointmentInMail } from './testing/mail-content.ts';

const options = {
  method: 'PUBLISH',
  locale: 'es-AR',
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

  it('cuts no escape in two where it folds', () => {
    for (let before = 0; before < 80; before += 1) {
      const file = calendarFile(appointmentInMail({ doctor: `${'x'.repeat(before)},;\\,` }), options);
      for (const line of file.split('\r\n'))
        expect(/\\*$/.exec(line)?.[0].length).toSatisfy((n: number) => n % 2 === 0);
    }
  });

  it('folds lines at 75 octets without cutting a character', () => {
    const file = calendarFile(appointmentInMail({ doctor: '😀ñ'.repeat(60) }), options);
    const lines = file.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(Buffer.from(file).toString('utf8')).toBe(file);
    expect(file.replace(/\r\n /g, '')).toContain('😀ñ'.repeat(60));
  });
});
