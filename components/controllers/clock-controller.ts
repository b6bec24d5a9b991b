import type { ReactiveController, ReactiveControllerHost } from 'lit';

const refreshMs = 20_000;
const tickers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let readNow: () => number = () => Date.now();

/** Gives elements another clock, for tests and demonstrations. */
export function useClock(now: () => number): void {
  readNow = now;
  for (const tick of tickers) tick();
}

/** Renders its element again as time goes by, so that "3 minutes ago" stays true. One timer serves the page. */
export class ClockController implements ReactiveController {
  readonly #tick: () => void;

  constructor(host: ReactiveControllerHost) {
    this.#tick = () => host.requestUpdate();
    host.addController(this);
  }

  get now(): number {
    return readNow();
  }

  hostConnected(): void {
    tickers.add(this.#tick);
    timer ??= setInterval(() => {
      for (const tick of tickers) tick();
    }, refreshMs);
  }

  hostDisconnected(): void {
    tickers.delete(this.#tick);
    if (tickers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }
}
