import { type Observable, distinctUntilChanged, filter, map, merge, of, scan, switchMap } from 'rxjs';
import type { Commit, Store } from '../store/store.js';
import { keepIdentity } from './keep-identity.js';

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
  // Listening to commits comes first: one that lands before the first answer asks again.
  return merge(store.commits$.pipe(filter(concerns)), of('first')).pipe(
    // A newer commit makes the read in flight out of date, so it is dropped.
    switchMap(read),
    scan<T, readonly [T] | undefined>((previous, next) => [keepIdentity(previous?.[0], next)], undefined),
    map((kept) => (kept as readonly [T])[0]),
    distinctUntilChanged(),
  );
}
