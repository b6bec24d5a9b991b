import { type Observable, Subscription } from 'rxjs';
import { createEmitter } from '../util/emitter.js';
import type { Env } from '../env.js';
import { CordeeError, SyncError } from '../errors.js';
import type { Store } from '../store/store.js';
import { longestWaitMs, retryDelayMs } from './backoff.js';
import type { Connectivity } from './connectivity.js';
import { loopError } from './loop-error.js';
import { newestProtocol } from '../protocol/version.js';
import { createPageSize } from './page-size.js';
import { type PokeFollower, followPokes } from './poke-follower.js';
import { watchForStall } from './stall-watch.js';
import type { SyncAdapter } from './sync-adapter.js';
import { type CycleOutcome, runCycle } from './sync-cycle.js';
import { withLock } from './sync-lock.js';
import { type SyncEvent, type SyncState, isAtWork, syncTable } from './sync-state.js';

/** How often an idle page that is looked at asks for news: without a stream, and with one that might have missed something. */
const pollMs = 20_000;
const safetyPollMs = 300_000;
/** How often a host that gave no good token is asked again while somebody looks. */
const authMs = 60_000;
/** After so long another tab that works may well be frozen. */
const patienceMs = 45_000;
/** After so long without a word of the server, it is asked what may be read before anything is sent. */
const silenceMs = 60_000;
/** The wall clock and the one that never jumps may differ by so much before a jump or a sleep is suspected. */
const clockSlackMs = 2_000;
/** So many cycles in a row that bring nothing, each so soon after the one before, are a loop. */
const maxIdleCycles = 5;
const loopMs = 500;

export interface EngineStatus {
  readonly state: SyncState;
  /** Milliseconds since 1970 of the last complete cycle. */
  readonly lastSyncedAt: number | undefined;
  readonly lastError: CordeeError | undefined;
  /** Something has waited for two minutes although there is a network and somebody looks. */
  readonly isStalled: boolean;
}

export interface SyncEngine {
  readonly status$: Observable<EngineStatus>;
  /** Tries at once. Settles when that try has ended, well or not; what happened is in `status$`. */
  syncNow(): Promise<void>;
  /** Stops at once. What waits stays in the store. */
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly store: Store;
  readonly adapter: SyncAdapter;
  readonly env: Env;
  readonly connectivity: Connectivity;
  /** What the tabs of one person share; names their locks. */
  readonly name: string;
  /** Who writes here: their own words are sent again to a server that lost them. */
  readonly person?: string | undefined;
}

/**
 * Keeps a store and a server in step: pushes what waits, pulls what is new, again when the person
 * writes, the server pokes, the network returns or somebody looks. It knows nothing of journeys.
 */
