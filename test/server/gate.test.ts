import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Sql, createMetrics } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { listen } from '../../server/http/listen.js';
import { RateLimiter, costOf } from '../../server/http/rate-limits.js';
import { Device, type TestServer, circle, company, journeyRecord, post, setTopic, startServer } from './support.js';

const pullBody = JSON.stringify({ v: 1, schema: '2026-11', replica: 'r-gate', journeys: [] });
const allowed = 'https://learn.example';

describe('who may come in', () => {
  let sql: Sql;
  let server: TestServer;
  before(async () => {
    sql = await openMemoryDatabase();
    server = await startServer(sql, { allowedOrigins: [allowed] });
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  const ask = (headers: Record<string, string>, path = 'pull', method = 'POST') =>
    server.app.fetch(
      new Request(`http://sync.example/v1/${path}`, {
        method,
        headers: {
          authorization: 'Bearer t.ines',
          'content-type': 'application/json',
          host: 'sync.example',
          ...headers,
        },
        ...(method === 'POST' ? { body: pullBody } : {}),
      }),
    );

  /** [A25] What a browser says, and whether it is let in. */
  const table: readonly (readonly [what: string, headers: Record<string, string>, status: number])[] = [
    ['no browser', {}, 200],
    [
      'the same origin',
      { origin: 'https://sync.example', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' },
      200,
    ],
    [
      'the same origin, asked in its own mode',
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'same-origin' },
      200,
    ],
    ['an allowed origin', { origin: allowed, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, 200],
    ['typed by the user', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'cors' }, 200],
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, 403],
    ['another site, in an old browser', { origin: 'https://evil.example' }, 403],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, 403],
    [
      'a sibling site',
      { origin: 'https://other.sync.example', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
      403,
    ],
    ['a sibling site that hides its origin', { 'sec-fetch-site': 'same-site' }, 403],
    ['another port', { origin: 'https://sync.example:8443' }, 403],
    ['the allowed origin over http', { origin: 'http://learn.example' }, 403],
    ['the allowed origin with a suffix', { origin: `${allowed}.evil.example` }, 403],
    ['the allowed origin in capitals', { origin: 'HTTPS://LEARN.EXAMPLE' }, 403],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, 403],
    ['an origin that is none', { origin: 'evil' }, 403],
    [
      'a form',
      { origin: allowed, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      403,
    ],
    ['a beacon', { origin: allowed, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    ['a form of plain text', { 'content-type': 'text/plain' }, 415],
    ['a form of fields', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a form with a file', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['a compressed body', { 'content-encoding': 'gzip' }, 415],
    ['no token', { authorization: '' }, 401],
    ['a cookie instead', { authorization: '', cookie: 'token=t.ines' }, 401],
  ];
  for (const [what, headers, status] of table) {
    it(`[A25] ${status === 200 ? 'lets in' : `answers ${status} to`} ${what}`, async () => {
      const response = await ask(headers);
      assert.equal(response.status, status);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(response.headers.get('access-control-allow-origin'), headers['origin'] === allowed ? allowed : null);
      assert.equal(response.headers.get('access-control-allow-credentials'), null);
    });
  }

  it('[A25] answers a question before the request for allowed origins only', async () => {
    const preflight = (origin: string) =>
      server.app.fetch(
        new Request('http://sync.example/v1/push', {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'sec-fetch-site': 'cross-site',
            'sec-fetch-mode': 'cors',
          },
        }),
      );
    assert.equal((await preflight(allowed)).status, 204);
    const foreign = await preflight('https://evil.example');
    assert.deepEqual([foreign.status, foreign.headers.get('access-control-allow-origin')], [404, null]);
  });

  it('[A10] refuses the tokens of a person from the moment that they are denied, and takes the next one', async () => {
    const nowS = 1_900_000_000;
    let issuedAtS = nowS - 5;
    const sqlOfTwo = await openMemoryDatabase();
    const verifyToken = async (token: string) => ({
      tenant: 't',
      person: token,
      expiresAt: (nowS + 600) * 1_000,
      issuedAtS,
    });
    let elapsedMs = 0;
    const { createSqlStorage, createSyncServer } = await import('../../server/index.js');
    const { systemEnv } = await import('../../src/env.js');
    const node = async () =>
      createSyncServer({
        storage: await createSqlStorage(sqlOfTwo, () => 's'),
        verifyToken,
        env: { ...systemEnv, now: () => nowS * 1_000, elapsed: () => elapsedMs },
      });
    const [one, two] = [await node(), await node()];
    const statusOn = async ({ app }: typeof one, person: string) =>
      (
        await app.fetch(
          new Request('http://x/v1/pull', {
            method: 'POST',
            headers: { authorization: `Bearer ${person}`, 'content-type': 'application/json' },
            body: JSON.stringify({ ...JSON.parse(pullBody), replica: `r-${person}` }),
          }),
        )
      ).status;
    assert.deepEqual([await statusOn(one, 'ines'), await statusOn(two, 'ines')], [200, 200]);
    await one.service.denyTokens('t', 'ines');
    assert.equal(await statusOn(one, 'ines'), 401);
    elapsedMs += 2_000;
    assert.equal(await statusOn(two, 'ines'), 401, 'another node knows it within two seconds');
    assert.equal(await statusOn(two, 'marc'), 200);
    issuedAtS = nowS + 1;
    assert.deepEqual([await statusOn(one, 'ines'), await statusOn(two, 'ines')], [200, 200]);
    await sqlOfTwo.close();
  });
});

describe('how often somebody may ask', () => {
  it('[A20] takes a burst, then so many a second, and remembers a bounded number of askers', () => {
    let nowMs = 0;
    const limiter = new RateLimiter({ burst: 3, perSecond: 2 }, { elapsed: () => nowMs });
    assert.deepEqual(
      [1, 2, 3, 4].map(() => limiter.take('a')),
      [0, 0, 0, 500],
    );
    assert.equal(limiter.take('b'), 0);
    nowMs = 500;
    assert.deepEqual([limiter.take('a'), limiter.take('a')], [0, 500]);
    for (let at = 0; at < 60_000; at++) limiter.take(`many-${at}`);
    assert.equal(limiter.size, 50_000);
  });

  it('[A21] answers 429 with Retry-After to a person, an address and whoever tries links, and to nobody else', async () => {
    const sql = await openMemoryDatabase();
    const slow = { burst: 2, perSecond: 0.1 };
    const server = await startServer(sql, {
      rates: { person: slow, arrival: { burst: 3, perSecond: 0.5 } },
      proxies: 1,
    });
    const pull = (person: string, address = '1.1.1.1') =>
      fetch(`${server.url}/v1/pull`, {
        method: 'POST',
        headers: {
          authorization: `Bearer t.${person}`,
          'content-type': 'application/json',
          'x-forwarded-for': `9.9.9.9, ${address}`,
        },
        body: JSON.stringify({ ...JSON.parse(pullBody), replica: `r-${person}` }),
      });
    assert.deepEqual([(await pull('ines')).status, (await pull('ines')).status], [200, 200]);
    const limited = await pull('ines');
    assert.deepEqual(
      [
        limited.status,
        limited.headers.get('retry-after'),
        ((await limited.json()) as { error: { code: string } }).error.code,
      ],
      [429, '10', 'busy'],
    );
    assert.equal((await pull('marc')).status, 200);
    const open = (address: string) =>
      fetch(`${server.url}/v1/invitations/open`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ v: 1, token: 'A'.repeat(43) }),
      });
    const statuses = [];
    for (let at = 0; at < 4; at++) statuses.push((await open('2.2.2.2')).status);
    assert.deepEqual(statuses, [404, 404, 404, 429]);
    assert.equal((await open('3.3.3.3')).status, 404);
    await server.stop();
    await sql.close();
  });

  it('[A21] counts a large body as several requests, once it was read, and never more than a burst of them', () => {
    let nowMs = 0;
    const limiter = new RateLimiter({ burst: 10, perSecond: 1 }, { elapsed: () => nowMs });
    assert.deepEqual([0, 16_384, 16_385, 262_144].map(costOf), [0, 0, 1, 15]);
    limiter.take('a');
    limiter.charge('a', costOf(262_144));
    assert.equal(limiter.take('a'), 7_000, 'nine were left, and fifteen were used up');
    limiter.charge('a', 1_000_000);
    assert.equal(limiter.take('a'), 11_000, 'nobody waits for longer than two bursts');
    nowMs = 11_000;
    assert.equal(limiter.take('a'), 0);
    const unlimited = new RateLimiter({ burst: Infinity, perSecond: 1 }, { elapsed: () => 0 });
    unlimited.charge('a', 1_000);
    assert.equal(unlimited.take('a'), 0);
  });

  it('[A21] charges for what came, also when it was refused: malformed pushes of a whole body are soon told to wait', async () => {
    const sql = await openMemoryDatabase();
    const server = await startServer(sql, { rates: { person: { burst: 40, perSecond: 0.001 } } });
    const body = JSON.stringify({
      v: 1,
      schema: '2026-11',
      replica: 'r',
      rawNow: 1,
      clk: 0,
      txs: Array.from({ length: 71_000 }, () => ({})),
    });
    const statuses: number[] = [];
    for (let at = 0; at < 5; at++) statuses.push((await post(server, 't.ines', 'push', body)).status);
    assert.deepEqual(statuses, [400, 400, 400, 429, 429]);
    await server.stop();
    await sql.close();
  });

  it('[A21] limits who is counted by no header, by a port, or within one /64 of IPv6, behind a proxy too', async () => {
    const sql = await openMemoryDatabase();
    const server = await startServer(sql, { rates: { arrival: { burst: 2, perSecond: 0.001 } }, proxies: 1 });
    const open = async (forwarded: string | undefined) =>
      (
        await fetch(`${server.url}/v1/invitations/open`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
          },
          body: JSON.stringify({ v: 1, token: 'A' }),
        })
      ).status;
    const three = async (addresses: readonly (string | undefined)[]) => {
      const found: number[] = [];
      for (const address of addresses) found.push(await open(address));
      return found;
    };
    assert.deepEqual(await three([undefined, 'unknown', '']), [400, 400, 429], 'no address at all');
    assert.deepEqual(await three(['203.0.113.7:1000', '203.0.113.7:1001', '203.0.113.7:1002']), [400, 400, 429]);
    assert.deepEqual(
      await three(['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '[2001:db8:1:2::3]:443']),
      [400, 400, 429],
    );
    assert.deepEqual(await three(['203.0.113.8', '2001:db8:1:3::1']), [400, 400], 'others are not told to wait');
    await server.stop();
    await sql.close();
  });

  it('[A21] gives a person six streams: the seventh ends the oldest, which is told to wait', async () => {
    const sql = await openMemoryDatabase();
    const server = await startServer(sql);
    const abort = new AbortController();
    const streams: Response[] = [];
    for (let at = 0; at < 7; at++)
      streams.push(
        await fetch(`${server.url}/v1/events`, { headers: { authorization: 'Bearer t.ines' }, signal: abort.signal }),
      );
    const [oldest] = streams;
    assert.match(await (oldest?.text() ?? ''), /event: bye\ndata: \{"afterMs":60000\}/);
    assert.equal(server.service.pokes.size, 6);
    abort.abort();
    await server.stop();
    await sql.close();
  });
});

