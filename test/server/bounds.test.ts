import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { parsePull, parsePush } from '../../server/sync/requests.js';
import { RequestProblem } from '../../server/problem.js';
import { fullRecordSchemas } from '../../src/model/record-in-full.js';
import { limits } from '../../src/protocol/limits.js';
import * as protocol from '../../src/protocol/index.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { type TestServer, circle, company, journeyRecord, post, setTopic, startServer, watchedSql } from './support.js';

/** What a schema shows of itself, by the names that valibot gives it. */
interface Shown {
  readonly entries?: Readonly<Record<string, Shown>>;
  readonly item?: Shown;
  readonly value?: Shown;
  readonly wrapped?: Shown;
  readonly items?: readonly Shown[];
  readonly options?: readonly Shown[];
  readonly pipe?: readonly Shown[];
  readonly most?: number;
  readonly requirement?: unknown;
  readonly type?: string;
}

/** The lists and maps in a schema that take any number of members. */
function unbounded(schema: Shown, path: string): readonly string[] {
  const isBounded =
    schema.pipe?.some(
      ({ most, type, requirement }) =>
        most !== undefined || ((type === 'max_length' || type === 'max_entries') && requirement !== undefined),
    ) ?? false;
  const holds =
    schema.item !== undefined ||
    (schema.value !== undefined && schema.entries === undefined) ||
    schema.type === 'array' ||
    schema.type === 'record';
  const inner: readonly (readonly [string, Shown | undefined])[] = [
    ...Object.entries(schema.entries ?? {}),
    ['[]', schema.item],
    ['{}', schema.value],
    ['', schema.wrapped],
    ...(schema.items ?? []).map((one, at) => [String(at), one] as const),
    ...(schema.options ?? []).map((one) => ['|', one] as const),
  ];
  return [
    ...(holds && !isBounded ? [path] : []),
    ...inner.flatMap(([key, one]) => (typeof one === 'object' ? unbounded(one, `${path}.${key}`) : [])),
  ];
}

const requests = Object.entries(protocol).filter(([name]) => /RequestSchema$|TokenSchema$/.test(name)) as [
  string,
  Shown,
][];

describe('every list and every map that somebody sends', () => {
  it('[SY30] has a bound, in each request of the protocol and in each record that it may carry', () => {
    assert(requests.length >= 6, 'the schemas are found');
    assert.deepEqual(
      requests.flatMap(([name, schema]) => unbounded(schema, name)),
      [],
    );
    assert.deepEqual(
      Object.entries(fullRecordSchemas).flatMap(([type, schema]) => unbounded(schema as Shown, type)),
      [],
    );
    assert.deepEqual(
      unbounded(protocol.pullResponseSchema as Shown, 'pull').slice(0, 1),
      ['pull.lastSeq'],
      'one without a bound is seen',
    );
  });

  const filled = <T>(count: number, of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at));
  const mapOf = (count: number, prefix = 'k'): Record<string, number | string> =>
    Object.fromEntries(filled(count, (at) => [`${prefix}${at}`, 1]));
  const written = { seq: 1, raw: 1, clk: 0 };
  const push = (more: object) => ({
    v: 1,
    schema: schemaVersion,
    replica: 'r-bounds',
    rawNow: 1,
    clk: 0,
    txs: [],
    ...more,
  });
  const pull = (more: object) => ({ v: 1, schema: schemaVersion, replica: 'r-bounds', journeys: [], ...more });
  const tx = (ops: readonly object[]) => ({ tx: 'tx-1', journey: 'J', ops });
  const problemOf = (run: () => unknown): { code: string; paths: readonly string[] } => {
    try {
      run();
    } catch (error) {
      if (error instanceof RequestProblem)
        return {
          code: error.code,
          paths: error.body.error.issues?.map(({ path, message }) => `${path}: ${message}`) ?? [],
        };
      throw error;
    }
    return { code: 'taken', paths: [] };
  };

  it('[SY30] is refused when it has one more, by the path and the bound alone', () => {
    const over = (body: () => unknown) => problemOf(body).paths;
    assert.deepEqual(
      over(() => parsePush(push({ txs: filled(limits.pushOps + 1, () => ({})) }))),
      ['txs: Expected <=100.'],
    );
    assert.deepEqual(
      over(() => parsePush(push({ txs: [tx(filled(limits.txOps + 1, (at) => ({ ...written, seq: at + 1 })))] }))),
      ['txs.0.ops: Expected <=50.'],
    );
    assert.deepEqual(
      over(() => parsePull(pull({ journeys: filled(limits.pullJourneys + 1, () => 0) }))),
      ['journeys: Expected <=1000.'],
    );
    assert.deepEqual(
      over(() => parsePull(pull({ resultsAck: mapOf(limits.pullJourneys + 1) }))),
      ['resultsAck: Expected <=1000.'],
    );
    assert.deepEqual(
      over(() => parsePull(pull({ journeys: [{ id: 'J', spaces: mapOf(limits.spacesPerReader + 1) }] }))),
      ['journeys.0.spaces: Expected <=1024.'],
    );
    assert.equal(
      problemOf(() => parsePull(pull({ journeys: filled(2, () => ({ id: 'J', spaces: {} })) }))).code,
      'malformed',
      'a journey named twice',
    );
    assert.equal(
      problemOf(() =>
        parsePull(
          pull({
            resultsAck: mapOf(limits.pullJourneys),
            journeys: filled(limits.pullJourneys, (at) => ({ id: `J${at}`, spaces: {} })),
          }),
        ),
      ).code,
      'taken',
    );
  });

  it('[SY30] is looked at no further than its bound, however much is wrong in it', () => {
    let looks = 0;
    const watched = new Proxy(
      {},
      {
        get: () => void (looks += 1),
        has: () => {
          looks += 1;
          return false;
        },
        ownKeys: () => {
          looks += 1;
          return [];
        },
      },
    );
    for (const txs of [filled(71_000, () => watched), filled(limits.pushOps, () => tx(filled(1_000, () => watched)))])
      problemOf(() => parsePush(push({ txs })));
    problemOf(() => parsePull(pull({ journeys: filled(30_000, () => watched) })));
    assert.equal(looks, 0);
  });
});

