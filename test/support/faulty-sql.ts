import { StorageError } from '../../src/errors.js';
import type { Sql, SqlRunner } from '../../server/index.js';

/** What a database says: what the port makes of a lost connection, a transaction to be tried again or a full disk; and what nobody has foreseen. */
export const sqlFaults = {
  'a database that does not answer': () => new StorageError('CORDEE_STORAGE_FAILED', 'The database does not answer.'),
  'an error that nobody has foreseen': () =>
    Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' }),
} as const;

export interface FaultySql extends Sql {
  /** From now on the n-th thing asked of the database fails: only that, or all from it on. */
  arm(nth: number, fault: () => Error, isForGood: boolean): void;
  /** Ends it; gives whether it came so far. */
  disarm(): boolean;
}

/**
 * Fails at the beginning of a transaction, at a statement, at the commit, or once that is done, which is where an
 * answer is lost. After a statement that failed, the others of its transaction fail too, as in a database.
 */
export function createFaultySql(sql: Sql): FaultySql {
  let points = 0;
  let at = Infinity;
  let makeError: () => Error = () => new Error();
  let isLasting = false;
  const point = (): void => {
    points += 1;
    if (points === at || (isLasting && points > at)) throw makeError();
  };
  const runnerOf = (tx: SqlRunner): SqlRunner => {
    let failure: unknown;
    return {
      async query<Row>(...args: Parameters<SqlRunner['query']>) {
        if (failure !== undefined) throw failure;
        try {
          point();
          return await tx.query<Row>(...args);
        } catch (error) {
          failure = error;
          throw error;
        }
      },
    };
  };
  return {
    ...sql,
    async transaction(run, scope) {
      point();
      const value = await sql.transaction(async (tx) => {
        const result = await run(runnerOf(tx));
        point();
        return result;
      }, scope);
      point();
      return value;
    },
    arm(nth, fault, isForGood) {
      [points, at, makeError, isLasting] = [0, nth, fault, isForGood];
    },
    disarm() {
      const wasReached = points >= at;
      at = Infinity;
      isLasting = false;
      return wasReached;
    },
  };
}
