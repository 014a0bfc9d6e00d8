import { prepareTemplate } from './test-database.ts';
import { startTestServer } from './test-server.ts';

/**
 * For vitest's `globalSetup`: gives the integration tests of a package a PostgreSQL. TEST_DATABASE_URL names
 * one that runs already (its role may create databases); otherwise one is started and ends with the run.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    await prepareTemplate(given);
    return async () => undefined;
  }
  const server = await startTestServer();
  // Set before the workers start, which inherit it.
  process.env.TEST_DATABASE_URL = server.url;
  await prepareTemplate(server.url);
  return async () => {
    delete process.env.TEST_DATABASE_URL;
    await server.stop();
  };
}
