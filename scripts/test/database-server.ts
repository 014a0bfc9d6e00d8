// A PostgreSQL for one run, told to the parent over IPC. It ends when the parent says so, or is gone.
import { startTestServer } from '../../packages/db/src/testing/test-server.ts';

const server = await startTestServer();
const stop = () => void server.stop().finally(() => process.exit());

process.once('disconnect', stop);
process.once('SIGTERM', stop);
process.on('SIGINT', () => undefined);
process.send?.({ url: server.url });
