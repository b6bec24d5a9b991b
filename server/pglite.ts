import { PGlite } from '@electric-sql/pglite';
import type { Sql } from './sql.js';

/** PostgreSQL inside this process, in memory: for tests and demonstrations. Nothing outlives it. */
export async function openMemoryDatabase(): Promise<Sql> {
  return sqlOf(await PGlite.create());
}

/** One connection: a transaction runs alone, in the order asked. */
export function sqlOf(database: PGlite): Sql {
  return {
    transaction: (run) => database.transaction((tx) =>
      run({ query: async <Row>(text: string, values?: readonly unknown[]) => (await tx.query<Row>(text, values && [...values])).rows })),
    close: () => database.close(),
  };
}
