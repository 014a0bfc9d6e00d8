/** @jsxRuntime automatic @jsxImportSource react */
import { m } from '@vitalmed/i18n';
import type { Locale, MailOf } from '../port.ts';
import type { Letter } from './letter.ts';
import { Highlight, MailFrame, Paragraph, SmallPrint } from './mail-frame.tsx';

export function signUpCode({ code, expiresInMinutes }: MailOf<'sign-up-code'>, locale: Locale): Letter {
  const subject = m.emails_code_subject({ code }, { locale });
  return {
    subject,
    attachments: [],
    body: (
      <MailFrame locale={locale} title={m.emails_code_title({}, { locale })} preview={subject}>
        <Paragraph>{m.emails_code_intro({}, { locale })}</Paragraph>
        <Highlight spaced>{code}</Highlight>
        <Paragraph>{m.emails_code_expiry({ minutes: expiresInMinutes }, { locale })}</Paragraph>
        <SmallPrint>{m.emails_code_ignore({}, { locale })}</SmallPrint>
      </MailFrame>
    ),
  };
}
