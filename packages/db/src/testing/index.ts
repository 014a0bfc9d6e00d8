export * from './factories.ts';
export { fillTables, growingTables } from './large-tables.ts';
export { type ReplicatedServers, startReplicatedServers } from './replicated-servers.ts';
export {
  openPlanner,
  type Planner,
  sentStatements,
  sequentialScans,
} from './sent-statements.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { startTestServer, type TestServer } from './test-server.ts';
