import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { addDays, searchText, utcDate } from '@vitalmed/core';
import { type Database, schema } from '@vitalmed/db';
import { givenDoctor, givenSchedule, givenSite } from '@vitalmed/db/testing';

/** What one client wants: a slot of its own, for a patient who has nothing else. */
export type Wish = { slotId: number; cookie: string };

const rowsAtOnce = 1_000;
const slotsADay = 72;

/** So many patients with an account who are signed in at the portal; answers with their cookies. */
export async function signedInPatients(db: Database, count: number): Promise<string[]> {
  const cookies: string[] = [];
  while (cookies.length < count)
    cookies.push(...(await somePatients(db, Math.min(rowsAtOnce, count - cookies.length))));
  return cookies;
}

async function somePatients({ orm }: Database, count: number): Promise<string[]> {
  const people = Array.from({ length: count }, () => ({
    id: randomUUID(),
    token: randomBytes(32).toString('base64url'),
  }));
  await orm.insert(schema.user).values(
    people.map(({ id }) => ({
      id,
      role: 'patient' as const,
      email: `${id}@example.test`,
      passwordHash: '$argon2id$no-password',
      firstName: 'Carla',
      lastName: 'Suárez',
    })),
  );
  await orm.insert(schema.patient).values(
    people.map(({ id }) => ({
      userId: id,
      email: `${id}@example.test`,
      firstName: 'Carla',
      lastName: 'Suárez',
      searchName: searchText('Suárez Carla'),
      documentNumber: String(10_000_000 + Math.floor(Math.random() * 80_000_000)),
      documentVerified: false,
      phone: '+5491145678901',
    })),
  );
  const inADay = new Date(Date.now() + 86_400_000);
  await orm.insert(schema.session).values(
    people.map(({ id, token }) => ({
      id: createHash('sha256').update(token).digest('hex'),
      userId: id,
      realm: 'patient' as const,
      expiresAt: inADay,
      endsAt: inADay,
    })),
  );
  return people.map(({ token }) => `vitalmed_patient=${token}`);
}

/** Slots of ten minutes, a doctor's day at a time, from the day after tomorrow on. */
export async function freeSlots(db: Database, count: number): Promise<number[]> {
  const { id: siteId } = await givenSite(db);
  const ids: number[] = [];
  while (ids.length < count) {
    const { id: doctorId } = await givenDoctor(db);
    const localDate = addDays(utcDate(Date.now()), 2 + (ids.length % 60));
    const day = { siteId, doctorId, localDate, from: '08:00', to: '20:00', slotMinutes: 10 } as const;
    const { slots } = await givenSchedule(db, day);
    if (slots.length !== slotsADay) throw new Error(`A day has ${slots.length} slots`);
    ids.push(...slots.map(({ id }) => id));
  }
  return ids.slice(0, count);
}

export async function openWishes(db: Database, count: number): Promise<Wish[]> {
  const [cookies, slots] = [await signedInPatients(db, count), await freeSlots(db, count)];
  return cookies.map((cookie, n) => ({ cookie, slotId: slots[n] ?? 0 }));
}
