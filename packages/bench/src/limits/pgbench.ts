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

export type PgbenchJob = {
  url: string;
  connections: number;
  /** Transactions of each connection; each gets a number of its own, from `first` on, as `:n`. */
  transactions: number;
  first: number;
  script: string;
};

/** @returns transactions a second */
export async function runPgbench(program: string, job: PgbenchJob): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vitalmed-pgbench-'));
  const file = join(folder, 'script.sql');
  // Each connection counts its own transactions; together they use each number once.
  const numbered = [String.raw`\set n :first + :i * :connections + :client_id`, String.raw`\set i :i + 1`];
  writeFileSync(file, `${[...numbered, job.script.trim().replaceAll(/\s+/g, ' ')].join('\n')};\n`);
  const args = [
    ...['--no-vacuum', '--protocol=prepared', `--file=${file}`],
    ...[
      `--client=${job.connections}`,
      `--jobs=${Math.min(2, job.connections)}`,
      `--transactions=${job.transactions}`,
    ],
    ...[`--define=first=${job.first}`, `--define=connections=${job.connections}`, '--define=i=0', job.url],
  ];
  try {
    const { stdout } = await promisify(execFile)(program, args);
    const perSecond = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
    if (!perSecond) throw new Error(`pgbench answered:\n${stdout}`);
    return Number(perSecond);
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
export async function tailByPgbench(program: string, job: TailJob): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vitalmed-pgbench-'));
  const file = join(folder, 'script.sql');
  const script = [String.raw`\set n random(:from, :to)`, `${job.statement.trim().replaceAll(/\s+/g, ' ')};`];
  writeFileSync(file, `${script.join('\n')}\n`);
  const args = [
    ...[
      '--no-vacuum',
      '--protocol=prepared',
      '--client=1',
      `--time=${Math.ceil(job.seconds)}`,
      `--file=${file}`,
    ],
    ...[
      '--log',
      `--log-prefix=${join(folder, 'log')}`,
      `--define=from=${job.from}`,
      `--define=to=${job.to}`,
      job.url,
    ],
  ];
  try {
    await promisify(execFile)(program, args);
    const logs = readdirSync(folder).filter((name) => name.startsWith('log'));
    const lines = logs.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
    // client, number, microseconds, ...
    const times = Float64Array.from(lines, (line) => Number(line.split(' ')[2]) / 1000).sort();
    return quantile(times, 0.99);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
