import { ValidationError } from '../errors.js';

/** A share of a whole with the range in which the true one lies, 95 times in 100. */
export interface Proportion {
  readonly part: number;
  readonly whole: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A difference between two shares, with the range in which the true one lies, 95 times in 100. */
export interface ProportionDifference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** Of the normal distribution, for 95 %. */
const z = 1.959963984540054;

/**
 * A share with its Wilson interval, which stays inside 0 and 1 and is honest for small numbers.
 *
 * Undefined when the whole is zero.
 *
 * @throws ValidationError when these are not counts, or the part is larger than the whole.
 */
export function proportionOf(part: number, whole: number): Proportion | undefined {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(whole) || part < 0 || part > whole) {
    throw new ValidationError('A share needs two counts, the part no larger than the whole.', [
      { path: 'part', message: `${part} of ${whole} is not a share.` },
    ]);
  }
  if (whole === 0) return undefined;
  const share = part / whole;
  const scale = 1 + z ** 2 / whole;
  const centre = (share + z ** 2 / (2 * whole)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / whole + z ** 2 / (4 * whole ** 2));
  // At both ends the exact bound is the share itself; rounding would put it a hair off.
  return { part, whole, share, low: part === 0 ? 0 : centre - reach, high: part === whole ? 1 : centre + reach };
}

/** `a - b` with Newcombe's interval, built from the Wilson intervals of both. */
export function differenceOf(a: Proportion, b: Proportion): ProportionDifference {
  const difference = a.share - b.share;
  return {
    difference,
    low: difference - Math.hypot(a.share - a.low, b.high - b.share),
    high: difference + Math.hypot(a.high - a.share, b.share - b.low),
  };
}
