import { join, resolve } from 'node:path';
import { addressFault } from '@vitalmed/db';
import { z } from 'zod';
import {
  apiKey,
  folder,
  httpUrl,
  mode,
  networkInterface,
  onOff,
  origin,
  port,
  secret,
  sender,
  senderOf,
  wholeNumber,
} from './settings.ts';

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
  /** Who sends mails, and whose turnos calendar files tell of. */
  sender: { name: string; email: string };
  /** How many proxies in front may be believed about the caller's address. */
  trustedProxies: number;
  poolSize: number;
  /** Whether this process also sends messages and tidies up. */
  worker: boolean;
  /** Seconds in which the desk may undo an act before the patient is told. */
  deskWaitSeconds: number;
  logLevel: string;
  /** Whether everybody who reaches the portal's origin may read the mails that nobody sends. */
  mailbox: boolean;
};

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: string[] };

/** With one host or several: docs/postgresql.md. */
const postgresUrl = z.string().superRefine((url, context) => {
  const fault = addressFault(url);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

const variables = z.object({
  NODE_ENV: mode.optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  DATA_DIR: folder.default('.data'),
  HOST: networkInterface.optional(),
  PORTAL_PORT: port.optional(),
  BACKOFFICE_PORT: port.optional(),
  DOCTOR_PORT: port.optional(),
  PORTAL_ORIGIN: origin.optional(),
  BACKOFFICE_ORIGIN: origin.optional(),
  DOCTOR_ORIGIN: origin.optional(),
  APP_SECRET: secret.optional(),
  RESEND_API_KEY: apiKey.optional(),
  RESEND_BASE_URL: httpUrl.optional(),
  MAIL_FROM: sender.default('Vitalmed Turnos <turnos@vitalmed.test>'),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  WORKER: onOff.default(true),
  DESK_WAIT_SECONDS: wholeNumber(0, 600).default(30),
  MAILBOX: onOff.optional(),
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
  const production = given.NODE_ENV === 'production';
  if (given.DATABASE_REPLICA_URL && !given.DATABASE_URL) {
    faults.push('DATABASE_REPLICA_URL: needs DATABASE_URL, the database that it follows');
  }
  if (given.MAILBOX === 'on' && (production || given.RESEND_API_KEY)) {
    faults.push('MAILBOX: not where mails are sent, since it shows them to everybody');
  }
  if (production) faults.push(...productionFaults(given, flags));
  if (!parsed.success) return { ok: false, faults };
  const config = configFrom(parsed.data, { production, ...flags });
  faults.push(...sharedFaults(config, parsed.data));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config };
}

/** What no two apps may have in common, and how production is reached. */
function sharedFaults({ mode, portal, backoffice, doctor }: Config, env: Variables): string[] {
  const apps = [portal, backoffice, doctor];
  const faults: string[] = [];
  if (new Set(apps.map(({ port }) => port)).size < apps.length) {
    faults.push('PORTAL_PORT, BACKOFFICE_PORT, DOCTOR_PORT: each app needs its own');
  } else if (new Set(apps.map(({ origin }) => origin)).size < apps.length) {
    faults.push(
      'PORTAL_ORIGIN, BACKOFFICE_ORIGIN, DOCTOR_ORIGIN: each app needs its own, or their sessions would mix',
    );
  }
  for (const name of ['PORTAL_ORIGIN', 'BACKOFFICE_ORIGIN', 'DOCTOR_ORIGIN'] as const) {
    const inClear = env[name] !== undefined && !env[name].startsWith('https://');
    if (mode === 'production' && inClear) faults.push(`${name}: production needs https`);
  }
  return faults;
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
    sender: senderOf(env.MAIL_FROM),
    trustedProxies: env.TRUST_PROXY,
    poolSize: env.DATABASE_POOL_SIZE,
    worker: env.WORKER,
    deskWaitSeconds: env.DESK_WAIT_SECONDS,
    logLevel: env.LOG_LEVEL,
    mailbox: env.MAILBOX ?? (demo && !env.RESEND_API_KEY),
  };
}

/** Where mails that nobody sends are kept. */
export function mailboxFolder({ dataDir }: Config): string {
  return join(dataDir, 'mailbox');
}
