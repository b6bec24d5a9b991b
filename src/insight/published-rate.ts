import { type Proportion, proportionOf } from './proportion.js';

/**
 * A share as it may be shown outside the pair. Near none and near all it is only a bound, so that
 * nobody can be told to be among all or among none.
 */
export type PublishedRate =
  | { readonly kind: 'exact'; readonly percent: number; readonly lowPercent: number; readonly highPercent: number }
  | { readonly kind: 'below'; readonly percent: number }
  | { readonly kind: 'above'; readonly percent: number }
  /** It would give away a figure that is only a bound elsewhere. */
  | { readonly kind: 'withheld' };

/**
 * How close to none or all a share must be to show as a bound: under 10 %, and in small groups so
 * far that one person out of step is within it. "Below 10 %" of five people could only mean nobody.
 */
export function boundPercentOf(people: number): number {
  return (Math.floor(10 / people) + 1) * 10;
}

/** Whether a share of this size shows as a bound. */
export function isNearEnd(part: number, whole: number): boolean {
  const bound = boundPercentOf(whole);
  return part * 100 < bound * whole || (whole - part) * 100 < bound * whole;
}

/** How many of `whole` can count where the share shows as it does for `part`: one number, or two ends. */
export function shownRangeOf(part: number, whole: number): { readonly low: number; readonly high: number } {
  const most = Math.ceil((boundPercentOf(whole) * whole) / 100) - 1;
  if (part <= most) return { low: 0, high: Math.min(most, whole) };
  if (whole - part <= most) return { low: whole - most, high: whole };
  return { low: part, high: part };
}

/** The share as a bound near the ends, else in whole percent with its interval. */
export function publishedRateOf(part: number, whole: number): PublishedRate {
  const proportion = proportionOf(part, whole);
  if (!proportion) return { kind: 'withheld' };
  const bound = boundPercentOf(whole);
  if (part * 100 < bound * whole) return { kind: 'below', percent: bound };
  if ((whole - part) * 100 < bound * whole) return { kind: 'above', percent: 100 - bound };
  return exactly(proportion);
}

const exactly = ({ share, low, high }: Proportion): PublishedRate => ({
  kind: 'exact',
  percent: Math.round(share * 100),
  lowPercent: Math.round(low * 100),
  highPercent: Math.round(high * 100),
});
