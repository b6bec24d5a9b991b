import type { Observable } from 'rxjs';
import type { Env } from '../env.js';
import { retryDelayMs } from './backoff.js';
import type { Connectivity } from './connectivity.js';
import type { SyncAdapter } from './sync-adapter.js';
import { holdRole } from './sync-lock.js';

export interface FollowOptions {
  readonly adapter: SyncAdapter;
  readonly env: Env;
  readonly connectivity: Connectivity;
  readonly name: string;
  /** A journey moved, or the stream has just opened and something may have been missed. */
  readonly onPoke: () => void;
}

export interface PokeFollower {
  /** Whether this tab hears wake-ups now. */
  isOpen(): boolean;
  close(): void;
}

/**
 * Listens for wake-ups while the page is looked at, in one tab of a person at a time: browsers
 * allow six connections to a server, and the other tabs hear of what was pulled through the
 * store. Losing the role costs time only.
 */
export function followPokes({ adapter, env, connectivity, name, onPoke }: FollowOptions): PokeFollower {
  let turn: AbortController | undefined;
  let isOpen = false;

  const begin = (): void => {
    if (turn || !connectivity.isVisible()) return;
    const { signal } = (turn = new AbortController());
    void holdRole(`${name}:poke`, () => follow(signal), signal);
  };
  const end = (): void => {
    turn?.abort();
    turn = undefined;
  };

  async function follow(signal: AbortSignal): Promise<void> {
    let tries = 0;
    const since = env.elapsed();
    while (!signal.aborted) {
      let afterMs = 0;
      await listen(adapter.pokes$, signal, (poke) => {
        if (poke.kind === 'bye') afterMs = poke.afterMs;
        if (poke.kind === 'open') {
          tries = 0;
          isOpen = true;
        }
        if (poke.kind !== 'bye') onPoke();
      });
      isOpen = false;
      tries += 1;
      const delay = retryDelayMs({ tries, sinceMs: env.elapsed() - since, isVisible: true }, env.random());
      await pause(Math.max(delay, afterMs), signal, env);
    }
  }

  const subscription = connectivity.events$.subscribe((event) => {
    if (event === 'visible' || event === 'resume') begin();
    if (event === 'hidden' || event === 'freeze') end();
    if (event === 'online') {
      end();
      begin();
    }
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

/** Settles when the stream ends, well or not. */
function listen<T>(stream$: Observable<T>, signal: AbortSignal, next: (value: T) => void): Promise<void> {
  return new Promise((resolve) => {
    const subscription = stream$.subscribe({ next, error: () => resolve(), complete: () => resolve() });
    const stop = (): void => {
      subscription.unsubscribe();
      resolve();
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function pause(ms: number, signal: AbortSignal, env: Pick<Env, 'after'>): Promise<void> {
  return new Promise((resolve) => {
    const stop = env.after(ms, resolve);
    const end = (): void => {
      stop();
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
