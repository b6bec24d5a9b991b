import type { Env } from '../env.js';
import { type ScopeTransactions, storeAnswers, storeUpdate } from './apply-pull.js';
import { createChangeFeed } from './change-feed.js';
import { seal } from './compaction.js';
import { type Database, type DatabaseReader, type Durability } from './database.js';
import { createDigests } from './digests.js';
import { type FailoverOptions, createFailover } from './failover.js';
import { fetchRecovery } from './fetch-recovery.js';
import { createIdleWork } from './idle-work.js';
import { commitChanges } from './local-changes.js';
import { isAnyPartMissing } from './missing-parts.js';
import { followOtherTabs } from './other-tabs.js';
import { countOwn, readJourneys, readTray, readUnsent } from './queries.js';
import { cursorOf, identityIn, readRows } from './rows.js';
import { createScopeCache } from './scope-cache.js';
import { createScopeReader } from './scope-reader.js';
import type { ScopeTransaction } from './scope-transaction.js';
import type { Digest, Store } from './store.js';
import { createTransact } from './transact.js';
import { createTurnQueue } from './turn-queue.js';
import { createWaitingCount } from './waiting-count.js';

export interface StoreOptions extends Pick<FailoverOptions, 'error' | 'isOutdated'> {
  /** What screens will ask without opening a journey: made while its records are at hand. */
  readonly digests?: readonly Digest[] | undefined;
}

/** A log of so many entries is folded when nothing has happened for a while. */
const idleLog = 8;

/**
 * The store over any database. It only puts its parts together; what each promises is said where it is: turns on the
 * disk, scopes in memory, a disk that fails, answers for screens, other tabs, quiet moments.
 *
 * @param channel Name that the tabs of one person share, to hear of each other's commits.
 */
