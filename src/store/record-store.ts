import type { Env } from '../env.js';
import { StorageError } from '../errors.js';
import { type Id, createId } from '../model/ids.js';
import { createChangeFeed } from './change-feed.js';
import { type Database, type DatabaseReader, type DatabaseWriter, type Durability, tableNames } from './database.js';
import { type StoredChanges, storeChanges } from './local-changes.js';
import { type JourneyState, keyOf, merge, stateOf } from './merge.js';
import {
  cursorOf, isUnsent, readIdentity, readJourneys, readPending, writeIdentity, writeJourney, writePending,
} from './rows.js';
import { storeAnswers, storeUpdate } from './server-updates.js';
import type { Commit, Identity, JourneyRecords, ServerRecord, Store, TrayEntry } from './store.js';

interface Loaded {
  readonly state: JourneyState;
  readonly records: JourneyRecords;
}

/**
 * The store over any database. What has been read of a journey stays in memory and is replaced
 * in the order of the commits.
 *
 * @param channel Name that the tabs of one person share, to hear of each other's commits.
 */
export async function createRecordStore(database: Database, env: Env, channel?: string): Promise<Store> {
  const identity = (): Promise<Identity> => database.write(['meta'], 'strict', (tx) => readIdentity(tx, env));
  await identity();
  const feed = createChangeFeed(env, database.kind === 'persistent' ? channel : undefined);
  const loaded = new Map<string, Promise<Loaded>>();
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One thing at a time, in the order it was asked. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(() => {
      if (isClosed) throw new StorageError('CORDEE_STORAGE_FAILED', 'The store is closed.');
      return run();
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  const load = (journey: string): Promise<Loaded> => {
    const reading = database.read(['base', 'outbox'], (tx) => readState(tx, journey)).then(show);
    loaded.set(journey, reading);
    reading.catch(() => loaded.delete(journey));
    return reading;
  };
  const get = (journey: string): Promise<Loaded> => loaded.get(journey) ?? load(journey);

  const reload = async ({ journeys }: Commit): Promise<void> => {
    await Promise.all([...journeys].filter((journey) => loaded.has(journey)).map(load));
  };
  const catchUp = (commit: Commit): void => {
    inTurn(() => reload(commit)).then(() => feed.relay(commit), () => undefined);
  };
  const fromOthers = feed.fromOthers$.subscribe(catchUp);
  // No message comes to a page that lies in the back-forward cache.
  const onShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) catchUp({ journeys: new Set(loaded.keys()), waiting: true });
  };
  if (typeof window !== 'undefined') window.addEventListener('pageshow', onShow);

  const read = <T>(body: (tx: DatabaseReader) => Promise<T>): Promise<T> => inTurn(() => database.read(tableNames, body));
  const write = (durability: Durability, body: (tx: DatabaseWriter) => Promise<Commit>): Promise<void> =>
    inTurn(async () => {
      const commit = await database.write(tableNames, durability, body);
      // What is committed is told, even if it cannot be read at once.
      await reload(commit).finally(() => feed.announce(commit));
    });

  const end = (): void => {
    isClosed = true;
    fromOthers.unsubscribe();
    if (typeof window !== 'undefined') window.removeEventListener('pageshow', onShow);
    feed.close();
  };

  return {
    kind: database.kind,
    commits$: feed.commits$,
    identity: () => inTurn(identity),
    journeys: () => read(async (tx) => (await readJourneys(tx)).map(([journey]) => journey)),
    records: (journey) => inTurn(async () => (await get(journey)).records),
    commit: (journey, changes) =>
      inTurn(async () => {
        const { state } = await get(journey);
        const stored = await database.write(['meta', 'journeys', 'outbox', 'base'], 'strict', (tx) => storeChanges(tx, env, state, changes));
        loaded.set(journey, Promise.resolve(show(withStored(state, stored))));
        feed.announce({ journeys: new Set([journey]), waiting: stored.pending.length > 0 });
      }),
    unsent: () => read(async (tx) => (await readPending(tx)).filter(isUnsent)),
    cursors: () => read(async (tx) => (await readJourneys(tx)).map(cursorOf)),
    applyUpdate: (update) => write('relaxed', (tx) => storeUpdate(tx, env, update)),
    applyAnswers: (replica, answers) =>
      write('relaxed', async (tx) => {
        const journeys = await storeAnswers(tx, env, replica, answers);
        return { journeys, waiting: journeys.size > 0 };
      }),
    renumber: (replica) => write('strict', (tx) => renumber(tx, env, replica)),
    waiting: () =>
      read(async (tx) => {
        const unsent = (await readPending(tx)).filter((entry) => isUnsent(entry) && !entry.withdrawn);
        return {
          pending: unsent.length,
          oldestAt: unsent.length === 0 ? undefined : Math.min(...unsent.map(({ raw }) => raw)),
          refused: (await tx.keys('tray', [])).length,
        };
      }),
    tray: () => read(async (tx) => (await tx.entries('tray', [])).map(([, value]) => value as TrayEntry)),
    dismiss: (id) =>
      write('strict', async (tx) => {
        await tx.delete('tray', [id]);
        return { journeys: new Set(), waiting: true };
      }),
    close() {
      if (isClosed) return;
      end();
      database.close();
    },
    async destroy() {
      end();
      await database.destroy();
    },
  };
}

const show = (state: JourneyState): Loaded => ({ state, records: merge(state) });

async function readState(tx: DatabaseReader, journey: string): Promise<JourneyState> {
  const [base, pending] = await Promise.all([tx.entries('base', [journey]), readPending(tx, journey)]);
  return stateOf(journey, base.map(([, value]) => value as ServerRecord), pending);
}

/** What is in memory after a commit of this tab, without reading the disk again. */
function withStored({ journey, base, pending }: JourneyState, stored: StoredChanges): JourneyState {
  if (stored.here.length + stored.gone.length === 0) return { journey, base, pending: [...pending, ...stored.pending] };
  const next = new Map(base);
  for (const record of stored.here) next.set(keyOf(record.type, record.id), record);
  for (const key of stored.gone) next.delete(key);
  return { journey, base: next, pending: [...pending, ...stored.pending] };
}

async function renumber(tx: DatabaseWriter, env: Env, replica: Id): Promise<Commit> {
  const identity = await readIdentity(tx, env);
  // Another tab was faster.
  if (identity.replica !== replica) return { journeys: new Set(), waiting: false };
  await writeIdentity(tx, { ...identity, replica: createId(env) });
  // Also what was accepted and has not come back: a server that lost our numbers may have lost it too.
  const pending = (await readPending(tx)).filter(({ withdrawn }) => !withdrawn);
  await tx.deleteAll('outbox', []);
  const next = new Map<string, number>();
  for (const { acceptedRev: _, ...change } of pending) {
    const seq = next.get(change.journey) ?? 1;
    next.set(change.journey, seq + 1);
    await writePending(tx, { ...change, seq });
  }
  for (const [journey, row] of await readJourneys(tx, true)) {
    await writeJourney(tx, journey, { ...row, nextSeq: next.get(journey) ?? 1, answeredSeq: 0 });
  }
  return { journeys: new Set(next.keys()), waiting: true };
}
