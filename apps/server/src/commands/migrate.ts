import type { Config } from '../config.ts';
import { databaseServer, migrated } from '../database.ts';

export async function migrateDatabase(config: Config): Promise<number> {
  const say = (message: string) => process.stdout.write(`${message}\n`);
  const server = await databaseServer(config, say);
  try {
    const { applied } = await migrated(server.url, say);
    say(applied === 0 ? 'The database is up to date.' : `Applied ${applied} migration(s).`);
    return 0;
  } finally {
    await server.stop();
  }
}
