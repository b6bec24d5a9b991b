import { Observable } from 'rxjs';
import type { RefusedChange, Sync, SyncActivity, SyncStatus } from './api/client.js';
import type { DomainContext } from './domain/support/domain-context.js';
import { liveQuery } from './live/live-query.js';
import { relayed } from './live/relayed.js';
import { isJourney } from './model/scope/scope-key.js';
import { instantOf } from './model/value/time.js';
import { type StorageHealth as StoreHealth, type TrayEntry, type WaitingSummary, deedsOf } from './store/store.js';
import { isUnanswered } from './sync/sync-cycle.js';
import type { EngineStatus, SyncEngine } from './sync/sync-engine.js';
import { isAtWork } from './sync/sync-state.js';
import { keepIdentity } from './util/keep-identity.js';

/** What a person is told of the sync, and what they may ask of it. */
export function createSync(domain: DomainContext, engine: SyncEngine): Sync {
  const { store } = domain;
  const waiting$ = liveQuery(store, { concerns: ({ waiting }) => waiting, read: () => store.waiting() });
  return {
    status$: new Observable<SyncStatus>((subscriber) => {
      let status: EngineStatus | undefined;
      let waiting: WaitingSummary | undefined;
      let storage: StoreHealth = { mode: store.kind, lastError: undefined };
      let last: SyncStatus | undefined;
      const tell = (): void => {
        if (!status || !waiting) return;
        const next = keepIdentity(last, statusOf(status, waiting, storage));
        if (next !== last) subscriber.next((last = next));
      };
      subscriber.add(waiting$.subscribe(relayed(subscriber, (next) => ((waiting = next), tell()))));
      subscriber.add(store.health$?.subscribe((next) => ((storage = next), tell())));
      subscriber.add(engine.status$.subscribe(relayed(subscriber, (next) => ((status = next), tell()))));
    }),
    refused$: liveQuery(store, {
      concerns: ({ waiting }) => waiting,
      read: async () => (await store.tray()).map(refusedOf),
    }),
    removed$: new Observable((subscriber) => {
      let before: readonly string[] = [];
      return liveQuery(store, {
        concerns: ({ journeys }) => journeys.size > 0,
        read: () => store.journeys(),
      }).subscribe(
        relayed(subscriber, (now) => {
          for (const journey of before) if (!now.includes(journey) && isJourney(journey)) subscriber.next({ journey });
          before = now;
        }),
      );
    }),
    syncNow: () => engine.syncNow(),
    retry: async (id, audience) =>
      (await import('./domain/support/retry-refused.js')).retryRefused(domain, id, audience),
    dismiss: async (id) => store.dismiss(id),
  };
}

function statusOf(
  status: EngineStatus,
  waiting: WaitingSummary,
  { isOutdated = false, ...storage }: StoreHealth,
): SyncStatus {
  const { pending, oldestAt } = deedsOf(waiting);
  return {
    activity: activityOf(status),
    pending,
    oldestPendingAt: oldestAt === undefined ? undefined : instantOf(oldestAt),
    lastSyncedAt: status.lastSyncedAt === undefined ? undefined : instantOf(status.lastSyncedAt),
    lastError: status.lastError?.code,
    isStalled: status.isStalled,
    storage,
    ...((isOutdated || status.state === 'upgrade') && { isOutdated: true }),
  };
}

function activityOf({ state, lastSyncedAt, lastError }: EngineStatus): SyncActivity {
  // While a try is under way after a failed one, what the person knows does not flicker.
  if (state === 'backoff' || (isAtWork(state) && lastError)) return isUnanswered(lastError) ? 'offline' : 'retrying';
  if (isAtWork(state)) return lastSyncedAt === undefined ? 'starting' : 'syncing';
  if (state === 'needsAuth') return 'needs-auth';
  return state === 'upgrade' || state === 'halted' ? 'stopped' : state;
}

function refusedOf({ id, journey, reason, change, refusedAt }: TrayEntry): RefusedChange {
  const body = change.kind === 'set' ? change.fields['body'] : undefined;
  const text =
    typeof body === 'object' && body !== null && 'text' in body && typeof body.text === 'string'
      ? body.text
      : undefined;
  return {
    id,
    journey,
    reason: reason as RefusedChange['reason'],
    text,
    canRetry: !['space_gone', 'invalid', 'too_large', 'erased'].includes(reason),
    refusedAt: instantOf(refusedAt),
  };
}
