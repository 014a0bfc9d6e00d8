import type { Heard, SubscriberJob } from '../load/subscriber-process.ts';
import { bookDistinctSlots } from '../scenarios/booking.ts';
import { forked } from '../work/forked.ts';
import { quantile } from '../work/measured.ts';
import { brokenInvariants, lastEvent } from './invariants.ts';
import type { Lab } from './lab.ts';
import { measureProduct, type Row, type RunOptions } from './measure.ts';
import { allDelivered, giveBack } from './tidy.ts';

export type LiveResult = { row: Row; live: LiveFigures };

/** Resident memory of the server for each subscriber, and how old a change is when 95 of 100 have seen it. */
export type LiveFigures = { subscribers: number; kbEach: number; p95Ms: number };

const patienceMs = 20_000;
const connections = 8;

/**
 * Subscribers watch specialties in the portal while bookings run at half of what this server just did without
 * them. The row's times are how long a change took from its transaction's start to a subscriber.
 */
export async function measureLive(
  lab: Lab,
  subscribers: number,
  { seconds, most }: RunOptions,
): Promise<LiveResult> {
  const free = await bookFor(lab, { seconds, most });
  const watchers = forked<SubscriberJob, Heard>(new URL('../load/subscriber-process.ts', import.meta.url));
  try {
    const [product] = lab.products;
    const before = product.memoryMb();
    const { specialties } = lab.network;
    await watchers.ask({ kind: 'open', ...product.origins.patient, specialties, count: subscribers });
    const kbEach = ((product.memoryMb() - before) * 1024) / subscribers;
    const half = await bookFor(lab, {
      seconds,
      most,
      ratePerSecond: free.perSecond / 2,
      subscribers,
      watchers,
    });
    await watchers.ask({ kind: 'close' });
    const delays = Float64Array.from(half.delays).sort();
    return {
      row: {
        scenario: `${subscribers} live subscribers`,
        connections,
        perSecond: half.perSecond,
        p50Ms: quantile(delays, 0.5),
        p99Ms: quantile(delays, 0.99),
        errors: half.errors + free.errors,
        limitPerSecond: free.perSecond,
        limitP99Ms: free.p99Ms,
        ratioToLimit: half.perSecond / free.perSecond,
        faults: [...free.faults, ...half.faults].map((fault) => `live: ${fault}`),
      },
      live: { subscribers, kbEach, p95Ms: quantile(delays, 0.95) },
    };
  } finally {
    await watchers.stop();
  }
}

type Booking = {
  seconds: number;
  most: number;
  ratePerSecond?: number;
  subscribers?: number;
  watchers?: { ask(job: SubscriberJob): Promise<Heard> };
};
type Booked = { perSecond: number; p99Ms: number; errors: number; faults: string[]; delays: number[] };

async function bookFor(
  lab: Lab,
  { seconds, most, ratePerSecond, subscribers = 0, watchers }: Booking,
): Promise<Booked> {
  const prepared = await bookDistinctSlots.prepare(lab.world, {
    connections,
    most,
    number: ratePerSecond ? 1 : 0,
  });
  const since = await lastEvent(lab.db);
  const measured = await measureProduct(lab, { prepared, connections, seconds, ratePerSecond });
  const faults = await brokenInvariants(lab.db, since);
  const bad = Object.entries(measured.outcomes).filter(([outcome]) => outcome !== '200');
  faults.push(...bad.map(([outcome, count]) => `${count} × ${outcome}: ${measured.samples[outcome] ?? ''}`));
  const delays: number[] = [];
  if (watchers) {
    const told = await changesTold(lab, since, subscribers);
    const heard = await watchers.ask({ kind: 'collect', changes: told.deliveries, patienceMs });
    for (const delay of delaysOf(heard, told.bySpecialty)) delays.push(delay);
    if (delays.length !== told.deliveries)
      faults.push(`${delays.length} changes were seen, ${told.deliveries} were to be seen`);
  }
  await giveBack(lab.db, since);
  await allDelivered(lab.db);
  return {
    perSecond: measured.perSecond,
    p99Ms: measured.p99Ms,
    errors: bad.reduce((total, [, count]) => total + count, 0),
    faults,
    delays,
  };
}

/** When each specialty's bookings happened, in the order of the history, and how many subscribers heard of them. */
async function changesTold({ db, network }: Lab, since: number, subscribers: number) {
  const events = await db.sql<{ at: Date; specialtyId: number }[]>`
    select at, specialty_id as "specialtyId" from event
    where id > ${since} and type = 'appointment.booked' order by txid, id`;
  const bySpecialty = new Map<number, number[]>();
  for (const { at, specialtyId } of events) {
    const times = bySpecialty.get(specialtyId) ?? [];
    times.push(at.getTime());
    bySpecialty.set(specialtyId, times);
  }
  const watching = (specialtyId: number) =>
    Math.floor(subscribers / network.specialties) +
    (specialtyId <= subscribers % network.specialties ? 1 : 0);
  return {
    bySpecialty,
    deliveries: events.reduce((total, { specialtyId }) => total + watching(specialtyId), 0),
  };
}

/** From the booking's clock to the subscriber's socket, in milliseconds: each subscriber hears them in order. */
function* delaysOf(heard: Heard, bySpecialty: Map<number, number[]>): Generator<number> {
  for (const { specialtyId, messages } of heard) {
    const times = bySpecialty.get(specialtyId) ?? [];
    let told = 0;
    for (const { at, changes } of messages) {
      for (const time of times.slice(told, told + changes)) yield at - time;
      told += changes;
    }
  }
}
