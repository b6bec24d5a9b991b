import type { Hono } from 'hono';
import type { JWK } from 'jose';
import { type Env, systemEnv } from '../../src/env.js';
import type { VerifyToken } from '../identity/auth.js';
import { Queries } from '../queries/queries.js';
import type { Log } from '../telemetry/log.js';
import { type Metrics, noMetrics } from '../telemetry/metrics.js';
import { type RateLimits, defaultRates } from './rate-limits.js';
import { createRoutes } from './routes.js';
import type { Signals } from '../storage/signals.js';
import type { SyncStorage } from '../storage/sync-storage.js';
import { SyncService } from '../sync/sync-service.js';

export interface SyncServerOptions {
  readonly storage: SyncStorage;
  /** Tells whom a token speaks for: `createTokenVerifier`, or the host's own. */
  readonly verifyToken: VerifyToken;
  readonly env?: Env | undefined;
  /** Between the nodes of one database; without it, this is the only one. */
  readonly signals?: Signals | undefined;
  /** Takes one line at a time; nothing is logged without it. */
  readonly log?: Log | undefined;
  /** Origins of pages on other sites that may call: `https://learn.example`. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** The server's own private key for the tokens of guests, Ed25519. Without it, one is made once and kept in the database. */
  readonly guestKey?: JWK | undefined;
  /** How often who may ask; what is not given has a default. */
  readonly rates?: RateOptions | undefined;
  /** How many proxies of ours stand in front, each adding an address to `X-Forwarded-For`. None by default: the header is not read. */
  readonly proxies?: number | undefined;
  readonly metrics?: Metrics | undefined;
  /** How many people a figure for the company is made of at least: five or more, eight unless given. */
  readonly smallestGroup?: number | undefined;
}

/** A rate of its own for some; the defaults for the others. */
export type RateOptions = { readonly [K in keyof RateLimits]?: RateLimits[K] | undefined };

export interface SyncServer {
  /** To be mounted: `serve({ fetch: app.fetch })`, or `host.route('/sync', app)`. */
  readonly app: Hono;
  readonly service: SyncService;
  readonly queries: Queries;
  /** Ends the streams and gives the storage back. */
  close(): Promise<void>;
}

/** A sync server for Cordée: the law about who reads and writes what. It listens nowhere by itself. */
export function createSyncServer({
  storage,
  verifyToken,
  env = systemEnv,
  log = () => {},
  allowedOrigins,
  guestKey,
  rates,
  proxies,
  metrics = noMetrics,
  signals,
  smallestGroup,
}: SyncServerOptions): SyncServer {
  const service = new SyncService({ storage, env, log, guestKey, metrics, signals });
  const queries = new Queries({ storage, env, smallestGroup });
  return {
    app: createRoutes({
      service,
      queries,
      verifyToken: service.guests.verifierBeside(verifyToken),
      env,
      log,
      metrics,
      allowedOrigins,
      rates: ratesOf(rates),
      proxies,
    }),
    service,
    queries,
    async close() {
      await service.close();
      await storage.close();
    },
  };
}

const ratesOf = (given: RateOptions = {}): RateLimits => ({
  person: given.person ?? defaultRates.person,
  address: given.address ?? defaultRates.address,
  tenant: given.tenant ?? defaultRates.tenant,
  arrival: given.arrival ?? defaultRates.arrival,
});
