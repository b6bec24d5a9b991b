import { BehaviorSubject } from 'rxjs';
import type { Env } from '../env.js';
import { StorageError } from '../errors.js';
import { isDeviceOnly } from '../model/space.js';
import { createChangeFeed } from './change-feed.js';
import { type Database, type DatabaseReader, type Durability, tableNames } from './database.js';
import type { FirstScreen } from './first-screen.js';
import { JourneyDraft, type JourneyState, type ReadState, readState, replay } from './journey-draft.js';
import { storeChanges, waitingChanges } from './local-changes.js';
import { type LogEntry, cursorOf, isUnsent, readIdentity, readPending, readRow, readRows } from './rows.js';
import type { Drafts } from './server-updates.js';
import { type WaitingChange, keyOf, show, showAgain, targetOf } from './shown-records.js';
import type * as UpkeepModule from './upkeep.js';
import type { Commit, Glance, Identity, JourneyRecords, Store, StorageHealth, TrayEntry } from './store.js';

/** A journey in memory with what is shown of it. */
interface Held extends JourneyState {
  readonly records: JourneyRecords;
  /** What a person has just written, shown while its transaction is under way. */
  readonly echoes: readonly WaitingChange[];
}

/** How many records may stay in memory; the journey that was not asked for the longest goes first. */
const heldRecords = 16_000;
/** A log of so many entries is folded when nothing has happened for a while. */
const idleLog = 8;
const idleMs = 2_000;

type Upkeep = typeof UpkeepModule;
let fetched: Upkeep | undefined;
const upkeep = async (): Promise<Upkeep> => (fetched ??= await import('./upkeep.js'));

/**
 * The store over any database. Journeys that have been asked for stay in memory, each replaced in
 * the order of the commits, and are forgotten when there are too many.
 *
 * @param channel Name that the tabs of one person share, to hear of each other's commits.
 */
