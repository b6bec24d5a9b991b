import { Subject } from 'rxjs';
import type { Env } from '../env.js';

/** A clock that moves only when told, dice that fall the same every time, and a line between the clients that share both. */
export interface TestEnv extends Env {
  /** Moves time on and runs, in order, what was due. */
  advance(ms: number): Promise<void>;
}

export function createTestEnv({ now = Date.UTC(2026, 10, 16, 9), seed = 1 } = {}): TestEnv {
  let elapsed = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  let state = seed;
  const channels = new Map<string, Subject<{ readonly from: object; readonly message: unknown }>>();
  // Mulberry32: small, seeded, good enough for tests.
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    now: () => now + elapsed,
    elapsed: () => elapsed,
    random,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
    after(delayMs, run) {
      const timer = { at: elapsed + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    openChannel(name, onMessage) {
      const channel = channels.get(name) ?? new Subject();
      channels.set(name, channel);
      const from = {};
      const listening = channel.subscribe((heard) => {
        if (heard.from !== from) queueMicrotask(() => listening.closed || onMessage(structuredClone(heard.message)));
      });
      return { post: (message) => channel.next({ from, message }), close: () => listening.unsubscribe() };
    },
    async advance(ms) {
      const end = elapsed + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((other) => other !== next);
        elapsed = Math.max(elapsed, next.at);
        next.run();
        await settled();
      }
      elapsed = end;
      await settled();
    },
  };
}

/** Lets everything that waits for nothing but its turn have it. */
async function settled(): Promise<void> {
  for (let count = 0; count < 20; count++) await turn();
}

// A browser holds a timer that another one set back by 4 ms; a message between two ports it does not.
const ports = typeof document === 'undefined' ? undefined : new MessageChannel();
const turn = (): Promise<unknown> =>
  new Promise((resolve) => {
    if (!ports) return setTimeout(resolve, 0);
    ports.port1.addEventListener('message', resolve, { once: true });
    ports.port1.start();
    ports.port2.postMessage(undefined);
  });
