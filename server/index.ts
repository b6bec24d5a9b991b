export {
  type Subject,
  type TokenVerifierOptions,
  type VerifyToken,
  createTokenVerifier,
  tokenType,
} from './identity/auth.js';
export { type FolderDatabase, openFolderDatabase, restoreFolderDatabase } from './storage/folder-database.js';
export { type Follower, followChanges } from './jobs/follow.js';
export { type JobRunner, type JobRunnerOptions, startJobs } from './jobs/job-runner.js';
export type { Job, JobContext, JobCounts } from './jobs/leased-job.js';
export { type ServerJobsOptions, serverJobs } from './jobs/server-jobs.js';
export type { Log, LogLine } from './telemetry/log.js';
export { openMemoryDatabase } from './storage/pglite.js';
export { createPostgresSignals } from './storage/postgres-signals.js';
export { type PostgresOptions, migratePostgres, openPostgres } from './storage/postgres.js';
export type { Grant } from './provisioning/grants.js';
export type { Provision, ProvisionedRecord } from './provisioning/provision.js';
export type { JourneySignal, Signals } from './storage/signals.js';
export { createSqlStorage } from './storage/sql-storage.js';
export type { Sql, SqlRunner, SqlValue, TransactionScope } from './storage/sql.js';
export type { SyncStorage } from './storage/sync-storage.js';
export { SyncService } from './sync/sync-service.js';
export { type SyncServer, type RateOptions, type SyncServerOptions, createSyncServer } from './http/sync-server.js';
export { type Metrics, createMetrics } from './telemetry/metrics.js';
export type { Rate, RateLimits } from './http/rate-limits.js';
