import type { Env } from '../env.js';
import { CordeeError, StorageError } from '../errors.js';

/** Every caller is answered within this time, well or not. */
const patienceMs = 10_000;

const failed = (message: string, cause?: unknown): StorageError =>
  new StorageError('CORDEE_STORAGE_FAILED', message, { cause });

/**
 * Work on the disk, one turn at a time, in the order in which it was asked for.
 *
 * A turn that fails stops nothing but itself. A turn begins only while the queue is open and its caller
 * still waits; `check` throws once either has ended, and a turn calls it before what it does can be seen.
 * A turn that has begun is not interrupted: it settles for its caller even after `close`.
 */
export interface TurnQueue {
  /**
   * Runs once all turns before it have ended.
   *
   * @throws StorageError `CORDEE_STORAGE_FAILED` when the queue is closed, the caller has waited for ten seconds, or
   * the turn failed by anything that is no `CordeeError`.
   */
  take<T>(run: (check: () => void) => Promise<T>): Promise<T>;
  /** The same for what only reads the disk: no later turn waits for it, for the browser keeps its order with writes. */
  takeReading<T>(run: () => Promise<T>): Promise<T>;
  /** No turn begins any more. */
  close(): void;
}

export function createTurnQueue(env: Pick<Env, 'after'>): TurnQueue {
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const begin = <T>(run: (check: () => void) => Promise<T>, isReading: boolean): Promise<T> => {
    let isLate = false;
    const check = (): void => {
      if (isClosed || isLate) throw failed('The store is closed.');
    };
    const turn = last.then(() => {
      check();
      return run(check);
    });
    if (!isReading) last = turn.catch(() => undefined);
    return new Promise((resolve, reject) => {
      const stop = env.after(patienceMs, () => {
        isLate = true;
        reject(failed('Storing took too long: another page may hold the database.'));
      });
      turn
        .finally(stop)
        .then(resolve, (reason: unknown) =>
          reject(
            reason instanceof CordeeError
              ? reason
              : failed('What is stored here cannot be read by this version.', reason),
          ),
        );
    });
  };

  return {
    take: (run) => begin(run, false),
    takeReading: (run) => begin(run, true),
    close() {
      isClosed = true;
    },
  };
}
