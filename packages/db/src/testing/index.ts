export * from './factories.ts';
export { type ReplicatedServers, startReplicatedServers } from './replicated-servers.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { startTestServer, type TestServer } from './test-server.ts';
