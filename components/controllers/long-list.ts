/** How many of a long list are drawn at first, and how many more with each press. */
export const pageSize = 30;

/** So far back the first that is new to a reader is looked for. */
const farthest = 3 * pageSize;

interface Item {
  readonly id: string;
}

/**
 * Which part of each long list is drawn: the newest, from the first that is new to the reader on, and
 * what was asked for before them. Where a list begins stays, so that nothing goes away while it is read.
 */
export class LongList {
  readonly #firsts = new Map<string, string>();

  /** What is drawn of a list, oldest first. */
  shown<T extends Item>(key: string, all: readonly T[], isNew: (item: T) => boolean): readonly T[] {
    const begin = this.#beginOf(key, all);
    if (begin > 0) return all.slice(begin);
    if (begin === 0 || all.length === 0) return all;
    const first = startOf(all, isNew);
    this.#firsts.set(key, (all[first] as T).id);
    return all.slice(first);
  }

  /** Lets one more page be drawn. Gives the first that it adds. */
  more(key: string, all: readonly Item[]): string | undefined {
    const first = all[withoutRest(this.#beginOf(key, all) - pageSize)];
    if (first) this.#firsts.set(key, first.id);
    return first?.id;
  }

  #beginOf(key: string, all: readonly Item[]): number {
    const first = this.#firsts.get(key);
    return first === undefined ? -1 : all.findIndex(({ id }) => id === first);
  }
}

function startOf<T>(all: readonly T[], isNew: (item: T) => boolean): number {
  const newest = all.length - pageSize;
  const fresh = all.findIndex((item, index) => index >= all.length - farthest && isNew(item));
  return withoutRest(fresh >= 0 ? Math.min(fresh, newest) : newest);
}

/** A handful is not kept behind a button. */
const withoutRest = (begin: number): number => (begin <= pageSize / 3 ? 0 : begin);
