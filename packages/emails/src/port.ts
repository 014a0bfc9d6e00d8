import type { CancelReason } from '@vitalmed/core';

export type Locale = 'es-AR' | 'en';

export type Attachment = {
  filename: string;
  contentType: string;
  /** UTF-8 text. */
  content: string;
};

export type OutgoingMail = {
  to: string;
  subject: string;
  html: string;
  text: string;
  attachments: Attachment[];
  /** The same key is the same mail: whoever sends it drops the second. */
  idempotencyKey: string;
  headers?: Record<string, string>;
};

export type Delivery =
  | { ok: true; providerId: string }
  /** `refused`: whoever carries it said no, so nothing left. Otherwise no answer came, and it may have arrived. */
  | { ok: false; retry: boolean; refused: boolean; reason: string };

/** Hands a mail to whoever carries it. Never throws for a provider that fails. */
export type Mailer = { send(mail: OutgoingMail): Promise<Delivery> };

/** What a mail and its calendar file say of an appointment. */
export type AppointmentInMail = {
  /** Of the turno through all its moves: one event in the patient's calendar. */
  calendarId: string;
  revision: number;
  startsAt: Date;
  endsAt: Date;
  /** As patients address them: "Dr. Juan Pérez". */
  doctor: string;
  specialty: string;
  site: {
    name: string;
    address: string;
    city: string;
    mapUrl: string | null;
    timeZone: string;
    /** As `normalisePhone` keeps them. */
    phone: string | null;
    whatsapp: string | null;
  };
  room: string | null;
};

/**
 * What is said, before any wording. The mails that a stranger can cause (the first four) carry nothing that
 * the stranger typed, but for the first letters of the account's address. `writtenAt` dates the calendar file, so that a repeated rendering is the same mail.
 */
export type MailContent =
  | { kind: 'sign-up-code'; code: string; expiresInMinutes: number }
  | { kind: 'already-registered'; signInUrl: string; resetUrl: string }
  | { kind: 'password-reset'; resetUrl: string; expiresInMinutes: number }
  | { kind: 'file-code'; code: string; account: string; expiresInMinutes: number }
  | { kind: 'account-linked' | 'document-verified'; appointmentsUrl: string }
  | {
      kind: 'appointment-booked';
      patientName: string;
      appointment: AppointmentInMail;
      appointmentsUrl: string;
      writtenAt: Date;
    }
  | {
      kind: 'appointment-cancelled';
      patientName: string;
      appointment: AppointmentInMail;
      reason: CancelReason;
      byPatient: boolean;
      searchUrl: string;
      writtenAt: Date;
    }
  | {
      kind: 'appointment-rescheduled';
      patientName: string;
      before: AppointmentInMail;
      after: AppointmentInMail;
      byPatient: boolean;
      appointmentsUrl: string;
      writtenAt: Date;
    };

export type MailKind = MailContent['kind'];
export type MailOf<K extends MailKind> = Extract<MailContent, { kind: K }>;

/** Whose turnos a calendar file tells of, as the mail's sender: RFC 5546 wants one in each. */
export type Organizer = { name: string; email: string };

export type RenderedMail = Pick<OutgoingMail, 'subject' | 'html' | 'text' | 'attachments'>;
export type RenderMail = (content: MailContent, locale: Locale) => Promise<RenderedMail>;
