/** @jsxRuntime automatic @jsxImportSource react */
import { m } from '@vitalmed/i18n';
import { calendarAttachment } from '../calendar-file.ts';
import type { Locale, MailOf, Organizer } from '../port.ts';
import { sayWhen } from '../say-when.ts';
import { AppointmentFacts } from './appointment-facts.tsx';
import type { Letter } from './letter.ts';
import { Action, Fact, Highlight, MailFrame, Paragraph, SmallPrint } from './mail-frame.tsx';

export function appointmentBooked(
  mail: MailOf<'appointment-booked'>,
  locale: Locale,
  organizer: Organizer,
): Letter {
  const { appointment, writtenAt, appointmentsUrl } = mail;
  const when = sayWhen(appointment, locale);
  const subject = m.emails_booked_subject({ when, doctor: appointment.doctor }, { locale });
  return {
    subject,
    attachments: [
      calendarAttachment(m.emails_calendar_file({}, { locale }), appointment, {
        method: 'PUBLISH',
        locale,
        organizer,
        writtenAt,
        url: appointmentsUrl,
      }),
    ],
    body: (
      <MailFrame locale={locale} title={m.emails_booked_title({}, { locale })} preview={subject}>
        <Paragraph>{m.emails_hello({ name: mail.patientName }, { locale })}</Paragraph>
        <Paragraph>{m.emails_booked_intro({}, { locale })}</Paragraph>
        <Highlight>{when}</Highlight>
        <AppointmentFacts appointment={appointment} locale={locale} />
        <Fact label={m.emails_bring_title({}, { locale })}>{m.emails_bring({}, { locale })}</Fact>
        <Action href={appointmentsUrl}>{m.emails_my_appointments({}, { locale })}</Action>
        <SmallPrint>{m.emails_booked_change({}, { locale })}</SmallPrint>
        <SmallPrint>{m.emails_calendar_note({}, { locale })}</SmallPrint>
      </MailFrame>
    ),
  };
}
