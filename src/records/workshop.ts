import type { Observable } from 'rxjs';
import type { Env } from '../env.js';
import type { Id } from '../model/ids.js';
import { liveQuery } from '../live/live-query.js';
import type { Store } from '../store/store.js';
import { type Rope, ropeOf } from './members.js';
import { screenName } from './outline.js';
import type { Screen } from './screen.js';

/** What the verbs and queries of the domain are made with. */
export interface Workshop {
  readonly store: Store;
  readonly env: Env;
  readonly person: Id;
  /** Asks the server something that is no sync. */
  readonly call?: ((path: string, body: unknown, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** A live answer from one journey, as this person sees it; `absent` while they are not on its rope. */
export const watchRope = <T, A>(
  workshop: Workshop,
  journey: Id,
  absent: A,
  read: (rope: Rope) => T | Promise<T>,
): Observable<T | A> =>
  watchJourney(workshop, journey, async () => {
    const rope = ropeOf(await workshop.store.records(journey), workshop.person);
    return rope ? read(rope) : absent;
  });

/**
 * The same for what the first screen shows: from what was kept of it as long as that is right and
 * nothing deeper was asked for, else from the records.
 *
 * @param partOf The part of the screen that is needed, from the records.
 */
export const watchScreen = <S extends Partial<Screen>, T, A>(
  workshop: Workshop,
  journey: Id,
  absent: A,
  partOf: (rope: Rope) => S | Promise<S>,
  read: (part: S) => T | Promise<T>,
): Observable<T | A> =>
  watchJourney(workshop, journey, async () => {
    const { store, person } = workshop;
    const kept = (await store.kept?.(screenName, journey)) as (S & Screen) | undefined;
    if (kept) return read(kept);
    const rope = ropeOf(await store.records(journey), person);
    return rope ? read(await partOf(rope)) : absent;
  });

const watchJourney = <T>({ store }: Workshop, journey: Id, read: () => Promise<T>): Observable<T> =>
  liveQuery(store, {
    concerns: ({ journeys }) => journeys.has(journey) || [...journeys].some((key) => key.startsWith('template:')),
    read,
  });
