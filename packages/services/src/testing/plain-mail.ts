import type { Delivery, Mailer, OutgoingMail, RenderMail } from '@vitalmed/emails/port';

/** Says the content as JSON, which is what the tests of a service are about; wording has its own tests. */
export const plainRender: RenderMail = async (content, locale) => ({
  subject: content.kind,
  html: '',
  text: JSON.stringify({ ...content, locale }),
  attachments: [],
});

export type PlainMailer = Mailer & {
  /** What arrived: a provider drops the twin of a key that it knows. */
  arrived: Map<string, OutgoingMail>;
  attempts: OutgoingMail[];
};

/** A provider that keeps keys for ever and answers as `answer` says before it takes a mail. */
export function plainMailer(answer: (attempt: number) => Delivery | null = () => null): PlainMailer {
  const arrived = new Map<string, OutgoingMail>();
  const attempts: OutgoingMail[] = [];
  return {
    arrived,
    attempts,
    async send(mail) {
      attempts.push(mail);
      const refusal = answer(attempts.length);
      if (refusal) return refusal;
      if (!arrived.has(mail.idempotencyKey)) arrived.set(mail.idempotencyKey, mail);
      return { ok: true, providerId: `provider-${mail.idempotencyKey}` };
    },
  };
}
