/** A fraction of whole numbers of any size. */
type Fraction = readonly [over: bigint, under: bigint];

const zero: Fraction = [0n, 1n];
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
function fraction(over: bigint, under: bigint): Fraction {
  const shared = gcd(over, under) || 1n;
  const sign = under < 0n ? -1n : 1n;
  return [(sign * over) / shared, (sign * under) / shared];
}
const minusTimes = (a: Fraction, b: Fraction, c: Fraction): Fraction =>
  fraction(a[0] * b[1] * c[1] - b[0] * c[0] * a[1], a[1] * b[1] * c[1]);
const divided = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1], a[1] * b[0]);

/**
 * Somebody who knows who works where and reads every figure that is shown, as equations over those
 * who cannot be told apart. Exact: rows are reduced over the rationals.
 */
export class Attacker {
  readonly #rows: { readonly pivot: number; readonly row: readonly Fraction[] }[] = [];

  constructor(equations: readonly (readonly number[])[]) {
    for (const equation of equations) {
      const rest = this.#reduced(equation.map((value) => [BigInt(value), 1n]));
      const pivot = rest.findIndex(([over]) => over !== 0n);
      const lead = rest[pivot];
      if (lead) this.#rows.push({ pivot, row: rest.map((value) => divided(value, lead)) });
    }
  }

  /** Whether the sum over these unknowns follows from the equations. */
  canDetermine(indicator: readonly number[]): boolean {
    return this.#reduced(indicator.map((value) => [BigInt(value), 1n])).every(([over]) => over === 0n);
  }

  #reduced(start: readonly Fraction[]): readonly Fraction[] {
    let rest = start;
    for (const { pivot, row } of this.#rows) {
      const factor = rest[pivot] ?? zero;
      if (factor[0] !== 0n) rest = rest.map((value, index) => minusTimes(value, factor, row[index] ?? zero));
    }
    return rest;
  }
}
