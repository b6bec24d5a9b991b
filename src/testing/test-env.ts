import type { Env } from '../env.js';

/** A clock that moves only when told, and dice that fall the same every time. */
export interface TestEnv extends Env {
  /** Moves time on and runs, in order, what was due. */
  advance(ms: number): Promise<void>;
}

export function createTestEnv({ now = Date.UTC(2026, 10, 16, 9), seed = 1 } = {}): TestEnv {
  let elapsed = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  let state = seed;
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
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}
