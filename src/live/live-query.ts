import { Observable } from 'rxjs';
import type { Commit, Store } from '../store/store.js';
import { keepIdentity } from '../util/keep-identity.js';
import { relayed } from './relayed.js';

/** What to read, and which commits can change the answer. */
export interface LiveQuery<T> {
  readonly concerns: (commit: Commit) => boolean;
  /** The answer, now. It holds plain values only. */
  readonly read: () => Promise<T>;
}

/**
 * Answers a query now, and again after every commit that can change the answer.
 *
 * The stream is cold: nothing is read before the first subscriber. No commit is missed between
 * subscribing and the first answer. Two answers that say the same are sent once, and what has not
 * changed in an answer keeps its identity. An error in `read` ends it, so that a broken store is
 * seen instead of showing old data.
 */
export function liveQuery<T>(store: Store, { concerns, read }: LiveQuery<T>): Observable<T> {
  return new Observable<T>((subscriber) => {
    let newest = 0;
    let last: readonly [T] | undefined;
    let isDue = false;
    const ask = (): void => {
      isDue = false;
      const asked = (newest += 1);
      // A newer commit makes the read in flight out of date, so its answer is dropped.
      read().then(
        (answer) => {
          if (asked !== newest) return;
          const kept = keepIdentity(last?.[0], answer);
          if (last && Object.is(last[0], kept)) return;
          last = [kept];
          subscriber.next(kept);
        },
        (error: unknown) => asked === newest && subscriber.error(error),
      );
    };
    // Listening comes first: a commit that lands before the first answer asks again.
    const subscription = store.commits$.subscribe(
      relayed(subscriber, (commit) => {
        if (isDue || !concerns(commit)) return;
        // Commits of one moment are read for once.
        isDue = true;
        queueMicrotask(() => !subscriber.closed && ask());
      }),
    );
    ask();
    return subscription;
  });
}
