import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type * as v from 'valibot';
import type { Env } from '../../src/env.js';
import {
  acceptRequestSchema,
  guestTokenRequestSchema,
  invitationTokenSchema,
  inviteRequestSchema,
  revokeRequestSchema,
} from '../../src/protocol/invitations.js';
import { limits } from '../../src/protocol/limits.js';
import { queryRequestSchema, type QueryResponse } from '../../src/protocol/queries.js';
import type { PullResponse, PushResponse, Whose } from '../../src/protocol/messages.js';
import { protocolVersion } from '../../src/protocol/version.js';
import type { Subject } from '../identity/auth.js';
import { Gate, type GateOptions } from './gate.js';
import type { Log } from '../telemetry/log.js';
import { RequestProblem, answerError } from '../problem.js';
import type { Queries } from '../queries/queries.js';
import { readJson } from './read-json.js';
import { parse, parsePull, parsePush } from '../sync/requests.js';

export interface RouteOptions extends Omit<GateOptions, 'allowedOrigins'> {
  readonly env: Env;
  readonly log: Log;
  readonly queries: Queries;
  /** Origins of pages on other sites that may call. Without it, pages of the same origin only. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** Decodes, calls, encodes. */
export function createRoutes({ allowedOrigins = [], ...options }: RouteOptions): Hono {
  const { service, queries, env, log, metrics } = options;
  const gate = new Gate({ ...options, allowedOrigins });
  const app = new Hono();

  app.use(async (c, next) => {
    const startedMs = env.elapsed();
    const id = randomUUID();
    const origin = c.req.header('origin');
    await next();
    const { headers, status } = c.res;
    headers.set('Cache-Control', 'no-store');
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    headers.set('X-Request-Id', id);
    if (allowedOrigins.length > 0) headers.append('Vary', 'Origin');
    if (origin !== undefined && allowedOrigins.includes(origin)) {
      headers.set('Access-Control-Allow-Origin', origin);
      headers.set('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id');
    }
    const [route, ms] = [routeOf(c), env.elapsed() - startedMs];
    metrics.request(route, status, ms / 1_000);
    log({ level: status < 500 ? 'info' : 'error', event: 'request', id, route, status, ms: Math.round(ms) });
  });

  const jsonOf = (c: Context, maxBytes: number, subject?: Subject): Promise<unknown> =>
    readJson(c.req.raw, maxBytes, (bytes) => gate.charge(c, subject, bytes));
  const bodyOf = async <const S extends v.GenericSchema>(
    c: Context,
    schema: S,
    subject?: Subject,
  ): Promise<v.InferOutput<S>> => parse(schema, await jsonOf(c, limits.callBytes, subject));

  // Whoever looks after the server asks these, often without any header.
  app.get('/v1/health', (c) => c.json({ ok: true, v: protocolVersion }));
  app.get('/v1/ready', async (c) => {
    await service.check();
    return c.json({ ok: true, v: protocolVersion });
  });

  app.options('/v1/*', (c) => {
    const origin = c.req.header('origin');
    if (origin === undefined || !allowedOrigins.includes(origin))
      throw new RequestProblem('not_found', 'Nothing is here.');
    return c.body(null, 204, {
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'authorization, content-type',
      'Access-Control-Max-Age': '600',
    });
  });

  app.use('/v1/*', async (c, next) => {
    gate.enter(c);
    await next();
  });

  app.post('/v1/push', async (c) => {
    const subject = await gate.subjectOf(c);
    const push = parsePush(await jsonOf(c, limits.pushBytes, subject));
    return c.json({ ...(await service.push(subject, push)), whose: whoseOf(subject) } satisfies PushResponse);
  });

  // Only what can be long: a stream must not be held back, and a short answer gains nothing.
  app.post('/v1/pull', compress({ encoding: 'gzip', threshold: compressedBytes }), async (c) => {
    const subject = await gate.subjectOf(c);
    const pull = parsePull(await jsonOf(c, limits.pullBytes, subject));
    const answer = JSON.stringify({
      ...(await service.pull(subject, pull)),
      whose: whoseOf(subject),
    } satisfies PullResponse);
    return c.body(answer, 200, {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(answer)),
    });
  });

  app.post('/v1/query', async (c) => {
    const subject = await gate.subjectOf(c);
    const query = await bodyOf(c, queryRequestSchema, subject);
    return c.json({ ...(await queries.answer(subject, query)), whose: whoseOf(subject) } satisfies QueryResponse);
  });

  // Asked by a device that cannot tell from a token's own words: an issuer may call people otherwise.
  app.get('/v1/whose', async (c) => c.json(whoseOf(await gate.subjectOf(c))));

  app.post('/v1/invitations', async (c) => {
    const subject = await gate.subjectOf(c);
    return c.json(await service.invitations.invite(subject, await bodyOf(c, inviteRequestSchema, subject)));
  });

  app.post('/v1/invitations/revoke', async (c) => {
    const subject = await gate.subjectOf(c);
    return c.json(await service.invitations.revoke(subject, await bodyOf(c, revokeRequestSchema, subject)));
  });

  // Who holds a link has no other token yet. A GET finds nothing here, so no scanner of links uses one up.
  const arrival = <const S extends v.GenericSchema>(
    path: string,
    schema: S,
    answer: (request: v.InferOutput<S>) => Promise<object>,
  ): void => {
    app.post(path, async (c) => {
      gate.enterAsGuest(c);
      return c.json(await answer(await bodyOf(c, schema)));
    });
  };
  arrival('/v1/invitations/open', invitationTokenSchema, (request) => service.invitations.open(request));
  arrival('/v1/invitations/accept', acceptRequestSchema, (request) => service.invitations.accept(request));
  arrival('/v1/invitations/decline', invitationTokenSchema, (request) => service.invitations.decline(request));
  arrival('/v1/guests/token', guestTokenRequestSchema, (request) => service.guests.mint(request));

  app.get('/v1/events', async (c) => {
    const subject = await gate.subjectOf(c);
    // Of a HEAD nobody reads the body, so no stream is opened that nobody would end.
    return c.body(
      c.req.method === 'HEAD' ? '' : await service.openStream(subject, c.req.query('v') === '2' ? 2 : 1),
      200,
      {
        'Content-Type': 'text/event-stream',
        // nginx holds a stream back otherwise.
        'X-Accel-Buffering': 'no',
      },
    );
  });

  app.notFound((c) => answerError(c, new RequestProblem('not_found', 'Nothing is here.'), log, routeOf(c)));
  app.onError((error, c) => answerError(c, error, log, routeOf(c)));
  return app;
}

/** From so many on an answer is compressed. */
const compressedBytes = 2_048;

/** For whom this server answers. */
const whoseOf = ({ tenant, person }: Subject): Whose => ({ tenant, person });

const routes = [
  '/v1/push',
  '/v1/pull',
  '/v1/query',
  '/v1/whose',
  '/v1/events',
  '/v1/health',
  '/v1/ready',
  '/v1/invitations',
  '/v1/invitations/revoke',
  '/v1/invitations/open',
  '/v1/invitations/accept',
  '/v1/invitations/decline',
  '/v1/guests/token',
];

/** A path that nobody made may hold anything, so it is not logged. */
const routeOf = (c: Context): string => routes.find((route) => c.req.path.endsWith(route)) ?? 'other';
