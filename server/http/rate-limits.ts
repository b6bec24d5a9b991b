import type { Env } from '../../src/env.js';

/** So many at once, and so many a second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  left: number;
  atMs: number;
}

/** A body costs one request for each of these, beyond the first. */
const bytesPerRequest = 16_384;

/** What a body of so many bytes costs beside its own request. */
export const costOf = (bytes: number): number => Math.max(0, Math.ceil(bytes / bytesPerRequest) - 1);

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
    const left = this.#leftOf(key);
    const isTaken = left >= 1;
    this.#keep(key, isTaken ? left - 1 : left);
    return isTaken ? 0 : Math.ceil(((1 - left) / this.#rate.perSecond) * 1_000);
  }

  /** Takes what somebody has used up already: more than there is, if need be, which the next request waits for. */
  charge(key: string, cost: number): void {
    if (cost > 0) this.#keep(key, Math.max(this.#leftOf(key) - cost, -this.#rate.burst));
  }

  #leftOf(key: string): number {
    const { burst, perSecond } = this.#rate;
    const known = this.#buckets.get(key);
    return known === undefined
      ? burst
      : Math.min(burst, known.left + ((this.#env.elapsed() - known.atMs) / 1_000) * perSecond);
  }

  #keep(key: string, left: number): void {
    this.#buckets.delete(key);
    this.#buckets.set(key, { left, atMs: this.#env.elapsed() });
    if (this.#buckets.size > maxBuckets) {
      for (const oldest of this.#buckets.keys()) {
        this.#buckets.delete(oldest);
        break;
      }
    }
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#buckets.size;
  }
}

/** How often who may ask, where a large body counts as several requests. `Infinity` as `burst` takes a limit away. */
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
