import { Hono } from 'hono';
import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { idSchema } from '../../src/model/value/ids.js';
import { limits } from '../../src/protocol/limits.js';
import type { Log } from '../telemetry/log.js';
import { RequestProblem, answerError } from '../problem.js';
import { readJson } from './read-json.js';
import { parse } from '../sync/requests.js';
import type { SyncService } from '../sync/sync-service.js';

const denySchema = v.object({ tenant: idSchema, person: idSchema });

export interface OperationsOptions {
  readonly service: SyncService;
  readonly log: Log;
  /** What whoever looks after the server shows: at least 32 characters. */
  readonly token: string;
  /** The text of the metrics; absent where `prom-client` is not installed. */
  readonly metrics?: (() => Promise<{ readonly text: string; readonly type: string }>) | undefined;
}

/**
 * What only whoever looks after the server may ask, on a port of its own: `GET /metrics`, and
 * `POST /deny` or `/revoke-guest` with `{ tenant, person }`. None of it reads what people wrote.
 */
export function createOperationsApp({ service, log, token, metrics }: OperationsOptions): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (!isSame(c.req.header('authorization') ?? '', `Bearer ${token}`))
      throw new RequestProblem('unauthorized', 'A valid bearer token is needed.');
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  });
  app.get('/metrics', async (c) => {
    if (metrics === undefined) throw new RequestProblem('not_found', 'Install prom-client to have metrics.');
    const { text, type } = await metrics();
    return c.body(text, 200, { 'Content-Type': type });
  });
  app.post('/deny', async (c) => {
    const { tenant, person } = parse(denySchema, await readJson(c.req.raw, limits.callBytes));
    await service.denyTokens(tenant, person);
    return c.json({ ok: true });
  });
  app.post('/revoke-guest', async (c) => {
    const { tenant, person } = parse(denySchema, await readJson(c.req.raw, limits.callBytes));
    await service.guests.revoke({ tenant, person });
    await service.denyTokens(tenant, person);
    return c.json({ ok: true });
  });
  app.notFound((c) => answerError(c, new RequestProblem('not_found', 'Nothing is here.'), log, 'operations'));
  app.onError((error, c) => answerError(c, error, log, 'operations'));
  return app;
}

/** Compared in the same time, however much is right. */
const isSame = (given: string, wanted: string): boolean => {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
};
