/** @jsxRuntime automatic @jsxImportSource react */
import { m } from '@vitalmed/i18n';
import type { Locale, MailOf } from '../port.ts';
import type { Letter } from './letter.ts';
import { Action, MailFrame, Paragraph, PlainLink, SmallPrint } from './mail-frame.tsx';

export function alreadyRegistered(mail: MailOf<'already-registered'>, locale: Locale): Letter {
  const subject = m.emails_registered_subject({}, { locale });
  return {
    subject,
    attachments: [],
    body: (
      <MailFrame locale={locale} title={m.emails_registered_title({}, { locale })} preview={subject}>
        <Paragraph>{m.emails_registered_intro({}, { locale })}</Paragraph>
        <Action href={mail.signInUrl}>{m.emails_registered_sign_in({}, { locale })}</Action>
        <Paragraph>
          {m.emails_registered_forgot({}, { locale })}{' '}
          <PlainLink href={mail.resetUrl}>{m.emails_registered_reset({}, { locale })}</PlainLink>
        </Paragraph>
        <SmallPrint>{m.emails_registered_ignore({}, { locale })}</SmallPrint>
      </MailFrame>
    ),
  };
}