export function startSyncEngine({ store, adapter, env, connectivity, name, person }: EngineOptions): SyncEngine {
  let status: EngineStatus = {
    state: connectivity.isOnline() ? 'idle' : 'offline',
    lastSyncedAt: undefined,
    lastError: undefined,
    isStalled: false,
  };
  const statuses = createEmitter(() => status);
  const subscriptions = new Subscription();
  const size = createPageSize();
  const protocol = { version: newestProtocol };
  let isClosed = false;
  /** Ends the cycle under way. */
  let turn = new AbortController();
  /** Ends the wait for the other tabs. */
  let patience = turn;
  let working: Promise<void> = Promise.resolve();
  let isAskedAgain = false;
  let stopTimer = (): void => undefined;
  let failedTries = 0;
  let failingSince = 0;
  /** By `env.elapsed()`: the server asked to be left alone until then. */
  let notBefore = 0;
  let idleCycles = 0;
  let pokes: PokeFollower | undefined;
  let answered: { readonly now: number; readonly elapsed: number } | undefined;

  const set = (change: Partial<EngineStatus>): void => statuses.next((status = { ...status, ...change }));

  const happen = (event: SyncEvent): void => {
    if (isClosed) return;
    const before = status.state;
    const state = syncTable[before][event] ?? before;
    const wasAtWork = isAtWork(before);
    if (wasAtWork && (event === 'poke' || event === 'visible' || event === 'online')) isAskedAgain = true;
    // [SY2] Somebody looks again, or the network is back: what failed while nobody looked makes no wait longer.
    if (event === 'visible' || event === 'online') failedTries = 0;
    const waitMs = notBefore - env.elapsed();
    if (isAtWork(state) && !wasAtWork && event !== 'retry' && waitMs > 0) return wakeAfter(waitMs, 'retry');
    if (state !== before) set({ state });
    if (event === 'freeze' || (event === 'offline' && state === 'offline')) stopTimer();
    // [SY9] A page that freezes holds no lock and no connection.
    if (event === 'freeze') stopWork();
    if (isAtWork(state) && !wasAtWork) {
      stopTimer();
      working = work();
    }
  };

  const wakeAfter = (delayMs: number, event: SyncEvent): void => {
    stopTimer();
    stopTimer = env.after(Math.min(delayMs, longestWaitMs), () => happen(event));
  };

  const stopWork = (): void => {
    turn.abort();
    patience.abort();
  };

  /** [SY16] Neither a silence, nor a sleep, nor a clock that was set since the server last answered. */
  const isInTouch = (): boolean => {
    if (!answered) return false;
    const elapsed = env.elapsed() - answered.elapsed;
    return elapsed < silenceMs && Math.abs(env.now() - answered.now - elapsed) < clockSlackMs;
  };

  async function work(): Promise<void> {
    isAskedAgain = false;
    const { signal } = (turn = new AbortController());
    const wait = (patience = new AbortController());
    const stopWaiting = env.after(patienceMs, () => wait.abort());
    const tell = (event: SyncEvent): void => (signal.aborted ? undefined : happen(event));
    try {
      let outcome: CycleOutcome | undefined;
      if (!isClosed)
        pokes ??= followPokes({
          adapter,
          env,
          connectivity,
          name,
          isWorthTrying: () => failedTries === 0,
          onPoke: () => happen('poke'),
          onEnd: poll,
        });
      await withLock(env, `${name}:sync`, wait.signal, async () => {
        signal.throwIfAborted();
        outcome = await runCycle({
          store,
          adapter,
          env,
          signal,
          size,
          person,
          protocol,
          learnsFirst: !isInTouch(),
          tell,
        });
      }).finally(stopWaiting);
      if (signal.aborted) return;
      const now = env.elapsed();
      idleCycles = outcome?.hasMoved || !answered || now - answered.elapsed > loopMs ? 0 : idleCycles + 1;
      answered = { now: env.now(), elapsed: now };
      // [SY12]
      if (idleCycles >= maxIdleCycles) throw loopError('The server wakes this page without news.');
      failedTries = notBefore = 0;
      set({ lastSyncedAt: answered.now, lastError: undefined });
      const busyMs = outcome?.busyMs;
      // [SY3] Went away at the very end of a cycle.
      if (!connectivity.isOnline()) happen('offline');
      else if (busyMs !== undefined) wakeAfter(Math.max(busyMs, loopMs), 'retry');
      else if (isAskedAgain || (await store.waiting()).pending > 0) happen('localWrite');
      else poll();
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  }

  const poll = (): void => {
    if (status.state === 'idle' && connectivity.isVisible())
      wakeAfter(pokes?.isOpen() ? safetyPollMs : pollMs, 'retry');
  };

  function fail(cause: unknown): void {
    const error =
      cause instanceof CordeeError
        ? cause
        : new SyncError('CORDEE_SYNC_PROTOCOL', 'The sync failed: see `cause`.', { cause, retryable: true });
    if (failedTries === 0) failingSince = env.elapsed();
    failedTries += 1;
    set({ lastError: error });
    happen(eventOf(error));
    // [SY8] The host may have a good token by then, even if nobody looks again.
    if (status.state === 'needsAuth') return wakeAfter(connectivity.isVisible() ? authMs : safetyPollMs, 'retry');
    if (status.state !== 'backoff') return;
    const delay = retryDelayMs(
      { tries: failedTries, sinceMs: env.elapsed() - failingSince, isVisible: connectivity.isVisible() },
      env.random(),
    );
    const asked = error instanceof SyncError ? error.retryAfterMs : undefined;
    // What the server asks for is kept whatever happens, and the jitter keeps devices from coming back together.
    if (asked !== undefined) notBefore = env.elapsed() + Math.min(asked, longestWaitMs);
    wakeAfter((asked ?? 0) + delay, 'retry');
    if (!connectivity.isOnline()) happen('offline');
  }

  subscriptions.add(
    connectivity.events$.subscribe((event) => {
      idleCycles = 0;
      // What failed while nobody looked, or without a network, says nothing about now.
      if (event === 'visible' || event === 'online') failedTries = 0;
      happen(event);
    }),
  );
  subscriptions.add(
    // A cycle's own commits change the outbox too; it looks at what waits again when it ends.
    store.commits$.subscribe(({ waiting }) => waiting && !isAtWork(status.state) && happen('localWrite')),
  );
  subscriptions.add(() => pokes?.close());
  subscriptions.add(watchForStall({ store, env, connectivity, tell: (isStalled) => set({ isStalled }) }));
  happen('retry');

  return {
    status$: statuses.values$,
    async syncNow() {
      idleCycles = 0;
      happen('retry');
      await working;
    },
    async close() {
      isClosed = true;
      stopWork();
      subscriptions.unsubscribe();
      await working;
      stopTimer();
      statuses.complete();
    },
  };
}

function eventOf(error: CordeeError): SyncEvent {
  if (!(error instanceof SyncError)) return 'unknown';
  if (error.code === 'CORDEE_SYNC_AUTH') return error.status === 401 ? 'auth' : 'unknown';
  if (error.status === 426) return 'tooOld';
  if (error.retryAfterMs !== undefined) return 'busy';
  return error.retryable ? 'unknown' : 'wrong';
}
