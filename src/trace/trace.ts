import type { TraceEvent, TraceSyncState } from '../api/trace.js';
import type { Env } from '../env.js';
import { type CordeeError, SyncError } from '../errors.js';
import type { Database } from '../store/database.js';
import type { Store } from '../store/store.js';
import type { SyncAdapter } from '../sync/sync-adapter.js';
import type { SyncEngine } from '../sync/sync-engine.js';
import { traceDatabase } from './traced-database.js';
import { traceLine } from './traced-adapter.js';
import { idOf, traceStore } from './traced-store.js';
import { codeOf, createTracer, statusOf } from './tracer.js';

/** What a client puts between its parts so that a listener hears of them. */
export interface Trace {
  readonly fetch: typeof fetch;
  database(inner: Database): Database;
  store(inner: Store): Store;
  adapter(inner: SyncAdapter): SyncAdapter;
  /** Tells of a record that is left out where it would be read. */
  unreadable(scope: string, type: string, id: string): void;
  /** Tells of the states of the engine and of its failures, until it is closed. */
  follow(engine: SyncEngine): void;
}

/** Makes events of what the parts of one client do. */
export function createTrace(
  onTrace: (event: TraceEvent) => void,
  env: Pick<Env, 'now' | 'elapsed'>,
  fetch: typeof globalThis.fetch,
): Trace {
  const tracer = createTracer(onTrace, env);
  const { tell } = tracer;
  return {
    ...traceLine(fetch, tracer),
    database: (inner) => traceDatabase(inner, tracer),
    store(inner) {
      let last = '';
      inner.health$?.subscribe(({ mode, isOutdated = false, lastError }) => {
        const event = {
          type: 'storage' as const,
          mode,
          isOutdated,
          ...(lastError && { code: codeOf({ code: lastError }) }),
        };
        const key = JSON.stringify(event);
        if (key !== last) tell(event);
        last = key;
      });
      return traceStore(inner, tracer);
    },
    unreadable: (scope, type, id) =>
      tell({ type: 'unreadable', scope: idOf(scope), recordType: idOf(type), id: idOf(id) }),
    follow(engine) {
      let last = '';
      let lastError: CordeeError | undefined;
      engine.status$.subscribe(({ state, isStalled, lastError: error }) => {
        if (error && error !== lastError) {
          tell({
            type: 'error',
            code: codeOf(error),
            isRetryable: error instanceof SyncError && error.retryable,
            ...statusOf(error),
          });
        }
        lastError = error;
        const key = `${state} ${isStalled}`;
        if (key !== last) tell({ type: 'sync-state', state: state satisfies TraceSyncState, isStalled });
        last = key;
      });
    },
  };
}
