import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Verdict } from '../../src/protocol/messages.js';
import { limits } from '../../src/protocol/limits.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { systemEnv } from '../../src/env.js';
import {
  type ProvisionedRecord,
  type Sql,
  type SyncService,
  createSqlStorage,
  createSyncServer,
} from '../../server/index.js';
import { writableTypes } from '../../server/rules/field-rules.js';
import { parsePull, parsePush } from '../../server/sync/requests.js';
import { type Asker, alsoThere, askers, reads, rows, says } from './permission-matrix.js';
import { type TestOp, journeyRecord, member, openDatabase } from './support.js';

/** All of it with CORDEE_MATRIX=whole; otherwise every row and every column in each state, and of those who have no place every third cell. */
const isWhole = process.env['CORDEE_MATRIX'] === 'whole';
const nowMs = Date.UTC(2026, 10, 16, 9);

/** What is between an asker and the journey. All but the first open nothing. */
const states = [
  'active',
  'not yet invited',
  'paused by themself',
  'paused by the person accompanied',
  'revoked',
  'on another journey',
  'of another tenant',
] as const;
type State = (typeof states)[number];
const clear: readonly string[] = ['forbidden', 'invalid', 'record_gone', 'precondition'];
const noPlace = { st: 'no', code: 'not_a_member' };
/** What the server remembers of a device for that device alone. */
const ownMemory = ['replica', 'replica_journey', 'verdict', 'push_failure'];

