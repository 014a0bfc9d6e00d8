import { limits, slack } from './limits.ts';
import type { Verdict } from './parts/judge.ts';
import type { Ledger } from './parts/ledger.ts';

/** What a scenario came to; `broken` names each rule that didn't hold, in words. */
export type Report = { name: string; figures: string[]; broken: string[] };

export type Observed = {
  ledger: Ledger;
  verdict: Verdict;
  /** For each time that what was broken was whole again: how long until the next booking was acknowledged; null: never. */
  backMs: (number | null)[];
  backWithin: number;
  /** From the last of those times until nobody was owed a mail; null when somebody still is. */
  mailedMs: number | null;
  twins: number;
  /** The slowest answer of `/healthz`. */
  healthMs: number;
  server: ServerFate;
  died: boolean;
};

/** Of a server that is killed, clients may hear nothing; one that is told to stop may only refuse to connect. */
export type ServerFate = 'lives' | 'killed' | 'told';

export function reportOn(name: string, observed: Observed, slackMs: number = slack): Report {
  const { ledger, verdict, backMs, mailedMs, healthMs } = observed;
  const times = backMs.map((ms) => (ms === null ? Number.POSITIVE_INFINITY : ms));
  const away = total(ledger.said('away'));
  const figures = [
    `${ledger.requests} requests, ${ledger.acknowledged().size} acknowledged, ${away} told that it is away`,
    `${verdict.lost} acknowledged lost; each with one event and one message but for ${verdict.withoutOneEvent} and ${verdict.withoutOneMessage}`,
    `slowest answer ${seconds(ledger.slowestMs())}, of /healthz ${seconds(healthMs)}`,
    `back after ${times.map(seconds).join(', ')}`,
    `${verdict.mailed} mails, the last after ${seconds(mailedMs)}, ${observed.twins} twins dropped by the provider, ${verdict.mailsLeft} left`,
  ];
  return { name, figures, broken: [...brokenPromises(observed), ...brokenTimes(observed, times, slackMs)] };
}

function brokenPromises({ ledger, verdict, server, died }: Observed): string[] {
  const zeros: [string, number][] = [
    ['acknowledged bookings are lost', verdict.lost],
    ['bookings have not exactly one event', verdict.withoutOneEvent],
    ['bookings have not exactly one message', verdict.withoutOneMessage],
    ['slots are taken twice', verdict.slotsTwice],
    ['mails are left', verdict.mailsLeft],
    ['mails are marked as sent and never arrived', verdict.mailsInvented],
  ];
  const wrong = server === 'killed' ? ledger.said('fault') : ledger.said('fault', 'cut');
  if (server === 'told') wrong.delete('ECONNREFUSED');
  return [
    ...zeros.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`),
    ...[...wrong].map(([words, count]) => `${count} requests ended with ${words}`),
    ...(ledger.acknowledged().size === 0 ? ['nothing was booked at all'] : []),
    ...(died ? ['the server’s process ended'] : []),
  ];
}

function brokenTimes(
  { ledger, backWithin, mailedMs, healthMs, server }: Observed,
  times: number[],
  slackMs: number,
): string[] {
  const late = (what: string, ms: number, limit: number) =>
    ms > limit + slackMs ? [`${what} took ${seconds(ms)}, ${seconds(limit)} are allowed`] : [];
  return [
    ...late('the slowest answer', ledger.slowestMs(), limits.answer),
    ...late('the way back', Math.max(...times), backWithin),
    ...late('the last mail', mailedMs ?? Number.POSITIVE_INFINITY, limits.mails),
    ...(server === 'lives' ? late('the slowest /healthz', healthMs, limits.health) : []),
  ];
}

const total = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);

export const seconds = (ms: number | null) =>
  ms === null || !Number.isFinite(ms) ? 'never' : `${(ms / 1_000).toFixed(1)} s`;
