// The whole proof, the same here and in CI: checks, unit and integration tests, build, sizes, browser journeys.
import { availableParallelism } from 'node:os';
import { requireSupportedNode } from './node-version.mjs';
import { startDatabase } from './test/database.mjs';
import { plan } from './test/plan.mjs';
import { runSteps } from './test/schedule.mjs';

requireSupportedNode();

const started = performance.now();
const seconds = (value) => `${value.toFixed(1)} s`.padStart(8);

function report({ name, passed, failed, skipped, seconds: took, note, output }) {
  const word = failed > 0 ? 'FAILED ' : skipped > 0 && passed === 0 ? 'skipped' : 'ok     ';
  const counts = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`];
  console.log(
    [word, seconds(took), name, '·', counts.filter(Boolean).join(', '), note && `(${note})`]
      .filter(Boolean)
      .join(' '),
  );
  if (failed > 0 && output) console.log(`${output.trimEnd()}\n`);
}

const database = await startDatabase();
const results = await runSteps(plan(database), Math.min(2, availableParallelism()), report).finally(() =>
  database.stop(),
);

const sum = (count) => results.reduce((total, result) => total + result[count], 0);
const skipped = sum('skipped');
console.log(`\n${seconds((performance.now() - started) / 1000).trim()} in all`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