describe('connections', () => {
  it('[A21] lets go of who sends too slowly or holds too many, while others are answered', async () => {
    const sql = await openMemoryDatabase();
    const server = await startServer(sql);
    const listening = await listen({
      app: server.app,
      port: 0,
      host: '127.0.0.1',
      socketsPerAddress: 5,
      onError: () => {},
    });
    const closedAfter = (text: string) =>
      new Promise<number>((resolve) => {
        const startedMs = Date.now();
        const socket = connect(listening.port, '127.0.0.1', () => socket.write(text));
        socket.on('close', () => resolve(Date.now() - startedMs));
        socket.on('error', () => {});
        socket.resume();
      });
    const slow = [closedAfter('POST /v1/push HTTP/1.1\r\nHost: x\r\n'), closedAfter('GET /v1/health HT')];
    const health = `http://127.0.0.1:${listening.port}/v1/health`;
    assert.equal((await fetch(health, { headers: { connection: 'close' } })).status, 200);
    // Two are slow: three more are let in, and the next is not.
    const held = await Promise.all(
      Array.from(
        { length: 3 },
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect(listening.port, '127.0.0.1', () => resolve(socket));
            socket.on('error', () => {});
          }),
      ),
    );
    await closedAfter('');
    for (const socket of held) socket.destroy();
    for (const ms of await Promise.all(slow)) assert(ms < 30_000, `${ms} ms`);
    await listening.close();
    await server.stop();
    await sql.close();
  });
});

