import type { Env } from '../src/env.js';

/** So many at once, and so many a second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  left: number;
  atMs: number;
}

/** No attacker makes the server remember more than this. */
const maxBuckets = 50_000;

/** A bucket of tokens for each key. The least recently used are forgotten first, which only gives. */
export class RateLimiter {
  readonly #rate: Rate;
  readonly #env: Pick<Env, 'elapsed'>;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, env: Pick<Env, 'elapsed'>) {
    this.#rate = rate;
    this.#env = env;
  }

  /** Takes one. Gives how long to wait when there is none: milliseconds, 0 when it was taken. */
  take(key: string): number {
    const { burst, perSecond } = this.#rate;
    const nowMs = this.#env.elapsed();
    const known = this.#buckets.get(key);
    const left = known === undefined ? burst : Math.min(burst, known.left + ((nowMs - known.atMs) / 1_000) * perSecond);
    this.#buckets.delete(key);
    const isTaken = left >= 1;
    this.#buckets.set(key, { left: isTaken ? left - 1 : left, atMs: nowMs });
    if (this.#buckets.size > maxBuckets) {
      for (const oldest of this.#buckets.keys()) {
        this.#buckets.delete(oldest);
        break;
      }
    }
    return isTaken ? 0 : Math.ceil(((1 - left) / perSecond) * 1_000);
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#buckets.size;
  }
}

/** How often who may ask. `Infinity` as `burst` takes a limit away. */
export interface RateLimits {
  readonly person: Rate;
  /** Of one address, which a whole company may share. */
  readonly address: Rate;
  readonly tenant: Rate;
  /** Questions with a link or a secret instead of a token, of one address. */
  readonly arrival: Rate;
}

export const defaultRates: RateLimits = {
  person: { burst: 120, perSecond: 20 },
  address: { burst: 2_000, perSecond: 400 },
  tenant: { burst: 4_000, perSecond: 1_000 },
  arrival: { burst: 60, perSecond: 2 },
};
