/**
 * Runs steps `{ name, needs?, alone?, run }` as soon as what they need has passed, `width` at a time.
 * A step that is `alone` shares the machine with nobody. A step whose need failed is not run and counts as failed,
 * since nothing is known about it. Answers results in the order in which the steps ended.
 */
export async function runSteps(steps, width, onEnd) {
  const waiting = [...steps];
  const running = new Map();
  const results = [];
  const passed = new Set();
  const broken = new Set();

  const finish = (step, result) => {
    running.delete(step.name);
    (result.failed === 0 ? passed : broken).add(step.name);
    const named = { name: step.name, ...result };
    results.push(named);
    onEnd(named);
  };

  while (waiting.length > 0 || running.size > 0) {
    const orphaned = orphans(waiting, broken);
    for (const step of orphaned) {
      waiting.splice(waiting.indexOf(step), 1);
      finish(step, notRun(step, broken));
    }
    if (orphaned.length > 0) continue;
    for (const step of startable(waiting, running, passed, width)) {
      waiting.splice(waiting.indexOf(step), 1);
      running.set(step.name, { step, ended: timed(step).then((result) => finish(step, result)) });
    }
    if (running.size === 0) throw new Error(`nothing leads to ${waiting.map(({ name }) => name).join(', ')}`);
    await Promise.race([...running.values()].map(({ ended }) => ended));
  }
  return results;
}

function orphans(waiting, broken) {
  return waiting.filter(({ needs = [] }) => needs.some((need) => broken.has(need)));
}

function notRun({ needs = [] }, broken) {
  const cause = needs.filter((need) => broken.has(need)).join(', ');
  return { passed: 0, failed: 1, skipped: 0, seconds: 0, output: '', note: `not run, because of ${cause}` };
}

function startable(waiting, running, passed, width) {
  const chosen = [];
  const busyAlone = [...running.values()].some(({ step }) => step.alone);
  for (const step of waiting) {
    const taken = running.size + chosen.length;
    if (busyAlone || taken >= width || chosen.some(({ alone }) => alone)) break;
    if ((step.needs ?? []).some((need) => !passed.has(need))) continue;
    if (step.alone && taken > 0) continue;
    chosen.push(step);
  }
  return chosen;
}

async function timed(step) {
  const started = performance.now();
  const result = await step.run().catch((error) => ({
    passed: 0,
    failed: 1,
    skipped: 0,
    output: String(error?.stack ?? error),
    note: '',
  }));
  return { ...result, seconds: (performance.now() - started) / 1000 };
}
