import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localMailbox } from '@vitalmed/emails';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailboxPage } from './mailbox-page.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-page-'));
  const mailer = localMailbox({ folder });
  await mailer.send({
    to: 'martina@example.com',
    subject: 'Tu turno <script>alert(1)</script>',
    html: '<p class="x">Hola "Martina"</p><script>alert(2)</script>',
    text: 'Hola </pre><script>alert(3)</script>',
    attachments: [
      {
        filename: 'tu"r\r\nno.ics',
        contentType: 'text/calendar; charset=utf-8\r\nx-evil: 1',
        content: 'BEGIN:VCALENDAR',
      },
    ],
    idempotencyKey: 'first',
  });
  await mailer.send({
    to: 'bruno@example.com',
    subject: 'Otro',
    html: '',
    text: '',
    attachments: [],
    idempotencyKey: 'second',
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (path: string) => mailboxPage(folder).request(path);
const textOf = async (path: string) => (await get(path)).text();

describe('the local mailbox page', () => {
  it('lists the mails and filters them by recipient', async () => {
    const all = await textOf('/mailbox');
    expect(all).toContain('martina@example.com');
    expect(all).toContain('bruno@example.com');
    const some = await textOf('/mailbox?to=BRUNO');
    expect(some).not.toContain('martina@example.com');
    expect(await textOf('/mailbox?to=nadie')).toContain('No hay mensajes para');
  });

  it('shows a mail without running anything that is in it', async () => {
    const page = await textOf('/mailbox/first');
    expect(page).not.toContain('<script');
    expect(page).toMatch(/<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(page).toContain('srcdoc="&lt;p class=&quot;x&quot;&gt;Hola &quot;Martina&quot;');
    expect(await textOf('/mailbox?to="><script>')).not.toContain('<script');
  });

  it('hands out attachments as downloads, with headers that stay one line', async () => {
    const response = await get('/mailbox/first/attachments/0');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="tu_r__no.ics"');
    expect(response.headers.get('x-evil')).toBeNull();
    expect(await response.text()).toBe('BEGIN:VCALENDAR');
  });

  it('gives tests the same as data', async () => {
    const { mails } = (await (await get('/mailbox.json?to=martina@example.com')).json()) as {
      mails: unknown[];
    };
    expect(mails).toMatchObject([{ id: 'first', to: 'martina@example.com', attachments: [{}] }]);
  });

  it.each([
    '/mailbox/third',
    '/mailbox/..%2f..%2fetc%2fpasswd',
    '/mailbox/first/attachments/1',
    '/mailbox/first/attachments/x',
  ])('has nothing at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('keeps no page in a cache', async () => {
    for (const path of ['/mailbox', '/mailbox/first', '/mailbox.json', '/mailbox/first/attachments/0']) {
      expect((await get(path)).headers.get('cache-control')).toBe('no-store');
    }
  });
});
