import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Sql, type SyncStorage, createSqlStorage, createSyncServer } from '../../server/index.js';
import { systemEnv } from '../../src/env.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { createFaultySql, type FaultySql, sqlFaults } from '../support/faulty-sql.js';
import {
  type TestOp,
  circle,
  company,
  guides,
  journeyRecord,
  openDatabase,
  setContribution,
  setTopic,
  topic,
} from './support.js';

const often = { burst: 1e6, perSecond: 1e6 };
const startMs = Date.UTC(2026, 10, 16, 9);
const dayMs = 86_400_000;
/** Longer than this is a hang. */
const patienceMs = 20_000;
const secret = 's'.repeat(43);

interface Answer {
  readonly status: number;
  readonly json: { readonly [name: string]: unknown };
}

describe('[T05] the server, when whatever it asks of its database fails', () => {
  let real: Sql;
  let sql: FaultySql;
  let storage: SyncStorage;
  let server: ReturnType<typeof createSyncServer>;
  let nowMs = startMs;
  let count = 0;
  before(async () => {
    real = await openDatabase();
    sql = createFaultySql(real);
    storage = await createSqlStorage(sql, () => 'store-1');
    server = createSyncServer({
      storage,
      log: () => undefined,
      env: { ...systemEnv, now: () => nowMs },
      rates: { person: often, address: often, tenant: often, arrival: often },
      verifyToken: async (token) => {
        const [tenant = '', person = ''] = token.split('.');
        return { tenant, person, expiresAt: nowMs + 600_000 };
      },
    });
  });
  after(async () => {
    await server.service.close();
    await real.close();
  });

  const ask = async (token: string, path: string, body: object): Promise<Answer> => {
    const response = await server.app.request(`/v1/${path}`, {
      method: 'POST',
      body: JSON.stringify({ v: 1, ...body }),
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
    });
    return { status: response.status, json: (await response.json()) as Answer['json'] };
  };
  const rowsOf = (tenant: string, table: string): Promise<readonly Record<string, unknown>[]> =>
    real.transaction(
      (tx) => tx.query<Record<string, unknown>>(`select * from ${table} where tenant_id = $1`, [tenant]),
      { tenant },
    );
  const liveIds = async (tenant: string): Promise<readonly string[]> =>
    (await rowsOf(tenant, 'record'))
      .filter((row) => row['deleted'] === false)
      .map((row) => String(row['id']))
      .toSorted();
  const revOf = async (tenant: string, journey: string): Promise<number> =>
    Number((await rowsOf(tenant, 'journey')).find((row) => row['journey_id'] === journey)?.['rev'] ?? 0);
  const begin = async (tenant: string, journeys: readonly string[]): Promise<void> => {
    for (const journey of journeys)
      await server.service.provision({
        tenant,
        journey,
        records: [journeyRecord(journey), ...company, topic('t-0', 'ines', circle, 'x')],
      });
  };

  const numbered = (ops: readonly TestOp[], from: number): readonly TestOp[] =>
    ops.map((op, at) => ({ seq: from + at, raw: nowMs, clk: 0, ...op }));
  const push = (
    tenant: string,
    person: string,
    txs: readonly (readonly [journey: string, seq: number, ...ops: readonly TestOp[]])[],
  ) =>
    ask(`${tenant}.${person}`, 'push', {
      schema: schemaVersion,
      replica: `r-${tenant}-${person}`,
      rawNow: nowMs,
      clk: 0,
      txs: txs.map(([journey, seq, ...ops], at) => ({ tx: `tx-${at}`, journey, ops: numbered(ops, seq) })),
    });
  const pull = (tenant: string, person: string, more: object = {}) =>
    ask(`${tenant}.${person}`, 'pull', {
      schema: schemaVersion,
      replica: `r-${tenant}-${person}`,
      journeys: [{ id: 'J', spaces: {} }],
      ...more,
    });

  interface Work<S> {
    readonly name: string;
    /** How many things it asks of the database at the least: that the fault meets them is seen. */
    readonly asksAtLeast: number;
    /** The journeys that there are before: J without it. */
    readonly journeys?: readonly string[];
    readonly prepare: (tenant: string) => Promise<S>;
    readonly act: (tenant: string, state: S) => Promise<Answer>;
    /** What was acknowledged is there, and nothing is there by half, whatever was answered. */
    readonly holds: (tenant: string, state: S, answer: Answer) => Promise<void>;
    /** After the next try, with nothing in its way: what is there is what would be there without the fault. */
    readonly healed: (tenant: string, state: S, answer: Answer) => Promise<void>;
  }
  const work = <S>(one: Work<S>): Work<unknown> => one as unknown as Work<unknown>;

  const works: readonly Work<unknown>[] = [
    work({
      name: 'a push of three transactions to two journeys',
      asksAtLeast: 30,
      journeys: ['J', 'K'],
      prepare: async (tenant) => [await revOf(tenant, 'J'), await revOf(tenant, 'K')],
      act: (tenant) =>
        push(tenant, 'marc', [
          [
            'J',
            1,
            setTopic('t-1', 'J', 'marc', circle, 'one', 'circle'),
            setContribution('c-1', 'J', 't-1', circle, 'two', 'circle'),
          ],
          ['K', 1, setTopic('t-2', 'K', 'marc', guides, 'three', 'guides')],
          ['J', 3, setTopic('t-3', 'J', 'marc', circle, 'four', 'circle')],
        ]),
      async holds(tenant, _revs, { status, json }) {
        const results = (json['results'] ?? {}) as Record<string, readonly { seq: number; st: string }[]>;
        if (status === 200)
          assert.equal(
            Object.values(results)
              .flat()
              .every(({ st }) => st === 'ok'),
            true,
            'nothing is refused for a fault of the database',
          );
        const there = await liveIds(tenant);
        const ids: Record<string, readonly string[]> = { J: ['t-1', 'c-1', 't-3'], K: ['t-2'] };
        for (const [journey, verdicts] of Object.entries(results)) {
          for (const { seq } of verdicts)
            assert(there.includes(ids[journey]?.[seq - 1] ?? ''), `${journey} ${seq} was acknowledged`);
        }
        assert.equal(there.includes('t-1'), there.includes('c-1'), 'a transaction is kept whole');
      },
      async healed(tenant, [j, k], { status, json }) {
        assert.equal(status, 200);
        const results = json['results'] as Record<string, readonly { seq: number; st: string }[]>;
        assert.deepEqual(
          [results['J']?.map(({ seq, st }) => [seq, st]), results['K']?.map(({ seq, st }) => [seq, st])],
          [
            [
              [1, 'ok'],
              [2, 'ok'],
              [3, 'ok'],
            ],
            [[1, 'ok']],
          ],
        );
        assert.deepEqual(
          [await revOf(tenant, 'J'), await revOf(tenant, 'K')],
          [(j ?? 0) + 2, (k ?? 0) + 1],
          'each was applied once',
        );
        assert.equal((await rowsOf(tenant, 'verdict')).length, 4);
      },
    }),
    work({
      name: 'a command that ends a place, and takes the words with it',
      asksAtLeast: 8,
      prepare: async (tenant) => {
        assert.equal(
          (await push(tenant, 'hana', [['J', 1, setTopic('t-hana', 'J', 'hana', circle, 'x', 'circle')]])).status,
          200,
        );
        return revOf(tenant, 'J');
      },
      act: (tenant) =>
        push(tenant, 'hana', [
          ['J', 2, { k: 'do', name: 'membership.end', args: { id: 'm-hana', words: 'withdraw' } }],
        ]),
      async holds(tenant) {
        const place = (await rowsOf(tenant, 'membership')).find(
          (row) => row['journey_id'] === 'J' && row['id'] === 'm-hana',
        );
        assert.equal(
          place?.['state'] === 'ended',
          !(await liveIds(tenant)).includes('t-hana'),
          'words and place go together',
        );
      },
      async healed(tenant, rev, { status, json }) {
        assert.equal(status, 200);
        assert.deepEqual(json['results'], { J: [{ seq: 2, st: 'ok', rev: (rev as number) + 1 }] });
        assert.equal(await revOf(tenant, 'J'), (rev as number) + 1);
      },
    }),
    work({
      name: 'a pull that says what it holds of the answers',
      asksAtLeast: 11,
      prepare: async (tenant) => {
        await push(tenant, 'marc', [['J', 1, setTopic('t-1', 'J', 'marc', circle, 'one', 'circle')]]);
        return (await pull(tenant, 'marc')).json['journeys'];
      },
      act: (tenant) => pull(tenant, 'marc', { resultsAck: { J: 1 } }),
      async holds(_tenant, pages, { status, json }) {
        if (status === 200) assert.deepEqual(json['journeys'], pages);
      },
      async healed(_tenant, pages, { status, json }) {
        assert.equal(status, 200);
        assert.deepEqual(json['journeys'], pages);
        assert.deepEqual(json['results'], {});
      },
    }),
    work({
      name: 'an invitation',
      asksAtLeast: 6,
      prepare: async () => undefined,
      act: (tenant) =>
        ask(`${tenant}.ines`, 'invitations', {
          id: 'inv-1',
          journey: 'J',
          role: 'companion',
          words: 'Would you?',
          locale: 'fr',
        }),
      async holds(tenant, _state, { status }) {
        const records = (await liveIds(tenant)).filter((id) => id === 'inv-1').length;
        const links = (await rowsOf(tenant, 'invitation_link')).length;
        assert.equal(links, records, 'a link and its record go together');
        if (status === 200) assert.equal(links, 1);
      },
      async healed(tenant, _state, { status, json }) {
        assert.equal(status, 200);
        assert.equal((await ask('', 'invitations/open', { token: json['token'] })).status, 200);
        assert.equal((await liveIds(tenant)).filter((id) => id === 'inv-1').length, 1);
      },
    }),
    work({
      name: 'a yes to an invitation',
      asksAtLeast: 10,
      prepare: async (tenant) =>
        (
          await ask(`${tenant}.ines`, 'invitations', {
            id: 'inv-1',
            journey: 'J',
            role: 'companion',
            words: 'Would you?',
            locale: 'fr',
          })
        ).json['token'],
      act: (_tenant, token) =>
        ask('', 'invitations/accept', {
          token,
          secret: `${secret.slice(0, 30)}${String(count).padStart(13, '0')}`,
          name: 'Nour',
          timeZone: 'Europe/Madrid',
          locale: 'fr',
        }),
      async holds(tenant) {
        const places = (await rowsOf(tenant, 'membership')).filter((row) => row['journey_id'] === 'J').length - 7;
        assert.equal(places, (await rowsOf(tenant, 'guest')).length, 'a place and who holds it go together');
        assert(places <= 1);
      },
      async healed(tenant, _token, { status }) {
        assert.equal(status, 200);
        assert.equal(
          (await rowsOf(tenant, 'membership')).filter((row) => row['journey_id'] === 'J').length,
          8,
          'one place, once',
        );
        const minted = await ask('', 'guests/token', {
          secret: `${secret.slice(0, 30)}${String(count).padStart(13, '0')}`,
        });
        assert.equal(minted.status, 200);
      },
    }),
    work({
      name: 'what a host writes, in three revisions',
      asksAtLeast: 10,
      prepare: async (tenant) => (await liveIds(tenant)).length,
      act: async (tenant) => {
        const records = Array.from({ length: 450 }, (_, at) => topic(`h-${at}`, 'ines', circle, 'x'));
        const done = await server.service.provision({ tenant, journey: 'J', records });
        return { status: 200, json: { rev: done.rev } };
      },
      async holds(tenant, before, { status }) {
        const more = (await liveIds(tenant)).length - (before as number);
        assert(status === 200 ? more === 450 : more === 0 || more === 450, `all or none, and not ${more}`);
      },
      async healed(tenant, before, { json }) {
        assert.equal((await liveIds(tenant)).length, (before as number) + 450);
        assert.equal(await revOf(tenant, 'J'), json['rev']);
      },
    }),
    work({
      name: 'the work of the day, of things that have served',
      asksAtLeast: 10,
      prepare: async (tenant) => {
        await push(tenant, 'marc', [
          ['J', 1, setTopic('t-1', 'J', 'marc', circle, 'one', 'circle')],
          ['J', 2, { k: 'del', t: 'topic', id: 't-1' }],
          ['J', 3, setTopic('t-2', 'J', 'marc', circle, 'two', 'circle')],
          ['J', 4, setTopic('t-3', 'J', 'marc', circle, 'three', 'circle')],
        ]);
        await pull(tenant, 'marc', { resultsAck: { J: 4 } });
        await real.transaction(
          (tx) => tx.query(`update removal set removed_at = '2026-01-01' where tenant_id = $1`, [tenant]),
          { tenant },
        );
        await real.transaction(
          (tx) => tx.query(`update verdict set answered_at = '2026-01-01' where tenant_id = $1`, [tenant]),
          { tenant },
        );
        return (await rowsOf(tenant, 'removal')).map((row) => Number(row['rev']));
      },
      act: async (tenant) => ({ status: 200, json: { ...(await storage.prune(tenant, nowMs + dayMs)) } }),
      async holds(tenant, revs) {
        const left = (await rowsOf(tenant, 'removal')).length;
        const floor = Number((await rowsOf(tenant, 'journey')).find((row) => row['journey_id'] === 'J')?.['floor_rev']);
        // What is not told any more, copies from before are told to begin anew for.
        assert(left === revs.length || floor >= Math.max(...revs));
        assert((await liveIds(tenant)).includes('t-2') && (await liveIds(tenant)).includes('t-3'));
      },
      async healed(tenant) {
        assert.deepEqual(
          [
            (await rowsOf(tenant, 'removal')).length,
            (await rowsOf(tenant, 'verdict')).map((row) => Number(row['seq'])),
          ],
          [0, [4]],
        );
        assert.deepEqual(
          (await push(tenant, 'marc', [['J', 4, setTopic('t-3', 'J', 'marc', circle, 'three', 'circle')]])).status,
          200,
          'its last is known',
        );
      },
    }),
    work({
      name: 'the refusal of all tokens of a person',
      asksAtLeast: 3,
      prepare: async () => undefined,
      act: async (tenant) => {
        await server.service.denyTokens(tenant, 'marc');
        return { status: 200, json: {} };
      },
      async holds(tenant, _state, { status }) {
        if (status === 200) assert.equal((await rowsOf(tenant, 'denied_token')).length, 1);
      },
      async healed(tenant) {
        assert.equal((await rowsOf(tenant, 'denied_token')).length, 1);
      },
    }),
  ];

  const inTime = async <T>(run: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>(
      (_, reject) => (timer = setTimeout(() => reject(new Error('It hangs.')), patienceMs)),
    );
    return Promise.race([run, late]).finally(() => clearTimeout(timer));
  };

  for (const { name, asksAtLeast, journeys = ['J'], prepare, act, holds, healed } of works) {
    for (const [what, fault] of Object.entries(sqlFaults)) {
      // A database that is away for a while says so; nobody has foreseen anything that lasts.
      for (const isForGood of what === 'a database that does not answer' ? [false, true] : [false]) {
        it(`${name}: ${what}, ${isForGood ? 'until it is there again' : 'once'}`, async (t) => {
          for (let nth = 1; ; nth++) {
            const tenant = `nth-${(count += 1)}`;
            nowMs += 1_000;
            await begin(tenant, journeys);
            const state = await prepare(tenant);
            sql.arm(nth, fault, isForGood);
            const answer = await inTime(
              act(tenant, state).catch((error: Error): Answer => ({ status: 503, json: { thrown: error.message } })),
            );
            const wasReached = sql.disarm();
            const at = `at ${nth}, answered ${answer.status}`;
            assert([200, 500, 503].includes(answer.status), at);
            await holds(tenant, state, answer).catch((error: unknown) => assert.fail(`${at}: ${String(error)}`));
            await healed(tenant, state, await inTime(act(tenant, state))).catch((error: unknown) =>
              assert.fail(`healed, ${at}: ${String(error)}`),
            );
            if (wasReached) continue;
            assert(nth > asksAtLeast, `${nth} is too few to have met all`);
            t.diagnostic(`${nth - 1} points`);
            return;
          }
        });
      }
    }
  }
});
