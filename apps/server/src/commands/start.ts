import type { Config } from '../config.ts';
import { seedEmptyDatabase } from '../demo-data.ts';
import { createLog, type Logger } from '../log.ts';
import { start } from '../start.ts';
import { demoCard } from '../start-card.ts';

const MAILBOX_IS_OPEN = 'Every mail, with its codes and links, can be read by whoever reaches this address';

/** Serves until it is told to stop (SIGINT, SIGTERM). */
export async function startServer(config: Config, { dev }: { dev: boolean }): Promise<number> {
  const log = createLog(config.logLevel);
  const told = whenToldToStop(log);
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
  // Not by having nothing left to do: what a lost connection leaves behind can keep Node's own clean-up busy for ever.
  process.exit(0);
}

/** Also when it is told while it starts, or can't end something: a process manager kills it after as long. */
const endWithinMs = 19_000;

/** A second signal, of either kind, doesn't wait for the order. */
function whenToldToStop(log: Logger): Promise<void> {
  return new Promise((resolve) => {
    let told = false;
    const onSignal = () => {
      if (told) process.exit(1);
      told = true;
      setTimeout(() => {
        log.error('stopping took too long: what is left is cut');
        process.exit(1);
      }, endWithinMs).unref();
      resolve();
    };
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  });
}
