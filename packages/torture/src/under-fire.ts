import { limits } from './limits.ts';
import { type Crowd, startCrowd } from './parts/crowd.ts';
import { allMailed, judge } from './parts/judge.ts';
import { takePulse } from './parts/pulse.ts';
import { type Report, reportOn, type ServerFate } from './report.ts';
import { onDatabase, type Stage } from './stage.ts';

export type Fault = {
  name: string;
  /** How many wishes the crowd gets; it stops early when they run out. */
  wishes: number;
  /** How often it is broken, and mended again. */
  times: number;
  /** Breaks and mends; answers with performance.now() when all was whole again. */
  strike(crowd: Crowd, time: number): Promise<number>;
  /** Until the next booking after that, in milliseconds. */
  backWithin?: number;
  /** What becomes of the server's own process; it lives on unless told. */
  server?: ServerFate;
  slackMs: number;
};

/** Bookings before the first stroke and after each one: it comes amid bookings, and what follows is seen. */
const between = 20;

/** Clients book while the fault strikes; then what they were told is held against what is there. */
export async function underFire(stage: Stage, fault: Fault): Promise<Report> {
  const { product, mails } = stage;
  const twinsBefore = mails.twins();
  const wishes = await stage.wishes(fault.wishes);
  const pulse = takePulse(product.portal);
  const crowd = startCrowd(product.portal, wishes);
  await crowd.more(between);
  const whole: number[] = [];
  for (let time = 1; time <= fault.times; time += 1) {
    whole.push(await fault.strike(crowd, time));
    await crowd.more(between);
  }
  await crowd.leave();
  const lastWhole = whole.at(-1) ?? 0;
  const { mailedAt, verdict } = await onDatabase(stage.databaseUrl(), async (db) => ({
    mailedAt: await allMailed(db, limits.mails + fault.slackMs),
    verdict: await judge(db, crowd.ledger, mails),
  }));
  const healthMs = await pulse.stop();
  const observed = {
    ledger: crowd.ledger,
    verdict,
    backMs: whole.map((moment) => since(moment, crowd.ledger.firstAcknowledgedAfter(moment))),
    backWithin: fault.backWithin ?? limits.back,
    mailedMs: since(lastWhole, mailedAt),
    twins: mails.twins() - twinsBefore,
    healthMs,
    server: fault.server ?? 'lives',
    died: product.died(),
  };
  return reportOn(fault.name, observed, fault.slackMs);
}

const since = (moment: number, later: number | null) => (later === null ? null : later - moment);
