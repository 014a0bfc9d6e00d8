/** @jsxRuntime automatic @jsxImportSource react */
import { m } from '@vitalmed/i18n';
import type { Locale, MailOf } from '../port.ts';
import type { Letter } from './letter.ts';
import { Action, MailFrame, Paragraph, SmallPrint } from './mail-frame.tsx';

export function passwordReset(mail: MailOf<'password-reset'>, locale: Locale): Letter {
  return {
    subject: m.emails_reset_subject({}, { locale }),
    attachments: [],
    body: (
      <MailFrame
        locale={locale}
        title={m.emails_reset_title({}, { locale })}
        preview={m.emails_reset_intro({}, { locale })}
      >
        <Paragraph>{m.emails_reset_intro({}, { locale })}</Paragraph>
        <Action href={mail.resetUrl}>{m.emails_reset_action({}, { locale })}</Action>
        <Paragraph>{m.emails_reset_expiry({ minutes: mail.expiresInMinutes }, { locale })}</Paragraph>
        <SmallPrint>{m.emails_reset_ignore({}, { locale })}</SmallPrint>
      </MailFrame>
    ),
  };
}
