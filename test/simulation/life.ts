import type { Scheduler } from './scheduler.js';

/**
 * The life of a page or of a server process. All that comes to it from outside, timers and answers
 * alike, comes through `enter`: frozen it waits, dead it never comes, as when a process is gone.
 */
export class Life {
  readonly #scheduler: Scheduler;
  readonly #waiting: (() => void)[] = [];
  readonly #onDeath: (() => void)[] = [];
  #state: 'running' | 'frozen' | 'dead' = 'running';
  /** Timers that have neither run nor been undone. */
  timers = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  get isDead(): boolean {
    return this.#state === 'dead';
  }

  get isFrozen(): boolean {
    return this.#state === 'frozen';
  }

  enter(run: () => void): void {
    if (this.#state === 'running') run();
    else if (this.#state === 'frozen') this.#waiting.push(run);
  }

  /** A timer of this life. */
  after(delayMs: number, run: () => void): () => void {
    let isOver = false;
    this.timers += 1;
    const end = (): void => {
      if (!isOver) this.timers -= 1;
      isOver = true;
    };
    const cancel = this.#scheduler.after(delayMs, () =>
      this.enter(() => {
        if (isOver) return;
        end();
        run();
      }),
    );
    return () => {
      end();
      cancel();
    };
  }

  pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.after(delayMs, resolve));
  }

  freeze(): void {
    if (this.#state === 'running') this.#state = 'frozen';
  }

  thaw(): void {
    if (this.#state !== 'frozen') return;
    this.#state = 'running';
    // In their order, and each as a task of its own.
    for (const [turn, run] of this.#waiting.splice(0).entries()) this.#scheduler.after(turn, () => this.enter(run));
  }

  die(): void {
    if (this.#state === 'dead') return;
    this.#state = 'dead';
    this.#waiting.length = 0;
    for (const run of this.#onDeath.splice(0)) run();
  }

  /** Told once, from outside: what the operating system does when a process ends. */
  onDeath(run: () => void): void {
    if (this.isDead) run();
    else this.#onDeath.push(run);
  }
}
