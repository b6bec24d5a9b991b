import assert from 'node:assert/strict';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { systemEnv } from '../../src/env.js';
import type { SyncError } from '../../src/errors.js';
import type { PullRequest } from '../../src/protocol/messages.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import type { Poke } from '../../src/sync/sync-adapter.js';
import { type TokenFactory, createTokenKeeper } from '../../src/sync/token-keeper.js';
import { createTestEnv } from '../../src/testing/test-env.js';

const pull: PullRequest = { v: 1, schema: '2026-11', replica: 'r1', journeys: [] };
const answer = {
  v: 1,
  server: { time: 0, store: 's1', v: [1, 1] },
  lastSeq: {},
  results: {},
  access: {},
  journeys: [],
};
const never = new AbortController().signal;

async function serve(
  t: TestContext,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  factory: TokenFactory = async () => 'good',
) {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createHttpAdapter({ url, env: systemEnv, tokens: createTokenKeeper(factory, systemEnv) });
}

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const problem = (code: string) => ({ error: { code, message: 'no' } });
const errorOf = (run: Promise<unknown>): Promise<SyncError> =>
  run.then(
    () => assert.fail('nothing failed'),
    (error: SyncError) => error,
  );

/** An unsigned token, as far as a client reads one. */
const tokenFor = (lifeSeconds: number): string =>
  `x.${Buffer.from(JSON.stringify({ iat: 1_000, exp: 1_000 + lifeSeconds })).toString('base64url')}.x`;

test('the token travels in a header and never in the address', async (t) => {
  const seen: unknown[] = [];
  const adapter = await serve(t, (request, response) => {
    seen.push([request.method, request.url, request.headers.authorization]);
    json(response, 200, answer);
  });
  await adapter.pull(pull, never);
  assert.deepEqual(seen, [['POST', '/v1/pull', 'Bearer good']]);
});

test('[SY8] a refused token is renewed once, and the request is sent again', async (t) => {
  const asked: boolean[] = [];
  const adapter = await serve(
    t,
    ({ headers }, response) =>
      headers.authorization === 'Bearer new'
        ? json(response, 200, answer)
        : json(response, 401, problem('unauthorized')),
    async (refresh) => {
      asked.push(refresh);
      return refresh ? 'new' : 'old';
    },
  );
  await Promise.all([adapter.pull(pull, never), adapter.pull(pull, never)]);
  assert.equal(asked[0], false);
  assert.deepEqual(asked.slice(1).every(Boolean), true);
  await adapter.pull(pull, never);
  assert.ok(asked.length <= 3);
});

test('[SY8] after three refusals it is the host that must act', async (t) => {
  let tries = 0;
  const adapter = await serve(t, (_, response) => {
    tries += 1;
    json(response, 401, problem('unauthorized'));
  });
  const { code, status } = await errorOf(adapter.pull(pull, never));
  assert.deepEqual([code, status, tries], ['CORDEE_SYNC_AUTH', 401, 3]);
});

test('[SY8] a token is renewed before it ends, by its own lifetime and not by the clock of the device', async () => {
  const env = createTestEnv({ now: 0 });
  const asked: boolean[] = [];
  const keeper = createTokenKeeper(async (refresh) => {
    asked.push(refresh);
    return tokenFor(60);
  }, env);
  await keeper.get();
  await env.advance(49_000);
  await keeper.get();
  assert.deepEqual(asked, [false]);
  await env.advance(2_000);
  await Promise.all([keeper.get(), keeper.get()]);
  assert.deepEqual(asked, [false, true]);
});

test('what the host throws is told, and may be tried again', async () => {
  const keeper = createTokenKeeper(() => Promise.reject(new Error('no session')), systemEnv);
  const error = await errorOf(keeper.get());
  assert.deepEqual(
    [error.code, error.retryable, (error.cause as Error).message],
    ['CORDEE_SYNC_AUTH', true, 'no session'],
  );
});

test('a host that cannot be reached for a token is offline, not unwilling', async () => {
  const keeper = createTokenKeeper(() => Promise.reject(new TypeError('fetch failed')), systemEnv);
  assert.equal((await errorOf(keeper.get())).code, 'CORDEE_SYNC_OFFLINE');
});

for (const [status, code, retryable] of [
  [400, 'CORDEE_SYNC_REFUSED', false],
  [409, 'CORDEE_SYNC_REFUSED', true],
  [413, 'CORDEE_SYNC_REFUSED', false],
  [426, 'CORDEE_SYNC_REFUSED', false],
  [429, 'CORDEE_SYNC_OFFLINE', true],
  [500, 'CORDEE_SYNC_OFFLINE', true],
  [503, 'CORDEE_SYNC_OFFLINE', true],
] as const) {
  test(`a ${status} is ${code}, ${retryable ? 'worth another try' : 'not worth another try'}`, async (t) => {
    const adapter = await serve(t, (_, response) => json(response, status, problem('x'), { 'retry-after': '7' }));
    const error = await errorOf(adapter.pull(pull, never));
    assert.deepEqual([error.code, error.status, error.retryable, error.retryAfterMs], [code, status, retryable, 7_000]);
  });
}

