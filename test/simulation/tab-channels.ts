import type { TabChannel } from '../../src/env.js';
import type { Life } from './life.js';
import type { Random } from './random.js';
import type { Scheduler } from './scheduler.js';

interface Listener {
  readonly name: string;
  readonly life: Life;
  readonly onMessage: (message: unknown) => void;
  /** No message comes before one that was posted earlier. */
  nextAt: number;
}

/** What the pages of one device tell each other, in order, a little later. */
export class TabChannels {
  readonly #listeners = new Set<Listener>();
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  /** Told of all that is posted. */
  readonly #onPost: (message: unknown) => void;

  constructor(scheduler: Scheduler, random: Random, onPost: (message: unknown) => void) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#onPost = onPost;
  }

  open(life: Life, name: string, onMessage: (message: unknown) => void): TabChannel {
    const own: Listener = { name, life, onMessage, nextAt: 0 };
    this.#listeners.add(own);
    life.onDeath(() => this.#listeners.delete(own));
    return {
      post: (message) => {
        this.#onPost(message);
        const text = JSON.stringify(message);
        for (const other of this.#listeners) {
          if (other === own || other.name !== name) continue;
          other.nextAt = Math.max(other.nextAt + 1, this.#scheduler.now + this.#random.below(4));
          this.#scheduler.after(other.nextAt - this.#scheduler.now, () =>
            other.life.enter(() => this.#listeners.has(other) && other.onMessage(JSON.parse(text))),
          );
        }
      },
      close: () => this.#listeners.delete(own),
    };
  }
}
