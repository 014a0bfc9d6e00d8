import { webUrl } from '@vitalmed/core';
import type { AppointmentInMail } from './port.ts';

/**
 * One harmless line from text that somebody typed: no control characters (a line break would start a header
 * or a calendar property), no invisible direction marks, no runs of space. React escapes HTML; this doesn't.
 */
export function plainLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The appointment with every text that somebody typed made into one harmless line. */
export function plainAppointment(appointment: AppointmentInMail): AppointmentInMail {
  const { site, room } = appointment;
  return {
    ...appointment,
    doctor: plainLine(appointment.doctor),
    specialty: plainLine(appointment.specialty),
    room: room && plainLine(room),
    site: {
      ...site,
      name: plainLine(site.name),
      address: plainLine(site.address),
      city: plainLine(site.city),
      mapUrl: webUrl(site.mapUrl),
      phone: site.phone && plainLine(site.phone),
      whatsapp: site.whatsapp && plainLine(site.whatsapp),
    },
  };
}
