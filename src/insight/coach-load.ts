import type { Id } from '../model/value/ids.js';

/** A coach with the units they accept and those they carry. A unit is what a plan says one person takes. */
export interface CoachLoad {
  readonly coach: Id;
  readonly limit: number;
  readonly assigned: number;
}

export type LoadVerdict =
  | { readonly accepted: true; readonly assigned: number }
  | {
      readonly accepted: false;
      readonly reason: 'over-limit';
      readonly limit: number;
      readonly assigned: number;
      readonly proposed: number;
      /** Other coaches who could take the person, the one with the most room first; two at most. */
      readonly withRoom: readonly CoachLoad[];
    };

/** Thousandths of a unit: sums of `0.1` are then exact. */
const milli = (units: number): number => Math.round(units * 1_000);

const roomOf = ({ limit, assigned }: CoachLoad): number => milli(limit) - milli(assigned);

/** Whether this coach can take on one more person of so many units; if not, why, and who can. */
export function proposeLoad(proposed: number, to: CoachLoad, others: readonly CoachLoad[]): LoadVerdict {
  if (roomOf(to) >= milli(proposed)) {
    return { accepted: true, assigned: (milli(to.assigned) + milli(proposed)) / 1_000 };
  }
  const withRoom = others
    .filter((other) => other.coach !== to.coach && roomOf(other) >= milli(proposed))
    .toSorted((a, b) => roomOf(b) - roomOf(a) || (a.coach < b.coach ? -1 : 1))
    .slice(0, 2);
  return { accepted: false, reason: 'over-limit', limit: to.limit, assigned: to.assigned, proposed, withRoom };
}
