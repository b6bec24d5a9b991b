import type { Id } from '../model/value/ids.js';

/** What is shown of how many count in a group: between two numbers, which are one where the share is exact. */
export interface CountRange {
  readonly low: number;
  readonly high: number;
}

/** Those who are in exactly the same groups: a reader cannot tell them apart. */
export interface Kind {
  readonly people: number;
  readonly counted: number;
}

/** A group as the kinds it is made of. */
export interface ShownGroup {
  readonly kinds: readonly number[];
  readonly counted: number;
}

/** Another world than the true one: by kind, how many more or fewer count there. */
export type OtherWorld = ReadonlyMap<number, number>;

/** Kinds that one world may change. */
const mostChanges = 24;

/** Looks for other worlds in which given ranges hold for given groups. It may miss one, and never makes one up. */
export class WorldSearch {
  readonly kinds: readonly Kind[];
  readonly groups: readonly ShownGroup[];
  readonly #kindOf = new Map<Id, number>();
  readonly #groupsOf: readonly (readonly number[])[];

  constructor(groups: readonly ReadonlySet<Id>[], counts: ReadonlySet<Id>) {
    const memberships = new Map<Id, number[]>();
    groups.forEach((group, index) => {
      for (const person of group) memberships.set(person, [...(memberships.get(person) ?? []), index]);
    });
    const names = new Map<string, number>();
    const kinds: { people: number; counted: number }[] = [];
    const groupsOf: (readonly number[])[] = [];
    for (const [person, list] of memberships) {
      const kind = names.get(list.join()) ?? names.size;
      names.set(list.join(), kind);
      groupsOf[kind] = list;
      this.#kindOf.set(person, kind);
      const found = (kinds[kind] ??= { people: 0, counted: 0 });
      found.people++;
      if (counts.has(person)) found.counted++;
    }
    this.kinds = kinds;
    this.#groupsOf = groupsOf;
    this.groups = groups.map((_, index) => {
      const own = kinds.flatMap((__, kind) => (groupsOf[kind]?.includes(index) ? [kind] : []));
      return { kinds: own, counted: own.reduce((sum, kind) => sum + (kinds[kind]?.counted ?? 0), 0) };
    });
  }

  /** The kinds that make up a group; undefined when it holds only a part of one: of that nothing follows that does not follow of the whole. */
  kindsOf(group: ReadonlySet<Id>): readonly number[] | undefined {
    const found = new Map<number, number>();
    for (const person of group) {
      const kind = this.#kindOf.get(person);
      if (kind === undefined) return undefined;
      found.set(kind, (found.get(kind) ?? 0) + 1);
    }
    return [...found].every(([kind, people]) => this.kinds[kind]?.people === people) ? [...found.keys()] : undefined;
  }

  /**
   * A world in which another number counts in `within` together, and every range holds.
   *
   * Depth first: one more or fewer in one kind, then whatever mends most of what that broke.
   *
   * @param ranges By group; undefined where nothing is shown.
   * @param budget Changes tried at most from each beginning.
   */
  find(within: readonly number[], ranges: readonly (CountRange | undefined)[], budget: number): OtherWorld | undefined {
    const world = new Map<number, number>();
    const numbers = this.groups.map(({ counted }) => counted);
    const excessOf = (group: number, number: number): number => {
      const range = ranges[group];
      return range ? Math.max(0, number - range.high) - Math.max(0, range.low - number) : 0;
    };
    let left = 0;
    const move = (kind: number, by: number): void => {
      world.set(kind, (world.get(kind) ?? 0) + by);
      if (world.get(kind) === 0) world.delete(kind);
      for (const group of this.#groupsOf[kind] ?? []) numbers[group] = (numbers[group] ?? 0) + by;
    };
    const brokenAfter = (kind: number, by: number): number =>
      (this.#groupsOf[kind] ?? []).reduce((sum, group) => {
        const number = numbers[group] ?? 0;
        return sum + Math.abs(excessOf(group, number + by)) - Math.abs(excessOf(group, number));
      }, 0);
    const extend = (kind: number, by: number): boolean => {
      if (--left < 0) return false;
      move(kind, by);
      const broken = numbers.findIndex((number, group) => excessOf(group, number) !== 0);
      if (broken < 0) {
        if (changeIn(world, within) !== 0) return true;
      } else if (world.size < mostChanges) {
        const mend = excessOf(broken, numbers[broken] ?? 0) > 0 ? -1 : 1;
        // What has been moved one way is not moved back: that would only undo the step.
        const ways = (this.groups[broken]?.kinds ?? []).filter(
          (one) => (world.get(one) ?? 0) * mend >= 0 && this.hasRoom(one, (world.get(one) ?? 0) + mend),
        );
        const ranked = ways
          .map((one) => ({ one, worse: brokenAfter(one, mend) }))
          .toSorted((a, b) => a.worse - b.worse);
        if (ranked.some(({ one }) => extend(one, mend))) return true;
      }
      move(kind, -by);
      return false;
    };
    const begin = (kind: number, by: number): boolean => {
      left = budget;
      return this.hasRoom(kind, by) && extend(kind, by);
    };
    const isFound = within.some((kind) => begin(kind, 1) || begin(kind, -1));
    return isFound ? world : undefined;
  }

  /** Whether so many more, or fewer, can count there. */
  hasRoom(kind: number, change: number): boolean {
    const { people = 0, counted = 0 } = this.kinds[kind] ?? {};
    return counted + change >= 0 && counted + change <= people;
  }
}

export const changeIn = (world: OtherWorld, kinds: readonly number[]): number =>
  kinds.reduce((sum, kind) => sum + (world.get(kind) ?? 0), 0);
