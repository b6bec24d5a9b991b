/** People who cannot be told apart by the groups that are shown: they are in the same ones. */
interface Atom {
  readonly size: number;
  /** One number per shown group: 1 when these people are in it. */
  readonly column: readonly number[];
}

/** Steps after which the search for a small group gives up and answers "yes, there may be one". */
const searchBudget = 200_000;

/**
 * Whether adding up and subtracting the figures of these groups gives away the figure of some group
 * of fewer than `smallest` people.
 *
 * Each figure is a linear equation over the people. A group can be worked out exactly when its
 * indicator is a combination of the equations, that is when it is orthogonal to their null space.
 * So every group of atoms below `smallest` people is tried, not only differences of two. The reader
 * is supposed to know who is in which group. It answers `true` when it cannot be sure.
 */
export function revealsSmallGroup(groups: readonly ReadonlySet<string>[], smallest: number): boolean {
  const atoms = atomsOf(groups);
  if (atoms.every(({ size }) => size >= smallest)) return false;
  const free = nullSpaceOf(atoms.map(({ column }) => column), groups.length);
  if (!free) return true;
  const small: SmallAtom[] = [];
  atoms.forEach(({ size }, index) => {
    if (size < smallest) small.push({ size, free: free.map((row) => row[index] ?? 0) });
  });
  return hasZeroSum(small.toSorted((a, b) => b.size - a.size), smallest - 1);
}

/** Whether the figure of `target` follows from the figures of these groups, whatever its size. */
export function isDetermined(target: ReadonlySet<string>, groups: readonly ReadonlySet<string>[]): boolean {
  // The target's own membership splits atoms but is no equation: its column is taken off again.
  const atoms = atomsOf([...groups, target]);
  const free = nullSpaceOf(atoms.map(({ column }) => column.slice(0, -1)), groups.length);
  if (!free) return true;
  return free.every((row) => row.reduce((sum, value, index) => sum + value * (atoms[index]?.column.at(-1) ?? 0), 0) === 0);
}

function atomsOf(groups: readonly ReadonlySet<string>[]): readonly Atom[] {
  const groupsOf = new Map<string, number[]>();
  groups.forEach((group, index) => {
    for (const person of group) {
      const list = groupsOf.get(person);
      if (list) list.push(index);
      else groupsOf.set(person, [index]);
    }
  });
  const sizes = new Map<string, number>();
  for (const list of groupsOf.values()) sizes.set(list.join(), (sizes.get(list.join()) ?? 0) + 1);
  return [...sizes].map(([key, size]) => {
    const column = new Array<number>(groups.length).fill(0);
    for (const index of key.split(',')) column[Number(index)] = 1;
    return { size, column };
  });
}

/**
 * A basis of the vectors that every equation sends to zero, in whole numbers, by elimination
 * without fractions. Undefined when a number outgrows what a double holds exactly.
 */
function nullSpaceOf(columns: readonly (readonly number[])[], equations: number): readonly (readonly number[])[] | undefined {
  const rows = Array.from({ length: equations }, (_, row) => columns.map((column) => column[row] ?? 0));
  const pivots: number[] = [];
  for (let column = 0; column < columns.length && pivots.length < rows.length; column++) {
    const rank = pivots.length;
    const found = rows.findIndex((row, index) => index >= rank && row[column] !== 0);
    const pivot = rows[found];
    if (!pivot) continue;
    rows[found] = rows[rank] ?? [];
    rows[rank] = pivot;
    pivots.push(column);
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index];
      if (index === rank || !row || !row[column]) continue;
      const reduced = combine(row, pivot, column);
      if (!reduced) return undefined;
      rows[index] = reduced;
    }
  }
  const basis: (readonly number[])[] = [];
  for (let column = 0; column < columns.length; column++) {
    if (pivots.includes(column)) continue;
    const vector = freeVector(rows, pivots, column, columns.length);
    if (!vector) return undefined;
    basis.push(vector);
  }
  return basis;
}

/** `row` with its number in `column` taken away by `pivot`. */
function combine(row: readonly number[], pivot: readonly number[], column: number): number[] | undefined {
  const a = pivot[column] ?? 0;
  const b = row[column] ?? 0;
  return lowered(row.map((value, index) => a * value - b * (pivot[index] ?? 0)));
}

/** The solution with this free column set and all other free columns zero, in whole numbers. */
function freeVector(
  rows: readonly (readonly number[])[],
  pivots: readonly number[],
  free: number,
  length: number,
): readonly number[] | undefined {
  const leads = pivots.map((pivot, index) => rows[index]?.[pivot] ?? 1);
  const scale = leads.reduce((product, lead) => (product / gcd(product, lead)) * lead, 1);
  const vector = new Array<number>(length).fill(0);
  vector[free] = scale;
  pivots.forEach((pivot, index) => {
    vector[pivot] = -(scale / (leads[index] ?? 1)) * (rows[index]?.[free] ?? 0);
  });
  return lowered(vector);
}

/** Divided by what all numbers share; undefined when one of them is too large to be exact. */
function lowered(row: readonly number[]): number[] | undefined {
  if (!row.every(Number.isSafeInteger)) return undefined;
  const shared = row.reduce((divisor, value) => gcd(divisor, value), 0);
  return shared > 1 ? row.map((value) => value / shared) : [...row];
}

function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

interface SmallAtom {
  readonly size: number;
  /** What it adds in each direction of the null space. */
  readonly free: readonly number[];
}

/** Whether some of these atoms, together at most `people`, add up to zero in every direction. */
function hasZeroSum(atoms: readonly SmallAtom[], people: number): boolean {
  const sum = new Array<number>(atoms[0]?.free.length ?? 0).fill(0);
  let steps = 0;
  const extend = (from: number, room: number): boolean => {
    for (let index = from; index < atoms.length; index++) {
      const atom = atoms[index];
      if (!atom || atom.size > room) continue;
      if (++steps > searchBudget) return true;
      atom.free.forEach((value, direction) => (sum[direction] = (sum[direction] ?? 0) + value));
      const found = sum.every((value) => value === 0) || extend(index + 1, room - atom.size);
      atom.free.forEach((value, direction) => (sum[direction] = (sum[direction] ?? 0) - value));
      if (found) return true;
    }
    return false;
  };
  return extend(0, people);
}
