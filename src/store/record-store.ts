import { createEmitter } from '../util/emitter.js';
import type { Env } from '../env.js';
import { CordeeError, type ErrorCode, StorageError } from '../errors.js';
import { isDeviceOnly } from '../model/access/device-only.js';
import { createChangeFeed } from './change-feed.js';
import { type Database, type DatabaseReader, type Durability, tableNames } from './database.js';
import { createDigests, type KeptDigest } from './digests.js';
import { type ScopeTransaction, type StoredScope, type ReadState, openScope, readState } from './scope-transaction.js';
import { commitChanges } from './local-changes.js';
import type { Held, StoreParts, Transact } from './store-parts.js';
import { fetchRecovery } from './fetch-recovery.js';
import { isAnyPartMissing, readCensus, takeCensus } from './missing-parts.js';
import { keepDigests, compact, seal } from './compaction.js';
import {
  type StoreCensus,
  censusOf,
  cursorOf,
  isUnsent,
  readIdentity,
  readPending,
  readRow,
  readRows,
  summaryOf,
} from './rows.js';
import { type ScopeTransactions, storeAnswers, storeUpdate } from './apply-pull.js';
import { show, showAgain } from './optimistic-view.js';
import type { Commit, Digest, Identity, Store, StorageHealth, TrayEntry, WaitingSummary } from './store.js';

export interface StoreOptions {
  /** Why the database is not the one that was wanted. */
  readonly error?: ErrorCode | undefined;
  /** Whether it is not because a newer version has been here. */
  readonly isOutdated?: boolean | undefined;
  /** What screens will ask without opening a journey: made while its records are at hand. */
  readonly digests?: readonly Digest[] | undefined;
}

/** How many records may stay in memory; the journey that was not asked for the longest goes first. */
const heldRecords = 16_000;
/** A log of so many entries is folded when nothing has happened for a while. */
const idleLog = 8;
const idleMs = 2_000;
/** After so long what another tab committed is read again, if it could not be. */
const retryMs = 1_000;
const nothingMissed: Commit = { journeys: new Set(), waiting: false };
/** Whoever asks is answered, well or not. */
const patienceMs = 10_000;
/** So many failures in a row, and the disk is taken for broken. */
const failuresAllowed = 3;

/**
 * The store over any database. Journeys that have been asked for stay in memory, each replaced in
 * the order of the commits, and are forgotten when there are too many.
 *
 * @param channel Name that the tabs of one person share, to hear of each other's commits.
 */
