import type { Id } from '../model/ids.js';
import { type Instant, instantOf, msOf } from '../model/time.js';
import { groupSizeOf } from './group-size.js';

/** A total as it was last shown. */
export interface HeldTotal {
  readonly value: number;
  readonly at: Instant;
}

const holdMs = 7 * 86_400_000;

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

/** How many harvests are linked to an initiative; undefined until five different people linked one. Never their words. */
export function initiativeCount(links: readonly InitiativeLink[], smallestGroup?: number): number | undefined {
  const smallest = groupSizeOf(smallestGroup);
  const authors = new Set(links.map(({ by }) => by));
  return authors.size < smallest ? undefined : new Set(links.map(({ item }) => item)).size;
}
