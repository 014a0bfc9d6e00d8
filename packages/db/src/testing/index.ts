export { contentsOf } from './contents.ts';
export * from './factories.ts';
export { type Act, say, startFalsePostgres } from './false-postgres.ts';
export { fillTables, growingTables } from './large-tables.ts';
export { hasPgBouncer, type PgBouncer, type PgBouncerOptions, startPgBouncer } from './pgbouncer.ts';
export { type PostgresPair, startPostgresPair } from './postgres-pair.ts';
export { type PostgresProcess, startPostgresProcess } from './postgres-process.ts';
export { type ReplicatedServers, startReplicatedServers } from './replicated-servers.ts';
export { type Judged, judgeRules } from './rules/judge-rules.ts';
export {
  openPlanner,
  type Planner,
  sentStatements,
  sequentialScans,
} from './sent-statements.ts';
export { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
export { createTestDatabase, prepareTemplate, type TestDatabase } from './test-database.ts';
export { startTestServer, type TestServer } from './test-server.ts';