describe('what is written down', () => {
  it('[A26] holds no word, goal, token, link or name, in logs, metrics or answers that say no', async () => {
    const sql = await openMemoryDatabase();
    const { metrics, registry } = await createMetrics(() => 0);
    const server = await startServer(sql, { metrics });
    const canary = 'phalarope';
    await server.service.provision({ tenant: 't', journey: 'J', records: [journeyRecord('J'), ...company] });
    const answers: string[] = [];
    const send = async (path: string, body: unknown, token = 't.ines', headers: Record<string, string> = {}) => {
      const response = await fetch(`${server.url}/v1/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      if (response.status !== 200) answers.push(text, JSON.stringify([...response.headers]));
      return { status: response.status, json: JSON.parse(text) as Record<string, string> };
    };
    const ines = new Device(server, 't.ines');
    await ines.push('J', setTopic('t-1', 'J', 'ines', circle, canary, 'circle'));
    await ines.push(
      'J',
      setTopic('t-2', 'J', 'ines', { kind: 'chosen', members: [canary] }, canary, `chosen:${canary}`),
    );
    await ines.push('J', {
      k: 'set',
      t: 'goal',
      id: 'g-1',
      space: 'J/guides',
      f: { title: canary, levels: { 0: canary }, audience: { kind: 'guides' } },
    });
    await ines.push('J', { k: 'set', t: canary, id: 'x', space: 'J/circle', f: { text: canary } });
    await ines.push('J', { k: 'do', name: 'membership.end', args: { id: canary } });
    const invite = {
      v: 1,
      id: 'i-1',
      journey: 'J',
      role: 'peer',
      words: canary,
      hope: canary,
      locale: 'fr',
      to: { channel: 'e-mail', address: `${canary}@x.example` },
    };
    const { token = '' } = (await send('invitations', invite)).json;
    const secret = 'B'.repeat(43);
    await send('invitations/open', { v: 1, token });
    await send('invitations/accept', { v: 1, token, secret, name: canary, timeZone: 'Europe/Paris', locale: 'fr' });
    await send('invitations/accept', {
      v: 1,
      token,
      secret: 'C'.repeat(43),
      name: canary,
      timeZone: 'Europe/Paris',
      locale: 'fr',
    });
    await send('guests/token', { v: 1, secret });
    for (const path of [
      'push',
      'pull',
      'invitations',
      'invitations/open',
      'invitations/accept',
      'guests/token',
      canary,
      `push?${canary}=1`,
    ]) {
      for (const body of [
        `{"${canary}`,
        `"${canary}"`,
        { v: 1, [canary]: canary },
        { v: canary, token: canary, replica: canary, txs: [{ journey: canary }], journeys: [{ id: canary }] },
      ]) {
        await send(path, body);
        await send(path, body, canary, { origin: `https://${canary}.example` });
      }
    }
    const kept = JSON.stringify(server.lines) + (await registry.metrics()) + answers.join('');
    for (const secretWord of [canary, token, secret, 'Surname', 'ines@'])
      assert(!kept.includes(secretWord), secretWord);
    assert(
      server.lines.some(({ event, id }) => event === 'request' && typeof id === 'string'),
      'a line has the id of its request',
    );
    await server.stop();
    await sql.close();
  });
});
