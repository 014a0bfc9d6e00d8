import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { connect, type Database, lookAtReplica } from '@vitalmed/db';
import { EmbeddedPostgresError } from '@vitalmed/db/embedded';
import { maxDeliveryAttempts } from '@vitalmed/services';
import type { Config, ConfigResult } from '../config.ts';
import { databaseServer } from '../database.ts';
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
    const db = connect(server.url, { poolSize: 2 });
    try {
      const checks = await databaseChecks(db);
      if (config.databaseReplicaUrl) checks.push(await checkReplica(db, config.databaseReplicaUrl));
      return checks;
    } finally {
      await db.close();
      await server.stop();
    }
  } catch (error) {
    if (!(error instanceof StartError || error instanceof EmbeddedPostgresError)) throw error;
    return [failed('database', error.message)];
  }
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
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    return failed('replica', `DATABASE_REPLICA_URL, at ${new URL(url).host}, can't be used: ${code}`);
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
