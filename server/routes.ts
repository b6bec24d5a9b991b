import { type Context, Hono } from 'hono';
import type * as v from 'valibot';
import type { Env } from '../src/env.js';
import { StorageError } from '../src/errors.js';
import { limits } from '../src/protocol/limits.js';
import {
  acceptRequestSchema, guestTokenRequestSchema, invitationTokenSchema, inviteRequestSchema, revokeRequestSchema,
} from '../src/protocol/invitations.js';
import { protocolVersion } from '../src/protocol/version.js';
import type { Subject, VerifyToken } from './auth.js';
import { createEventStream } from './event-stream.js';
import { type Log, failureOf } from './log.js';
import { RequestProblem } from './problem.js';
import { readJson } from './read-json.js';
import { parse, parsePull, parsePush } from './requests.js';
import type { SyncService } from './sync-service.js';

export interface RouteOptions {
  readonly service: SyncService;
  readonly verifyToken: VerifyToken;
  readonly env: Env;
  readonly log: Log;
  /** Origins of pages on other sites that may call. Without it, pages of the same origin only. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** Decodes, calls, encodes. */
export function createRoutes({ service, verifyToken, env, log, allowedOrigins = [] }: RouteOptions): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    const startedMs = env.elapsed();
    const origin = c.req.header('origin');
    await next();
    const { headers } = c.res;
    headers.set('Cache-Control', 'no-store');
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    if (allowedOrigins.length > 0) headers.append('Vary', 'Origin');
    if (origin !== undefined && allowedOrigins.includes(origin)) headers.set('Access-Control-Allow-Origin', origin);
    log({ level: 'info', event: 'request', route: routeOf(c), status: c.res.status, ms: Math.round(env.elapsed() - startedMs) });
  });

  const subjectOf = async (c: Context): Promise<Subject> => {
    const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/.exec(c.req.header('authorization') ?? '')?.[1];
    try {
      if (token !== undefined) return await verifyToken(token);
    } catch (error) {
      log({ level: 'info', event: 'token-refused', ...failureOf(error) });
    }
    // One answer for every bad token: it tells nothing about the good ones.
    throw new RequestProblem('unauthorized', 'A valid bearer token is needed.');
  };

  app.options('/v1/*', (c) => {
    const origin = c.req.header('origin');
    if (origin === undefined || !allowedOrigins.includes(origin)) throw new RequestProblem('not_found', 'Nothing is here.');
    return c.body(null, 204, {
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'authorization, content-type',
      'Access-Control-Max-Age': '600',
    });
  });

  app.post('/v1/push', async (c) => {
    const subject = await subjectOf(c);
    const push = parsePush(await readJson(c.req.raw, limits.pushBytes));
    return c.json(await service.push(subject, push));
  });

  app.post('/v1/pull', async (c) => {
    const subject = await subjectOf(c);
    const pull = parsePull(await readJson(c.req.raw, limits.pullBytes));
    return c.json(await service.pull(subject, pull));
  });

  const bodyOf = async <const S extends v.GenericSchema>(c: Context, schema: S): Promise<v.InferOutput<S>> =>
    parse(schema, await readJson(c.req.raw, smallBodyBytes));

  app.post('/v1/invitations', async (c) => {
    const subject = await subjectOf(c);
    return c.json(await service.invitations.invite(subject, await bodyOf(c, inviteRequestSchema)));
  });

  app.post('/v1/invitations/revoke', async (c) => {
    const subject = await subjectOf(c);
    return c.json(await service.invitations.revoke(subject, await bodyOf(c, revokeRequestSchema)));
  });

  // Who holds a link has no other token yet. A GET finds nothing here, so no scanner of links uses one up.
  app.post('/v1/invitations/open', async (c) => c.json(await service.invitations.open(await bodyOf(c, invitationTokenSchema))));
  app.post('/v1/invitations/accept', async (c) => c.json(await service.invitations.accept(await bodyOf(c, acceptRequestSchema))));
  app.post('/v1/invitations/decline', async (c) => c.json(await service.invitations.decline(await bodyOf(c, invitationTokenSchema))));
  app.post('/v1/guests/token', async (c) => c.json(await service.guests.mint(await bodyOf(c, guestTokenRequestSchema))));

  app.get('/v1/events', async (c) => {
    const subject = await subjectOf(c);
    await service.follow(subject);
    return c.body(createEventStream(env, service.pokes, subject), 200, {
      'Content-Type': 'text/event-stream',
      // nginx holds a stream back otherwise.
      'X-Accel-Buffering': 'no',
    });
  });

  app.get('/v1/health', async (c) => {
    await service.check();
    return c.json({ ok: true, v: protocolVersion });
  });

  app.notFound((c) => answer(c, new RequestProblem('not_found', 'Nothing is here.')));
  app.onError((error, c) => {
    if (error instanceof RequestProblem) return answer(c, error);
    log({ level: 'error', event: 'request-failed', route: routeOf(c), ...failureOf(error) });
    if (error instanceof StorageError) return answer(c, new RequestProblem('unavailable', 'The server cannot reach its data.'));
    return answer(c, new RequestProblem('failed', 'The server failed. Try again later.'));
  });
  return app;
}

const answer = (c: Context, { body, status }: RequestProblem): Response => c.json(body, status);

/** An invitation has three texts of some length. */
const smallBodyBytes = 32_768;

const routes = [
  '/v1/push', '/v1/pull', '/v1/events', '/v1/health', '/v1/invitations', '/v1/invitations/revoke', '/v1/invitations/open',
  '/v1/invitations/accept', '/v1/invitations/decline', '/v1/guests/token',
];

/** A path that nobody made may hold anything, so it is not logged. */
const routeOf = (c: Context): string => routes.find((route) => c.req.path.endsWith(route)) ?? 'other';