export async function createRecordStore(
  database: Database,
  env: Env,
  channel?: string,
  { error, isOutdated, digests: wanted = [] }: StoreOptions = {},
): Promise<Store> {
  let identity = await identityIn(database, env);
  const feed = createChangeFeed(env, channel);
  const turns = createTurnQueue(env);
  const cache = createScopeCache({ onHold: (journey) => digests.forget(journey) });

  // All that is needed when a disk fails, or after an answer that makes a device begin again.
  const makeRoom = async (full: Database) => (await fetchRecovery()).makeRoom(full, cache.has);
  const moveToMemory = async () => (await fetchRecovery()).moveToMemory(identity, cache.values());
  const mendParts = async () => (await fetchRecovery()).mendParts;
  const storeReset = async () => (await fetchRecovery()).storeReset;
  const renumber = async () => (await fetchRecovery()).renumber;

  const onMove = (): void => waiting.note();
  const disk = createFailover(database, { error, isOutdated, makeRoom, moveToMemory, onMove });
  const read = <T>(body: (tx: DatabaseReader) => Promise<T>): Promise<T> => turns.takeReading(() => disk.read(body));

  const waiting = createWaitingCount(read);
  const transact = createTransact({ env, disk, cache, feed });
  const digests = createDigests({ wanted, commits$: feed.commits$, turns, cache, disk });
  const scopes = createScopeReader({
    cache,
    turns,
    disk,
    onOpen: () => idle.note(),
    onOldCommand: (journey) =>
      void import('./old-commands.js')
        .then(({ storeEffects }) => write('relaxed', async ({ of }) => storeEffects(await of(journey))))
        .catch(() => undefined),
  });
  const idle = createIdleWork(env, cache.values, [
    { isDue: ({ row }) => row.head - row.folded >= idleLog, run: scopes.fold },
    { isDue: digests.isUnkept, run: digests.keep },
  ]);
  const tabs = followOtherTabs({
    env,
    feed,
    read(commit) {
      for (const journey of commit.journeys) digests.forget(journey);
      if (commit.waiting) waiting.note();
      return scopes.refresh(commit.journeys);
    },
    known: () => [...cache.names(), ...digests.names()],
    onEnd: () => close(),
  });

  const perform = <T>(
    durability: Durability,
    body: (scopes: ScopeTransactions) => Promise<T>,
    sealing?: (scope: ScopeTransaction) => Promise<void>,
  ): Promise<T> =>
    turns.take(async (check) => {
      const { result, scopes: written, commit } = await transact(durability, body, check, sealing);
      for (const scope of written) {
        cache.settle(scope);
        digests.forget(scope.row.journey);
      }
      if (commit.waiting) waiting.note();
      feed.relay(commit);
      idle.note();
      return result;
    });
  /** What the server's answers do. */
  const write = <T>(durability: Durability, body: (scopes: ScopeTransactions) => Promise<T>): Promise<T> =>
    perform(durability, body, (scope) => seal(scope, cache.has(scope.row.journey) ? [] : wanted));

  // The browser has thrown all away while we are here: what is in memory goes back.
  database.onLost = () =>
    void perform('strict', async ({ of, noteWaiting }) => {
      await Promise.all(cache.names().map(of));
      noteWaiting();
    }).catch(() => undefined);

  let isClosed = false;
  const end = (): void => {
    isClosed = true;
    turns.close();
    idle.close();
    tabs.close();
    feed.close();
    disk.end();
  };
  const close = (): void => {
    if (isClosed) return;
    end();
    disk.current.close();
  };

  // [ST22] A check that fails stops nobody: what cannot be read says so when it is asked for. What was found and cannot be mended yet is left as it is.
  if (await disk.read(isAnyPartMissing).catch(() => false)) await write('strict', await mendParts());

  const onStored = (): void => {
    if (globalThis.navigator?.onLine === false) disk.ask('persist');
    idle.note();
  };
  const localChanges = { env, feed, cache, turns, transact, waiting, open: scopes.open, onStored };

  return {
    get kind() {
      return disk.current.kind;
    },
    health$: disk.health$,
    commits$: feed.commits$,
    identity: () => turns.take(async () => (identity = await disk.attempt((current) => identityIn(current, env)))),
    journeys: () => read(readJourneys),
    records: async (journey) => (await scopes.open(journey)).records,
    kept: digests.kept,
    digests: digests.all,
    commit: (journey, written) => commitChanges(localChanges, identity, journey, written),
    unsent: () => read(readUnsent),
    cursors: () =>
      read(async (tx) => {
        const rows = await readRows(tx);
        // What another tab stored, and could not tell: it had no channel, or the message went with it.
        const unseen = rows.filter(({ journey, version }) => version > (cache.get(journey)?.row.version ?? version));
        if (unseen.length > 0) tabs.catchUp({ journeys: new Set(unseen.map(({ journey }) => journey)), waiting: true });
        return rows.filter(({ isGone }) => !isGone).map(cursorOf);
      }),
    async applyUpdate(update) {
      // Before the transaction, which waits for nothing from elsewhere.
      const reset = update.pages.some(({ mode }) => mode === 'reset') ? await storeReset() : undefined;
      return write('relaxed', (within) => storeUpdate(within, update, reset));
    },
    applyAnswers: (replica, answers) => write('relaxed', (within) => storeAnswers(within, replica, answers)),
    async renumber(replica) {
      const run = await renumber();
      await write('strict', (within) => run(within, replica));
    },
    waiting: waiting.summary,
    own: () => read(countOwn),
    tray: () => read(readTray),
    async inspect() {
      const { readScopeFacts } = await import('./on-request.js');
      return read((tx) => readScopeFacts(tx, cache));
    },
    dismiss: (id) =>
      perform('strict', async ({ tx, noteWaiting }) => {
        // Answered, the transaction holds its tables: a reader who hears of it reads what it leaves.
        await tx.count('tray', [id]);
        tx.delete('tray', [id]);
        noteWaiting();
      }),
    want: async (scope) => perform('strict', (await import('./on-request.js')).takeScope(scope)),
    answers: async () => (await import('./on-request.js')).createKeptAnswers(read, turns, disk),
    close,
    async destroy() {
      feed.postEnd();
      end();
      await disk.current.destroy();
    },
  };
}
