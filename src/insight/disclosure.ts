import type { Id } from '../model/value/ids.js';
import { Equations } from './equations.js';
import { findZeroSum } from './zero-sum.js';

/**
 * What somebody can work out from figures about groups of people, by adding and subtracting them.
 *
 * Each figure is an equation over the people. The reader is supposed to know who is in which group.
 * People who are in the same groups all along are one unknown, an atom.
 */
export class Disclosure {
  readonly #atoms: Atoms;
  readonly #equations: Equations;
  /** Per atom, which of the groups known so far it is in: a number for each combination. */
  readonly #kinds: readonly number[];

  private constructor(atoms: Atoms, equations: Equations, kinds: readonly number[]) {
    this.#atoms = atoms;
    this.#equations = equations;
    this.#kinds = kinds;
  }

  /** Nothing is known yet. Every group that will be asked about is among `groups`. */
  static ofNothing(groups: readonly ReadonlySet<Id>[]): Disclosure {
    const atoms = new Atoms(groups);
    return new Disclosure(
      atoms,
      Equations.none,
      atoms.sizes.map(() => 0),
    );
  }

  /** With the figure of this group known as well. Undefined when it cannot be worked out exactly. */
  and(group: ReadonlySet<Id>): Disclosure | undefined {
    const row = this.#atoms.indicatorOf(group);
    const equations = this.#equations.and(row);
    return equations && new Disclosure(this.#atoms, equations, split(this.#kinds, row));
  }

  /** Whether the figure of this group follows. */
  tells(group: ReadonlySet<Id>): boolean {
    return this.#equations.implies(this.#atoms.indicatorOf(group));
  }

  /**
   * Whether the figure of any group of fewer than `smallest` people follows. Every such group is
   * tried, not only differences of two figures; where that would take too long the answer is yes.
   */
  tellsFewerThan(smallest: number): boolean {
    const sizes = new Map<number, { first: number; size: number }>();
    this.#kinds.forEach((kind, atom) => {
      const size = (sizes.get(kind)?.size ?? 0) + (this.#atoms.sizes[atom] ?? 0);
      sizes.set(kind, { first: sizes.get(kind)?.first ?? atom, size });
    });
    // Nobody who is in no known group can be told anything of.
    const kinds = [...sizes].filter(([kind]) => kind !== 0).map(([, kind]) => kind);
    if (kinds.every(({ size }) => size >= smallest)) return false;
    const freedoms = this.#equations.freedoms(kinds.map(({ first }) => first));
    if (!freedoms) return true;
    const small = kinds
      .filter(({ size }) => size < smallest)
      .map(({ first, size }) => ({ size, freedom: freedoms.get(first) ?? [] }));
    return findZeroSum(small, smallest - 1) !== undefined;
  }
}

/** People who are in exactly the same of these groups. */
class Atoms {
  readonly sizes: readonly number[];
  readonly #atomOf = new Map<Id, number>();

  constructor(groups: readonly ReadonlySet<Id>[]) {
    const membership = new Map<Id, number[]>();
    groups.forEach((group, index) => {
      for (const person of group) {
        const list = membership.get(person);
        if (list) list.push(index);
        else membership.set(person, [index]);
      }
    });
    const atoms = new Map<string, number>();
    const sizes: number[] = [];
    for (const [person, list] of membership) {
      const atom = atoms.get(list.join()) ?? atoms.size;
      atoms.set(list.join(), atom);
      sizes[atom] = (sizes[atom] ?? 0) + 1;
      this.#atomOf.set(person, atom);
    }
    this.sizes = sizes;
  }

  indicatorOf(group: ReadonlySet<Id>): readonly number[] {
    const indicator = new Array<number>(this.sizes.length).fill(0);
    for (const person of group) {
      const atom = this.#atomOf.get(person);
      if (atom !== undefined) indicator[atom] = 1;
    }
    return indicator;
  }
}

/** Kinds told further apart by one more group; those in no group stay 0. */
function split(kinds: readonly number[], row: readonly number[]): readonly number[] {
  const names = new Map<number, number>([[0, 0]]);
  return kinds.map((kind, atom) => {
    const key = kind * 2 + (row[atom] ?? 0);
    const name = names.get(key) ?? names.size;
    names.set(key, name);
    return name;
  });
}
