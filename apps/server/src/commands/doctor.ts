import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { connect, type Database, lookAtReplica, unavailable, whereabouts } from '@vitalmed/db';
import { EmbeddedPostgresError } from '@vitalmed/db/embedded';
import { maxDeliveryAttempts } from '@vitalmed/services';
import type { Config, ConfigResult } from '../config.ts';
import { databaseServer, faultWord } from '../database.ts';
import { appFolder, migrationsFolder } from '../paths.ts';
import { StartError } from '../start-error.ts';

type Check = { name: string; fault: string | null };

/** Checks the installation and prints a line for each thing looked at. Exit code 1 when anything is wrong. */
export async function checkInstallation(read: ConfigResult): Promise<number> {
  const checks: Check[] = [checkNode()];
  if (read.ok) {
    checks.push(
      passed('configuration'),
      checkDataFolder(read.config),
      ...checkApps(),
      ...(await checkDatabase(read.config)),
    );
    if (read.config.mode === 'production') checks.push(checkMail(read.config));
  } else {
    checks.push(...read.faults.map((fault) => failed('configuration', fault)));
  }
  for (const { name, fault } of checks)
    process.stdout.write(`${fault ? 'FAULT' : 'ok   '}  ${name}${fault ? `: ${fault}` : ''}\n`);
  return checks.some(({ fault }) => fault) ? 1 : 0;
}

const passed = (name: string): Check => ({ name, fault: null });
const failed = (name: string, fault: string): Check => ({ name, fault });

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const supported = major > 20 || (major === 20 && minor >= 19);
  return supported
    ? passed(`Node ${process.versions.node}`)
    : failed('Node', `${process.versions.node} is older than 20.19`);
}

function checkDataFolder({ dataDir }: Config): Check {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK);
    return passed('data folder');
  } catch {
    return failed('data folder', `${dataDir} can't be written: choose another with DATA_DIR`);
  }
}

function checkApps(): Check[] {
  return (['patient-portal', 'backoffice', 'doctor-view'] as const).map((app) =>
    existsSync(`${appFolder(app)}/index.html`)
      ? passed(`app ${app}`)
      : failed(`app ${app}`, 'not built: run "pnpm build"'),
  );
}

function checkMail({ resend }: Config): Check {
  return resend
    ? passed('mail through Resend')
    : failed('mail', 'RESEND_API_KEY is missing: nobody would be told anything');
}

async function checkDatabase(config: Config): Promise<Check[]> {
  try {
    const server = await databaseServer(config, () => {});
    const db = connect(server.url, { poolSize: 2, primaryOnly: true });
    try {
      const checks = await databaseChecks(db);
      checks.push(await checkSettings(db), await checkConnections(server.url, config));
      if (config.databaseReplicaUrl) checks.push(await checkReplica(db, config.databaseReplicaUrl));
      return checks;
    } finally {
      await db.close();
      await server.stop();
    }
  } catch (error) {
    const told = error instanceof StartError || error instanceof EmbeddedPostgresError;
    if (!told && !unavailable(error)) throw error;
    return [failed('database', told ? error.message : `can't be used: ${faultWord(error)}`)];
  }
}

/** What a session asked for when it began, and what a pooler or the server made of it. */
async function checkSettings({ sql }: Database): Promise<Check> {
  const wanted = {
    statement_timeout: '15s',
    idle_in_transaction_session_timeout: '30s',
    plan_cache_mode: 'force_generic_plan',
    random_page_cost: '1.1',
    synchronous_commit: 'on',
    TimeZone: 'UTC',
  };
  const names = Object.keys(wanted);
  const rows = await sql<{ name: string; value: string }[]>`
    select name, current_setting(name) as value from unnest(${names}::text[]) name`;
  const lost = rows.filter(({ name, value }) => wanted[name as keyof typeof wanted] !== value);
  if (lost.length === 0) return passed('session settings');
  const told = lost.map(({ name, value }) => `${name} is ${value}`).join(', ');
  return failed('session settings', `they don't hold (${told}): docs/postgresql.md`);
}

/** What the messages, their queue and a start take besides the pool for requests. */
const besides = 15;

/** Opens as many connections at once as one process may. */
async function checkConnections(url: string, { poolSize }: Config): Promise<Check> {
  const needed = poolSize + besides;
  const pools = Array.from({ length: needed }, () => connect(url, { poolSize: 1, primaryOnly: true }));
  const got = await Promise.all(pools.map((db) => db.isWell(5_000)));
  await Promise.all(pools.map((db) => db.close()));
  const missing = got.filter((well) => !well).length;
  return missing === 0
    ? passed(`${needed} connections at once`)
    : failed(
        'connections',
        `one process takes up to ${needed} at once, ${needed - missing} were given: docs/postgresql.md`,
      );
}

async function checkReplica(primary: Database, url: string): Promise<Check> {
  const replica = connect(url, { poolSize: 1 });
  try {
    const { state } = await lookAtReplica(primary, replica);
    switch (state) {
      case 'follows':
        return passed('replica');
      case 'another-database':
        return failed('replica', 'DATABASE_REPLICA_URL follows another database than that of DATABASE_URL');
      case 'not-a-replica':
        return failed('replica', 'DATABASE_REPLICA_URL takes writes: it is no replica, or was promoted');
    }
  } catch (error) {
    return failed(
      'replica',
      `DATABASE_REPLICA_URL, at ${whereabouts(url)}, can't be used: ${faultWord(error)}`,
    );
  } finally {
    await replica.close();
  }
}

async function databaseChecks({ sql }: Database): Promise<Check[]> {
  const [row] = await sql<{ version: number; migrated: boolean }[]>`
    select current_setting('server_version_num')::int as version,
      to_regclass('public.appointment') is not null as migrated`;
  const version = row?.version ?? 0;
  const checks = [
    version >= 150_000
      ? passed(`PostgreSQL ${Math.floor(version / 10_000)}`)
      : failed('PostgreSQL', 'older than 15'),
    row?.migrated
      ? passed('migrations')
      : failed('migrations', `not applied: run "migrate" (from ${migrationsFolder})`),
  ];
  if (!row?.migrated) return checks;
  const [messages] = await sql<{ failed: number; waiting: number }[]>`
    select count(*) filter (
        where status = 'failed' or (status = 'unknown' and attempts >= ${maxDeliveryAttempts})) as failed,
      count(*) filter (where status = 'pending' and created_at < now() - interval '1 hour') as waiting
    from notification where created_at > now() - interval '7 days'`;
  const { failed: lost = 0, waiting = 0 } = messages ?? {};
  checks.push(
    lost + waiting === 0
      ? passed('messages')
      : failed(
          'messages',
          `${lost} failed in the last 7 days, ${waiting} wait longer than an hour: is the worker on?`,
        ),
  );
  return checks;
}
