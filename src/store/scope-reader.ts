import { compact } from './compaction.js';
import { tableNames } from './database.js';
import type { Failover } from './failover.js';
import type { HeldScope, ScopeCache } from './scope-cache.js';
import { openScope, readState } from './scope-transaction.js';
import type { TurnQueue } from './turn-queue.js';

/** Brings scopes from the disk into memory, in turn. */
export interface ScopeReader {
  /** What is in memory of a scope, read first if need be. */
  open(journey: string): HeldScope | Promise<HeldScope>;
  /** Reads what others have written to those of these scopes that are in memory. Rejects when any could not be read. */
  refresh(journeys: Iterable<string>): Promise<void>;
  /** Packs the log of a scope. */
  fold(journey: string): Promise<void>;
}

export interface ScopeReaderContext {
  readonly cache: Pick<ScopeCache, 'get' | 'has' | 'open' | 'install'>;
  readonly turns: Pick<TurnQueue, 'take'>;
  readonly disk: Pick<Failover, 'current' | 'read'>;
  /** Called within the turn that has read a scope. */
  readonly onOpen: () => void;
  /** [ST24] Called for a scope in which a command waits that an older version stored without what is shown of it. */
  readonly onOldCommand: (journey: string) => void;
}

export function createScopeReader({ cache, turns, disk, onOpen, onOldCommand }: ScopeReaderContext): ScopeReader {
  const load = async (journey: string): Promise<void> => {
    const state = await disk.read((tx) => readState(tx, journey, cache.get(journey), true));
    // Of what the browser has thrown away, what is in memory is all there is: the next write puts it back.
    if (state.row.version > 0 || !cache.has(journey)) cache.install(state, state.touched);
    if (state.pending.some(({ change, effect }) => change.kind === 'command' && !effect)) onOldCommand(journey);
  };
  return {
    open: (journey) =>
      cache.open(journey, () =>
        turns.take(async () => {
          if (!cache.has(journey)) await load(journey);
          onOpen();
          return cache.get(journey) as HeldScope;
        }),
      ),
    refresh: (journeys) =>
      turns.take(async () => {
        const loads = [...journeys].filter(cache.has).map(load);
        // The turn ends when all have: what is still being read would come after what is written next.
        await Promise.allSettled(loads);
        await Promise.all(loads);
      }),
    fold: (journey) =>
      turns.take(async () => {
        const scope = await disk.current.write(tableNames, 'relaxed', async (tx) => {
          const found = await openScope(tx, journey, cache.get(journey));
          compact(found);
          return found;
        });
        cache.install(scope.settle(), scope.from.touched);
      }),
  };
}
