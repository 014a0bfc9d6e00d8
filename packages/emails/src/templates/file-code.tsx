/** @jsxRuntime automatic @jsxImportSource react */
import { m } from '@vitalmed/i18n';
import type { Locale, MailOf } from '../port.ts';
import type { Letter } from './letter.ts';
import { Highlight, MailFrame, Paragraph, SmallPrint } from './mail-frame.tsx';

/** To the address on the clinic's own file: whoever reads it may hand that file to the account that asks. */
export function fileCode(mail: MailOf<'file-code'>, locale: Locale): Letter {
  const { code, account, expiresInMinutes } = mail;
  return {
    subject: m.emails_file_code_subject({ code }, { locale }),
    attachments: [],
    body: (
      <MailFrame
        locale={locale}
        title={m.emails_file_code_title({}, { locale })}
        preview={m.emails_file_code_intro({ account }, { locale })}
      >
        <Paragraph>{m.emails_file_code_intro({ account }, { locale })}</Paragraph>
        <Highlight spaced>{code}</Highlight>
        <Paragraph>{m.emails_code_expiry({ minutes: expiresInMinutes }, { locale })}</Paragraph>
        <SmallPrint>{m.emails_file_code_ignore({}, { locale })}</SmallPrint>
      </MailFrame>
    ),
  };
}
