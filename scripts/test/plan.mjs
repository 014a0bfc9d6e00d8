import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { run, runNode, tool } from './command.mjs';
import { fetchNode24 } from './node-24.mjs';
import { checkOutcome, outcome, playwrightOutcome, tapOutcome, vitestOutcome } from './outcome.mjs';

const turbo = ['run', '--output-logs=errors-only'];
const own = {
  biome: tool('@biomejs/biome', 'bin/biome'),
  knip: tool('knip', 'bin/knip.js'),
  playwright: tool('@playwright/test', 'cli.js', 'apps/e2e'),
  sizeLimit: tool('size-limit', 'bin.js'),
  turbo: tool('turbo', 'bin/turbo'),
  vitest: tool('vitest', 'vitest.mjs'),
};

const checked = async (args, options) => checkOutcome(await runNode(args, options));

/** A step's report lies in a folder of its own, gone when the step has ended. */
async function withReport(body) {
  const folder = await mkdtemp(join(tmpdir(), 'vitalmed-report-'));
  try {
    return await body(join(folder, 'report.json'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function vitest(args, { node = process.execPath, cwd, env } = {}) {
  return withReport(async (report) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    return vitestOutcome(report, await run(node, [own.vitest, 'run', ...reporters, ...args], { cwd, env }));
  });
}

async function journeys() {
  const chromium = await ensureChromium();
  if (!chromium)
    return outcome({
      skipped: 1,
      note: process.env.CHROMIUM_PATH
        ? `no Chromium starts at CHROMIUM_PATH=${process.env.CHROMIUM_PATH}`
        : 'no Chromium here and none could be installed; name one with CHROMIUM_PATH',
    });
  return withReport(async (report) => {
    const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const args = [own.playwright, 'test', '--reporter=list,json'];
    return playwrightOutcome(report, await runNode(args, { cwd: 'apps/e2e', env }));
  });
}

/** Where a Node may differ from another: native modules, threads, sockets and streams. The rest is plain JavaScript. */
const ownToNode = [
  'packages/auth',
  'packages/db/src/connection',
  'packages/api/src/subscription',
  'apps/server/src/jobs',
];

async function onNode24(database) {
  const { path, reason } = await fetchNode24();
  if (!path) return outcome({ skipped: 1, note: `no Node 24 to be had: ${reason}` });
  // The long property runs prove nothing more on another Node: a few of each are enough.
  const env = { TEST_DATABASE_URL: database.url, FC_RUNS: '5' };
  const server = checkOutcome(await run(path, ['scripts/test/serve-briefly.mjs'], { env }));
  const integration = await vitest(ownToNode, { node: path, env });
  return outcome({
    passed: server.passed + integration.passed,
    failed: server.failed + integration.failed,
    skipped: integration.skipped,
    output: server.output + integration.output,
  });
}

/** Two steps run at a time, so each takes half of the machine. */
const halfOfTheMachine = `--maxWorkers=${Math.max(1, Math.floor(availableParallelism() / 2))}`;
const SHARES = 3;

/** The unit and integration tests in shares, so that both halves of the machine work until the last one ends. */
function sharesOfTests(env) {
  return Array.from({ length: SHARES }, (_, index) => {
    const share = `${index + 1}/${SHARES}`;
    return {
      name: `unit and integration ${share}`,
      needs: ['messages'],
      run: () => vitest([halfOfTheMachine, `--shard=${share}`], { env }),
    };
  });
}

/** Every step of the test command. `database` is the PostgreSQL server that all integration tests share. */
export function plan(database) {
  const env = { TEST_DATABASE_URL: database.url };
  const scripts = [
    'scripts/boundaries.test.mjs',
    'scripts/old-browsers/find.test.mjs',
    'scripts/test/schedule.test.mjs',
    'scripts/test/outcome.test.mjs',
    'scripts/test/chromium.test.mjs',
  ];
  return [
    { name: 'messages', run: () => checked([own.turbo, ...turbo, 'build', '--filter=@vitalmed/i18n']) },
    { name: 'build', needs: ['messages'], run: () => checked([own.turbo, ...turbo, 'build']) },
    { name: 'lint', run: () => checked([own.biome, 'check', '.', '--error-on-warnings']) },
    { name: 'types', needs: ['messages'], run: () => checked([own.turbo, ...turbo, 'typecheck']) },
    ...sharesOfTests(env),
    { name: 'Node 24', needs: ['build'], run: () => onNode24(database) },
    {
      name: 'built server',
      needs: ['build'],
      run: () => vitest(['--config', 'vitest.built.config.ts'], { cwd: 'apps/server', env }),
    },
    {
      name: 'bench, smoke',
      needs: ['build'],
      run: () =>
        checked(['--import', 'tsx', 'packages/bench/src/main.ts', '--scale', 'small', '--quick'], {
          env: { BENCH_DATABASE_URL: database.url },
        }),
    },
    {
      name: 'torture, short',
      needs: ['build'],
      run: () => checked(['--import', 'tsx', 'packages/torture/src/main.ts', '--short']),
    },
    {
      name: 'tests of the tools',
      run: async () => tapOutcome(await runNode(['--test', '--test-reporter=tap', ...scripts])),
    },
    // The short ones come last and fill what the long ones leave.
    { name: 'core, every branch', run: () => vitest(['--coverage'], { cwd: 'packages/core' }) },
    { name: 'boundaries', needs: ['messages'], run: () => checked(['scripts/boundaries.mjs']) },
    { name: 'unused code', needs: ['messages'], run: () => checked([own.knip]) },
    { name: 'old browsers', needs: ['build'], run: () => checked(['scripts/old-browsers.mjs']) },
    { name: 'bundle sizes', needs: ['build'], run: () => checked([own.sizeLimit]) },
    { name: 'browser journeys', needs: ['build'], alone: true, run: journeys },
  ];
}
