import type { TraceTransaction } from '../api/trace.js';
import type { Database } from '../store/database.js';
import { type Tracer, codeOf } from './tracer.js';

/** Tells of each transaction how long it waited and how long it took. */
export function traceDatabase(inner: Database, { now, tell }: Tracer): Database {
  async function traced<Tx, T>(
    mode: TraceTransaction['mode'],
    run: (body: (tx: Tx) => Promise<T>) => Promise<T>,
    body: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const asked = now();
    let began: number | undefined;
    const event = () => ({
      type: 'transaction' as const,
      mode,
      durationMs: now() - (began ?? asked),
      ...(began !== undefined && { turnMs: began - asked }),
    });
    try {
      const result = await run((tx) => {
        // A body runs again when the browser has dropped the connection: the last turn counts.
        began = now();
        return body(tx);
      });
      tell(event());
      return result;
    } catch (error) {
      tell({ ...event(), code: codeOf(error) });
      throw error;
    }
  }
  return {
    get kind() {
      return inner.kind;
    },
    read: (tables, body) => traced('read', (turn) => inner.read(tables, turn), body),
    write: (tables, durability, body) => traced(durability, (turn) => inner.write(tables, durability, turn), body),
    get onLost() {
      return inner.onLost;
    },
    set onLost(listener) {
      inner.onLost = listener;
    },
    get onOutdated() {
      return inner.onOutdated;
    },
    set onOutdated(listener) {
      inner.onOutdated = listener;
    },
    close: () => inner.close(),
    destroy: () => inner.destroy(),
  };
}
