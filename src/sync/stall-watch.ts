import type { Env } from '../env.js';
import { type Store, deedsOf } from '../store/store.js';
import type { Connectivity } from './connectivity.js';

/** As long as anybody believes that their words are about to leave. */
const stallMs = 120_000;

export interface StallWatchOptions {
  readonly store: Pick<Store, 'commits$' | 'waiting'>;
  readonly env: Pick<Env, 'after'>;
  readonly connectivity: Connectivity;
  readonly tell: (isStalled: boolean) => void;
}

/**
 * Tells when the oldest waiting change has been the same for two minutes in which there was a
 * network and somebody looked, and when it has gone. Gives what ends it.
 */
export function watchForStall({ store, env, connectivity, tell }: StallWatchOptions): () => void {
  let isEnded = false;
  let oldest: number | undefined;
  let stopTimer = (): void => undefined;
  const look = async (): Promise<void> => {
    // A store that cannot be read has its own way to say so.
    const oldestAt = await store.waiting().then(
      (waiting) => deedsOf(waiting).oldestAt,
      () => undefined,
    );
    const next = connectivity.isOnline() && connectivity.isVisible() ? oldestAt : undefined;
    if (isEnded || next === oldest) return;
    oldest = next;
    stopTimer();
    tell(false);
    if (next !== undefined) stopTimer = env.after(stallMs, () => tell(true));
  };
  const subscription = store.commits$.subscribe(({ waiting }) => void (waiting && look()));
  subscription.add(connectivity.events$.subscribe(() => void look()));
  void look();
  return () => {
    isEnded = true;
    stopTimer();
    subscription.unsubscribe();
  };
}
