import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startTestServer } from '@vitalmed/db/testing';
import postgres from 'postgres';
import { changed } from './conditions.ts';
import { everyMutant, type Mutant, since } from './mutants.ts';
import { repository, suitesFor } from './suites.ts';
import { templateOf } from './template.ts';

export type Options = {
  since?: string;
  only?: string;
  minutes: number;
  /** Asks the nearest suites alone: what they don't notice, others may. */
  near: boolean;
};
export type Figures = { tried: number; noticed: number; leftOut: number; survivors: Mutant[] };

/** A change that makes a statement wait for ever is noticed too. */
const longestMs = 180_000;

/** Takes one condition after the other out of the product's SQL, and runs what should notice. */
export async function mutateSql(options: Options, say: (line: string) => void): Promise<Figures> {
  const wanted = everyMutant().filter(({ file }) => !options.only || file.includes(options.only));
  const mutants = options.since ? since(wanted, options.since) : wanted;
  const server = await startTestServer();
  const until = performance.now() + options.minutes * 60_000;
  const figures: Figures = { tried: 0, noticed: 0, leftOut: 0, survivors: [] };
  try {
    const suites = (file: string) => suitesFor(file).slice(0, options.near ? 1 : undefined);
    await requireGreen(
      server.url,
      mutants.flatMap(({ file }) => suites(file).flat()),
    );
    for (const mutant of mutants) {
      if (performance.now() > until) figures.leftOut += 1;
      else await tryOne(server.url, mutant, suites(mutant.file), figures, say);
    }
  } finally {
    await server.stop();
  }
  return figures;
}

/** Tests that are red by themselves would notice everything. */
async function requireGreen(server: string, suites: string[]): Promise<void> {
  const tests = [...new Set(suites)];
  if (tests.length > 0 && !(await isGreen(server, tests, null)))
    throw new Error('Some of these tests fail without any change; run them first.');
}

async function tryOne(
  server: string,
  mutant: Mutant,
  suites: string[][],
  figures: Figures,
  say: (line: string) => void,
): Promise<void> {
  figures.tried += 1;
  const survived = await withFunction(server, mutant, async () => {
    for (const tests of suites) if (!(await isGreen(server, tests, mutant))) return false;
    return true;
  });
  if (survived) figures.survivors.push(mutant);
  else figures.noticed += 1;
  say(`${survived ? 'SURVIVED' : 'noticed '} ${mutant.file}:${mutant.line} ${mutant.taken}`);
}

/** The template from which every test's database is copied has the changed function meanwhile. */
async function withFunction<T>(
  server: string,
  { ofFunction, change }: Mutant,
  work: () => Promise<T>,
): Promise<T> {
  if (!ofFunction) return work();
  const define = async (text: string) => {
    const sql = postgres(await templateOf(server), { max: 1, onnotice: () => undefined });
    await sql.unsafe(text.replace(/^CREATE (OR REPLACE )?/, 'CREATE OR REPLACE ')).finally(() => sql.end());
  };
  await define(changed(ofFunction.text, change));
  try {
    return await work();
  } finally {
    await define(ofFunction.text);
  }
}

const vitest = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);
const config = path.join(import.meta.dirname, 'mutant.vitest.config.ts');

/** Whether all of these tests pass; a run that doesn't end in time doesn't. */
function isGreen(server: string, tests: string[], mutant: Mutant | null): Promise<boolean> {
  const of = mutant && !mutant.ofFunction ? { ...mutant, file: path.join(repository, mutant.file) } : null;
  const env = { ...process.env, TEST_DATABASE_URL: server, MUTANT: JSON.stringify(of), FC_RUNS: '5' };
  const child = spawn(process.execPath, [vitest, 'run', '--config', config, ...tests], {
    cwd: repository,
    env,
    stdio: 'ignore',
    timeout: mutant ? longestMs : 10 * longestMs,
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}
