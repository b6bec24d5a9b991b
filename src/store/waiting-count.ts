import type { DatabaseReader } from './database.js';
import { isUnsent, readPending, summaryOf } from './rows.js';
import type { WaitingSummary } from './store.js';

/**
 * How much waits. It is read once, and counted on while only this page's own writes change it.
 */
export interface WaitingCount {
  /** Says that what waits has changed: by what `count` makes of the summary, or else it is read again when it is asked for. */
  note(count?: (summary: WaitingSummary) => WaitingSummary): void;
  summary(): Promise<WaitingSummary>;
}

export function createWaitingCount(read: <T>(body: (tx: DatabaseReader) => Promise<T>) => Promise<T>): WaitingCount {
  let known: WaitingSummary | undefined;
  let changes = 0;
  return {
    note(count) {
      changes += 1;
      known = known && count?.(known);
    },
    async summary() {
      if (known) return known;
      const before = changes;
      const found = await read(async (tx) => {
        const [pending, refused] = await Promise.all([readPending(tx), tx.count('tray', [])]);
        const unsent = pending.filter((entry) => isUnsent(entry) && !entry.withdrawn);
        return summaryOf(unsent, refused);
      });
      // A change that came while this was read may not be in it.
      if (changes === before) known = found;
      return found;
    },
  };
}