export async function createRecordStore(database: Database, env: Env, channel?: string): Promise<Store> {
  /** Another tab may have begun anew; written only where nothing is. */
  const whoAmI = async (): Promise<Identity> =>
    ((await database.read(['meta'], (tx) => tx.get('meta', ['identity']))) as Identity | undefined)
    ?? database.write(['meta'], 'strict', (tx) => readIdentity(tx, env));
  let identity = await whoAmI();
  const feed = createChangeFeed(env, channel);
  const held = new Map<string, Held>();
  const loading = new Map<string, Promise<Held>>();
  const glances = new Map<string, Glance>();
  const health = new BehaviorSubject<StorageHealth>({ mode: database.kind === 'memory' ? 'memory' : 'best-effort', lastError: undefined });
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  let stopIdle = (): void => undefined;

  /** One thing at a time, in the order it was asked, and none for longer than a person waits. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(() => {
      if (isClosed) throw new StorageError('CORDEE_STORAGE_FAILED', 'The store is closed.');
      return run();
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  const hold = (journey: string, next: Held): Held => {
    held.delete(journey);
    held.set(journey, next);
    glances.delete(journey);
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
  const install = (state: JourneyState, touched: ReadonlySet<string> | undefined): Held => {
    const { row: { journey }, base, pending } = state;
    const before = held.get(journey);
    const echoes = before?.echoes ?? [];
    const waiting = [...pending, ...echoes];
    const records = !before || !touched ? show(journey, base, waiting) : touched.size === 0 ? before.records : showAgain(before.records, base, waiting, touched);
    return hold(journey, { ...state, row: state.row, echoes, records });
  };

  const readAll = <T>(body: (tx: DatabaseReader) => Promise<T>): Promise<T> => database.read(tableNames, body);
  /** Reads what is not in memory of a journey, in turn. */
  const load = async (journey: string): Promise<ReadState> => {
    const state = await readAll((tx) => readState(tx, journey, held.get(journey)));
    install(state, state.touched);
    return state;
  };
  const get = (journey: string): Held | Promise<Held> => {
    const there = held.get(journey);
    if (there) return there;
    let reading = loading.get(journey);
    if (!reading) {
      reading = inTurn(async () => {
        if (!held.has(journey)) await load(journey);
        return held.get(journey) as Held;
      });
      loading.set(journey, reading);
      const forget = (): boolean => loading.delete(journey);
      reading.then(forget, forget);
    }
    return reading;
  };

  const catchUp = (commit: Commit): void => {
    for (const journey of commit.journeys) glances.delete(journey);
    inTurn(() => Promise.all([...commit.journeys].filter((journey) => held.has(journey)).map(load))).then(() => feed.relay(commit), () => undefined);
  };
  const fromOthers = feed.fromOthers$.subscribe(catchUp);
  // No message comes to a page that lies in the back-forward cache.
  const onShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) catchUp({ journeys: new Set([...held.keys(), ...glances.keys()]), waiting: true });
  };
  if (typeof window !== 'undefined') window.addEventListener('pageshow', onShow);

  /** One transaction over journeys. What is in memory follows once it is complete. */
  async function transact<T>(durability: Durability, body: (drafts: Drafts) => Promise<T>, seal?: Upkeep['seal']): Promise<{ readonly result: T; readonly commit: Commit; readonly drafts: readonly JourneyDraft[] }> {
    const outcome = await database.write(tableNames, durability, async (tx) => {
      const drafts = new Map<string, Promise<JourneyDraft>>();
      let waiting = false;
      const result = await body({
        tx, env,
        of(journey) {
          let draft = drafts.get(journey);
          if (!draft) drafts.set(journey, (draft = readState(tx, journey, held.get(journey)).then((state) => new JourneyDraft(tx, state))));
          return draft;
        },
        noteWaiting: () => void (waiting = true),
      });
      const all = await Promise.all(drafts.values());
      for (const draft of all) {
        seal?.(draft);
        draft.finish();
      }
      return { result, drafts: all, waiting };
    });
    const told = outcome.drafts.filter(({ isTold, touched }) => isTold || touched.size > 0).map(({ row }) => row.journey);
    return { ...outcome, commit: { journeys: new Set(told), waiting: outcome.waiting } };
  }

  const write = <T>(durability: Durability, body: (drafts: Drafts, parts: Upkeep) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      const parts = await upkeep();
      const { result, drafts, commit } = await transact(durability, (open) => body(open, parts), parts.seal);
      for (const draft of drafts) {
        // What nobody looks at is not kept in memory for having been written to.
        const isKept = held.has(draft.row.journey);
        const state = draft.settle();
        if (isKept) install(state, draft.from.touched && draft.touched);
        glances.delete(draft.row.journey);
      }
      feed.announce(commit);
      rest();
      return result;
    });

  /** Folds long logs when nothing has happened for a while. */
  function rest(): void {
    const long = (): readonly Held[] => [...held.values()].filter(({ row }) => row.head - row.folded >= idleLog);
    stopIdle();
    if (long().length === 0) return;
    stopIdle = env.after(idleMs, () => {
      for (const { row: { journey } } of long()) inTurn(() => fold(journey)).catch(() => undefined);
    });
  }
  const fold = async (journey: string): Promise<void> => {
    const { packJourney } = await upkeep();
    const draft = await database.write(tableNames, 'relaxed', async (tx) => {
      const found = new JourneyDraft(tx, await readState(tx, journey, held.get(journey)));
      packJourney(found);
      return found;
    });
    install(draft.settle(), draft.from.touched);
  };

  const read = <T>(body: (tx: DatabaseReader) => Promise<T>): Promise<T> => inTurn(() => readAll(body));

  const echo = (journey: string, change: (echoes: readonly WaitingChange[]) => readonly WaitingChange[], of: readonly WaitingChange[], isShown: boolean): void => {
    const before = held.get(journey);
    if (!before) return;
    const echoes = change(before.echoes);
    const touched = of.map(targetOf).filter((key) => key !== undefined);
    const records = isShown ? showAgain(before.records, before.base, [...before.pending, ...echoes], touched) : before.records;
    hold(journey, { ...before, echoes, records });
  };

  const end = (): void => {
    isClosed = true;
    stopIdle();
    fromOthers.unsubscribe();
    if (typeof window !== 'undefined') window.removeEventListener('pageshow', onShow);
    feed.close();
    health.complete();
  };

  return {
    get kind() {
      return database.kind;
    },
    health$: health,
    commits$: feed.commits$,
    identity: () => inTurn(async () => (identity = await whoAmI())),
    journeys: () => read(async (tx) => (await readRows(tx)).filter(({ isGone }) => !isGone).map(({ journey }) => journey)),
    records: async (journey) => (await get(journey)).records,
    async glance(journey) {
      const known = held.get(journey) ?? (await loading.get(journey));
      if (known) return { records: known.records, since: {} };
      return glances.get(journey) ?? inTurn(async () => {
        const found = await readAll((tx) => readGlance(tx, journey));
        if (found) glances.set(journey, found);
        else await load(journey);
        return found ?? { records: (held.get(journey) as Held).records, since: {} };
      });
    },
    async commit(journey, changes) {
      if (isClosed) throw new StorageError('CORDEE_STORAGE_FAILED', 'The store is closed.');
      const state = await get(journey);
      const waiting = waitingChanges(env, identity, state, state.echoes, changes);
      const isWaiting = changes.some((change) => change.kind === 'command' || !isDeviceOnly(change.space));
      const commit: Commit = { journeys: new Set([journey]), waiting: isWaiting };
      const without = (echoes: readonly WaitingChange[]): readonly WaitingChange[] => echoes.filter((change) => !waiting.includes(change));
      // [ST13] Shown at once; acknowledged, and counted among what waits, when it is on the disk.
      echo(journey, (echoes) => [...echoes, ...waiting], waiting, true);
      feed.relay({ ...commit, waiting: false });
      try {
        await inTurn(async () => {
          const { drafts: [draft] } = await transact('strict', async ({ of }) => storeChanges(await of(journey), waiting));
          echo(journey, without, waiting, false);
          if (draft && held.has(journey)) {
            const { touched } = draft.from;
            // Shown already, if nobody else has written meanwhile.
            install(draft.settle(), touched?.size === 0 ? touched : touched && draft.touched);
          }
          feed.post(commit);
          if (isWaiting) feed.relay({ journeys: new Set(), waiting: true });
          rest();
        });
      } catch (error) {
        echo(journey, without, waiting, true);
        feed.relay(commit);
        throw error;
      }
    },
    unsent: () => read(async (tx) => (await readPending(tx)).filter(isUnsent)),
    cursors: () => read(async (tx) => (await readRows(tx)).filter(({ isGone }) => !isGone).map(cursorOf)),
    applyUpdate: async (update) => ({ mismatched: await write('relaxed', (drafts, { storeUpdate }) => storeUpdate(drafts, update)) }),
    applyAnswers: (replica, answers) => write('relaxed', (drafts, { storeAnswers }) => storeAnswers(drafts, replica, answers)),
    renumber: (replica) => write('strict', (drafts, { renumber }) => renumber(drafts, replica)),
    waiting: () =>
      read(async (tx) => {
        const [pending, refused] = await Promise.all([readPending(tx), tx.count('tray', [])]);
        const unsent = pending.filter((entry) => isUnsent(entry) && !entry.withdrawn);
        return { pending: unsent.length, oldestAt: unsent.length === 0 ? undefined : Math.min(...unsent.map(({ raw }) => raw)), refused };
      }),
    tray: () => read(async (tx) => (await tx.values('tray', [])) as readonly TrayEntry[]),
    dismiss: (id) =>
      write('strict', async ({ tx, noteWaiting }) => {
        tx.delete('tray', [id]);
        noteWaiting();
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

/** The first screen as it was packed, with what has been written since; undefined while nothing has been packed. */
async function readGlance(tx: DatabaseReader, journey: string): Promise<Glance | undefined> {
  const [row, packed] = await Promise.all([readRow(tx, journey), tx.get('extracts', ['first', journey])]);
  const first = packed as (FirstScreen & { readonly folded: number }) | undefined;
  if (!first || first.folded !== row.folded) return undefined;
  const [log, pending] = await Promise.all([tx.values('log', [journey], row.folded), readPending(tx, journey)]);
  const base = new Map(first.records.map((record) => [keyOf(record.type, record.id), record]));
  replay(base, log as readonly LogEntry[], new Set());
  return { records: show(journey, base, pending), since: first.since };
}
