import { addDays, utcDate } from '@vitalmed/core';
import type { Database } from '@vitalmed/db';
import { givenDoctor, givenSchedule, givenSite } from '@vitalmed/db/testing';
import { limits } from '../limits.ts';
import { keptConnections } from '../parts/booking-client.ts';
import { signedInPatients } from '../parts/clinic.ts';
import { fulfil } from '../parts/crowd.ts';
import { allMailed, judge } from '../parts/judge.ts';
import { Ledger } from '../parts/ledger.ts';
import { prepareProduct } from '../parts/product.ts';
import { type Report, seconds } from '../report.ts';
import { onDatabase } from '../stage.ts';
import type { Scenario } from './scenario.ts';

const clients = 200;
const slotsOfRound = 20;

/** In odd rounds 200 patients want 20 slots; in even ones 20 patients want ten slots each, all of them at one time. */
export const storm: Scenario = {
  name: 'storm',
  what: `${clients} clients want ${slotsOfRound} slots at once, through two processes`,
  inShort: true,
  async run(stage, { short, slackMs }) {
    const { product, mails, databaseUrl } = await stage();
    const second = await prepareProduct({ databaseUrl: databaseUrl(), mailUrl: mails.url, worker: false });
    const ledger = new Ledger();
    try {
      await second.start();
      const portals = [product.portal, second.portal];
      return await onDatabase(databaseUrl(), async (db) => {
        const rounds = short ? 2 : 20;
        const broken: string[] = [];
        for (let round = 1; round <= rounds; round += 1) {
          const won = await oneRound(db, { round, portals, ledger });
          if (won !== slotsOfRound) broken.push(`round ${round}: ${won} won, not ${slotsOfRound}`);
        }
        await allMailed(db, limits.mails);
        const verdict = await judge(db, ledger, mails);
        return report(ledger, verdict, { broken, slackMs });
      });
    } finally {
      await second.remove();
    }
  },
};

type Round = { round: number; portals: string[]; ledger: Ledger };

/** Answers with how many won. */
async function oneRound(db: Database, { round, portals, ledger }: Round): Promise<number> {
  const wishes = round % 2 === 1 ? await sameSlots(db, round) : await sameTimes(db, round);
  const deadline = Date.now() + limits.mails;
  const hasLeft = () => Date.now() > deadline;
  // New ones each round: those kept from the last have been idle for as long as servers let them.
  const connections = keptConnections(clients);
  const entries = await Promise.all(
    wishes.map((wish, n) =>
      fulfil(wish, { portal: portals[n % portals.length] ?? '', agent: connections, ledger, hasLeft }),
    ),
  );
  connections.destroy();
  return entries.filter(({ outcome }) => outcome === 'acknowledged').length;
}

/** Each slot is wanted by ten patients. */
async function sameSlots(db: Database, round: number) {
  const cookies = await signedInPatients(db, clients);
  const slots = await overlappingSlots(db, round, slotsOfRound);
  return cookies.map((cookie, n) => ({ cookie, slotId: slots[n % slotsOfRound] ?? 0 }));
}

/** Each patient wants ten slots of different doctors that start together or overlap, and can have one. */
async function sameTimes(db: Database, round: number) {
  const cookies = await signedInPatients(db, slotsOfRound);
  const slots = await overlappingSlots(db, round, clients);
  return slots.map((slotId, n) => ({ cookie: cookies[n % slotsOfRound] ?? '', slotId }));
}

/** One slot of each of so many doctors: half of them start at nine, half ten minutes later. */
async function overlappingSlots(db: Database, round: number, count: number): Promise<number[]> {
  const { id: siteId } = await givenSite(db);
  const localDate = addDays(utcDate(Date.now()), 2 + round);
  const slotOf = async (n: number) => {
    const { id: doctorId } = await givenDoctor(db);
    const [from, to] = n % 2 === 0 ? (['09:00', '09:20'] as const) : (['09:10', '09:30'] as const);
    const { slots } = await givenSchedule(db, { siteId, doctorId, localDate, from, to });
    return slots[0]?.id ?? 0;
  };
  return Promise.all(Array.from({ length: count }, (_, n) => slotOf(n)));
}

function report(
  ledger: Ledger,
  verdict: Awaited<ReturnType<typeof judge>>,
  { broken, slackMs }: { broken: string[]; slackMs: number },
): Report {
  const p99 = ledger.quantile(0.99);
  const wrong = ledger.said('cut', 'fault');
  const faults = verdict.lost + verdict.withoutOneEvent + verdict.withoutOneMessage + verdict.slotsTwice;
  return {
    name: 'storm',
    figures: [
      `${ledger.requests} requests, ${verdict.kept} acknowledged and kept, ${verdict.lost} lost`,
      `losers: ${[...ledger.said('refused')].map(([words, count]) => `${count} ${words}`).join(', ')}`,
      `told to ask again: ${[...ledger.said('away').values()].reduce((sum, count) => sum + count, 0)}`,
      `p99 ${seconds(p99)}, slowest answer ${seconds(ledger.slowestMs())}`,
      `${verdict.mailed} mails, ${verdict.mailsLeft} left`,
    ],
    broken: [
      ...broken,
      ...[...wrong].map(([words, count]) => `${count} requests ended with ${words}`),
      ...(faults + verdict.mailsLeft > 0
        ? [`${faults} bookings and ${verdict.mailsLeft} mails are not as told`]
        : []),
      ...(p99 > limits.stormP99 + slackMs ? [`p99 took ${seconds(p99)}`] : []),
    ],
  };
}
