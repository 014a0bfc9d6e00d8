import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { defaultMigrationsFolder } from '@vitalmed/db/migrate';
import { schemaVersion } from '../database/schema-version.ts';
import type { Realm } from '../load/realm.ts';
import { endsWithUs } from '../work/ending.ts';

export type Origin = { port: number; origin: string };

export type ProductServer = {
  origins: Record<Realm, Origin>;
  /** From the start of the process to its first healthy answer, in milliseconds. */
  readyAfterMs: number;
  /** Resident memory now, in MB. */
  memoryMb(): number;
  stop(): Promise<void>;
};

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const bundle = `${repository}apps/server/dist/main.js`;
const patienceMs = 30_000;

export type ProductOptions = {
  mailPort: number;
  /** A folder for a CPU profile of the whole run. */
  profileTo?: string | null;
  /** Whether this process also sends the messages; it does unless told. */
  worker?: boolean;
  /** Plain http origins, which a browser on this machine can open; production insists on https. */
  forBrowser?: boolean;
};

/**
 * Starts the built server as in production, with everything on; mails go to `mailPort` as if to the provider. It
 * listens in plain HTTP, as behind a proxy that speaks TLS.
 *
 * @throws Error when it isn't built from this source, or ends before it is ready
 */
export async function startProduct(
  databaseUrl: string,
  { mailPort, profileTo, worker = true, forBrowser = false }: ProductOptions,
): Promise<ProductServer> {
  refuseStaleBuild();
  const origins = await chooseOrigins(forBrowser);
  const profiling = profileTo ? ['--cpu-prof', `--cpu-prof-dir=${resolve(profileTo)}`] : [];
  const began = performance.now();
  const child = spawn(process.execPath, [...profiling, bundle, 'start'], {
    cwd: repository,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      ...environment(databaseUrl, origins, mailPort),
      WORKER: worker ? 'on' : 'off',
      // What is measured is the sending, not the wait before it.
      DESK_WAIT_SECONDS: '0',
      NODE_ENV: forBrowser ? '' : 'production',
    },
  });
  const crossOut = endsWithUs({ kind: 'process', pid: child.pid ?? 0 }, () => end(child));
  child.once('exit', crossOut);
  let words = '';
  child.stderr.on('data', (text: Buffer) => {
    words = `${words}${text}`.slice(-4_000);
  });
  await ready(child, origins.patient.port, () => words);
  const readyAfterMs = performance.now() - began;
  return {
    origins,
    readyAfterMs,
    memoryMb: () => residentMb(child.pid ?? 0),
    stop: () => stop(child, () => words),
  };
}

async function chooseOrigins(forBrowser: boolean): Promise<Record<Realm, Origin>> {
  const [patient, backoffice, doctor] = await freePorts(3);
  const origin = (port = 0, host: string) => ({
    port,
    origin: forBrowser ? `http://localhost:${port}` : `https://${host}.bench.test`,
  });
  return {
    patient: origin(patient, 'turnos'),
    backoffice: origin(backoffice, 'agenda'),
    doctor: origin(doctor, 'consultorio'),
  };
}

/** A server with other migrations than the source's would find a database that it doesn't know. */
function refuseStaleBuild(): void {
  if (!existsSync(bundle))
    throw new Error(`The server isn't built (${bundle} is missing): run "pnpm build" first.`);
  const built = fileURLToPath(new URL('migrations', pathToFileURL(bundle)));
  if (schemaVersion(built) !== schemaVersion(defaultMigrationsFolder))
    throw new Error(
      'The built server is older than the source (their migrations differ): run "pnpm build" first.',
    );
}

function environment(databaseUrl: string, origins: Record<Realm, Origin>, mailPort: number) {
  return {
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    APP_SECRET: 'zR4-only-for-measuring-Qm81-nobody-elses-Wd57',
    TRUST_PROXY: '1',
    RESEND_API_KEY: 'bench',
    RESEND_BASE_URL: `http://127.0.0.1:${mailPort}`,
    MAIL_FROM: 'Vitalmed Turnos <turnos@bench.test>',
    LOG_LEVEL: 'error',
    PORTAL_PORT: String(origins.patient.port),
    PORTAL_ORIGIN: origins.patient.origin,
    BACKOFFICE_PORT: String(origins.backoffice.port),
    BACKOFFICE_ORIGIN: origins.backoffice.origin,
    DOCTOR_PORT: String(origins.doctor.port),
    DOCTOR_ORIGIN: origins.doctor.origin,
  };
}

async function ready(child: ChildProcess, port: number, words: () => string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (child.exitCode === null && Date.now() < deadline) {
    const well = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (well) return;
    await delay(10);
  }
  child.kill();
  throw new Error(`The server didn't get ready:\n${words()}`);
}

/** @throws Error when the server logged faults while it was measured */
async function stop(child: ChildProcess, words: () => string): Promise<void> {
  if (child.exitCode !== null) throw new Error(`The server ended by itself:\n${words()}`);
  await end(child);
  if (words().trim()) throw new Error(`The server logged faults:\n${words()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

function residentMb(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kb = existsSync(status)
    ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
    : spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return Number(kb ?? 0) / 1024;
}
