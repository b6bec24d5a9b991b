import type { Id } from '../model/value/ids.js';
import { type Instant, instantOf, msOf } from '../model/value/time.js';
import { groupSizeOf } from './group-size.js';

/** A total as it was last shown. */
export interface HeldTotal {
  readonly value: number;
  readonly at: Instant;
}

export const holdMs = 7 * 86_400_000;

/**
 * The total to show now: the one shown before until it is seven days old, so that a single arrival
 * cannot be read off by looking every day.
 */
export function heldTotal(shown: HeldTotal | undefined, value: number, nowMs: number): HeldTotal {
  return shown && nowMs - msOf(shown.at) < holdMs ? shown : { value, at: instantOf(nowMs) };
}

/** What somebody harvested, linked to an initiative of the company by its author. */
export interface InitiativeLink {
  readonly item: Id;
  readonly by: Id;
}

/** A count as it was last shown, with those who stood behind it: for the caller to keep, never to show. */
export interface ShownCount {
  readonly count: number;
  readonly authors: ReadonlySet<Id>;
}

export interface InitiativeCountOptions {
  readonly smallestGroup?: number | undefined;
  /** Without it, who linked something since can be read off by subtraction. */
  readonly before?: ShownCount | undefined;
}

/**
 * How many harvests are linked to an initiative; undefined until five different people linked one.
 * Never their words. It stays as it was until five people more, or fewer, stand behind it.
 *
 * @param options A number alone is the smallest group; deprecated, since it knows nothing of what was shown before.
 * @throws ValidationError when `smallestGroup` is under the floor.
 */
export function initiativeCount(
  links: readonly InitiativeLink[],
  options: InitiativeCountOptions | number = {},
): number | undefined {
  const { smallestGroup, before }: InitiativeCountOptions =
    typeof options === 'number' ? { smallestGroup: options } : options;
  const smallest = groupSizeOf(smallestGroup);
  const authors = new Set(links.map(({ by }) => by));
  if (before) {
    const changed =
      [...authors].filter((one) => !before.authors.has(one)).length +
      [...before.authors].filter((one) => !authors.has(one)).length;
    if (changed > 0 && changed < smallest) return before.count;
  }
  return authors.size < smallest ? undefined : new Set(links.map(({ item }) => item)).size;
}
