import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { base64url } from 'jose';
import {
  type LogLine,
  type Sql,
  type SyncServer,
  createSqlStorage,
  createSyncServer,
  createTokenVerifier,
} from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { systemEnv } from '../../src/env.js';
import type { Json } from '../../src/model/value/json.js';
import { circle, company, journeyRecord, topic } from '../server/support.js';
import { assertUnpolluted, hostile, runs, spoilt, withinTime } from './spoil.js';

const unlimited = { burst: Infinity, perSecond: 1 };
const written = { raw: 1_800_000_000_000, clk: 0 };
const push: Json = {
  v: 1,
  schema: '2026-11',
  replica: 'r-1',
  rawNow: 1_800_000_000_000,
  clk: 0,
  txs: [
    {
      tx: 'tx-1',
      journey: 'J',
      ops: [
        {
          seq: 1,
          ...written,
          k: 'set',
          t: 'topic',
          id: 'f-1',
          space: 'J/circle',
          f: { audience: { kind: 'circle' }, body: { text: 'hello' }, state: 'open', pinned: false },
          seen: { body: '0000019000000000' },
        },
        {
          seq: 2,
          ...written,
          k: 'do',
          name: 'audience.narrow',
          args: { type: 'topic', id: 'f-1', audience: { kind: 'guides' } },
          if: { rev: 1 },
        },
        { seq: 3, ...written, k: 'del', t: 'topic', id: 'f-1' },
      ],
    },
  ],
};

