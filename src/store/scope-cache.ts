import { type WaitingChange, show, showAgain } from './optimistic-view.js';
import type { ScopeTransaction, StoredScope } from './scope-transaction.js';
import type { JourneyRecords } from './store.js';

/** How many records stay in memory. */
const heldRecords = 16_000;

/** A scope in memory with what is shown of it. */
export interface HeldScope extends StoredScope {
  readonly records: JourneyRecords;
  /** What a person has just written, shown while its transaction is under way. */
  readonly echoes: readonly WaitingChange[];
}

/**
 * The scopes that are held in memory, each as of the last commit that was installed.
 *
 * When they hold too many records together, the scope that was installed the longest ago leaves first. Two never
 * leave: the scope that was installed last, and one whose person's changes are under way.
 */
export interface ScopeCache {
  get(journey: string): HeldScope | undefined;
  has(journey: string): boolean;
  /** The least recently installed first. */
  names(): readonly string[];
  values(): Iterable<HeldScope>;
  /** What is held, or what `read` gives: one reading for all who ask meanwhile. `read` has to install it. */
  open(journey: string, read: () => Promise<HeldScope>): HeldScope | Promise<HeldScope>;
  /** Whether `open` reads it now. */
  isOpening(journey: string): boolean;
  /** The state that a transaction may begin from; also one that was written last without being held. */
  knownOf(journey: string): StoredScope | undefined;
  /** Takes the place of what is held, and makes room. */
  hold(journey: string, next: HeldScope): HeldScope;
  /**
   * Holds what was read or written, with what waits shown over it.
   *
   * @param touched What may be different from before; undefined: anything.
   */
  install(state: StoredScope, touched: ReadonlySet<string> | undefined): HeldScope;
  /** Takes over a complete transaction. A scope that is not held is not held for having been written to, and known for the next transaction. */
  settle(scope: ScopeTransaction): void;
}

export interface ScopeCacheOptions {
  readonly maxRecords?: number;
  /** Called with each scope whose held state is replaced. */
  readonly onHold?: (journey: string) => void;
}

export function createScopeCache({ maxRecords = heldRecords, onHold }: ScopeCacheOptions = {}): ScopeCache {
  const held = new Map<string, HeldScope>();
  const opening = new Map<string, Promise<HeldScope>>();
  /** A pull writes page after page: the next one does not read it again. */
  let warm: StoredScope | undefined;

  const hold = (journey: string, next: HeldScope): HeldScope => {
    held.delete(journey);
    held.set(journey, next);
    onHold?.(journey);
    let count = 0;
    for (const { base } of held.values()) count += base.size;
    for (const [other, { base, echoes }] of held) {
      if (count <= maxRecords || other === journey) break;
      if (echoes.length > 0) continue;
      held.delete(other);
      count -= base.size;
    }
    return next;
  };

  const install = (state: StoredScope, touched: ReadonlySet<string> | undefined): HeldScope => {
    const { row, base, pending } = state;
    const { journey } = row;
    const before = held.get(journey);
    const echoes = before?.echoes ?? [];
    const waiting = [...pending, ...echoes];
    const records =
      !before || !touched
        ? show(journey, base, waiting)
        : touched.size === 0
          ? before.records
          : showAgain(before.records, base, waiting, touched);
    return hold(journey, { row, base, pending, echoes, records });
  };

  return {
    get: (journey) => held.get(journey),
    has: (journey) => held.has(journey),
    names: () => [...held.keys()],
    values: () => held.values(),
    open(journey, read) {
      const there = held.get(journey);
      if (there) return there;
      let reading = opening.get(journey);
      if (!reading) {
        opening.set(journey, (reading = read()));
        const forget = (): boolean => opening.delete(journey);
        reading.then(forget, forget);
      }
      return reading;
    },
    isOpening: (journey) => opening.has(journey),
    knownOf: (journey) => held.get(journey) ?? (warm?.row.journey === journey ? warm : undefined),
    hold,
    install,
    settle(scope) {
      const state = scope.settle();
      if (held.has(scope.row.journey)) install(state, scope.from.touched && scope.touched);
      else warm = state;
    },
  };
}
