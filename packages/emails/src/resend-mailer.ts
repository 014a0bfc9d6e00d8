import { Resend } from 'resend';
import type { Delivery, Mailer } from './port.ts';

export type ResendOptions = {
  apiKey: string;
  /** "Vitalmed Turnos <turnos@clinic.example>", a sender that Resend has verified. */
  from: string;
  /** Another server that speaks Resend's API; for tests and proxies. */
  baseUrl?: string;
  /** Milliseconds before an attempt counts as failed; 15,000 unless told. */
  timeoutMs?: number;
};

/** Sends through Resend. The idempotency key makes Resend drop a twin for 24 hours. */
export function resendMailer({ apiKey, from, baseUrl, timeoutMs = 15_000 }: ResendOptions): Mailer {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  return {
    async send(mail) {
      const { to, subject, html, text, headers, idempotencyKey } = mail;
      const attachments = mail.attachments.map(({ filename, contentType, content }) => ({
        filename,
        contentType,
        content: Buffer.from(content, 'utf8'),
      }));
      const options = { idempotencyKey, signal: AbortSignal.timeout(timeoutMs) };
      // The client doesn't throw: a provider that is down, and our own deadline, come back as an error too.
      const { data, error } = await resend.emails.send(
        { from, to, subject, html, text, attachments, ...(headers ? { headers } : {}) },
        options,
      );
      return error ? refusal(error) : { ok: true, providerId: data.id };
    },
  };
}

/** Answers from on the way, or while another attempt of the same key runs: how that one ends isn't told. */
const beforeTheEnd = [408, 409, 502, 503, 504];

type ResendError = { name: string; statusCode: number | null };

/** Only the error's name goes on: its message may quote the recipient. */
function refusal({ name, statusCode }: ResendError): Delivery {
  // Known key with another body: the first attempt did arrive, something else in the mail changed since.
  if (name === 'invalid_idempotent_request') return { ok: true, providerId: 'sent-before' };
  const forGood =
    typeof statusCode === 'number' &&
    statusCode >= 400 &&
    statusCode < 500 &&
    ![408, 409, 425, 429].includes(statusCode);
  const refused = statusCode !== null && !beforeTheEnd.includes(statusCode);
  return { ok: false, retry: !forGood, refused, reason: `${name} ${statusCode ?? 'unreachable'}` };
}
