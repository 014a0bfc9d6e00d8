import { readablePhone, webUrl } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { generateIcsCalendar, type IcsAlarm } from 'ts-ics';
import { plainAppointment, plainLine } from './plain-line.ts';
import type { AppointmentInMail, Attachment, Locale, Organizer } from './port.ts';

export type CalendarMethod = 'PUBLISH' | 'CANCEL';

export type CalendarFileOptions = {
  method: CalendarMethod;
  locale: Locale;
  organizer: Organizer;
  /** When this version was written (DTSTAMP). */
  writtenAt: Date;
  /** Where the patient sees and changes the appointment. */
  url: string;
};

/**
 * An iCalendar file (RFC 5545) with one event in UTC. Its UID stays with the turno through all its moves and its
 * SEQUENCE is the revision, so a later file corrects or removes what an earlier one added.
 */
export function calendarFile(appointment: AppointmentInMail, options: CalendarFileOptions): string {
  const { method, locale, organizer, writtenAt } = options;
  const { doctor, specialty, site, room } = plainAppointment(appointment);
  const url = webUrl(options.url);
  const isOn = method === 'PUBLISH';

  const text = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Vitalmed Turnos//ES',
    method,
    events: [
      {
        uid: `${appointment.calendarId}@vitalmed-turnos`,
        sequence: appointment.revision,
        stamp: { date: writtenAt },
        start: { date: appointment.startsAt },
        end: { date: appointment.endsAt },
        summary: m.emails_calendar_summary({ doctor, specialty }, { locale }),
        location: [site.name, site.address, site.city].filter(Boolean).join(', '),
        description: [
          room,
          site.phone && readablePhone(site.phone),
          isOn && m.emails_bring({}, { locale }),
          url,
        ]
          .filter(Boolean)
          .join('\n'),
        organizer: { name: parameterText(organizer.name), email: organizer.email },
        status: isOn ? 'CONFIRMED' : 'CANCELLED',
        ...(url ? { url } : {}),
        ...(isOn ? { alarms: [alarm(m.emails_calendar_summary({ doctor, specialty }, { locale }))] } : {}),
      },
    ],
  });
  return foldByOctets(text);
}

/** A parameter can't hold these; ts-ics takes it as it is. */
const parameterText = (text: string) => plainLine(text.replace(/[":;,]/g, ' '));

/** Rings two hours before, when it is time to leave but not too late to remember. */
function alarm(description: string): IcsAlarm {
  return { action: 'DISPLAY', description, trigger: { type: 'relative', value: { before: true, hours: 2 } } };
}

export function calendarAttachment(
  filename: string,
  appointment: AppointmentInMail,
  options: CalendarFileOptions,
): Attachment {
  return {
    filename,
    contentType: `text/calendar; charset=utf-8; method=${options.method}`,
    content: calendarFile(appointment, options),
  };
}

const longestLine = 75;

/**
 * The standard folds lines at 75 octets; ts-ics folds at 75 characters and may cut one in two. An escape ("\\,") stays
 * whole too: some calendars read each line before they join them.
 */
function foldByOctets(text: string): string {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  return lines.map(foldLine).join('\r\n');
}

function foldLine(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const [character] of line.matchAll(/\\.|./gsu)) {
    const size = Buffer.byteLength(character);
    if (octets + size > longestLine) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
