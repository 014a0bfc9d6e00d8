import type { Config } from '../config.ts';
import { seedEmptyDatabase } from '../demo-data.ts';
import { createLog } from '../log.ts';
import { start } from '../start.ts';
import { demoCard } from '../start-card.ts';

const MAILBOX_IS_OPEN = 'Every mail, with its codes and links, can be read by whoever reaches this address';

/** Serves until it is told to stop (SIGINT, SIGTERM). */
export async function startServer(config: Config, { dev }: { dev: boolean }): Promise<number> {
  const log = createLog(config.logLevel);
  const told = whenToldToStop();
  const server = await start({
    config,
    log,
    withApps: !dev,
    prepare: async (db) => {
      if (config.mode === 'demo') await seedEmptyDatabase(db, log);
    },
  });
  if (config.mode === 'demo') process.stdout.write(demoCard(config));
  else
    log.info(
      { portal: config.portal.origin, backoffice: config.backoffice.origin, doctor: config.doctor.origin },
      'ready',
    );
  if (config.mailbox && config.mode !== 'demo')
    log.warn({ mailbox: `${config.portal.origin}/mailbox` }, MAILBOX_IS_OPEN);
  await told;
  log.info('stopping');
  await server.stop();
  return 0;
}

/** A second signal doesn't wait for the order. */
function whenToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}
