import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localMailbox, readMail, readMailbox } from './local-mailbox.ts';
import type { OutgoingMail } from './port.ts';

const mail = (overrides: Partial<OutgoingMail> = {}): OutgoingMail => ({
  to: 'martina@example.com',
  subject: 'Tu turno',
  html: '<p>Hola</p>',
  text: 'Hola',
  attachments: [],
  idempotencyKey: 'mail-1',
  ...overrides,
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the local mailbox', () => {
  it('keeps each mail and shows the newest first', async () => {
    const mailer = localMailbox({ folder: join(folder, 'made', 'on demand') });
    await mailer.send(mail({ idempotencyKey: 'b' }));
    await mailer.send(mail({ idempotencyKey: 'a', subject: 'Otro' }));
    const kept = await readMailbox(join(folder, 'made', 'on demand'));
    expect(kept.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(kept.map(({ sentAt }) => sentAt)).toEqual(
      kept
        .map(({ sentAt }) => sentAt)
        .sort()
        .reverse(),
    );
    expect(kept.find(({ id }) => id === 'a')).toMatchObject({ subject: 'Otro', to: 'martina@example.com' });
  });

  it('keeps one mail for one key, the first, however many are sent at once', async () => {
    const mailer = localMailbox({ folder });
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, n) => mailer.send(mail({ subject: `Intento ${n}` }))),
    );
    expect(new Set(sent.map((delivery) => JSON.stringify(delivery))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['mail-1.json']);
    const [before] = await readMailbox(folder);
    await mailer.send(mail({ subject: 'Más tarde' }));
    expect(await readMailbox(folder)).toEqual([before]);
  });

  it('is empty where there is no folder', async () => {
    expect(await readMailbox(join(folder, 'absent'))).toEqual([]);
  });

  it('reads and writes nothing outside of its folder', async () => {
    expect(await localMailbox({ folder }).send(mail({ idempotencyKey: '../out' }))).toMatchObject({
      ok: false,
    });
    expect(await readMail(folder, '../../etc/passwd')).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that it may be tried again when the folder cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const mailer = localMailbox({ folder: join(folder, 'file', 'folder') });
    expect(await mailer.send(mail())).toMatchObject({ ok: false, retry: true });
  });
});
