import { StorageError } from '../../src/errors.js';
import { createServingRole, demandNewest, grant, migrate } from './migrate.js';
import { pruneTenant } from './prune.js';
import { SqlReader } from './sql-reader.js';
import { SqlWriter } from './sql-writer.js';
import { type Sql, servingRole } from './sql.js';
import type { SyncStorage } from './sync-storage.js';

/**
 * The storage on a database that speaks PostgreSQL, brought to its newest step first where these
 * connections may do that.
 *
 * @param createStoreName Names this incarnation of the database, the first time it is opened.
 * @throws StorageError `CORDEE_STORAGE_FAILED` when the tables are not at the newest step and the
 *   connections may not change them.
 */
export async function createSqlStorage(sql: Sql, createStoreName: () => string): Promise<SyncStorage> {
  const store =
    sql.asOwner === undefined
      ? await sql.transaction(demandNewest, { isReadOnly: true })
      : await sql.asOwner(async (tx) => {
          const name = await migrate(tx, createStoreName);
          await createServingRole(tx);
          await grant(tx, { app: servingRole });
          return name;
        });
  return {
    store,
    read: (tenant, run) => sql.transaction((tx) => run(new SqlReader(tx)), { tenant, isReadOnly: true }),
    write: ({ tenant, journey }, run) =>
      sql.transaction((tx) => run(new SqlWriter(tx)), journey === undefined ? { tenant } : { tenant, journey }),
    async check() {
      await sql
        .transaction((tx) => tx.query(`select 1`), { isReadOnly: true })
        .catch((cause: unknown) => {
          throw new StorageError('CORDEE_STORAGE_FAILED', 'The database does not answer.', { cause });
        });
    },
    prune: (tenant, nowMs) => pruneTenant(sql, tenant, nowMs),
    close: () => sql.close(),
  };
}
