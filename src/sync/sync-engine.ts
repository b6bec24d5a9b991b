import { BehaviorSubject, type Observable, Subscription } from 'rxjs';
import type { Env } from '../env.js';
import { CordeeError, SyncError } from '../errors.js';
import type { Store } from '../store/store.js';
import { retryDelayMs } from './backoff.js';
import type { Connectivity } from './connectivity.js';
import { followPokes } from './poke-follower.js';
import type { SyncAdapter } from './sync-adapter.js';
import { runCycle } from './sync-cycle.js';
import { withLock } from './sync-lock.js';
import { type SyncEvent, type SyncState, isAtWork, syncTable } from './sync-state.js';

/** How often an idle page that is looked at asks for news: without a stream, and with one that might have missed something. */
const pollMs = 30_000;
const safetyPollMs = 300_000;
/** After so long another tab that works may well be frozen. */
const patienceMs = 45_000;

export interface EngineStatus {
  readonly state: SyncState;
  /** Milliseconds since 1970 of the last complete cycle. */
  readonly lastSyncedAt: number | undefined;
  readonly lastError: CordeeError | undefined;
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
}

/**
 * Keeps a store and a server in step: pushes what waits, pulls what is new, again when the person
 * writes, the server pokes, the network returns or somebody looks. It knows nothing of journeys.
 */
export function startSyncEngine({ store, adapter, env, connectivity, name }: EngineOptions): SyncEngine {
  const status = new BehaviorSubject<EngineStatus>({
    state: connectivity.isOnline() ? 'idle' : 'offline', lastSyncedAt: undefined, lastError: undefined,
  });
  const subscriptions = new Subscription();
  const closing = new AbortController();
  /** Ends the wait for the other tabs. */
  let patience = closing;
  let working: Promise<void> = Promise.resolve();
  let isAskedAgain = false;
  let stopTimer = (): void => undefined;
  let failedTries = 0;
  let failingSince = 0;

  const set = (change: Partial<EngineStatus>): void => status.next({ ...status.value, ...change });

  const happen = (event: SyncEvent): void => {
    if (closing.signal.aborted) return;
    const before = status.value.state;
    const state = syncTable[before][event];
    if (isAtWork(before) && (event === 'poke' || event === 'visible' || event === 'online')) isAskedAgain = true;
    if (state !== before) set({ state });
    if (state === 'offline') stopTimer();
    if (isAtWork(state) && !isAtWork(before)) {
      stopTimer();
      working = work();
    }
  };

  const wakeAfter = (delayMs: number, event: SyncEvent): void => {
    stopTimer();
    stopTimer = env.after(delayMs, () => happen(event));
  };

  async function work(): Promise<void> {
    isAskedAgain = false;
    const turn = (patience = new AbortController());
    const stopWaiting = env.after(patienceMs, () => turn.abort());
    try {
      let busyMs: number | undefined;
      await withLock(env, `${name}:sync`, turn.signal, async () => {
        closing.signal.throwIfAborted();
        ({ busyMs } = await runCycle({ store, adapter, env, signal: closing.signal, tell: happen }));
      }).finally(stopWaiting);
      failedTries = 0;
      set({ lastSyncedAt: env.now(), lastError: undefined });
      if (busyMs !== undefined) wakeAfter(busyMs, 'retry');
      else if (isAskedAgain || (await store.waiting()).pending > 0) happen('localWrite');
      else if (connectivity.isVisible()) wakeAfter(pokes.isOpen() ? safetyPollMs : pollMs, 'retry');
    } catch (error) {
      if (!closing.signal.aborted) fail(error);
    }
  }

  function fail(cause: unknown): void {
    const error = cause instanceof CordeeError ? cause : new SyncError('CORDEE_SYNC_PROTOCOL', 'The sync failed for an unknown reason.', { cause, retryable: true });
    if (failedTries === 0) failingSince = env.elapsed();
    failedTries += 1;
    set({ lastError: error });
    happen(eventOf(error));
    if (status.value.state !== 'backoff') return;
    const asked = error instanceof SyncError ? error.retryAfterMs : undefined;
    const delay = retryDelayMs({ tries: failedTries, sinceMs: env.elapsed() - failingSince, isVisible: connectivity.isVisible() }, env.random());
    wakeAfter(Math.max(delay, asked ?? 0), 'retry');
    if (!connectivity.isOnline()) happen('offline');
  }

  subscriptions.add(connectivity.events$.subscribe(happen));
  subscriptions.add(
    // A cycle's own commits change the outbox too; it looks at what waits again when it ends.
    store.commits$.subscribe(({ waiting }) => waiting && !isAtWork(status.value.state) && happen('localWrite')),
  );
  const pokes = followPokes({ adapter, env, connectivity, name, onPoke: () => happen('poke') });
  subscriptions.add(() => pokes.close());
  happen('retry');

  return {
    status$: status.asObservable(),
    async syncNow() {
      happen('retry');
      await working;
    },
    async close() {
      closing.abort();
      patience.abort();
      subscriptions.unsubscribe();
      await working;
      stopTimer();
      status.complete();
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
