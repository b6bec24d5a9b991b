import type { Env } from '../env.js';
import { longestWaitMs, retryDelayMs } from './backoff.js';
import type { Connectivity } from './connectivity.js';
import { onAbort } from './on-abort.js';
import type { SyncAdapter } from './sync-adapter.js';
import { withLock } from './sync-lock.js';

export interface FollowOptions {
  readonly adapter: SyncAdapter;
  readonly env: Env;
  readonly connectivity: Connectivity;
  readonly name: string;
  /** A journey moved, or the stream has just opened and something may have been missed. */
  readonly onPoke: () => void;
  /** Whether the server answers: while it does not, asking it twice at a time helps nobody. */
  readonly isWorthTrying: () => boolean;
  /** The stream has ended by itself. */
  readonly onEnd: () => void;
}

export interface PokeFollower {
  /** Whether this tab hears wake-ups now. */
  isOpen(): boolean;
  close(): void;
}

/** A line that held for so long was good; one that a proxy cuts at once is tried again ever more slowly. */
const goodMs = 30_000;

/**
 * Listens for wake-ups while the page is looked at, in one tab of a person at a time: browsers
 * allow six connections to a server, and the other tabs hear of what was pulled through the
 * store. Losing the role costs time only.
 */
export function followPokes({
  adapter,
  env,
  connectivity,
  name,
  onPoke,
  isWorthTrying,
  onEnd,
}: FollowOptions): PokeFollower {
  let turn: AbortController | undefined;
  let isOpen = false;

  const begin = (): void => {
    if (turn || !connectivity.isVisible() || !connectivity.isOnline()) return;
    const { signal } = (turn = new AbortController());
    void withLock(env, `${name}:poke`, signal, () => follow(signal));
  };
  const end = (): void => {
    turn?.abort();
    turn = undefined;
  };

  async function follow(signal: AbortSignal): Promise<void> {
    let tries = 0;
    let failingSince = 0;
    while (!signal.aborted) {
      const began = env.elapsed();
      let afterMs = 0;
      if (isWorthTrying())
        await until(signal, (done) => {
          const subscription = adapter.pokes$.subscribe({
            next(poke) {
              if (poke.kind === 'open') isOpen = true;
              if (poke.kind === 'bye') afterMs = poke.afterMs;
              // "Come back at once" is what is said to who has lost or gained a place.
              if (afterMs === 0) onPoke();
            },
            error: done,
            complete: done,
          });
          return () => subscription.unsubscribe();
        });
      isOpen = false;
      if (signal.aborted) return;
      onEnd();
      const now = env.elapsed();
      if (now - began > goodMs) tries = 0;
      if (tries === 0) failingSince = now;
      tries += 1;
      const delay = retryDelayMs({ tries, sinceMs: now - failingSince, isVisible: true }, env.random());
      await until(signal, (done) => env.after(Math.min(Math.max(delay, afterMs), longestWaitMs), done));
    }
  }

  const subscription = connectivity.events$.subscribe((event) => {
    if (event !== 'visible' && event !== 'resume') end();
    if (event !== 'freeze') begin();
  });
  begin();
  return {
    isOpen: () => isOpen,
    close() {
      subscription.unsubscribe();
      end();
    },
  };
}

/** Settles when what was begun calls `done`, or the signal ends it; then undoes it. */
async function until(signal: AbortSignal, begin: (done: () => void) => () => void): Promise<void> {
  let undo: readonly (() => void)[] = [];
  await new Promise<void>((resolve) => {
    undo = [begin(resolve), onAbort(signal, resolve)];
  });
  for (const one of undo) one();
}
