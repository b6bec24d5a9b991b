import type { ScopeKey, SyncStorage } from '../../server/storage/sync-storage.js';
import { type Statement, type StorageState, emptyState, forgetRemovals, placeKey } from './memory-state.js';
import { MemoryReader, MemoryWriter, type TransactionHost, wholePort } from './memory-transaction.js';

/** Where a transaction may be held up, or end for ever because its process has. */
export interface TransactionSteps {
  /** Before it begins. */
  readonly begin?: () => Promise<void>;
  /** Before it is committed. A rejection undoes it. */
  readonly prepare?: () => Promise<void>;
  /** Once it is committed, before whoever asked for it is told. */
  readonly committed?: () => Promise<void>;
  /** Told what ends it without an end: its locks are given back, and nothing of it stays. */
  readonly onOpen?: (abandon: () => void) => void;
}

/**
 * The storage of a server, in memory, with the promises of the port: a transaction is all or
 * nothing, reads one moment, and holds its journeys until it ends. Several nodes share it.
 */
export class MemoryStorage {
  state: StorageState = emptyState;
  /** Name of this incarnation of the database. */
  store = 'store-1';
  /** What its clock shows. */
  nowMs: () => number = () => 0;
  #lastNumber = 0;
  readonly #open = new Set<number>();
  readonly #holders = new Map<string, (() => void)[]>();
  /** Told of each commit, with what was there before. */
  onCommit: (before: StorageState, after: StorageState) => void = () => undefined;

  /** Told of each writing transaction before anything is asked of it. */
  onBegin: (statements: readonly Statement[]) => void = () => undefined;
  /** Told of each transaction that is kept, also of one that changed nothing. */
  onTransaction: (statements: readonly Statement[]) => void = () => undefined;

  /** The storage as one node sees it. */
  connect(steps: TransactionSteps = {}): SyncStorage {
    return createConnection(this, steps);
  }

  /** What the daily pruning does, to one journey, up to a revision. */
  forgetRemovals(place: ScopeKey, upTo: number): void {
    this.commit([forgetRemovals(place, upTo)]);
  }

  commit(statements: readonly Statement[]): void {
    const before = this.state;
    this.state = statements.reduce((state, statement) => statement(state), before);
    this.onTransaction(statements);
    if (this.state !== before) this.onCommit(before, this.state);
  }

  /** The number of a transaction that begins to write. */
  begin(): number {
    this.#open.add(++this.#lastNumber);
    return this.#lastNumber;
  }

  over(number: number): void {
    this.#open.delete(number);
  }

  /** The lowest number of what is under way: whatever is below has been committed, or never will be. */
  oldest(): number {
    return Math.min(this.#lastNumber + 1, ...this.#open);
  }

  async acquire(key: string): Promise<void> {
    const waiting = this.#holders.get(key);
    if (waiting === undefined) {
      this.#holders.set(key, []);
      return;
    }
    await new Promise<void>((resolve) => void waiting.push(resolve));
  }

  release(key: string): void {
    const next = this.#holders.get(key)?.shift();
    if (next === undefined) this.#holders.delete(key);
    else next();
  }
}

function createConnection(storage: MemoryStorage, steps: TransactionSteps): SyncStorage {
  return {
    get store() {
      return storage.store;
    },
    async read(_tenant, run) {
      await steps.begin?.();
      const result = await run(wholePort(new MemoryReader(storage.state)));
      await steps.prepare?.();
      return result;
    },
    async write(scope, run) {
      await steps.begin?.();
      const held: string[] = [];
      let isOver = false;
      let number: number | undefined;
      const end = (): void => {
        if (isOver) return;
        isOver = true;
        if (number !== undefined) storage.over(number);
        for (const key of held.splice(0)) storage.release(key);
      };
      const host: TransactionHost = {
        committed: () => storage.state,
        // What is over holds nobody up any more.
        number: () => (number ??= isOver ? 0 : storage.begin()),
        oldest: () => storage.oldest(),
        nowMs: () => storage.nowMs(),
        async take(place) {
          const key = placeKey(place);
          if (held.includes(key)) return;
          await storage.acquire(key);
          if (isOver) storage.release(key);
          else held.push(key);
        },
      };
      steps.onOpen?.(end);
      try {
        if (scope.journey !== undefined) await host.take({ tenant: scope.tenant, journey: scope.journey });
        const writer = new MemoryWriter(host);
        storage.onBegin(writer.statements);
        const result = await run(wholePort(writer));
        await steps.prepare?.();
        if (isOver) throw new Error('The transaction was abandoned.');
        storage.commit(writer.statements);
        end();
        await steps.committed?.();
        return result;
      } finally {
        end();
      }
    },
    check: async () => undefined,
    prune: async () => ({ removals: 0, verdicts: 0, lostValues: 0 }),
    close: async () => undefined,
  };
}
