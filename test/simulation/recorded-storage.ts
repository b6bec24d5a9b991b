import type { StorageReader, StorageWriter, SyncStorage } from '../../server/storage/sync-storage.js';
import type { Statement } from './memory-state.js';
import { replaced } from './planted/replaced.js';

/** One call of a transaction, with what it gave. */
interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
  readonly result: unknown;
}

/** One transaction that was kept, in the order in which they were. */
export interface RecordedTransaction {
  readonly tenant: string;
  readonly journey: string | undefined;
  readonly isWrite: boolean;
  readonly calls: readonly Call[];
}

/**
 * Notes what is asked of the storage in memory and what it answers, in the order in which transactions
 * are kept, so that another storage can be asked the same.
 */
export class StorageRecorder {
  readonly kept: RecordedTransaction[] = [];
  #begun: readonly Statement[] | undefined;
  readonly #open = new WeakMap<readonly Statement[], RecordedTransaction>();

  /** Between a node and the storage. */
  readonly watch = (storage: SyncStorage): SyncStorage =>
    replaced(storage, {
      // What it reads is of the moment when it begins, so it stands in line from then on.
      read: (tenant, run) =>
        storage.read(tenant, (reader) => {
          const calls: Call[] = [];
          this.kept.push({ tenant, journey: undefined, isWrite: false, calls });
          return run(noted(reader, calls));
        }),
      write: (scope, run) =>
        storage.write(scope, (writer) => {
          const calls: Call[] = [];
          // It has just begun.
          if (this.#begun !== undefined)
            this.#open.set(this.#begun, { tenant: scope.tenant, journey: scope.journey, isWrite: true, calls });
          return run(noted(writer, calls));
        }),
    });

  readonly begun = (statements: readonly Statement[]): void => {
    this.#begun = statements;
  };

  /** The storage in memory has kept a transaction. */
  readonly committed = (statements: readonly Statement[]): void => {
    const transaction = this.#open.get(statements);
    if (transaction !== undefined) this.kept.push(transaction);
  };
}

const noted = <R extends StorageReader>(reader: R, calls: Call[]): R =>
  new Proxy(reader, {
    get(of, method) {
      const value: unknown = Reflect.get(of, method);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        const result: unknown = await value.apply(of, args);
        calls.push({ method: String(method), args, result });
        return result;
      };
    },
  });

/** Asks another storage the same, one transaction after the other, and gives the first answer that differs. */
export async function replay(storage: SyncStorage, kept: readonly RecordedTransaction[]): Promise<string | undefined> {
  for (const [at, { tenant, journey, isWrite, calls }] of kept.entries()) {
    const difference = isWrite
      ? await storage.write(journey === undefined ? { tenant } : { tenant, journey }, (writer) => repeat(writer, calls))
      : await storage.read(tenant, (reader) => repeat(reader as StorageWriter, calls));
    if (difference !== undefined) return `transaction ${at} of ${kept.length}: ${difference}`;
  }
  return undefined;
}

/**
 * What a device says it holds is written without its journey being taken, so another transaction may write it while
 * one is under way: carried out one after the other, they see it earlier or later.
 */
const unacknowledged = (progress: unknown): unknown =>
  typeof progress === 'object' && progress !== null ? { ...progress, ackedSeq: 0 } : progress;

async function repeat(writer: StorageWriter, calls: readonly Call[]): Promise<string | undefined> {
  for (const { method, args, result } of calls) {
    const again: unknown = await (
      writer[method as keyof StorageWriter] as (...args: unknown[]) => Promise<unknown>
    ).apply(writer, [...args]);
    const [one, other] = [result, again].map((answer) =>
      canonical(method === 'progress' ? unacknowledged(answer) : answer),
    ) as [string, string];
    if (one !== other)
      return `${method}(${JSON.stringify(args).slice(0, 300)})\n  in memory: ${one.slice(0, 600)}\n  in SQL:    ${other.slice(0, 600)}`;
  }
  return undefined;
}

/** JSON with its keys in order; a map is its entries, and a list that is promised in no order is sorted. */
const canonical = (value: unknown): string => JSON.stringify(ordered(value)) ?? 'undefined';

function ordered(value: unknown): unknown {
  if (value instanceof Map) return ordered([...value]);
  if (Array.isArray(value))
    return value.map(ordered).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => [key, ordered(inner)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
