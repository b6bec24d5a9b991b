import type { Observable } from 'rxjs';
import type { Env } from '../../env.js';
import { isTemplate } from '../../model/scope/scope-key.js';
import type { Id } from '../../model/value/ids.js';
import { liveQuery } from '../../live/live-query.js';
import type { Store } from '../../store/store.js';
import { type JourneyContext, journeyContextOf } from './members.js';
import { screenName } from './outline.js';
import type { Screen } from './screen.js';

/** What the verbs and queries of the domain are made with. */
export interface DomainContext {
  readonly store: Store;
  readonly env: Env;
  readonly person: Id;
  /** Told of a record that is left out, since its fields are not those of its type. */
  readonly unreadable?: ((scope: string, type: string, id: Id) => void) | undefined;
  /** Asks the server something that is no sync. */
  readonly call?: ((path: string, body: unknown, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** A live answer from one journey, as this person sees it; `absent` while they are not in it. */
export const watchJourneyContext = <T, A>(
  domain: DomainContext,
  journey: Id,
  absent: A,
  read: (context: JourneyContext) => T | Promise<T>,
): Observable<T | A> =>
  watchJourney(domain, journey, async () => {
    const context = journeyContextOf(await domain.store.records(journey), domain.person);
    return context ? read(context) : absent;
  });

/**
 * The same for what the first screen shows: from what was kept of it as long as that is right and
 * nothing deeper was asked for, else from the records.
 *
 * @param partOf The part of the screen that is needed, from the records.
 */
export const watchScreen = <S extends Partial<Screen>, T, A>(
  domain: DomainContext,
  journey: Id,
  absent: A,
  partOf: (context: JourneyContext) => S | Promise<S>,
  read: (part: S) => T | Promise<T>,
): Observable<T | A> =>
  watchJourney(domain, journey, async () => {
    const { store, person } = domain;
    const kept = (await store.kept?.(screenName, journey)) as (S & Screen) | undefined;
    if (kept) return read(kept);
    const context = journeyContextOf(await store.records(journey), person);
    return context ? read(await partOf(context)) : absent;
  });

const watchJourney = <T>({ store }: DomainContext, journey: Id, read: () => Promise<T>): Observable<T> =>
  liveQuery(store, {
    concerns: ({ journeys }) => journeys.has(journey) || [...journeys].some(isTemplate),
    read,
  });
