import type { Env } from '../env.js';
import type { ChangeFeed } from './change-feed.js';
import type { Durability } from './database.js';
import type { ScopeTransactions } from './apply-pull.js';
import type { WaitingChange } from './optimistic-view.js';
import type { ScopeTransaction, StoredScope } from './scope-transaction.js';
import type { Commit, JourneyRecords, WaitingSummary } from './store.js';

/** A journey in memory with what is shown of it. */
export interface Held extends StoredScope {
  readonly records: JourneyRecords;
  /** What a person has just written, shown while its transaction is under way. */
  readonly echoes: readonly WaitingChange[];
}

/** One transaction over journeys. */
export type Transact = <T>(
  durability: Durability,
  body: (scopes: ScopeTransactions) => Promise<T>,
  check: () => void,
  seal?: (scope: ScopeTransaction) => Promise<void>,
) => Promise<{ readonly result: T; readonly commit: Commit; readonly scopes: readonly ScopeTransaction[] }>;

/** What a store lends to the part of it that stores a person's own changes. */
export interface StoreParts {
  readonly env: Env;
  readonly feed: ChangeFeed;
  readonly held: ReadonlyMap<string, Held>;
  readonly get: (journey: string) => Held | Promise<Held>;
  readonly hold: (journey: string, next: Held) => Held;
  readonly install: (state: StoredScope, touched: ReadonlySet<string> | undefined) => Held;
  readonly inTurn: <T>(run: (check: () => void) => Promise<T>) => Promise<T>;
  readonly transact: Transact;
  /** Forgets what is known of what waits, or counts on. */
  readonly noteWaits: (count?: (summary: WaitingSummary) => WaitingSummary) => void;
  readonly ask: (question: 'persisted' | 'persist') => void;
  readonly rest: () => void;
}
