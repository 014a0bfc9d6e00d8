import { connect } from '@vitalmed/db';
import { answerJobs } from '../work/forked.ts';
import { type Measured, Stopwatch } from '../work/measured.ts';
import type { DriverJob } from './job.ts';
import { runStatement } from './statements.ts';

answerJobs<DriverJob, Measured>(async ({ url, connections, seconds, repeat, items }) => {
  const databases = Array.from({ length: connections }, () => connect(url, { poolSize: 1 }));
  // The product's connections are open and its statements prepared before it is measured; so are these.
  const [first] = items;
  const warmUp = repeat && first ? first : ({ kind: 'nothing' } as const);
  await Promise.all(databases.map((db) => runStatement(db, warmUp)));
  const watch = new Stopwatch();
  let next = 0;
  await Promise.all(
    databases.map(async (db) => {
      while (watch.elapsedMs < seconds * 1000 && (repeat || next < items.length)) {
        const item = items[next++ % items.length];
        if (!item) return;
        const since = performance.now();
        await runStatement(db, item).then(
          () => watch.record(since, 'ok'),
          (error: unknown) => watch.record(since, error instanceof Error ? error.message : 'failed'),
        );
      }
    }),
  );
  const measured = watch.result();
  await Promise.all(databases.map(({ close }) => close()));
  return measured;
});
