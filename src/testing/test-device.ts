import { type ErrorCode, StorageError } from '../errors.js';
import { createMemoryDatabase } from '../store/memory-database.js';
import { type StoreOptions, createRecordStore } from '../store/record-store.js';
import type { Env } from '../env.js';
import type { Database } from '../store/database.js';
import type { Store } from '../store/store.js';

/** What a test may turn of the device's storage while a client works on it. */
export interface TestDevice {
  /** Fails what a person writes from now on; stores it again without a code. */
  failWrites(code?: ErrorCode): void;
  /** Keeps what a person writes from now on waiting, as a busy disk does, until what it gives is called. */
  holdWrites(): () => void;
  /** Fails what is read from now on; `wait`: answers nothing; without a word, answers again. */
  reads(how?: 'fail' | 'wait'): void;
}

const reading: readonly PropertyKey[] = ['records', 'kept', 'digests', 'journeys', 'tray', 'waiting'];

export interface TestStoreOptions extends Pick<StoreOptions, 'digests'> {
  /** What an earlier client of the same person left. */
  readonly database?: Database | undefined;
  /** What the device promises: that it keeps things, or that all is lost when the page is left. */
  readonly keeps: boolean;
}

/** Clients over one database are tabs of one browser: they hear of each other's commits under its name. */
const names = new WeakMap<Database, string>();
let count = 0;
function channelOf(database: Database): string {
  const name = names.get(database) ?? `test-device-${++count}`;
  names.set(database, name);
  return name;
}

/** The store that a browser has, over memory. */
export async function createTestStore(
  env: Env,
  { database = createMemoryDatabase(), keeps, digests }: TestStoreOptions,
): Promise<{ readonly store: Store; readonly device: TestDevice }> {
  const disk: Database = keeps ? Object.assign(Object.create(database) as Database, { kind: 'persistent' }) : database;
  const inner = await createRecordStore(disk, env, channelOf(database), { digests });
  let code: ErrorCode | undefined;
  let held: Promise<void> = Promise.resolve();
  let how: 'fail' | 'wait' | undefined;
  const commit: Store['commit'] = async (journey, changes) => {
    await held;
    if (code) throw new StorageError(code, 'The test told this device to refuse.');
    await inner.commit(journey, changes);
  };
  const failing = (): Promise<never> =>
    how === 'wait'
      ? new Promise(() => undefined)
      : Promise.reject(new StorageError('CORDEE_STORAGE_FAILED', 'The test told this device to fail.'));
  const store = new Proxy(inner, {
    get(target, name) {
      if (name === 'commit') return commit;
      if (how && reading.includes(name)) return failing;
      return Reflect.get(target, name) as unknown;
    },
  });
  return {
    store,
    device: {
      failWrites: (next) => {
        code = next;
      },
      holdWrites() {
        let release = (): void => undefined;
        held = new Promise((resolve) => (release = resolve));
        return release;
      },
      reads: (next) => {
        how = next;
      },
    },
  };
}
