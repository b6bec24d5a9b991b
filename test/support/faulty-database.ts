import type { Database, DatabaseReader, DatabaseWriter } from '../../src/store/database.js';
import { StorageError } from '../../src/errors.js';

export interface FaultyDatabase extends Database {
  /** From now on the n-th thing asked of the database fails: only that, or all from it on. */
  arm(nth: number, fault: () => Error, isForGood?: boolean): void;
  /** Ends it; gives whether it came so far. */
  disarm(): boolean;
}

/** What a browser's storage says: the failures of the port. */
export const databaseFaults = {
  'a full disk': () => new StorageError('CORDEE_STORAGE_FULL', 'Full.'),
  'a transaction that ends by itself': () => new StorageError('CORDEE_STORAGE_FAILED', 'It was aborted.'),
} as const;

/**
 * Fails at the beginning of a transaction, at what is read or written in one, or as it is about to be complete.
 * A write that fails is told at the end, and ends the whole, as the port says.
 */
export function createFaultyDatabase(database: Database): FaultyDatabase {
  let points = 0;
  let at = Infinity;
  let isLasting = false;
  let makeError: () => Error = () => new Error();
  const failure = (): Error | undefined => {
    points += 1;
    return points === at || (isLasting && points > at) ? makeError() : undefined;
  };
  const point = (): void => {
    const error = failure();
    if (error) throw error;
  };
  const readerOf = (tx: DatabaseReader): DatabaseReader => ({
    async get(...args) {
      point();
      return tx.get(...args);
    },
    async values(...args) {
      point();
      return tx.values(...args);
    },
    async count(...args) {
      point();
      return tx.count(...args);
    },
  });
  const writerOf = (tx: DatabaseWriter, fail: (error: Error) => void): DatabaseWriter => {
    const written = (write: () => void): void => {
      const error = failure();
      if (error) fail(error);
      else write();
    };
    return {
      ...readerOf(tx),
      put: (...args) => written(() => tx.put(...args)),
      delete: (...args) => written(() => tx.delete(...args)),
      deleteAll: (...args) => written(() => tx.deleteAll(...args)),
    };
  };
  return {
    ...database,
    get onLost() {
      return database.onLost;
    },
    set onLost(lost) {
      database.onLost = lost;
    },
    async read(tables, body) {
      point();
      return database.read(tables, (tx) => body(readerOf(tx)));
    },
    async write(tables, durability, body) {
      point();
      return database.write(tables, durability, async (tx) => {
        let failed: Error | undefined;
        const result = await body(writerOf(tx, (error) => (failed ??= error)));
        if (failed) throw failed;
        point();
        return result;
      });
    },
    arm(nth, fault, isForGood = false) {
      [points, at, makeError, isLasting] = [0, nth, fault, isForGood];
    },
    disarm() {
      const wasReached = points >= at;
      at = Infinity;
      return wasReached;
    },
  };
}
