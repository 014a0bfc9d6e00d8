import { hashPassword } from '@vitalmed/auth';
import { toLocal } from '@vitalmed/core';
import type { Database } from '@vitalmed/db';
import { seedDemo } from '@vitalmed/db/seed';
import type { Logger } from './log.ts';
import { StartError } from './start-error.ts';

export const DEMO_PASSWORD = 'vitalmed-demo-2026';
export const DEMO_ACCOUNTS = [
  { email: 'paciente@vitalmed.test', is: 'a patient, in the portal' },
  { email: 'secretaria@vitalmed.test', is: 'a secretary, in the backoffice' },
  { email: 'admin@vitalmed.test', is: 'an administrator, in the backoffice' },
  { email: 'perez@vitalmed.test', is: 'Dr. Juan Pérez, in the doctors’ view' },
];

/** Fills the database where it is empty; leaves any other alone. Answers whether it filled it. */
export async function seedEmptyDatabase(db: Database, log: Logger): Promise<boolean> {
  const now = new Date();
  const { date: today } = toLocal(now.getTime(), 'America/Argentina/Buenos_Aires');
  const hashed = await hashPassword(DEMO_PASSWORD);
  const seeded = await seedDemo(db, { today, now, passwordHash: hashed });
  if (seeded.ok) log.info('the demo data is in place');
  return seeded.ok;
}

export async function requireSeed(db: Database, log: Logger): Promise<void> {
  if (await seedEmptyDatabase(db, log)) return;
  throw new StartError(
    'The database is not empty: demo data goes only into an empty one. Nothing was changed.',
  );
}
