import type { Context } from 'hono';
import type { Env } from '../../src/env.js';
import type { Subject, VerifyToken } from '../identity/auth.js';
import { isForeign } from './foreign-request.js';
import { type Log, failureOf } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { RequestProblem } from '../problem.js';
import { type RateLimits, RateLimiter, costOf } from './rate-limits.js';
import { networkOf } from './network-address.js';
import type { SyncService } from '../sync/sync-service.js';

export interface GateOptions {
  readonly service: SyncService;
  readonly verifyToken: VerifyToken;
  readonly env: Env;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly allowedOrigins: readonly string[];
  readonly rates: RateLimits;
  readonly proxies?: number | undefined;
}

/** Who may come in, before anything is read of what they bring. */
export class Gate {
  readonly #options: GateOptions;
  readonly #limiters: { readonly [K in keyof RateLimits]: RateLimiter };

  constructor(options: GateOptions) {
    this.#options = options;
    const { rates, env } = options;
    this.#limiters = {
      person: new RateLimiter(rates.person, env),
      address: new RateLimiter(rates.address, env),
      tenant: new RateLimiter(rates.tenant, env),
      arrival: new RateLimiter(rates.arrival, env),
    };
  }

  /** @throws RequestProblem `forbidden` for a page that may not ask, `busy` for an address that asks too often. */
  enter(c: Context): void {
    const header = (name: string): string | undefined => c.req.header(name);
    const from = {
      origin: header('origin'),
      site: header('sec-fetch-site'),
      mode: header('sec-fetch-mode'),
      host: header('host'),
    };
    if (isForeign(from, this.#options.allowedOrigins))
      throw new RequestProblem('forbidden', 'This page may not ask here.');
    this.#take('address', this.#addressOf(c));
  }

  /** For who has a link or a secret and no token: how often somebody may try is all that is asked. */
  enterAsGuest(c: Context): void {
    this.#take('arrival', this.#addressOf(c));
  }

  /** @throws RequestProblem `unauthorized` for whatever is not a good token, in the same words; `busy` for who asks too often. */
  async subjectOf(c: Context): Promise<Subject> {
    const subject = await this.#verified(c);
    if (subject === undefined || (await this.#options.service.denied.isDenied(subject))) {
      this.#options.metrics.refusedToken();
      throw new RequestProblem('unauthorized', 'A valid bearer token is needed.');
    }
    this.#take('tenant', subject.tenant);
    this.#take('person', personKeyOf(subject));
    return subject;
  }

  /** After a body was read, whatever was in it: a large one counts as several requests of whoever sent it. */
  charge(c: Context, subject: Subject | undefined, bytes: number): void {
    const cost = costOf(bytes);
    const address = this.#addressOf(c);
    if (address !== undefined) this.#limiters.address.charge(address, cost);
    if (subject === undefined) {
      if (address !== undefined) this.#limiters.arrival.charge(address, cost);
      return;
    }
    this.#limiters.tenant.charge(subject.tenant, cost);
    this.#limiters.person.charge(personKeyOf(subject), cost);
  }

  async #verified(c: Context): Promise<Subject | undefined> {
    const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (token === undefined) return undefined;
    try {
      return await this.#options.verifyToken(token);
    } catch (error) {
      this.#options.log({ level: 'info', event: 'token-refused', ...failureOf(error) });
      return undefined;
    }
  }

  #take(by: keyof RateLimits, key: string | undefined): void {
    if (key === undefined) return;
    const retryAfterMs = this.#limiters[by].take(key);
    if (retryAfterMs === 0) return;
    this.#options.metrics.limited(by);
    throw new RequestProblem('busy', 'Too many requests: wait as Retry-After says.', { retryAfterMs });
  }

  /**
   * By which network somebody is counted. Undefined where nothing tells it, as when the app is called
   * without a socket. Who comes past the proxies, or through one that names nobody, counts as where the
   * connection comes from: a header that is left out takes no limit away.
   */
  #addressOf(c: Context): string | undefined {
    const { proxies = 0 } = this.#options;
    const forwarded = proxies > 0 ? c.req.header('x-forwarded-for')?.split(',').at(-proxies) : undefined;
    const { incoming } = (c.env ?? {}) as {
      readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
    };
    return (
      (forwarded === undefined ? undefined : networkOf(forwarded)) ??
      networkOf(incoming?.socket?.remoteAddress ?? '') ??
      (proxies > 0 ? 'unknown' : undefined)
    );
  }
}

const personKeyOf = ({ tenant, person }: Subject): string => `${tenant}/${person}`;
