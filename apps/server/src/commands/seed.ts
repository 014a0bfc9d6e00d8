import { connect } from '@vitalmed/db';
import type { Config } from '../config.ts';
import { databaseServer, migrated } from '../database.ts';
import { requireSeed } from '../demo-data.ts';
import { createLog } from '../log.ts';
import { StartError } from '../start-error.ts';

export async function seedDatabase(config: Config): Promise<number> {
  if (config.mode === 'production')
    throw new StartError('Demo accounts have public passwords: production takes no demo data.');
  const log = createLog(config.logLevel);
  const server = await databaseServer(config, (message) => log.info(message));
  const db = connect(server.url, { primaryOnly: true, statementTimeoutMs: 60_000 });
  try {
    await migrated(server.url, (message) => log.info(message));
    await requireSeed(db, log);
    return 0;
  } finally {
    await db.close();
    await server.stop();
  }
}