test('a server that is not there is offline', async () => {
  const adapter = createHttpAdapter({
    url: 'http://127.0.0.1:9',
    env: systemEnv,
    tokens: createTokenKeeper(async () => 'good', systemEnv),
  });
  assert.equal((await errorOf(adapter.pull(pull, never))).code, 'CORDEE_SYNC_OFFLINE');
});

test('an answer that is not ours is not taken for one', async (t) => {
  const adapter = await serve(t, (_, response) => json(response, 200, { hello: 'captive portal' }));
  const error = await errorOf(adapter.pull(pull, never));
  assert.deepEqual([error.code, error.retryable], ['CORDEE_SYNC_PROTOCOL', true]);
  const page = await serve(
    t,
    (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in'),
  );
  assert.equal((await errorOf(page.pull(pull, never))).code, 'CORDEE_SYNC_OFFLINE');
});

test('[SY15] a page that gives arrays, texts or numbers a toJSON of its own changes nothing of what is sent', async (t) => {
  let heard = '';
  // Written before: the server of this test lives in the same page, as it were.
  const text = JSON.stringify(answer);
  const adapter = await serve(t, (request, response) => {
    request
      .on('data', (part) => {
        heard += part;
      })
      .on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(text));
  });
  const prototypes = [Array.prototype, String.prototype, Number.prototype, Object.prototype] as { toJSON?: unknown }[];
  for (const prototype of prototypes)
    Object.defineProperty(prototype, 'toJSON', { configurable: true, value: () => 'rewritten' });
  try {
    await adapter.pull(pull, never);
  } finally {
    for (const prototype of prototypes) delete prototype.toJSON;
  }
  assert.deepEqual(JSON.parse(heard), pull);
});

test('[SY15] a page that replaces JSON itself is told, and nothing is sent', async (t) => {
  let requests = 0;
  const adapter = await serve(t, (_, response) => {
    requests += 1;
    json(response, 200, answer);
  });
  const { stringify } = JSON;
  JSON.stringify = () => 'rewritten';
  const error = await errorOf(adapter.pull(pull, never)).finally(() => {
    JSON.stringify = stringify;
  });
  assert.deepEqual([error.code, error.retryable, requests], ['CORDEE_SYNC_PROTOCOL', false, 0]);
});

test('[SY10] wake-ups come through however the bytes are cut, comments are only a sign of life', async (t) => {
  const text = ': hello\n\nevent: poke\ndata: {"j1":817}\n\nevent: bye\r\ndata: {"afterMs":500}\r\n\r\n';
  const adapter = await serve(t, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    void (async () => {
      for (const char of text) {
        response.write(char);
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    })();
  });
  const pokes: Poke[] = [];
  await new Promise<void>((resolve, reject) =>
    adapter.pokes$.subscribe({ next: (poke) => pokes.push(poke), complete: resolve, error: reject }),
  );
  assert.deepEqual(pokes, [{ kind: 'open' }, { kind: 'moved', revs: { j1: 817 } }, { kind: 'bye', afterMs: 500 }]);
});

test('who stops listening ends the connection', async (t) => {
  let closed: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (closed = resolve));
  const adapter = await serve(t, (request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': hello\n\n');
    request.once('close', closed);
  });
  const subscription = adapter.pokes$.subscribe(() => subscription.unsubscribe());
  await gone;
});

test('a host that never gives a token ends with the try, and with closing', async () => {
  const env = createTestEnv();
  const hung = createHttpAdapter({
    url: 'http://127.0.0.1:9',
    env,
    tokens: createTokenKeeper(() => new Promise<never>(() => undefined), env),
  });
  const failed = errorOf(hung.pull(pull, never));
  await env.advance(20_000);
  assert.deepEqual([(await failed).code, (await failed).retryable], ['CORDEE_SYNC_OFFLINE', true]);
  const closing = new AbortController();
  const closed = errorOf(hung.pull(pull, closing.signal));
  closing.abort();
  assert.equal((await closed).code, 'CORDEE_SYNC_OFFLINE');
  assert.equal((await errorOf(hung.pull(pull, closing.signal))).code, 'CORDEE_SYNC_OFFLINE');
});

test('a "no" that is not from our server is worth another try', async (t) => {
  const adapter = await serve(t, (_, response) => {
    response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Log in to the network</h1>');
  });
  assert.equal((await errorOf(adapter.pull(pull, never))).retryable, true);
});

test('[SY8] a token of somebody else is refused here, before anything of theirs is read or written', async () => {
  const tokenOf = (sub: string): string =>
    `x.${Buffer.from(JSON.stringify({ sub, tenant: 'acme', iat: 1_000, exp: 1_001 })).toString('base64url')}.x`;
  const env = createTestEnv();
  const given = [tokenOf('ines'), tokenOf('ines'), tokenOf('marc'), tokenOf('ines')];
  const tokens = createTokenKeeper(async () => given.shift() ?? '', env);
  await tokens.get();
  await env.advance(2_000);
  await tokens.get();
  await env.advance(2_000);
  await assert.rejects(tokens.get(), { code: 'CORDEE_SYNC_AUTH', retryable: false });
  assert.equal(await tokens.get(), tokenOf('ines'));
});
