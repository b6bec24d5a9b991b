import type { Observable } from 'rxjs';
import { createEmitter } from '../util/emitter.js';
import { type ErrorCode, StorageError } from '../errors.js';
import { type Database, type DatabaseReader, tableNames } from './database.js';
import type { StorageHealth } from './store.js';

/** So many failures in a row, and the disk is taken for broken. */
const failuresAllowed = 3;

/**
 * Which database a store works on, and how well that goes.
 *
 * A full disk is given room and tried once more. A blocked one, and one that failed three times in a row, is left as
 * it is: what is in memory goes on in a database in memory, once and for good. Any other failure is the caller's.
 */
export interface Failover {
  /** The database in use. */
  readonly current: Database;
  /** What is so now, then each change of it. */
  readonly health$: Observable<StorageHealth>;
  /** Runs on the database in use; after a failure that could be helped, once more on the one that is in use then. */
  attempt<T>(run: (database: Database) => Promise<T>): Promise<T>;
  /** Reads, as an attempt. */
  read<T>(body: (tx: DatabaseReader) => Promise<T>): Promise<T>;
  /** Asks the browser whether it keeps what is here for good, or to do so. */
  ask(question: 'persisted' | 'persist'): void;
  /** Failures are the caller's from now on, and nobody hears of `health$` any more. The database stays open. */
  end(): void;
}

export interface FailoverOptions {
  /** Why the database is not the one that was wanted. */
  readonly error?: ErrorCode | undefined;
  /** Whether that is because a newer version has been here. */
  readonly isOutdated?: boolean | undefined;
  /** Frees room; gives whether any was freed. */
  readonly makeRoom: (full: Database) => Promise<boolean>;
  /** Gives a database with what is in memory. */
  readonly moveToMemory: () => Promise<Database>;
  /** Called once another database is in use. */
  readonly onMove: () => void;
}

export function createFailover(
  wanted: Database,
  { error, isOutdated, makeRoom, moveToMemory, onMove }: FailoverOptions,
): Failover {
  let current = wanted;
  let failures = 0;
  let isEnded = false;
  let health: StorageHealth = {
    mode: current.kind === 'memory' ? 'memory' : 'best-effort',
    lastError: error,
    ...(isOutdated && { isOutdated }),
  };
  const healths = createEmitter(() => health);
  const tell = (change: Partial<StorageHealth>): void => healths.next((health = { ...health, ...change }));
  const ask = (question: 'persisted' | 'persist'): void => {
    if (current.kind === 'memory') return;
    void (globalThis.navigator as Partial<Navigator> | undefined)?.storage?.[question]?.().then(
      (isKept) => isKept && tell({ mode: 'persistent' }),
      () => undefined,
    );
  };
  ask('persisted');
  wanted.onOutdated = () => tell({ isOutdated: true });

  const attempt = async <T>(run: (database: Database) => Promise<T>): Promise<T> => {
    const using = current;
    try {
      const result = await run(using);
      failures = 0;
      if (health.lastError && current.kind === 'persistent') tell({ lastError: undefined });
      return result;
    } catch (reason) {
      if (isEnded || !(reason instanceof StorageError) || current.kind === 'memory') throw reason;
      const { code } = reason;
      tell({ lastError: code });
      if (code === 'CORDEE_STORAGE_FULL') {
        if (!(await makeRoom(current).catch(() => false))) throw reason;
      } else {
        if (code !== 'CORDEE_STORAGE_BLOCKED' && ++failures < failuresAllowed) throw reason;
        const memory = await moveToMemory().catch(() => Promise.reject(reason));
        // Another attempt may have moved meanwhile.
        if (current === using) {
          using.close();
          current = memory;
          onMove();
          tell({ mode: 'memory' });
        }
      }
      return run(current);
    }
  };

  return {
    get current() {
      return current;
    },
    health$: healths.values$,
    attempt,
    read: (body) => attempt((database) => database.read(tableNames, body)),
    ask,
    end() {
      isEnded = true;
      healths.complete();
    },
  };
}
