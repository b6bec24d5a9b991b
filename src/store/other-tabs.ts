import type { Env } from '../env.js';
import type { ChangeFeed } from './change-feed.js';
import type { Commit } from './store.js';

/** After so long what another tab committed is read again, if it could not be. */
const retryMs = 1_000;
const nothingMissed: Commit = { journeys: new Set(), waiting: false };

/** [ST1] Follows what the other tabs of a person commit. */
export interface OtherTabs {
  /**
   * Reads what somebody else has committed, then tells this tab's readers. What cannot be read is read again, until it
   * can or another commit names it: it would else be shown as it was.
   */
  catchUp(commit: Commit): void;
  close(): void;
}

export interface OtherTabsContext {
  readonly env: Pick<Env, 'after'>;
  readonly feed: Pick<ChangeFeed, 'fromOthers$' | 'relay'>;
  /** Reads what is new of the scopes that are in memory, in turn, and forgets what was known of the others. */
  readonly read: (commit: Commit) => Promise<unknown>;
  /** The scopes of which anything is in memory. */
  readonly known: () => Iterable<string>;
  /** Called when another tab deletes everything. */
  readonly onEnd: () => void;
}

export function followOtherTabs({ env, feed, read, known, onEnd }: OtherTabsContext): OtherTabs {
  let missed = nothingMissed;
  let isClosed = false;
  let stopRetry = (): void => undefined;

  const catchUp = (commit: Commit): void => {
    read(commit).then(
      () => feed.relay(commit),
      () => {
        if (isClosed) return;
        missed = {
          journeys: new Set([...missed.journeys, ...commit.journeys]),
          waiting: missed.waiting || commit.waiting,
        };
        stopRetry();
        stopRetry = env.after(retryMs, () => {
          const again = missed;
          missed = nothingMissed;
          catchUp(again);
        });
      },
    );
  };

  const fromOthers = feed.fromOthers$.subscribe({ next: catchUp, complete: onEnd });
  // No message comes to a page that lies in the back-forward cache.
  const onShow = ({ persisted }: Partial<PageTransitionEvent>): void => {
    if (persisted !== false) catchUp({ journeys: new Set(known()), waiting: true });
  };
  const wakes = typeof window === 'undefined' ? [] : (['pageshow', 'resume'] as const);
  for (const type of wakes) window.addEventListener(type, onShow, true);

  return {
    catchUp,
    close() {
      isClosed = true;
      stopRetry();
      fromOthers.unsubscribe();
      for (const type of wakes) window.removeEventListener(type, onShow, true);
    },
  };
}