export async function createRecordStore(
  database: Database,
  env: Env,
  channel?: string,
  { error, isOutdated, digests: wanted = [] }: StoreOptions = {},
): Promise<Store> {
  let storage = database;
  /** Another tab may have begun anew; written only where nothing is. */
  const whoAmI = async (): Promise<Identity> =>
    ((await storage.read(['meta'], (tx) => tx.get('meta', ['identity']))) as Identity | undefined) ??
    storage.write(['meta'], 'strict', (tx) => readIdentity(tx, env));
  let identity = await whoAmI();
  const feed = createChangeFeed(env, channel);
  const held = new Map<string, Held>();
  const loading = new Map<string, Promise<Held>>();
  /** What was read that is kept of journeys that are not in memory, by its name. */
  const asides = new Map<string, Map<string, Promise<unknown>>>();
  /** Of which version the digests of a journey are kept. */
  const keptAt = new Map<string, number>();
  /** The journey that was written to last without being looked at: its next page does not read it again. */
  let warm: StoredScope | undefined;
  let health: StorageHealth = {
    mode: storage.kind === 'memory' ? 'memory' : 'best-effort',
    lastError: error,
    ...(isOutdated && { isOutdated }),
  };
  const healths = createEmitter(() => health);
  let isClosed = false;
  let failures = 0;
  let last: Promise<unknown> = Promise.resolve();
  let stopIdle = (): void => undefined;
  let stopRetry = (): void => undefined;
  let missed = nothingMissed;
  /** What waits, as long as nobody but this page's own writes has changed it; and how often it was changed. */
  let summary: WaitingSummary | undefined;
  let changes = 0;
  const noteWaits = (count?: (summary: WaitingSummary) => WaitingSummary): void => {
    changes += 1;
    summary = summary && count?.(summary);
  };

  const tell = (change: Partial<StorageHealth>): void => healths.next((health = { ...health, ...change }));
  /** Asks the browser whether it keeps what is here for good, or to do so. */
  const ask = (question: 'persisted' | 'persist'): void => {
    if (storage.kind === 'memory') return;
    void (globalThis.navigator as Partial<Navigator> | undefined)?.storage?.[question]?.().then(
      (isKept) => isKept && tell({ mode: 'persistent' }),
      () => undefined,
    );
  };
  ask('persisted');

  /** Works on the database. One that is full is given room; one that is broken is left, and what is in memory goes on there. */
  const attempt = async <T>(run: () => Promise<T>): Promise<T> => {
    const using = storage;
    try {
      const result = await run();
      failures = 0;
      if (health.lastError && storage.kind === 'persistent') tell({ lastError: undefined });
      return result;
    } catch (reason) {
      if (isClosed || !(reason instanceof StorageError) || storage.kind === 'memory') throw reason;
      const { code } = reason;
      tell({ lastError: code });
      const isFull = code === 'CORDEE_STORAGE_FULL';
      if (!isFull && code !== 'CORDEE_STORAGE_BLOCKED' && ++failures < failuresAllowed) throw reason;
      const { makeRoom, moveToMemory } = await fetchRecovery().catch(() => Promise.reject(reason));
      if (!isFull) {
        const memory = await moveToMemory(identity, held.values());
        if (storage === using) {
          using.close();
          storage = memory;
          noteWaits();
          tell({ mode: 'memory' });
        }
      } else if (!(await makeRoom(storage, (journey) => held.has(journey)).catch(() => false))) throw reason;
      return run();
    }
  };

  /** One thing at a time, in the order it was asked, and nobody waits for ever. */
  const inTurn = <T>(run: (check: () => void) => Promise<T>, isReading = false): Promise<T> => {
    let isLate = false;
    const check = (): void => {
      if (isClosed || isLate) throw new StorageError('CORDEE_STORAGE_FAILED', 'The store is closed.');
    };
    const turn = last.then(() => {
      check();
      return run(check);
    });
    // Nothing waits for what only reads the disk: the browser keeps its order with what is written.
    if (!isReading) last = turn.catch(() => undefined);
    return new Promise((resolve, reject) => {
      const stop = env.after(patienceMs, () => {
        isLate = true;
        reject(
          new StorageError(
            'CORDEE_STORAGE_FAILED',
            'The browser took too long to store this: another page may hold the database.',
          ),
        );
      });
      turn.finally(stop).then(resolve, (reason: unknown) =>
        reject(
          reason instanceof CordeeError
            ? reason
            : new StorageError('CORDEE_STORAGE_FAILED', 'What is stored here cannot be read by this version.', {
                cause: reason,
              }),
        ),
      );
    });
  };

  const hold = (journey: string, next: Held): Held => {
    held.delete(journey);
    held.set(journey, next);
    asides.delete(journey);
    let count = 0;
    for (const { base } of held.values()) count += base.size;
    for (const [other, { base, echoes }] of held) {
      if (count <= heldRecords || other === journey) break;
      if (echoes.length > 0) continue;
      held.delete(other);
      count -= base.size;
    }
    return next;
  };

  /** Takes over what was read or written, and shows what is different in it. */
  const install = (state: StoredScope, touched: ReadonlySet<string> | undefined): Held => {
    const {
      row: { journey },
      base,
      pending,
    } = state;
    const before = held.get(journey);
    const echoes = before?.echoes ?? [];
    const waiting = [...pending, ...echoes];
    const records =
      !before || !touched
        ? show(journey, base, waiting)
        : touched.size === 0
          ? before.records
          : showAgain(before.records, base, waiting, touched);
    return hold(journey, { ...state, row: state.row, echoes, records });
  };

  const readAll = <T>(body: (tx: DatabaseReader) => Promise<T>): Promise<T> =>
    attempt(() => storage.read(tableNames, body));
  /** Reads what is not in memory of a journey, in turn. */
  const load = async (journey: string): Promise<ReadState> => {
    const state = await readAll((tx) => readState(tx, journey, held.get(journey), true));
    // Of what the browser has thrown away, what is in memory is all there is: the next write puts it back.
    if (state.row.version > 0 || !held.has(journey)) install(state, state.touched);
    return state;
  };
  const get = (journey: string): Held | Promise<Held> => {
    const there = held.get(journey);
    if (there) return there;
    let reading = loading.get(journey);
    if (!reading) {
      reading = inTurn(async () => {
        if (!held.has(journey)) await load(journey);
        rest();
        return held.get(journey) as Held;
      });
      loading.set(journey, reading);
      const forget = (): boolean => loading.delete(journey);
      reading.then(forget, forget);
    }
    return reading;
  };

  const catchUp = (commit: Commit): void => {
    for (const journey of commit.journeys) asides.delete(journey);
    if (commit.waiting) noteWaits();
    inTurn(async () => {
      const loads = [...commit.journeys].filter((journey) => held.has(journey)).map(load);
      // The turn ends when all have: what is still being read would come after what is written next.
      await Promise.allSettled(loads);
      await Promise.all(loads);
    }).then(
      () => feed.relay(commit),
      () => {
        if (isClosed) return;
        // What could not be read now would else be shown as it was, until somebody commits again.
        missed = {
          journeys: new Set([...missed.journeys, ...commit.journeys]),
          waiting: missed.waiting || commit.waiting,
        };
        stopRetry();
        stopRetry = env.after(retryMs, () => {
          const again = missed;
          missed = nothingMissed;
          catchUp(again);
        });
      },
    );
  };
  const fromOthers = feed.fromOthers$.subscribe({ next: catchUp, complete: () => close() });
  // No message comes to a page that lies in the back-forward cache.
  const onShow = ({ persisted }: Partial<PageTransitionEvent>): void => {
    if (persisted !== false) catchUp({ journeys: new Set([...held.keys(), ...asides.keys()]), waiting: true });
  };
  const wakes = typeof window === 'undefined' ? [] : (['pageshow', 'resume'] as const);
  for (const type of wakes) window.addEventListener(type, onShow, true);

  /**
   * One transaction over journeys. What is in memory follows once it is complete. The other tabs are
   * told while it is under way: their reading waits for it, and no page that ends meanwhile leaves
   * them without what it stored.
   */
  const transact: Transact = (durability, body, check, seal) =>
    attempt(() =>
      storage.write(tableNames, durability, async (tx) => {
        const scopes = new Map<string, Promise<ScopeTransaction>>();
        let waiting = false;
        let grown: Promise<StoreCensus | undefined> | undefined;
        const result = await body({
          tx,
          env,
          of(journey) {
            let scope = scopes.get(journey);
            if (!scope)
              scopes.set(
                journey,
                (scope = openScope(
                  tx,
                  journey,
                  held.get(journey) ?? (warm?.row.journey === journey ? warm : undefined),
                )),
              );
            return scope;
          },
          noteWaiting(more) {
            waiting = true;
            // Asked for with what the body reads, it costs a person's words no time of their own.
            grown =
              more === undefined
                ? undefined
                : readCensus(tx).then(
                    (census) => census && { ...census, outbox: census.outbox + more },
                    () => undefined,
                  );
          },
        });
        const all = await Promise.all(scopes.values());
        for (const scope of all) await seal?.(scope);
        // Nothing is stored of what was answered with an error.
        check();
        for (const scope of all) scope.finish();
        const told = all.filter(({ isTold, touched }) => isTold || touched.size > 0).map(({ row }) => row.journey);
        if (waiting) tx.put('meta', ['census'], (await grown) ?? (await takeCensus(tx)));
        const commit: Commit = { journeys: new Set(told), waiting };
        feed.post(commit);
        return { result, scopes: all, commit };
      }),
    );

  /** What the server's answers do. */
  const write = <T>(durability: Durability, body: (scopes: ScopeTransactions) => Promise<T>): Promise<T> =>
    perform(durability, body, (scope) => seal(scope, held.has(scope.row.journey) ? [] : wanted));
  const perform = <T>(
    durability: Durability,
    body: (scopes: ScopeTransactions) => Promise<T>,
    seal?: (scope: ScopeTransaction) => Promise<void>,
  ): Promise<T> =>
    inTurn(async (check) => {
      const { result, scopes, commit } = await transact(durability, body, check, seal);
      for (const scope of scopes) {
        // What nobody looks at is not kept in memory for having been written to.
        const { journey } = scope.row;
        const state = scope.settle();
        if (held.has(journey)) install(state, scope.from.touched && scope.touched);
        else warm = state;
        asides.delete(journey);
      }
      if (commit.waiting) noteWaits();
      feed.relay(commit);
      rest();
      return result;
    });

  /** Folds long logs, and keeps digests of what is in memory, when nothing has happened for a while. */
  function rest(): void {
    const isLong = ({ row }: Held): boolean => row.head - row.folded >= idleLog;
    const isUnkept = ({ row }: Held): boolean => wanted.length > 0 && keptAt.get(row.journey) !== row.version;
    stopIdle();
    if (isClosed || ![...held.values()].some((there) => isLong(there) || isUnkept(there))) return;
    stopIdle = env.after(idleMs, () => {
      for (const there of held.values()) {
        const {
          row: { journey },
        } = there;
        if (isLong(there)) inTurn(() => fold(journey)).catch(() => undefined);
        if (isUnkept(there)) inTurn(() => keep(journey)).catch(() => undefined);
      }
    });
  }
  const keep = async (journey: string): Promise<void> => {
    const version = await storage.write(['journeys', 'extracts'], 'relaxed', (tx) =>
      keepDigests(tx, wanted, held.get(journey)),
    );
    if (version) keptAt.set(journey, version);
  };
  const fold = async (journey: string): Promise<void> => {
    const scope = await storage.write(tableNames, 'relaxed', async (tx) => {
      const found = await openScope(tx, journey, held.get(journey));
      compact(found);
      return found;
    });
    install(scope.settle(), scope.from.touched);
  };

  const digests = createDigests({
    commits$: feed.commits$,
    read: readAll,
    write: (body) => inTurn(() => storage.write(['journeys', 'extracts'], 'relaxed', body)),
    heldOf(journey) {
      const there = held.get(journey);
      return (
        there && {
          records: there.records,
          version: there.echoes.length > 0 ? undefined : there.row.version,
          isGone: there.row.isGone,
        }
      );
    },
  });

  const read = <T>(body: (tx: DatabaseReader) => Promise<T>): Promise<T> => inTurn(() => readAll(body), true);

  const end = (): void => {
    isClosed = true;
    stopIdle();
    stopRetry();
    fromOthers.unsubscribe();
    for (const type of wakes) window.removeEventListener(type, onShow, true);
    feed.close();
    healths.complete();
  };

  const close = (): void => {
    if (isClosed) return;
    end();
    storage.close();
  };
  storage.onOutdated = () => tell({ isOutdated: true });
  // The browser has thrown all away while we are here: what is in memory goes back.
  storage.onLost = () => {
    inTurn((check) =>
      transact(
        'strict',
        async ({ of, noteWaiting }) => {
          await Promise.all([...held.keys()].map(of));
          noteWaiting();
        },
        check,
      ),
    ).then(
      ({ scopes }) => {
        for (const scope of scopes) install(scope.settle(), scope.from.touched && scope.touched);
        noteWaits();
        feed.relay({ journeys: new Set(), waiting: true });
      },
      () => undefined,
    );
  };

  // [ST22] A check that fails stops nobody: what cannot be read says so when it is asked for. What was found and cannot be mended yet is left as it is.
  if (await readAll(isAnyPartMissing).catch(() => false)) await write('strict', (await fetchRecovery()).mendParts);

  const parts: StoreParts = { env, feed, held, get, hold, install, inTurn, transact, noteWaits, ask, rest };

  return {
    get kind() {
      return storage.kind;
    },
    health$: healths.values$,
    commits$: feed.commits$,
    identity: () => inTurn(async () => (identity = await attempt(whoAmI))),
    journeys: () =>
      read(async (tx) => (await readRows(tx)).filter(({ isGone }) => !isGone).map(({ journey }) => journey)),
    records: async (journey) => (await get(journey)).records,
    async kept(name, journey) {
      if (held.has(journey) || loading.has(journey)) return undefined;
      let named = asides.get(journey);
      if (!named) asides.set(journey, (named = new Map<string, Promise<unknown>>()));
      let asked = named.get(name);
      if (!asked) {
        named.set(
          name,
          (asked = inTurn(() =>
            readAll(async (tx) => {
              const [{ version, isGone }, found] = await Promise.all([
                readRow(tx, journey),
                tx.get('extracts', ['digest', name, journey]) as Promise<KeptDigest | undefined>,
              ]);
              if (isGone || found?.version !== version) return undefined;
              keptAt.set(journey, version);
              return found.value;
            }),
          )),
        );
        asked.catch(() => asides.delete(journey));
      }
      return asked;
    },
    digests: (asked) => inTurn(() => digests(asked)),
    commit: (journey, written) => commitChanges(parts, identity, journey, written),
    unsent: () => read(async (tx) => (await readPending(tx)).filter(isUnsent)),
    cursors: () =>
      read(async (tx) => {
        const rows = await readRows(tx);
        // What another tab stored, and could not tell: it had no channel, or the message went with it.
        const unseen = rows.filter(({ journey, version }) => version > (held.get(journey)?.row.version ?? version));
        if (unseen.length > 0) catchUp({ journeys: new Set(unseen.map(({ journey }) => journey)), waiting: true });
        return rows.filter(({ isGone }) => !isGone).map(cursorOf);
      }),
    async applyUpdate(update) {
      // Before the transaction, which waits for nothing from elsewhere.
      const recovery = update.pages.some(({ mode }) => mode === 'reset') ? await fetchRecovery() : undefined;
      return write('relaxed', (scopes) => storeUpdate(scopes, update, recovery?.storeReset));
    },
    applyAnswers: (replica, answers) => write('relaxed', (scopes) => storeAnswers(scopes, replica, answers)),
    async renumber(replica) {
      const { renumber } = await fetchRecovery();
      await write('strict', (scopes) => renumber(scopes, replica));
    },
    async waiting() {
      if (summary) return summary;
      const before = changes;
      const found = await read(async (tx): Promise<WaitingSummary> => {
        const [pending, refused] = await Promise.all([readPending(tx), tx.count('tray', [])]);
        const unsent = pending.filter((entry) => isUnsent(entry) && !entry.withdrawn);
        return summaryOf(unsent, refused);
      });
      if (changes === before) summary = found;
      return found;
    },
    own: () =>
      read(async (tx) => {
        const counts = (await readRows(tx)).map(
          async (row) =>
            censusOf(row)?.own ??
            [...(await readState(tx, row.journey)).base.values()].filter(({ space }) => isDeviceOnly(space)).length,
        );
        return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
      }),
    tray: () => read(async (tx) => (await tx.values('tray', [])) as readonly TrayEntry[]),
    async inspect() {
      const { readScopeFacts } = await import('./scope-facts.js');
      return read((tx) => readScopeFacts(tx, held));
    },
    dismiss: (id) =>
      perform('strict', async ({ tx, noteWaiting }) => {
        // Answered, the transaction holds its tables: whoever hears of it reads what it leaves.
        await tx.count('tray', [id]);
        tx.delete('tray', [id]);
        noteWaiting();
      }),
    close,
    async destroy() {
      feed.postEnd();
      end();
      await storage.destroy();
    },
  };
}
