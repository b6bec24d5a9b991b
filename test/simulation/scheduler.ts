import type { Random } from './random.js';

/** Taken before anything could replace it. */
const realSetImmediate = globalThis.setImmediate;

/** Lets every promise that waits for nothing but its turn have it. */
export const settled = (): Promise<void> => new Promise((resolve) => realSetImmediate(resolve));

interface Entry {
  readonly at: number;
  readonly tie: number;
  readonly run: () => void;
  isCancelled: boolean;
}

const isBefore = (a: Entry, b: Entry): boolean => (a.at === b.at ? a.tie < b.tie : a.at < b.at);

/**
 * Virtual time. What is due at the same moment happens in an order that the seed decides; between
 * two events every promise is settled.
 */
export class Scheduler {
  /** Milliseconds since the simulation began. */
  now = 0;
  /** How many events have happened. */
  events = 0;
  readonly #heap: Entry[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Calls once, after so long; gives what undoes it. */
  after(delayMs: number, run: () => void): () => void {
    const entry: Entry = {
      at: this.now + Math.max(0, Math.round(delayMs)),
      tie: this.#random.next(),
      run,
      isCancelled: false,
    };
    this.#push(entry);
    return () => {
      entry.isCancelled = true;
    };
  }

  /** Runs what is due until `isOver` says so, or nothing is left before `endMs`. */
  async run(endMs: number, isOver: () => boolean): Promise<void> {
    await settled();
    while (!isOver()) {
      const next = this.#heap[0];
      if (next === undefined || next.at > endMs) break;
      this.#pop();
      if (next.isCancelled) continue;
      this.now = next.at;
      this.events += 1;
      next.run();
      await settled();
    }
    if (!isOver()) this.now = Math.max(this.now, endMs);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(entry, heap[parent] as Entry)) break;
      heap[at] = heap[parent] as Entry;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
      if (!isBefore(heap[child] as Entry, last)) break;
      heap[at] = heap[child] as Entry;
      at = child;
    }
    heap[at] = last;
  }
}
