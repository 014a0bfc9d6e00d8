import { parseArgs } from 'node:util';
import { slack } from './limits.ts';
import { scenarios } from './scenarios/index.ts';
import type { Scale, Scenario } from './scenarios/scenario.ts';
import { type OwnStage, openOwnStage } from './stage.ts';

const HELP = `torture [options]

Breaks what the product stands on while clients book, and holds what they were told against what is there.
Exit code 1 when a promise of docs/reliability.md doesn't hold.

${scenarios.map(({ name, what }) => `  ${name.padEnd(14)}${what}`).join('\n')}

  --only NAME,NAME   only these
  --short            a minute in all: a stroke each of those that fit, on a machine that may be busy`;

/** A busy machine makes everything late; the promises without a time are the same. */
const busySlackMs = 10_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function chosen(): Scenario[] {
  const names = values.only?.split(',');
  const unknown = names?.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown) throw new Error(`There is no scenario "${unknown}".\n\n${HELP}`);
  if (names) return scenarios.filter(({ name }) => names.includes(name));
  return scenarios.filter(({ inShort }) => inShort || !values.short);
}

/** Exit code 1 when anything is broken. */
async function torture(): Promise<number> {
  const scale: Scale = { short: values.short, slackMs: values.short ? busySlackMs : slack };
  let shared: Promise<OwnStage> | null = null;
  const stage = () => {
    shared ??= openOwnStage();
    return shared;
  };
  let faults = 0;
  try {
    for (const scenario of chosen()) faults += await runOne(scenario, stage, scale);
  } finally {
    await (shared as Promise<OwnStage> | null)?.then((opened) => opened.close());
  }
  console.log(faults === 0 ? '\nEvery promise held.' : `\n${faults} promises were broken.`);
  return faults === 0 ? 0 : 1;
}

async function runOne(scenario: Scenario, stage: () => Promise<OwnStage>, scale: Scale): Promise<number> {
  const began = performance.now();
  const report = await scenario.run(stage, scale);
  const took = ((performance.now() - began) / 1_000).toFixed(0);
  console.log(`\n${scenario.name}: ${scenario.what} (${took} s)`);
  if ('skipped' in report) {
    console.log(`  skipped: ${report.skipped}`);
    return 0;
  }
  for (const figure of report.figures) console.log(`  ${figure}`);
  for (const fault of report.broken) console.log(`  BROKEN ${fault}`);
  return report.broken.length;
}

// Whoever is on the stage is ended with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

if (values.help) console.log(HELP);
// By exit(): after hundreds of connections that were killed, Node's own clean-up once waited for ever for one of them.
else process.exit(await torture());