describe('[T04] the permissions, cell by cell, as the server answers them', () => {
  let sql: Sql;
  let service: SyncService;
  let tables: readonly string[] = [];
  let tenants = 0;
  let replicas = 0;
  let executed = 0;
  before(async () => {
    sql = await openDatabase();
    ({ service } = createSyncServer({
      storage: await createSqlStorage(sql, () => 'store-1'),
      env: { ...systemEnv, now: () => nowMs },
      log: () => undefined,
      verifyToken: () => Promise.reject(new Error('Nobody asks over HTTP.')),
    }));
    const found = await sql.transaction(
      (tx) =>
        tx.query<{ name: string }>(
          `select table_name as name from information_schema.columns where column_name = 'tenant_id' and table_schema = 'public' order by 1`,
        ),
      { isReadOnly: true },
    );
    tables = found.map(({ name }) => name).filter((name) => !ownMemory.includes(name));
    assert(tables.includes('record') && tables.includes('membership') && tables.includes('removal'));
  });
  after(async () => {
    await service.close();
    await sql.close();
  });

  it('have rows for every type that a device writes', () => {
    const missing = writableTypes.filter((type) => !rows.some(({ kind }) => kind === type));
    assert.deepEqual(missing, [], 'permission-matrix.ts says who may write them.');
  });

  const subjectOf = (tenant: string, person: string) => ({ tenant, person, expiresAt: nowMs + 600_000 });

  /** Everything that is kept of a tenant, but for what a device is told about its own operations. */
  const keptOf = async (tenant: string): Promise<string> =>
    sql.transaction(
      async (tx) => {
        const sums: string[] = [];
        for (const table of tables) {
          const [row] = await tx.query<{ sum: string }>(
            `select md5(coalesce(string_agg(r::text, chr(10) order by r::text), '')) as sum from ${table} r where tenant_id = $1`,
            [tenant],
          );
          sums.push(`${table} ${row?.sum}`);
        }
        return sums.join('\n');
      },
      { tenant, isReadOnly: true },
    );

  /** What a device without a copy is given of a journey. */
  const given = async (tenant: string, person: string, journey = 'J') => {
    const base = { v: 1, schema: schemaVersion, replica: `reader-${(replicas += 1)}` };
    const { access } = await service.pull(subjectOf(tenant, person), parsePull({ ...base, journeys: [] }));
    const journeys = Object.keys(access)
      .filter((id) => id === journey || id.startsWith('template:'))
      .map((id) => ({ id, spaces: {} }));
    const answer = await service.pull(subjectOf(tenant, person), parsePull({ ...base, journeys }));
    assert(
      answer.journeys.every(({ more }) => !more),
      'one page holds it',
    );
    const puts = answer.journeys.flatMap((page) => page.puts);
    return {
      access,
      puts,
      dels: answer.journeys.flatMap((page) => page.dels),
      has: (type: string, id: string) => puts.some((put) => put.t === type && put.id === id),
    };
  };

  /** A device that sends each operation as a transaction of its own. */
  const createSender = (tenant: string, person: string) => {
    const replica = `sender-${(replicas += 1)}`;
    const seq = new Map<string, number>();
    const send = async (txs: readonly object[]): Promise<readonly Verdict[]> => {
      const { results } = await service.push(
        subjectOf(tenant, person),
        parsePush({ v: 1, schema: schemaVersion, replica, rawNow: nowMs, clk: 0, txs }),
      );
      return Object.values(results).flat();
    };
    return {
      number(journey: string, op: TestOp) {
        const next = (seq.get(journey) ?? 0) + 1;
        seq.set(journey, next);
        return { tx: `tx-${next}`, journey, ops: [{ seq: next, raw: nowMs, clk: 0, ...op }] };
      },
      async sendAll(txs: readonly object[]) {
        const verdicts: Verdict[] = [];
        for (let from = 0; from < txs.length; from += limits.pushOps)
          verdicts.push(...(await send(txs.slice(from, from + limits.pushOps))));
        return verdicts;
      },
    };
  };

  const idOf = (row: number): string => `r-${row}`;
  const everybody = [
    ...askers,
    { person: 'zoe', role: 'companion', home: 'company' },
    { person: 'nour', role: 'companion', home: 'company' },
  ] as const;

  const membersIn = (asker: Asker, state: State): readonly ProvisionedRecord[] =>
    everybody.flatMap(({ person, role, home }) => {
      const isPaused =
        person === 'nour' || (person === asker.person && state.startsWith('paused') && role === 'coachee');
      return member(`m-${person}`, person, role, home).map((one) =>
        isPaused ? { ...one, fields: { ...one.fields, state: 'paused' } } : one,
      );
    });

  /** Who asks in the place of an asker who is not there: somebody new, or somebody of the same name elsewhere. */
  const askingAs = ({ person }: Asker, state: State): string =>
    state === 'not yet invited' || state === 'on another journey' ? `new-${person}` : person;

  /** A tenant with a journey in which one person stands so, and in which all is there that the rows speak of. */
  async function createRope(
    asker: Asker,
    state: State,
    journey: string,
    records: readonly ProvisionedRecord[],
    journeyState = 'active',
    tenant = `matrix-${(tenants += 1)}`,
  ): Promise<string> {
    const { fields } = journeyRecord('J');
    await service.provision({
      tenant,
      journey,
      records: [
        {
          type: 'journey',
          id: journey,
          fields: {
            ...fields,
            state: journeyState,
            ...(journeyState === 'paused' ? { pauses: [{ from: '2026-11-10' }] } : {}),
          },
        },
        ...membersIn(asker, state),
        ...records,
      ],
    });
    const say = async (person: string, name: string) => {
      const sender = createSender(tenant, person);
      const [verdict] = await sender.sendAll([sender.number(journey, { k: 'do', name, args: { id: asker.place } })]);
      assert.equal(verdict?.st, 'ok', `${person} ${name}`);
    };
    if (asker.role !== 'coachee') {
      if (state === 'paused by themself') await say(asker.person, 'membership.pause');
      if (state === 'paused by the person accompanied') await say('ines', 'membership.pause');
      if (state === 'revoked') await say('ines', 'membership.end');
    } else if (state === 'revoked') {
      await service.provision({
        tenant,
        journey,
        records: member(asker.place, asker.person, asker.role).map((one) => ({
          ...one,
          fields: { ...one.fields, state: 'ended' },
        })),
      });
    }
    return tenant;
  }

  /** The tenant of the asker's token. */
  async function tenantOfAsker(asker: Asker, state: State, tenant: string): Promise<string> {
    const elsewhere = state === 'of another tenant' ? `${tenant}-other` : tenant;
    if (state !== 'of another tenant' && state !== 'on another journey') return elsewhere;
    await service.provision({
      tenant: elsewhere,
      journey: 'K',
      records: [
        { ...journeyRecord('K'), fields: { ...journeyRecord('K').fields, template: 'another' } },
        ...member(asker.place, askingAs(asker, state), asker.role, asker.home),
      ],
    });
    return elsewhere;
  }

  const isTaken = (row: number, column: number, state: State): boolean =>
    isWhole ||
    state === 'active' ||
    rows[row]?.whilePaused !== undefined ||
    (row + column + states.indexOf(state)) % 3 === 0;

  /** By the table: nothing without an active place, but for what a paused one may say about itself. */
  function expectation(row: (typeof rows)[number], column: number, state: State): boolean {
    if (state === 'active') return says(row.may, column);
    if (!state.startsWith('paused') || askers[column]?.role === 'coachee') return false;
    return row.whilePaused === 'always' ? true : row.whilePaused === 'by oneself' && state === 'paused by themself';
  }

  for (const [column, asker] of askers.entries()) {
    for (const state of states) {
      it(`${asker.role} ${asker.home === 'outside' ? 'from outside ' : ''}${asker.person}, ${state}`, async () => {
        const cells = rows
          .map((row, at) => ({
            row,
            id: idOf(at),
            may: expectation(row, column, state),
            isTaken: isTaken(at, column, state),
          }))
          .filter((cell) => cell.isTaken);
        executed += cells.length;
        const standing = cells.flatMap(({ row, id }) => row.has?.(id, asker) ?? []);
        const template = JSON.parse(readFileSync('demo/content/templates/first-time-manager.json', 'utf8')) as {
          readonly version: string;
        };
        const tenant = await createRope(asker, state, 'J', [
          ...standing,
          ...alsoThere,
          ...reads
            .map(([, , record]) => record)
            .filter(({ type }) => !['journey', 'membership', 'member', 'template'].includes(type)),
        ]);
        await service.importTemplate(tenant, template);
        const own = await tenantOfAsker(asker, state, tenant);
        const name = (cell: (typeof cells)[number]): string =>
          `${asker.person}, ${state}: ${cell.row.what} (${cell.row.kind})`;

        const person = askingAs(asker, state);
        const pulled = await given(own, person);
        for (const [what, may, { type, id }] of reads) {
          assert.equal(
            pulled.has(type, id),
            state === 'active' && says(may, column),
            `${asker.person}, ${state}: reads ${what}`,
          );
        }
        assert.deepEqual(
          Object.keys(pulled.access).includes('J'),
          state === 'active',
          'the journey is named to who has a place, and to nobody else',
        );

        // What is refused, all at once: nothing of it is there for anybody, and it stays refused.
        const readers = state === 'active' ? everybody.map((one) => one.person) : [];
        const seen = async () =>
          JSON.stringify(await Promise.all(readers.map(async (reader) => [reader, await given(tenant, reader)])));
        const [kept, shown] = [await keptOf(tenant), await seen()];
        const woken: string[] = [];
        const streams = everybody.map((one) =>
          service.pokes.open(tenant, one.person, {
            poke: () => woken.push(one.person),
            bye: () => woken.push(one.person),
          }),
        );
        const denied = cells.filter(({ may }) => !may);
        const sender = createSender(own, person);
        const txs = denied.map(({ row, id }) => sender.number('J', row.op(id, asker)));
        const verdicts = await sender.sendAll(txs);
        assert.equal(verdicts.length, denied.length);
        for (const [at, cell] of denied.entries()) {
          const { seq: _, ...verdict } = verdicts[at] ?? assert.fail();
          const isAboutPlace = /^membership\.(end|resume)$/.test(String(cell.row.op(cell.id, asker)['name']));
          const code = 'code' in verdict ? verdict.code : verdict.st;
          if (state === 'active' || (state.startsWith('paused') && isAboutPlace))
            assert(clear.includes(code), `${name(cell)}: ${code}`);
          else assert.deepEqual(verdict, noPlace, name(cell));
        }
        assert.deepEqual(await sender.sendAll(txs), verdicts, 'asked again, the same answers');
        assert.equal(await keptOf(tenant), kept, `${asker.person}, ${state}: what is refused leaves nothing`);
        assert.equal(await seen(), shown, 'nor shows anything to anybody');
        assert.deepEqual(woken, [], 'nor wakes anybody');
        for (const close of streams) close();

        for (const cell of cells.filter(({ may }) => may)) {
          const { row, id } = cell;
          const journey = row.apart === undefined ? 'J' : `J${id}`;
          if (row.apart !== undefined) await createRope(asker, state, journey, [], row.apart, tenant);
          const [verdict] = await sender.sendAll([sender.number(journey, row.op(id, asker))]);
          assert(verdict?.st === 'ok' || verdict?.st === 'noop', `${name(cell)}: ${JSON.stringify(verdict)}`);
        }
      });
    }
  }

  it('every cell was asked', (t) => {
    const all = rows.length * askers.length * states.length;
    t.diagnostic(`${executed} of ${all} cells of pushing, ${reads.length * askers.length * states.length} of reading`);
    if (isWhole) assert.equal(executed, all);
    for (const [at] of rows.entries())
      for (const state of states)
        assert(
          askers.some((_, column) => isTaken(at, column, state)),
          `row ${at}, ${state}`,
        );
  });
});