describe('what one request makes the database do', () => {
  let sql: Sql;
  let server: TestServer;
  let statements: string[] = [];
  before(async () => {
    sql = watchedSql(await openMemoryDatabase(), ({ text }) => void statements.push(text));
    server = await startServer(sql);
    for (const journey of filledIds('J', 12))
      await server.service.provision({ tenant: 't', journey, records: [journeyRecord(journey), ...company] });
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  const filledIds = (prefix: string, count: number): string[] =>
    Array.from({ length: count }, (_, at) => `${prefix}${at}`);
  const count = async (path: 'push' | 'pull', body: object): Promise<number> => {
    statements = [];
    const own = (text: string) => !text.includes('denied_token');
    const { status, text } = await post(server, 't.ines', path, body);
    assert.equal(status, 200, text);
    return statements.filter(own).length;
  };
  const pushOf = (replica: string, journeys: readonly string[]) => ({
    v: 1,
    schema: schemaVersion,
    replica,
    rawNow: 1,
    clk: 0,
    txs: journeys.map((journey, at) => ({
      tx: `tx-${at}`,
      journey,
      ops: [{ seq: 1, raw: 1, clk: 0, ...setTopic(`t-${replica}`, journey, 'ines', circle, 'hello', 'circle') }],
    })),
  });

  it('[SY30] is as much for a thousand acknowledged journeys as for one', async () => {
    const all = filledIds('J', 12);
    await count('push', pushOf('r-many', all));
    const pull = (resultsAck: object) => ({ v: 1, schema: schemaVersion, replica: 'r-many', journeys: [], resultsAck });
    await count('pull', pull({}));
    const one = await count('pull', pull({ J0: 1 }));
    const many = await count('pull', pull(Object.fromEntries(filledIds('J', 1_000).map((journey) => [journey, 1]))));
    assert.equal(many, one - 1, 'the same, and no verdict is left to be read');
    const answer = (await post(server, 't.ines', 'pull', pull({}))).json as {
      readonly lastSeq: object;
      readonly results: object;
    };
    assert.deepEqual([Object.keys(answer.lastSeq).length, answer.results], [12, {}]);
  });

  it('[SY30] is as much for twelve journeys of one person as for one, where there is nothing new', async () => {
    const pull = { v: 1, schema: schemaVersion, replica: 'r-fresh', journeys: [] };
    assert.equal(
      await count('pull', pull),
      2,
      'whose the device is and how far it has come; the places, the journeys with their spaces, and the templates',
    );
  });

  it('[SY30] is as much for fifty things that a transaction names as for two', async () => {
    const under = (replica: string, cited: readonly string[], seq = 1) => ({
      v: 1,
      schema: schemaVersion,
      replica,
      rawNow: 1,
      clk: 0,
      txs: [
        {
          tx: 'tx-c',
          journey: 'J1',
          ops: [
            {
              seq,
              raw: 1,
              clk: 0,
              k: 'set',
              t: 'contribution',
              id: `c-${replica}-${seq}`,
              space: 'J1/circle',
              f: {
                audience: circle,
                body: { text: 'x' },
                topic: 't-r-many',
                kind: 'practice',
                ...(cited.length > 0 ? { cites: cited } : {}),
              },
            },
          ],
        },
      ],
    });
    const first = await count('push', under('r-cite', []));
    const made = filledIds('n-', 50);
    await server.service.provision({
      tenant: 't',
      journey: 'J1',
      records: made.map((id) => ({
        type: 'contribution' as const,
        id,
        fields: {
          by: 'ines',
          at: '2026-09-18T12:00:00.000Z',
          audience: circle,
          body: { text: 'y' },
          topic: 't-r-many',
          kind: 'practice',
        },
      })),
    });
    const many = await count('push', under('r-cite', made, 2));
    assert(many <= first, `${many} statements, and ${first} without a thing named`);
  });
});
