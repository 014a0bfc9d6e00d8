import { parseArgs } from 'node:util';
import { isLocalDate } from '@vitalmed/core';
import { type Recipe, type ScaleName, scaleNames, today } from './generate/network.ts';
import type { RunOptions } from './run/measure.ts';

export const HELP = `bench [command] [options]

  run        (default) scenarios over HTTP against the built server, each beside its limit
  generate   only makes the network; another run of the same scale uses it
  plans      what each hot query reads: rows and buffers
  growth     hot queries at small, medium and large, side by side
  micro      slot generation, server start, memory, bundle sizes, the agenda grid

  --scale small|medium|large   100 thousand, 1 million (default) or 10 million appointments
  --quick                      a smoke test: one short round, a database that goes with it
  --only TEXT,TEXT             only scenarios whose names contain one of the texts
  --seconds N, --rounds N      how long and how often each is measured (3 and 3)
  --connections 1,8,32         how many clients at once
  --seed N, --base-date DATE   which network; 1 and today unless told
  --fresh                      makes the network anew
  --json FILE                  writes the figures
  --servers N                  how many processes of the product answer, over one database (1)
  --worker inside|apart        whether the measured server also sends the messages (inside)
  --profile DIR                writes a CPU profile of the server, for Chrome's DevTools
  --data-dir DIR               where the bench keeps its PostgreSQL; .data/bench unless told

BENCH_DATABASE_URL names another PostgreSQL (15 or newer), whose role may create databases. The figures are those of
the machine: close whatever else runs on it.`;

export const commands = ['run', 'generate', 'plans', 'growth', 'micro'] as const;
export type Command = (typeof commands)[number];

export type Options = {
  command: Command;
  recipe: Recipe;
  quick: boolean;
  fresh: boolean;
  /** Whether the scenario of that name is asked for. */
  wanted(name: string): boolean;
  json: string | null;
  profile: string | null;
  workerApart: boolean;
  servers: number;
  dataDir: string;
  run: RunOptions;
  subscribers: number;
};

export type ParsedOptions = { ok: true; options: Options } | { ok: false; text: string; help: boolean };

export function readOptions(args: string[], now: Date): ParsedOptions {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: accepted });
    if (values.help) return { ok: false, text: HELP, help: true };
    return { ok: true, options: optionsFrom(values, positionals, now) };
  } catch (error) {
    return { ok: false, text: `${error instanceof Error ? error.message : error}\n\n${HELP}`, help: false };
  }
}

const accepted = {
  scale: { type: 'string', default: 'medium' },
  quick: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  seconds: { type: 'string' },
  rounds: { type: 'string' },
  connections: { type: 'string' },
  seed: { type: 'string', default: '1' },
  'base-date': { type: 'string' },
  json: { type: 'string' },
  profile: { type: 'string' },
  servers: { type: 'string', default: '1' },
  worker: { type: 'string', default: 'inside' },
  'data-dir': { type: 'string', default: '.data/bench' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof accepted }>>['values'];

function optionsFrom(values: Values, positionals: string[], now: Date): Options {
  const { quick } = values;
  const texts = values.only.toLowerCase().split(',');
  const seconds = positive('--seconds', values.seconds ?? (quick ? '0.4' : '3'));
  return {
    command: oneOf('command', positionals[0] ?? 'run', commands),
    recipe: {
      scale: oneOf<ScaleName>('--scale', values.scale, scaleNames),
      seed: Math.trunc(positive('--seed', values.seed)),
      baseDate: localDate(values['base-date'] ?? today(now)),
    },
    quick,
    fresh: values.fresh,
    wanted: (name) => texts.some((text) => name.toLowerCase().includes(text)),
    json: values.json ?? null,
    profile: values.profile ?? null,
    workerApart: oneOf('--worker', values.worker, ['inside', 'apart']) === 'apart',
    servers: Math.ceil(positive('--servers', values.servers)),
    dataDir: values['data-dir'],
    subscribers: quick ? 50 : 1_000,
    run: {
      seconds,
      rounds: Math.trunc(positive('--rounds', values.rounds ?? (quick ? '1' : '3'))),
      connections: (values.connections ?? (quick ? '8' : '1,8,32'))
        .split(',')
        .map((n) => positive('--connections', n)),
      // A thousand a second is more than one process books.
      most: quick ? 120 : Math.ceil(seconds * 1_000),
    },
  };
}

function oneOf<T extends string>(what: string, given: string, words: readonly T[]): T {
  const found = words.find((word) => word === given);
  if (!found) throw new Error(`${what}: "${given}" is none of ${words.join(', ')}`);
  return found;
}

function positive(what: string, given: string): number {
  const value = Number(given);
  if (!(value > 0)) throw new Error(`${what}: "${given}" is no number above zero`);
  return value;
}

function localDate(given: string) {
  if (!isLocalDate(given)) throw new Error(`--base-date: "${given}" is no date such as 2026-08-04`);
  return given;
}
