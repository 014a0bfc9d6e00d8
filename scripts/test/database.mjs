import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repository } from './command.mjs';

/**
 * One PostgreSQL server for all integration tests of the run: the one that TEST_DATABASE_URL names, or one that is
 * started here and goes with the run.
 */
export async function startDatabase() {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/test/database-server.ts'], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const url = await Promise.race([
    once(child, 'message').then(([message]) => message.url),
    exited.then(([code]) => Promise.reject(new Error(`PostgreSQL for the tests ended with code ${code}`))),
  ]);
  const stop = async () => {
    child.disconnect();
    await exited;
  };
  return { url, stop };
}
