import type { TraceEvent } from '../../src/index.js';

/** The last events of a client, for an inspector that is opened later. */
export interface TraceLog {
  /** Oldest first. */
  readonly events: readonly TraceEvent[];
  /** What `createCordee({ onTrace })` is given. */
  readonly record: (event: TraceEvent) => void;
  /** Calls back after each event, until what is returned is called. */
  watch(listener: () => void): () => void;
}

/**
 * Keeps the last events.
 *
 * @param capacity How many; the oldest go first.
 * @example
 * ```ts
 * const log = createTraceLog();
 * const client = await createCordee({ url, getToken, onTrace: log.record });
 * document.querySelector('cordee-inspector').traces = log;
 * ```
 */
export function createTraceLog(capacity = 300): TraceLog {
  let events: readonly TraceEvent[] = [];
  const listeners = new Set<() => void>();
  return {
    get events() {
      return events;
    },
    record(event) {
      events = [...events.slice(1 - capacity), event];
      for (const listener of listeners) listener();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
