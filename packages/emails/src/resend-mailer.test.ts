import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutgoingMail } from './port.ts';
import { resendMailer } from './resend-mailer.ts';

const mail: OutgoingMail = {
  to: 'martina@example.com',
  subject: 'Tu turno',
  html: '<p>Hola</p>',
  text: 'Hola',
  attachments: [{ filename: 'turno.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR ñ' }],
  idempotencyKey: '0198c0de-7a10-7c3e-9d55-2f6b8f1f6a01',
};

type Seen = { headers: IncomingHttpHeaders; body: string };
let server: Server | undefined;

/** A provider that answers as told (null: never) and remembers what it was asked. */
async function provider(answer: { status: number; body: unknown } | null) {
  const seen: Seen[] = [];
  const listening = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ headers: request.headers, body });
      if (answer) response.writeHead(answer.status).end(JSON.stringify(answer.body));
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    seen,
    mailer: resendMailer({
      apiKey: 're_test',
      from: 'Turnos <t@example.com>',
      baseUrl,
      timeoutMs: answer ? 30_000 : 300,
    }),
  };
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('sending through Resend', () => {
  it('passes the mail, its files and its key', async () => {
    const { mailer, seen } = await provider({ status: 200, body: { id: 're_1' } });
    expect(await mailer.send(mail)).toEqual({ ok: true, providerId: 're_1' });
    expect(seen[0]?.headers['idempotency-key']).toBe(mail.idempotencyKey);
    const body = JSON.parse(seen[0]?.body ?? '');
    expect(body).toMatchObject({
      to: mail.to,
      from: 'Turnos <t@example.com>',
      subject: mail.subject,
      text: 'Hola',
    });
    expect(
      Buffer.from(body.attachments[0].content.data ?? body.attachments[0].content, 'base64').toString(),
    ).toBe('BEGIN:VCALENDAR ñ');
  });

  it.each([
    [429, 'rate_limit_exceeded', true, true],
    [500, 'internal_server_error', true, true],
    [503, 'application_error', true, false],
    [409, 'concurrent_idempotent_requests', true, false],
    [422, 'validation_error', false, true],
    [403, 'invalid_api_key', false, true],
  ])('after %i (%s) may be tried again: %s; surely not sent: %s', async (status, name, retry, refused) => {
    const { mailer } = await provider({
      status,
      body: { statusCode: status, name, message: 'about martina@example.com' },
    });
    const delivery = await mailer.send(mail);
    expect(delivery).toMatchObject({ ok: false, retry, refused });
    expect(JSON.stringify(delivery)).not.toContain('martina');
  });

  it('takes a known key with another body as sent', async () => {
    const { mailer } = await provider({
      status: 409,
      body: { statusCode: 409, name: 'invalid_idempotent_request', message: 'used before' },
    });
    expect(await mailer.send(mail)).toEqual({ ok: true, providerId: 'sent-before' });
  });

  it('tries again when nobody listens', async () => {
    const mailer = resendMailer({ apiKey: 're_test', from: 't@example.com', baseUrl: 'http://127.0.0.1:1' });
    expect(await mailer.send(mail)).toMatchObject({ ok: false, retry: true, refused: false });
  });

  it('gives up on a provider that never answers, for now', async () => {
    const { mailer } = await provider(null);
    expect(await mailer.send(mail)).toMatchObject({ ok: false, retry: true, refused: false });
  });
});
