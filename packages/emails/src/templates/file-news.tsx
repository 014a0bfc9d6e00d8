/** @jsxRuntime automatic @jsxImportSource react */
import { m } from '@vitalmed/i18n';
import type { Locale, MailOf } from '../port.ts';
import type { Letter } from './letter.ts';
import { Action, MailFrame, Paragraph, SmallPrint } from './mail-frame.tsx';

const words = {
  'account-linked': {
    subject: m.emails_linked_subject,
    title: m.emails_linked_title,
    intro: m.emails_linked_intro,
  },
  'document-verified': {
    subject: m.emails_verified_subject,
    title: m.emails_verified_title,
    intro: m.emails_verified_intro,
  },
};

/** Tells the account's owner what was done with their file, and what to do where it wasn't theirs. */
export function fileNews(
  { kind, appointmentsUrl }: MailOf<'account-linked' | 'document-verified'>,
  locale: Locale,
): Letter {
  const { subject, title, intro } = words[kind];
  return {
    subject: subject({}, { locale }),
    attachments: [],
    body: (
      <MailFrame locale={locale} title={title({}, { locale })} preview={intro({}, { locale })}>
        <Paragraph>{intro({}, { locale })}</Paragraph>
        <Action href={appointmentsUrl}>{m.emails_my_appointments({}, { locale })}</Action>
        <SmallPrint>{m.emails_file_not_you({}, { locale })}</SmallPrint>
      </MailFrame>
    ),
  };
}
