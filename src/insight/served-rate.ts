import type { Id } from '../model/value/ids.js';
import { type Instant, msOf } from '../model/value/time.js';
import { type Proportion, proportionOf } from './proportion.js';

/** A contribution as this figure sees it. It does not know its giver: there is no figure about givers. */
export interface ReadContribution {
  /** Where it was given: a step, a template version, or both in one name. */
  readonly place: Id;
  /** When the person read it; absent while unread. */
  readonly readAt?: Instant | undefined;
  readonly served: boolean;
}

const patienceMs = 7 * 86_400_000;

/**
 * Per place, which share of the words that were read has served.
 *
 * Words read less than seven days ago are left out: the person has not had the time to try them.
 * Every place counts in the pair; before anybody else sees it, it goes through `publishTable`.
 */
export function servedRates(contributions: readonly ReadContribution[], nowMs: number): ReadonlyMap<Id, Proportion> {
  const counts = new Map<Id, { served: number; read: number }>();
  for (const { place, readAt, served } of contributions) {
    if (readAt === undefined || nowMs - msOf(readAt) < patienceMs) continue;
    const count = counts.get(place) ?? { served: 0, read: 0 };
    counts.set(place, { served: count.served + (served ? 1 : 0), read: count.read + 1 });
  }
  const rates = new Map<Id, Proportion>();
  for (const [place, { served, read }] of counts) {
    const rate = proportionOf(served, read);
    if (rate) rates.set(place, rate);
  }
  return rates;
}
