/** Sets tried before the search gives up. */
const searchBudget = 500_000;

/** Some people who cannot be told apart, and how their number moves in each direction in which it can. */
export interface SmallAtom {
  readonly size: number;
  readonly freedom: readonly number[];
}

/**
 * Some of these, together at most `people`, that add up to zero in every direction, by their places
 * in the list. Every such set is tried; where that would take too long the answer is `gave-up`.
 */
export function findZeroSum(atoms: readonly SmallAtom[], people: number): readonly number[] | 'gave-up' | undefined {
  // A sum of zero has a shadow of zero, modulo 2^32; so the shadows are added first, and only they.
  const shadows = atoms.map(({ freedom }) =>
    freedom.reduce((sum, value, index) => (sum + Math.imul(value | 0, weight(index))) | 0, 0),
  );
  const chosen: number[] = [];
  let steps = 0;
  const extend = (from: number, room: number, shadow: number): boolean => {
    for (let index = from; index < atoms.length; index++) {
      const atom = atoms[index];
      if (!atom || atom.size > room) continue;
      if (++steps > searchBudget) return true;
      const sum = (shadow + (shadows[index] ?? 0)) | 0;
      chosen.push(index);
      if (
        (sum === 0 && isZeroSum(chosen.map((at) => atoms[at]?.freedom ?? []))) ||
        extend(index + 1, room - atom.size, sum)
      )
        return true;
      chosen.pop();
    }
    return false;
  };
  if (!extend(0, people, 0)) return undefined;
  return steps > searchBudget ? 'gave-up' : chosen;
}

const isZeroSum = (freedoms: readonly (readonly number[])[]): boolean =>
  (freedoms[0] ?? []).every(
    (_, direction) => freedoms.reduce((sum, freedom) => sum + (freedom[direction] ?? 0), 0) === 0,
  );

/** Odd, and without a pattern. */
const weight = (index: number): number => (Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(index + 7, 0x85ebca6b)) | 1;
