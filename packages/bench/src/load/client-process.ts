import { setTimeout as delay } from 'node:timers/promises';
import { answerJobs } from '../work/forked.ts';
import { inTurn } from '../work/in-turn.ts';
import { type Measured, Stopwatch } from '../work/measured.ts';
import { Connection } from './connection.ts';
import { type LoadPlan, requestText } from './plan.ts';

answerJobs<LoadPlan, Measured>(async (plan) => {
  const connections = Array.from(
    { length: plan.connections },
    (_, n) => new Connection(inTurn(plan.ports, n)),
  );
  const watch = new Stopwatch();
  const next = queue(plan, watch);
  await Promise.all(connections.map((connection) => work(connection, plan, watch, next)));
  for (const connection of connections) connection.close();
  return watch.result();
});

/** Hands out the number of the next request, or null when the run is over. */
function queue({ requests, repeat, seconds }: LoadPlan, watch: Stopwatch): () => number | null {
  let handedOut = 0;
  return () => {
    const over = watch.elapsedMs > seconds * 1000 || (!repeat && handedOut >= requests.length);
    return over || requests.length === 0 ? null : handedOut++;
  };
}

async function work(
  connection: Connection,
  { requests, origin, ratePerSecond }: LoadPlan,
  watch: Stopwatch,
  next: () => number | null,
): Promise<void> {
  for (let n = next(); n !== null; n = next()) {
    const request = requests[n % requests.length];
    if (!request) return;
    if (ratePerSecond) await delay(Math.max(0, (n / ratePerSecond) * 1000 - watch.elapsedMs));
    const since = performance.now();
    try {
      const { status, body } = await connection.send(requestText(request, origin));
      if (status === 200) watch.record(since, '200');
      else watch.record(since, `${status} ${/"reason":"([a-z-]+)"/.exec(body)?.[1] ?? ''}`.trim(), body);
    } catch (error) {
      watch.record(since, `socket ${error instanceof Error ? error.message : 'broken'}`);
    }
  }
}
