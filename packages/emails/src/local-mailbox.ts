import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mailer, OutgoingMail } from './port.ts';

/** A mail as the local mailbox keeps it; `id` is its idempotency key. */
export type KeptMail = OutgoingMail & { id: string; sentAt: string };

const keyPattern = /^[\w-]{1,100}$/;

/**
 * A mailer for development and demonstrations: each mail becomes one JSON file in the folder. The file's name
 * is the idempotency key, so a mail that is sent again is found to be there already.
 */
export function localMailbox({ folder }: { folder: string }): Mailer {
  return {
    async send(mail) {
      if (!keyPattern.test(mail.idempotencyKey))
        return { ok: false, retry: false, refused: true, reason: 'bad-key' };
      const id = mail.idempotencyKey;
      const kept: KeptMail = { ...mail, id, sentAt: new Date().toISOString() };
      const draft = join(folder, `.${id}.${randomUUID()}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(draft, JSON.stringify(kept), { mode: 0o600 });
        await link(draft, join(folder, `${id}.json`));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        if (code !== 'EEXIST') return { ok: false, retry: true, refused: true, reason: `mailbox-${code}` };
      } finally {
        await rm(draft, { force: true }).catch(() => undefined);
      }
      return { ok: true, providerId: `local:${id}` };
    },
  };
}

/** All kept mails, newest first; an absent folder is an empty mailbox. */
export async function readMailbox(folder: string): Promise<KeptMail[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  const mails = await Promise.all(files.map((name) => readKept(join(folder, name))));
  return mails
    .filter((mail) => mail !== null)
    .sort((a, b) => b.sentAt.localeCompare(a.sentAt) || a.id.localeCompare(b.id));
}

/** One kept mail, or null when there is none of that id. */
export async function readMail(folder: string, id: string): Promise<KeptMail | null> {
  return keyPattern.test(id) ? readKept(join(folder, `${id}.json`)) : null;
}

async function readKept(path: string): Promise<KeptMail | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  // The folder is ours and each file was linked whole, so what parses has the shape that we wrote.
  return text === null ? null : (JSON.parse(text) as KeptMail);
}
