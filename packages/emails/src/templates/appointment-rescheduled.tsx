/** @jsxRuntime automatic @jsxImportSource react */
import { m } from '@vitalmed/i18n';
import { calendarAttachment } from '../calendar-file.ts';
import type { Locale, MailOf } from '../port.ts';
import { sayWhen } from '../say-when.ts';
import { AppointmentFacts } from './appointment-facts.tsx';
import type { Letter } from './letter.ts';
import { Action, Fact, Highlight, MailFrame, Paragraph, SmallPrint } from './mail-frame.tsx';

/** Two calendar files, since old and new are two appointments and a file has one method. */
export function appointmentRescheduled(mail: MailOf<'appointment-rescheduled'>, locale: Locale): Letter {
  const { before, after, writtenAt, appointmentsUrl } = mail;
  const when = sayWhen(after, locale);
  const subject = m.emails_rescheduled_subject({ when, doctor: after.doctor }, { locale });
  const calendar = { locale, writtenAt, url: appointmentsUrl };
  return {
    subject,
    attachments: [
      calendarAttachment(m.emails_calendar_file({}, { locale }), after, { ...calendar, method: 'PUBLISH' }),
      calendarAttachment(m.emails_calendar_file_before({}, { locale }), before, {
        ...calendar,
        method: 'CANCEL',
      }),
    ],
    body: (
      <MailFrame locale={locale} title={m.emails_rescheduled_title({}, { locale })} preview={subject}>
        <Paragraph>{m.emails_hello({ name: mail.patientName }, { locale })}</Paragraph>
        <Paragraph>{m.emails_rescheduled_intro({}, { locale })}</Paragraph>
        <Highlight>{when}</Highlight>
        <Fact label={m.emails_before({}, { locale })}>
          <s>{sayWhen(before, locale)}</s>
        </Fact>
        <AppointmentFacts appointment={after} locale={locale} />
        <Fact label={m.emails_bring_title({}, { locale })}>{m.emails_bring({}, { locale })}</Fact>
        <Action href={appointmentsUrl}>{m.emails_my_appointments({}, { locale })}</Action>
        <SmallPrint>{m.emails_rescheduled_calendar({}, { locale })}</SmallPrint>
      </MailFrame>
    ),
  };
}
