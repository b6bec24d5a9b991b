import { migrate } from './migrations.js';
import { SqlReader } from './sql-reader.js';
import { SqlWriter } from './sql-writer.js';
import type { Sql } from './sql.js';
import type { SyncStorage } from './sync-storage.js';

/**
 * The storage on a database that speaks PostgreSQL, brought to its newest step first.
 *
 * @param createStoreName Names this incarnation of the database, the first time it is opened.
 */
export async function createSqlStorage(sql: Sql, createStoreName: () => string): Promise<SyncStorage> {
  const store = await sql.transaction((tx) => migrate(tx, createStoreName));
  return {
    store,
    read: (run) => sql.transaction((tx) => run(new SqlReader(tx))),
    write: (run) => sql.transaction((tx) => run(new SqlWriter(tx))),
    close: () => sql.close(),
  };
}
