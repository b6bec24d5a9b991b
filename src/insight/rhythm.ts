import { type Instant, msOf } from '../model/value/time.js';

/** What counts as a sign of life on a path. Reading and signing in do not. */
export const meaningfulActs = ['answer', 'contribution', 'challenge', 'rating', 'harvest'] as const;

export type RhythmState = 'in-rhythm' | 'slowing' | 'quiet';

/** A person's pace against their own. Every figure that led to the state is here, so that it can be told. */
export interface Rhythm {
  readonly state: RhythmState;
  /** Days since the last meaningful act. */
  readonly days: number;
  /** Days that usually pass between two acts of this person, at least three. */
  readonly usualDays: number;
  readonly ratio: number;
}

const dayMs = 86_400_000;
const gapsLookedAt = 8;
const shortestUsualDays = 3;

/**
 * Days since the last act, divided by the median of the person's own last eight gaps.
 *
 * `acts` are the moments of meaningful acts, in any order; those after `nowMs` are left out. A gap
 * is between two acts, so with one act the usual pace is the shortest. Without any there is no rhythm.
 * Shown to the pair, never to the company; a paused journey has none, which is the caller's to know.
 */
export function rhythmOf(acts: readonly Instant[], nowMs: number): Rhythm | undefined {
  const moments = acts
    .map(msOf)
    .filter((ms) => ms <= nowMs)
    .toSorted((a, b) => a - b);
  const last = moments.at(-1);
  if (last === undefined) return undefined;
  const gaps = moments.slice(1).map((ms, index) => (ms - (moments[index] ?? ms)) / dayMs);
  const usualDays = Math.max(shortestUsualDays, median(gaps.slice(-gapsLookedAt)));
  const days = (nowMs - last) / dayMs;
  const ratio = days / usualDays;
  return { state: stateOf(ratio), days, usualDays, ratio };
}

const stateOf = (ratio: number): RhythmState => (ratio < 1.5 ? 'in-rhythm' : ratio < 3 ? 'slowing' : 'quiet');

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
