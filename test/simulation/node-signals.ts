import type { JourneySignal, Signals } from '../../server/storage/signals.js';
import type { Random } from './random.js';
import type { Scheduler } from './scheduler.js';
import type { Life } from './life.js';

/** What the nodes tell each other: late, twice, or not at all. */
export class NodeSignals {
  readonly #listeners = new Map<Life, (signal: JourneySignal) => void>();
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #loss: () => number;

  constructor(scheduler: Scheduler, random: Random, loss: () => number) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#loss = loss;
  }

  /** As one node has it. */
  connect(life: Life): Signals {
    return {
      send: (signal) => {
        for (const [other, listener] of this.#listeners) {
          if (other === life) continue;
          for (
            let copies = this.#random.happens(this.#loss()) ? 0 : this.#random.happens(0.05) ? 2 : 1;
            copies > 0;
            copies--
          ) {
            this.#scheduler.after(2 + this.#random.delayMs(30), () => other.enter(() => listener(signal)));
          }
        }
      },
      listen: (onSignal) => {
        this.#listeners.set(life, onSignal);
        life.onDeath(() => this.#listeners.delete(life));
      },
      close: async () => void this.#listeners.delete(life),
    };
  }
}
