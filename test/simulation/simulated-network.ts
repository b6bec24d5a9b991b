import type { Life } from './life.js';
import type { Random } from './random.js';
import type { Scheduler } from './scheduler.js';

/** A request on its way: what one device asks of one node. */
export interface Request {
  readonly path: string;
  readonly token: string;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfterS?: number;
}

/** How badly the wire behaves. Chances are per request. */
export interface WireFaults {
  readonly meanLatencyMs: number;
  readonly requestLoss: number;
  readonly answerLoss: number;
  readonly duplicate: number;
  /** A copy or an answer that comes up to a minute late. */
  readonly late: number;
  /** A page to log in to a network instead of an answer. */
  readonly proxy: number;
}

export const calmWire: WireFaults = {
  meanLatencyMs: 20,
  requestLoss: 0,
  answerLoss: 0,
  duplicate: 0,
  late: 0,
  proxy: 0,
};

/** The wire between one device and the servers. */
export class Wire {
  faults: WireFaults;
  isCut = false;
  readonly #scheduler: Scheduler;
  readonly #random: Random;

  constructor(scheduler: Scheduler, random: Random, faults: WireFaults) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.faults = faults;
  }

  delayMs(): number {
    return (
      1 +
      this.#random.delayMs(this.faults.meanLatencyMs) +
      (this.#random.happens(this.faults.late) ? this.#random.below(60_000) : 0)
    );
  }

  /** How long until the next of a line of messages, none of which may overtake another. */
  lineDelayMs(): number {
    return (
      1 +
      this.#random.delayMs(this.faults.meanLatencyMs) +
      (this.#random.happens(this.faults.late) ? this.#random.below(3_000) : 0)
    );
  }

  /** Sends, and gives what comes back; a failure as `fetch` tells it, now or never. */
  send(life: Life, request: Request, handle: (request: Request) => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      // Half of what is lost is noticed at once; the rest is only missed.
      const lose = (): void => {
        if (this.#random.happens(0.5))
          this.#scheduler.after(this.delayMs(), () => life.enter(() => reject(new TypeError('The network failed.'))));
      };
      const deliver = (): void => {
        if (this.isCut) return lose();
        void handle(request).then(
          (answer) => {
            if (this.isCut || this.#random.happens(this.faults.answerLoss)) return lose();
            const given = this.#random.happens(this.faults.proxy) ? { status: 403, body: '<h1>Log in</h1>' } : answer;
            this.#scheduler.after(this.delayMs(), () => (this.isCut ? lose() : life.enter(() => resolve(given))));
          },
          () => lose(),
        );
      };
      const { requestLoss, duplicate } = this.faults;
      if (this.isCut || this.#random.happens(requestLoss)) lose();
      else this.#scheduler.after(this.delayMs(), deliver);
      if (this.#random.happens(duplicate))
        this.#scheduler.after(
          this.delayMs() + this.delayMs(),
          () => this.isCut || void handle(request).catch(() => undefined),
        );
    });
  }
}
