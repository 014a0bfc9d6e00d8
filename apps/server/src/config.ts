import { join, resolve } from 'node:path';
import { addressFault } from '@vitalmed/db';
import { z } from 'zod';

export type AppOrigin = { port: number; origin: string };

export type Config = {
  mode: 'production' | 'development' | 'demo';
  /** Null: a PostgreSQL of our own in `dataDir`. */
  databaseUrl: string | null;
  /** Null: every search reads the one database. */
  databaseReplicaUrl: string | null;
  dataDir: string;
  host: string;
  portal: AppOrigin;
  backoffice: AppOrigin;
  doctor: AppOrigin;
  /** Null outside production: one is made and kept in `dataDir`. */
  appSecret: string | null;
  /** Null: mails stay in a local mailbox. Never null in production. */
  resend: { apiKey: string; baseUrl?: string; from: string } | null;
  /** How many proxies in front may be believed about the caller's address. */
  trustedProxies: number;
  poolSize: number;
  /** Whether this process also sends messages and tidies up. */
  worker: boolean;
  logLevel: string;
};

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: string[] };

const port = z.coerce.number().int().min(1).max(65_535);
const flag = z.enum(['on', 'off']).transform((word) => word === 'on');
const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);
/** With one host or several: docs/postgresql.md. */
const postgresUrl = z.string().superRefine((url, context) => {
  const fault = addressFault(url);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

const variables = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  DATA_DIR: z.string().min(1).default('.data'),
  HOST: z.string().min(1).optional(),
  PORTAL_PORT: port.optional(),
  BACKOFFICE_PORT: port.optional(),
  DOCTOR_PORT: port.optional(),
  PORTAL_ORIGIN: origin.optional(),
  BACKOFFICE_ORIGIN: origin.optional(),
  DOCTOR_ORIGIN: origin.optional(),
  APP_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_BASE_URL: z.url().optional(),
  MAIL_FROM: z.string().min(3).default('Vitalmed Turnos <turnos@vitalmed.test>'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  WORKER: flag.default(true),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
type Variables = z.infer<typeof variables>;

/** In development the apps' own dev servers have these ports, and pass calls on to a thousand above. */
const PORTS = { portal: 3000, backoffice: 3001, doctor: 3002 };

/**
 * Reads the environment into a configuration, or into everything that is wrong with it at once.
 * `.env.example` explains each variable.
 */
export function readConfig(
  env: Record<string, string | undefined>,
  flags: { demo: boolean; dev: boolean },
): ConfigResult {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const production = env.NODE_ENV === 'production';
  if (given.DATABASE_REPLICA_URL && !given.DATABASE_URL) {
    faults.push('DATABASE_REPLICA_URL: needs DATABASE_URL, the database that it follows');
  }
  if (production) faults.push(...productionFaults(given, flags));
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  return { ok: true, config: configFrom(parsed.data, { production, ...flags }) };
}

/** What a development machine gets by default and production has to say. */
function productionFaults(
  env: Record<string, string | undefined>,
  { demo, dev }: { demo: boolean; dev: boolean },
): string[] {
  const needed = [
    'APP_SECRET',
    'PORTAL_ORIGIN',
    'BACKOFFICE_ORIGIN',
    'DOCTOR_ORIGIN',
    'RESEND_API_KEY',
    'MAIL_FROM',
  ];
  const faults = needed.filter((name) => !env[name]).map((name) => `${name}: production needs it`);
  const origins = ['PORTAL_ORIGIN', 'BACKOFFICE_ORIGIN', 'DOCTOR_ORIGIN'];
  for (const name of origins) {
    if (env[name] && !env[name].startsWith('https://')) faults.push(`${name}: production needs https`);
  }
  const distinct = new Set(origins.map((name) => env[name]).filter(Boolean));
  if (origins.every((name) => env[name]) && distinct.size < origins.length) {
    faults.push(
      'PORTAL_ORIGIN, BACKOFFICE_ORIGIN, DOCTOR_ORIGIN: each app needs its own, or their sessions would mix',
    );
  }
  if (demo) faults.push('--demo: demo accounts have public passwords, so production refuses them');
  if (dev) faults.push('--dev: not in production');
  return faults;
}

function configFrom(
  env: Variables,
  { production, demo, dev }: { production: boolean; demo: boolean; dev: boolean },
): Config {
  const app = (given: number | undefined, usual: number, origin: string | undefined): AppOrigin => {
    const port = given ?? (dev ? usual + 1000 : usual);
    return { port, origin: origin ?? `http://localhost:${dev ? usual : port}` };
  };
  return {
    mode: production ? 'production' : demo ? 'demo' : 'development',
    databaseUrl: env.DATABASE_URL ?? null,
    databaseReplicaUrl: env.DATABASE_REPLICA_URL ?? null,
    dataDir: resolve(env.DATA_DIR),
    // A demo's accounts have public passwords: it listens to this machine alone unless told otherwise.
    host: env.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    portal: app(env.PORTAL_PORT, PORTS.portal, env.PORTAL_ORIGIN),
    backoffice: app(env.BACKOFFICE_PORT, PORTS.backoffice, env.BACKOFFICE_ORIGIN),
    doctor: app(env.DOCTOR_PORT, PORTS.doctor, env.DOCTOR_ORIGIN),
    appSecret: env.APP_SECRET ?? null,
    resend: env.RESEND_API_KEY
      ? { apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL, from: env.MAIL_FROM }
      : null,
    trustedProxies: env.TRUST_PROXY,
    poolSize: env.DATABASE_POOL_SIZE,
    worker: env.WORKER,
    logLevel: env.LOG_LEVEL,
  };
}

/** Where mails that nobody sends are kept. */
export function mailboxFolder({ dataDir }: Config): string {
  return join(dataDir, 'mailbox');
}
