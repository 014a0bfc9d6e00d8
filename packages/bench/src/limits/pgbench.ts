import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { quantile } from '../work/measured.ts';

/** PostgreSQL's own load program: on the PATH, or where Debian keeps it; null where there is none. */
export function findPgbench(): string | null {
  const debian = '/usr/lib/postgresql';
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...(existsSync(debian) ? readdirSync(debian).sort().reverse() : []).map((version) =>
      join(debian, version, 'bin'),
    ),
  ];
  return folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file)) ?? null;
}

/** Statements are planned as on the product's connections (docs/decisions/0008-one-plan.md). */
const run = (program: string, args: string[]) =>
  promisify(execFile)(program, args, {
    env: { ...process.env, PGOPTIONS: '-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1' },
  });

export type PgbenchJob = {
  url: string;
  connections: number;
  /** Transactions of each connection; each gets a number of its own, from `first` on, as `:n`. */
  transactions: number;
  first: number;
  script: string;
};

/** @returns transactions a second */
export function runPgbench(program: string, job: PgbenchJob): Promise<number> {
  // Each connection counts its own transactions; together they use each number once.
  const numbered = [String.raw`\set n :first + :i * :connections + :client_id`, String.raw`\set i :i + 1`];
  return withScript([...numbered, statementLine(job.script)], async (file) => {
    const args = [
      ...['--no-vacuum', '--protocol=prepared', `--file=${file}`],
      ...[
        `--client=${job.connections}`,
        `--jobs=${Math.min(2, job.connections)}`,
        `--transactions=${job.transactions}`,
      ],
      ...[`--define=first=${job.first}`, `--define=connections=${job.connections}`, '--define=i=0', job.url],
    ];
    const { stdout } = await run(program, args);
    const perSecond = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
    if (!perSecond) throw new Error(`pgbench answered:\n${stdout}`);
    return Number(perSecond);
  });
}

const statementLine = (statement: string) => `${statement.trim().replaceAll(/\s+/g, ' ')};`;

/** Gives the work a script in a folder of its own, which goes with it. */
async function withScript<T>(
  lines: string[],
  work: (file: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'vitalmed-pgbench-'));
  const file = join(folder, 'script.sql');
  writeFileSync(file, `${lines.join('\n')}\n`);
  try {
    return await work(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export type TailJob = {
  url: string;
  /** One statement, in which `:n` is a number from..to by chance. */
  statement: string;
  from: number;
  to: number;
  seconds: number;
};

/** @returns the statement's p99 over one connection, in milliseconds */
export function tailByPgbench(program: string, job: TailJob): Promise<number> {
  const script = [String.raw`\set n random(:from, :to)`, statementLine(job.statement)];
  return withScript(script, async (file, folder) => {
    const args = [
      ...['--no-vacuum', '--protocol=prepared', '--client=1', `--time=${Math.ceil(job.seconds)}`],
      ...[`--file=${file}`, '--log', `--log-prefix=${join(folder, 'log')}`],
      ...[`--define=from=${job.from}`, `--define=to=${job.to}`, job.url],
    ];
    await run(program, args);
    const logs = readdirSync(folder).filter((name) => name.startsWith('log'));
    const lines = logs.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
    // client, number, microseconds, ...
    const times = Float64Array.from(lines, (line) => Number(line.split(' ')[2]) / 1000).sort();
    return quantile(times, 0.99);
  });
}
