/** @jsxRuntime automatic @jsxImportSource react */
import { m } from '@vitalmed/i18n';
import { calendarAttachment } from '../calendar-file.ts';
import type { AppointmentInMail, Locale, MailOf, Organizer } from '../port.ts';
import { sayWhen } from '../say-when.ts';
import { AppointmentFacts } from './appointment-facts.tsx';
import type { Letter } from './letter.ts';
import { Action, Fact, Highlight, MailFrame, Paragraph, SmallPrint } from './mail-frame.tsx';

/** Says who moved it, and beside the hour whatever else became another: doctor, specialty, place. */
export function appointmentRescheduled(
  mail: MailOf<'appointment-rescheduled'>,
  locale: Locale,
  organizer: Organizer,
): Letter {
  const { before, after, writtenAt, appointmentsUrl } = mail;
  const when = sayWhen(after, locale);
  const subject = m.emails_rescheduled_subject({ when, doctor: after.doctor }, { locale });
  const calendar = { locale, organizer, writtenAt, url: appointmentsUrl };
  return {
    subject,
    attachments: [
      calendarAttachment(m.emails_calendar_file({}, { locale }), after, { ...calendar, method: 'PUBLISH' }),
    ],
    body: (
      <MailFrame locale={locale} title={m.emails_rescheduled_title({}, { locale })} preview={subject}>
        <Paragraph>{m.emails_hello({ name: mail.patientName }, { locale })}</Paragraph>
        <Paragraph>
          {mail.byPatient
            ? m.emails_rescheduled_by_patient({}, { locale })
            : m.emails_rescheduled_by_clinic({}, { locale })}
        </Paragraph>
        <Highlight>{when}</Highlight>
        <Fact label={m.emails_before({}, { locale })}>
          {replaced(before, after, locale).map((line) => (
            <span key={line}>
              <s>{line}</s>
              <br />
            </span>
          ))}
        </Fact>
        <AppointmentFacts appointment={after} locale={locale} />
        <Fact label={m.emails_bring_title({}, { locale })}>{m.emails_bring({}, { locale })}</Fact>
        <Action href={appointmentsUrl}>{m.emails_my_appointments({}, { locale })}</Action>
        <SmallPrint>{m.emails_rescheduled_calendar({}, { locale })}</SmallPrint>
      </MailFrame>
    ),
  };
}

/** What no longer holds: always when, and who, for what and where if those changed. */
function replaced(before: AppointmentInMail, after: AppointmentInMail, locale: Locale): string[] {
  const place = ({ site, room }: AppointmentInMail) => [site.name, room].filter(Boolean).join(', ');
  return [
    sayWhen(before, locale),
    ...(before.doctor === after.doctor ? [] : [before.doctor]),
    ...(before.specialty === after.specialty ? [] : [before.specialty]),
    ...(place(before) === place(after) ? [] : [place(before)]),
  ];
}
