import type { Database } from '@vitalmed/db';
import { bookDistinctSlots } from '../scenarios/booking.ts';
import { brokenInvariants, lastEvent } from './invariants.ts';
import type { Lab } from './lab.ts';
import { measureProduct, type RunOptions } from './measure.ts';
import { allDelivered, giveBack } from './tidy.ts';

export const mailStorm = 'mails of a storm';

export type MailStorm = {
  /** Bookings in the storm, and how many of them owed a mail. */
  bookings: number;
  mails: number;
  /** How long the storm took, and from its end until the last mail had left. */
  stormSeconds: number;
  drainSeconds: number;
  /** From the first mail to the last. */
  mailsPerSecond: number;
  faults: string[];
};

const connections = 32;

/** Patients book as fast as the server lets them; then nothing else is asked of it until nobody waits for a mail. */
export async function measureMailStorm(lab: Lab, { seconds, most }: RunOptions): Promise<MailStorm> {
  const prepared = await bookDistinctSlots.prepare(lab.world, { connections, most, number: connections });
  const since = await lastEvent(lab.db);
  const { outcomes, seconds: stormSeconds } = await measureProduct(lab, { prepared, connections, seconds });
  const bookings = outcomes['200'] ?? 0;
  await allDelivered(lab.db);
  const faults = await brokenInvariants(lab.db, since);
  if (bookings === 0) faults.push('nobody booked');
  const left = await mailsSince(lab.db, since);
  await giveBack(lab.db, since);
  await allDelivered(lab.db);
  return {
    bookings,
    mails: left.mails,
    stormSeconds,
    drainSeconds: left.untilLast,
    mailsPerSecond: left.mails / Math.max(left.sending, 0.001),
    faults: faults.map((fault) => `${mailStorm}: ${fault}`),
  };
}

/** How many mails the bookings since then sent, and seconds: from the last booking to the last mail, and of sending. */
async function mailsSince({ sql }: Database, since: number) {
  const [row] = await sql<[{ mails: number; untilLast: number; sending: number }]>`
    with booked as (select appointment_id, at from event where id > ${since} and type = 'appointment.booked')
    select count(*) as mails,
      coalesce(extract(epoch from max(sent_at) - (select max(at) from booked)), 0)::float8 as "untilLast",
      coalesce(extract(epoch from max(sent_at) - min(sent_at)), 0)::float8 as sending
    from notification
    where appointment_id in (select appointment_id from booked) and kind = 'appointment-booked' and sent_at is not null`;
  return row;
}
