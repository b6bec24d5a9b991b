import type { Observable } from 'rxjs';
import type { Env } from '../env.js';
import type { Id } from '../model/ids.js';
import { liveQuery } from '../live/live-query.js';
import type { Store } from '../store/store.js';
import { type Rope, ropeOf } from './members.js';

/** What the verbs and queries of the domain are made with. */
export interface Workshop {
  readonly store: Store;
  readonly env: Env;
  readonly person: Id;
  /** Asks the server something that is no sync. */
  readonly call?: ((path: string, body: unknown, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** A live answer from one journey, as this person sees it; `absent` while they are not on its rope. */
export function watchRope<T, A>({ store, person }: Workshop, journey: Id, absent: A, read: (rope: Rope) => T | Promise<T>): Observable<T | A> {
  return liveQuery<T | A>(store, {
    concerns: ({ journeys }) => journeys.has(journey) || [...journeys].some((key) => key.startsWith('template:')),
    async read() {
      const rope = ropeOf(await store.records(journey), person);
      return rope ? await read(rope) : absent;
    },
  });
}
