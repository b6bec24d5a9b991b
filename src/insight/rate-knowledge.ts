import type { Id } from '../model/value/ids.js';
import { type CountRange, type OtherWorld, WorldSearch, changeIn } from './world-search.js';
import { findZeroSum } from './zero-sum.js';

/** Changes tried for one world before the search gives up and answers "there may be none". */
const budget = { forGood: 50, forNow: 2_000 };

type Ranges = readonly (CountRange | undefined)[];

/** Kinds of which the number must stay open, and a world in which it is another. */
interface Secret {
  readonly kinds: readonly number[];
  readonly witness: OtherWorld;
}

/**
 * What somebody can work out about who counts, from shares shown exactly and as bounds together.
 *
 * Every shown share is a range of whole numbers for a group. Something stays open as long as there
 * is another world, in whole people, in which all shown ranges hold and it is otherwise. Such worlds
 * are searched for and kept as witnesses; where none is found the answer is that it is known, so a
 * search that gives up never shows too much.
 */
export class RateKnowledge {
  readonly #search: WorldSearch;
  readonly #smallest: number;
  #ranges: Ranges;
  #secrets: readonly Secret[];
  /** What tells apart the numbers of groups that are too small; undefined when they stay open whatever is shown. */
  #worlds: readonly OtherWorld[] | undefined;

  /**
   * @param shown Every group of which a share may be shown.
   * @param bounded Groups whose share is near none or near all, shown or not: that they are not exactly so many is what a bound is for.
   * @param counts Who counts.
   */
  constructor(
    shown: readonly ReadonlySet<Id>[],
    bounded: readonly ReadonlySet<Id>[],
    counts: ReadonlySet<Id>,
    smallest: number,
  ) {
    const search = (this.#search = new WorldSearch(shown, counts));
    this.#smallest = smallest;
    this.#ranges = shown.map(() => undefined);
    // Where even all exact shares hold, the witness is one for good. Else anything is possible at first.
    const exact = search.groups.map(({ counted }) => ({ low: counted, high: counted }));
    const single = (kind: number): OtherWorld => new Map([[kind, search.hasRoom(kind, 1) ? 1 : -1]]);
    const allOrNone = search.kinds.flatMap(({ people, counted }, kind) =>
      counted === 0 || counted === people ? [[kind]] : [],
    );
    const near = bounded.map((group) => search.kindsOf(group)).filter((kinds) => kinds !== undefined);
    this.#secrets = [...allOrNone, ...near].map((kinds) => ({
      kinds,
      witness: search.find(kinds, exact, budget.forGood) ?? single(kinds[0] ?? 0),
    }));
    const forGood = this.#openSmallGroups([], exact, budget.forGood);
    this.#worlds = forGood ? undefined : search.kinds.map((_, kind) => single(kind));
  }

  /**
   * Takes the share of one of the groups as shown, if with all the others it makes known neither that
   * all or none of anybody count, nor the number in a group near none or near all, nor the number in
   * a group that is too small. Otherwise nothing changes.
   *
   * @param index Which of the groups that were given.
   * @returns Whether it was taken.
   */
  take(index: number, range: CountRange): boolean {
    const { kinds, counted } = this.#search.groups[index] ?? { kinds: [], counted: 0 };
    const holds = (world: OtherWorld): boolean => {
      const number = counted + changeIn(world, kinds);
      return number >= range.low && number <= range.high;
    };
    const ranges = this.#ranges.with(index, range);
    const secrets: Secret[] = [];
    for (const secret of this.#secrets) {
      const witness = holds(secret.witness) ? secret.witness : this.#search.find(secret.kinds, ranges, budget.forNow);
      if (!witness) return false;
      secrets.push({ kinds: secret.kinds, witness });
    }
    const worlds = this.#worlds && this.#openSmallGroups(this.#worlds.filter(holds), ranges, budget.forNow);
    if (this.#worlds && !worlds) return false;
    this.#ranges = ranges;
    this.#secrets = secrets;
    this.#worlds = worlds;
    return true;
  }

  /** These worlds and more, so that for each group that is too small some disagree on its number; undefined when they cannot be found. */
  #openSmallGroups(worlds: readonly OtherWorld[], ranges: Ranges, steps: number): readonly OtherWorld[] | undefined {
    const small = this.#search.kinds.flatMap(({ people }, kind) => (people < this.#smallest ? [{ kind, people }] : []));
    for (let all = worlds; ;) {
      const found = findZeroSum(
        small.map(({ kind, people }) => ({ size: people, freedom: all.map((world) => world.get(kind) ?? 0) })),
        this.#smallest - 1,
      );
      if (found === undefined) return all;
      const world =
        found !== 'gave-up' &&
        this.#search.find(
          found.flatMap((at) => small[at]?.kind ?? []),
          ranges,
          steps,
        );
      if (!world) return undefined;
      all = [...all, world];
    }
  }
}
