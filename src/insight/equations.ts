/** An equation in whole numbers; `lead` is the number at `pivot`, where all other equations have zero. */
interface Equation {
  readonly pivot: number;
  readonly lead: number;
  readonly row: readonly number[];
}

/**
 * Linear equations in whole numbers, reduced so that what follows from them can be read off.
 *
 * Exact: nothing is rounded, and a number that outgrows what a double holds exactly is refused.
 */
export class Equations {
  readonly #equations: readonly Equation[];

  private constructor(equations: readonly Equation[]) {
    this.#equations = equations;
  }

  static readonly none = new Equations([]);

  /** These and one more. Undefined when its numbers would not be exact any more. */
  and(row: readonly number[]): Equations | undefined {
    const rest = this.#reduced(row);
    if (!rest) return undefined;
    const pivot = rest.findIndex((value) => value !== 0);
    if (pivot < 0) return this;
    const equations: Equation[] = [];
    for (const equation of this.#equations) {
      const cleared = without(equation.row, rest, pivot);
      if (!cleared) return undefined;
      equations.push({ pivot: equation.pivot, lead: cleared[equation.pivot] ?? 1, row: cleared });
    }
    return new Equations([...equations, { pivot, lead: rest[pivot] ?? 1, row: rest }]);
  }

  /** Whether the sum that `row` stands for follows from these. True when that cannot be worked out exactly. */
  implies(row: readonly number[]): boolean {
    return this.#reduced(row)?.every((value) => value === 0) ?? true;
  }

  /**
   * Per unknown, what it adds in each direction in which the unknowns can still move: a sum of
   * unknowns follows from the equations exactly when these add up to zero in every direction.
   */
  freedoms(unknowns: readonly number[]): ReadonlyMap<number, readonly number[]> | undefined {
    const equationAt = new Map(this.#equations.map((equation) => [equation.pivot, equation]));
    const free = unknowns.filter((unknown) => !equationAt.has(unknown));
    const scale = this.#equations.reduce((product, { lead }) => Math.abs((product / gcd(product, lead)) * lead), 1);
    const freedoms = new Map<number, readonly number[]>();
    for (const unknown of unknowns) {
      const equation = equationAt.get(unknown);
      const freedom = equation
        ? free.map((direction) => -(scale / equation.lead) * (equation.row[direction] ?? 0))
        : free.map((direction) => (direction === unknown ? scale : 0));
      if (!freedom.every(Number.isSafeInteger)) return undefined;
      freedoms.set(unknown, freedom);
    }
    return freedoms;
  }

  #reduced(row: readonly number[]): readonly number[] | undefined {
    let rest: readonly number[] | undefined = row;
    for (const { pivot, row: other } of this.#equations) {
      rest = without(rest, other, pivot);
      if (!rest) return undefined;
    }
    return rest;
  }
}

/** `row` with its number at `pivot` taken away by `other`, divided by what all its numbers share. */
function without(row: readonly number[], other: readonly number[], pivot: number): readonly number[] | undefined {
  const factor = row[pivot] ?? 0;
  if (factor === 0) return row;
  const lead = other[pivot] ?? 1;
  const rest = row.map((value, index) => lead * value - factor * (other[index] ?? 0));
  let shared = 0;
  for (const value of rest) {
    if (!Number.isSafeInteger(value)) return undefined;
    if (shared !== 1) shared = gcd(shared, value);
  }
  return shared > 1 ? rest.map((value) => value / shared) : rest;
}

function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
