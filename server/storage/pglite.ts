import { PGlite, type Transaction } from '@electric-sql/pglite';
import { GroupCommit, type Session } from './group-commit.js';
import { type Sql, type SqlRunner, type SqlValue, openingOf, servingRole } from './sql.js';

/** PostgreSQL inside this process, in memory: for tests and demonstrations. Nothing outlives it. */
export async function openMemoryDatabase(): Promise<Sql> {
  const database = await PGlite.create();
  return sqlOf(database, 'PostgreSQL inside this process, in memory: nothing survives its end.', () =>
    database.close(),
  );
}

/** One connection: a transaction runs alone, in the order asked. A tenant's runs as the role that owns nothing. */
export function sqlOf(database: PGlite, promise: string, close: () => Promise<void>): Sql {
  const asOwner: NonNullable<Sql['asOwner']> = (run) => database.transaction((tx) => run(runnerOf(tx)));
  const serve = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    database.transaction(async (tx) => {
      await tx.exec(`set local role ${servingRole}`);
      return work({ runner: runnerOf(tx), execute: (text) => tx.exec(text) });
    });
  const group = new GroupCommit(serve);
  return {
    promise,
    asOwner,
    close,
    transaction(run, scope = {}) {
      if (scope.tenant !== undefined && scope.journey !== undefined) return group.run(scope.tenant, scope.journey, run);
      const opening = openingOf(scope);
      if (opening === '') return asOwner(run);
      return serve(async ({ runner, execute }) => {
        await execute(opening);
        return run(runner);
      });
    },
  };
}

export const runnerOf = (tx: Transaction): SqlRunner => ({
  query: async <Row>(text: string, values?: readonly SqlValue[]) =>
    (await tx.query<Row>(text, values && [...values])).rows,
});
