/** @jsxRuntime automatic @jsxImportSource react */
import type { CancelReason } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { calendarAttachment } from '../calendar-file.ts';
import type { Locale, MailOf, Organizer } from '../port.ts';
import { sayWhen } from '../say-when.ts';
import { AppointmentFacts } from './appointment-facts.tsx';
import type { Letter } from './letter.ts';
import { Action, Fact, Highlight, MailFrame, Paragraph, SmallPrint } from './mail-frame.tsx';

export function appointmentCancelled(
  mail: MailOf<'appointment-cancelled'>,
  locale: Locale,
  organizer: Organizer,
): Letter {
  const { appointment, writtenAt, searchUrl } = mail;
  const when = sayWhen(appointment, locale);
  const subject = m.emails_cancelled_subject({ when, doctor: appointment.doctor }, { locale });
  return {
    subject,
    attachments: [
      calendarAttachment(m.emails_calendar_file_cancelled({}, { locale }), appointment, {
        method: 'CANCEL',
        locale,
        organizer,
        writtenAt,
        url: searchUrl,
      }),
    ],
    body: (
      <MailFrame locale={locale} title={m.emails_cancelled_title({}, { locale })} preview={subject}>
        <Paragraph>{m.emails_hello({ name: mail.patientName }, { locale })}</Paragraph>
        <Paragraph>{introFor(mail)({}, { locale })}</Paragraph>
        <Highlight struck>{when}</Highlight>
        <Fact label={m.emails_reason({}, { locale })}>{reasonInWords[mail.reason]({}, { locale })}</Fact>
        <AppointmentFacts appointment={appointment} locale={locale} />
        <Action href={searchUrl}>{m.emails_find_another({}, { locale })}</Action>
        <SmallPrint>{m.emails_cancelled_calendar({}, { locale })}</SmallPrint>
      </MailFrame>
    ),
  };
}

const patientsOwn: readonly CancelReason[] = [
  'cannot-attend',
  'feeling-better',
  'found-another',
  'patient-request',
];

/** Nobody gets an apology for what they did themselves or asked the desk to do. */
function introFor({ byPatient, reason }: MailOf<'appointment-cancelled'>) {
  if (byPatient) return m.emails_cancelled_by_patient;
  return patientsOwn.includes(reason) ? m.emails_cancelled_as_asked : m.emails_cancelled_by_clinic;
}

const reasonInWords: Record<CancelReason, typeof m.emails_reason_other> = {
  'cannot-attend': m.emails_reason_cannot_attend,
  'feeling-better': m.emails_reason_feeling_better,
  'found-another': m.emails_reason_found_another,
  other: m.emails_reason_other,
  'doctor-absent': m.emails_reason_doctor_absent,
  'patient-request': m.emails_reason_patient_request,
  administrative: m.emails_reason_administrative,
  rescheduled: m.emails_reason_rescheduled,
  undone: m.emails_reason_undone,
};
