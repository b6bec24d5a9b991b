export { type Subject, type TokenVerifierOptions, type VerifyToken, createTokenVerifier, tokenType } from './auth.js';
export type { Log, LogLine } from './log.js';
export { openFolderDatabase, openMemoryDatabase } from './pglite.js';
export type { Provision, ProvisionedRecord } from './provision.js';
export { createSqlStorage } from './sql-storage.js';
export type { Sql, SqlRunner, SqlValue } from './sql.js';
export type { SyncStorage } from './sync-storage.js';
export { SyncService } from './sync-service.js';
export { type SyncServer, type SyncServerOptions, createSyncServer } from './sync-server.js';