describe('[T16] whatever comes to the server', () => {
  let sql: Sql;
  let server: SyncServer;
  const lines: LogLine[] = [];
  before(async () => {
    sql = await openMemoryDatabase();
    server = createSyncServer({
      storage: await createSqlStorage(sql, () => 's'),
      log: (line) => lines.push(line),
      rates: { person: unlimited, tenant: unlimited, arrival: unlimited, address: unlimited },
      verifyToken: async (token) => ({
        tenant: 't',
        person: token,
        expiresAt: systemEnv.now() + 600_000,
        issuedAtS: 0,
      }),
    });
    await server.service.provision({
      tenant: 't',
      journey: 'J',
      records: [journeyRecord('J'), ...company, topic('t-1', 'ines', circle, 'phalarope')],
    });
  });
  after(() => sql.close());

  /** Sends it, and holds the server to its word: a known status, JSON, nothing of the class 500, nothing inherited by all. */
  const send = async (
    path: string,
    body: Json | undefined,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const response = await server.app.fetch(
      new Request(`http://x/v1/${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer ines', 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.clone().text();
    assert(
      [200, 400, 401, 403, 404, 409, 413, 415, 426].includes(response.status),
      `${response.status} ${text} ${JSON.stringify(lines.slice(-2))}`,
    );
    JSON.parse(text);
    assertUnpolluted();
    return response;
  };
  const hold = async <T>(inputs: fc.Arbitrary<T>, run: (input: T) => Promise<unknown>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        await withinTime(() => run(input));
      }),
      { numRuns: runs },
    );
  let replicas = 0;

  it('push: a spoilt one is answered, and one that no rule can read stops nothing', async () => {
    await hold(spoilt(push), async (body) => {
      const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
      const response = await send(
        'push',
        isObject && (body as { replica?: Json }).replica === 'r-1' ? { ...body, replica: `p-${++replicas}` } : body,
      );
      if (response.status === 200)
        assert.equal(
          ((await response.json()) as { stop?: unknown }).stop,
          undefined,
          JSON.stringify([body, lines.slice(-2)]),
        );
    });
  });

  it('push: any fields in any record', async () => {
    const types = fc.constantFrom(
      'topic',
      'contribution',
      'goal',
      'goalRating',
      'challenge',
      'readMark',
      'served',
      'answer',
      'stepRun',
      'adaptation',
      'journey',
      'membership',
      'member',
      'invitation',
      'template',
      '__proto__',
    );
    const fields = fc.dictionary(
      fc.constantFrom(
        'audience',
        'body',
        'topic',
        'item',
        'by',
        'at',
        'state',
        'goal',
        'level',
        'title',
        'levels',
        'cites',
        'kind',
        'step',
        'target',
        'op',
        '__proto__',
        'x',
      ),
      fc.oneof(hostile, fc.constantFrom<Json>({ kind: 'circle' }, { text: 'x' }, 't-1', 'm-marc')),
    );
    await hold(fc.tuple(types, fields, fc.constantFrom('set', 'do', 'del')), async ([t, f, k]) => {
      const op =
        k === 'do'
          ? { k, name: 'membership.pause', args: f }
          : { k, t, id: `a-${replicas % 50}`, space: 'J/circle', f };
      const response = await send('push', {
        v: 1,
        schema: '2026-11',
        replica: `p-${++replicas}`,
        rawNow: 1,
        clk: 0,
        txs: [{ tx: 'tx', journey: 'J', ops: [{ seq: 1, raw: 1, clk: 0, ...op } as Json] }],
      });
      if (response.status === 200)
        assert.equal(
          ((await response.json()) as { stop?: unknown }).stop,
          undefined,
          JSON.stringify([t, f, lines.slice(-2)]),
        );
    });
  });

  it('pull: spoilt, and with cursors that nobody gave', async () => {
    const first = (await (
      await send('pull', { v: 1, schema: '2026-11', replica: 'r-pull', journeys: [{ id: 'J', spaces: {} }] })
    ).json()) as { access: Json; journeys: { to: string }[] };
    const cursor = first.journeys[0]?.to ?? assert.fail();
    const pull: Json = {
      v: 1,
      schema: '2026-11',
      replica: 'r-pull',
      resultsAck: { J: 1 },
      limit: { records: 5, bytes: 5_000 },
      journeys: [{ id: 'J', cursor, spaces: { 'J/circle': 'g1' }, snap: cursor }],
    };
    await hold(spoilt(pull), (body) => send('pull', body));
    const bytes = fc
      .tuple(fc.nat({ max: cursor.length }), fc.string({ unit: 'binary', maxLength: 8 }), fc.boolean())
      .map(([at, text, isCut]) => cursor.slice(0, at) + text + (isCut ? '' : cursor.slice(at + 1)));
    const inside = spoilt(
      JSON.parse(
        Buffer.from(cursor, 'base64url')
          .toString('utf8')
          .replace(/^[^[{]*/, '') || '[]',
      ) as Json,
    ).map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'));
    await hold(fc.oneof(bytes, inside, fc.string({ unit: 'binary' })), async (forged) => {
      for (const asked of [{ cursor: forged }, { cursor, snap: forged }]) {
        const response = await send('pull', {
          v: 1,
          schema: '2026-11',
          replica: 'r-pull',
          journeys: [{ id: 'J', spaces: {}, ...asked }],
        });
        assert(!(await response.text()).includes('m-nobody'));
      }
    });
  });

  it('invitations and guests: spoilt, by somebody with a token and by anybody', async () => {
    const invite: Json = {
      v: 1,
      id: 'inv',
      journey: 'J',
      role: 'peer',
      words: 'Would you?',
      hope: 'x',
      offer: 'y',
      home: 'outside',
      hiddenFromCompany: true,
      locale: 'fr',
      to: { channel: 'link', address: 'x' },
    };
    const accept: Json = {
      v: 1,
      token: 'A'.repeat(43),
      secret: 'B'.repeat(43),
      name: 'Hana',
      timeZone: 'Europe/Prague',
      locale: 'cs',
    };
    await hold(spoilt(invite), (body) => send('invitations', body));
    await hold(spoilt({ v: 1, id: 'inv' }), (body) => send('invitations/revoke', body));
    // A right one waits before it is refused, so most of these are spoilt in shape.
    const bad = spoilt(accept).filter((body) => (body as { token?: Json } | null)?.token !== 'A'.repeat(43));
    await hold(bad, async (body) => {
      for (const path of ['open', 'accept', 'decline']) await send(`invitations/${path}`, body, { authorization: '' });
    });
    await hold(spoilt({ v: 1, secret: 'B'.repeat(43) }), (body) => send('guests/token', body, { authorization: '' }));
  });

  it('bodies that are no JSON, and headers that are no headers of ours', async () => {
    const header = fc.string({ unit: fc.constantFrom(...' !"#$%&\'()*+,-./09:;<=>?@AZ[]^_`az{|}~'), maxLength: 200 });
    await hold(
      fc.tuple(
        fc.uint8Array({ maxLength: 200 }),
        header,
        header,
        header,
        fc.constantFrom('push', 'pull', 'invitations/open', 'guests/token', 'x'),
      ),
      async ([bytes, type, authorization, origin, path]) => {
        const response = await server.app.fetch(
          new Request(`http://x/v1/${path}`, {
            method: 'POST',
            headers: {
              'content-type': bytes.length % 2 === 0 ? 'application/json' : type,
              authorization,
              origin,
              'x-forwarded-for': type,
              'sec-fetch-site': origin,
            },
            body: bytes as Uint8Array<ArrayBuffer>,
          }),
        );
        assert(response.status >= 400 && response.status < 500, String(response.status));
        assertUnpolluted();
      },
    );
  });

  it('tokens of any parts: refused, and never a crash', async () => {
    const { publicKey } = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
    const verify = createTokenVerifier({ issuer: 'i', audience: 'a', tenants: ['t'], keys: publicKey });
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      hostile.map((value) => base64url.encode(JSON.stringify(value) ?? '')),
      spoilt({ alg: 'EdDSA', typ: 'cordee+jwt', kid: 'k' }).map((value) =>
        base64url.encode(JSON.stringify(value) ?? ''),
      ),
      spoilt({ iss: 'i', aud: 'a', sub: 'ines', tenant: 't', iat: 1, exp: 2 }).map((value) =>
        base64url.encode(JSON.stringify(value) ?? ''),
      ),
    );
    await hold(fc.array(part, { maxLength: 5 }), async (parts) => {
      await assert.rejects(verify(parts.join('.')), Error);
      assertUnpolluted();
    });
  });

  it('and after all of it, an honest device is served', async () => {
    assert(
      !lines.some(({ event }) => event === 'request-failed' || event === 'push-failed'),
      JSON.stringify(lines.find(({ event }) => event === 'request-failed' || event === 'push-failed')),
    );
    const response = await send('push', { ...(push as object), replica: 'r-honest' } as Json);
    assert.equal(response.status, 200);
  });
});
