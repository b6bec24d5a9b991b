import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { schemaVersion } from '../../src/protocol/version.js';
import type { Sql } from '../../server/index.js';
import {
  Device,
  type TestOp,
  type TestServer,
  circle,
  company,
  guides,
  journeyRecord,
  member,
  openDatabase,
  pair,
  post,
  setContribution,
  setTopic,
  startServer,
  topic,
} from './support.js';

const serverNow = 1_850_000_000_000;
const day = 86_400_000;

let sql: Sql;
before(async () => {
  sql = await openDatabase();
});
after(() => sql.close());

describe('a push', () => {
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const device = (person: string, replica?: string) => new Device(server, `${tenant}.${person}`, replica);
  const newTopic = (id: string, text = 'x') => setTopic(id, 'J', 'ines', circle, text, 'circle');
  before(async () => {
    server = await startServer(sql, { env: { now: () => serverNow } });
  });
  after(() => server.stop());
  beforeEach(async () => {
    tenant = `push-${++count}`;
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [journeyRecord('J'), ...company, topic('t-1', 'ines', circle, 'hello')],
    });
  });

  it('that comes twice is answered twice and done once', async () => {
    const ines = device('ines');
    const body = ines.body([
      { journey: 'J', ops: [ines.op('J', newTopic('t-2')), ines.op('J', { k: 'del', t: 'topic', id: 't-0' })] },
      { journey: 'J', ops: [ines.op('J', newTopic('t-3'))] },
    ]);
    const first = await post(server, ines.token, 'push', body);
    const second = await post(server, ines.token, 'push', { ...body, rawNow: body.rawNow + 5_000 });
    assert.deepEqual((first.json as { results: unknown }).results, {
      J: [
        { seq: 1, st: 'no', code: 'record_gone' },
        { seq: 2, st: 'no', code: 'record_gone' },
        { seq: 3, st: 'ok', rev: 2 },
      ],
    });
    assert.deepEqual(second.json, first.json);
    const response = await ines.pull();
    assert.equal(response.access['J']?.rev, 2);
    assert.deepEqual(response.lastSeq, { J: 3 });
    assert.equal(ines.records.has('J topic/t-2'), false, 'a refused transaction left nothing');
  });

  it('of another operation under a used number is a conflict, and changes nothing', async () => {
    const ines = device('ines');
    const op = ines.op('J', newTopic('t-2'));
    await ines.send([{ journey: 'J', ops: [op] }]);
    const other = await post(server, ines.token, 'push', ines.body([{ journey: 'J', ops: [{ ...op, id: 't-3' }] }]));
    assert.equal(other.status, 409);
    assert.deepEqual((other.json as { error: { code: string } }).error.code, 'op_mismatch');
    const longer = await post(
      server,
      ines.token,
      'push',
      ines.body([{ journey: 'J', ops: [op, ines.op('J', newTopic('t-4'))] }]),
    );
    assert.equal(longer.status, 409);
    await ines.pull();
    assert.deepEqual(
      [...ines.records.keys()].filter((key) => key.includes('topic/')),
      ['J topic/t-1', 'J topic/t-2'],
    );
  });

  it('that takes back an operation which had arrived gets the answer that this one had, and the others of its transaction theirs', async () => {
    const ines = device('ines');
    const [first, second] = [ines.op('J', newTopic('t-2')), ines.op('J', newTopic('t-3'))];
    const { results } = await ines.send([{ journey: 'J', ops: [first, second] }]);
    const withdrawal = { ...ines.op('J', { k: 'do', name: 'change.withdraw', args: {} }), seq: 1 };
    assert.deepEqual((await ines.send([{ journey: 'J', ops: [withdrawal, second] }])).results, results);
    const other = await post(
      server,
      ines.token,
      'push',
      ines.body([{ journey: 'J', ops: [withdrawal, { ...second, id: 't-4' }] }]),
    );
    assert.equal(other.status, 409, 'only the one that was taken back may differ');
    await ines.pull();
    assert.deepEqual(
      [...ines.records.keys()].filter((key) => key.includes('topic/')),
      ['J topic/t-1', 'J topic/t-2', 'J topic/t-3'],
    );
  });

  it('with a gap says which number it waits for, journey by journey', async () => {
    const ines = device('ines');
    ines.op('J', {});
    const gap = await post(
      server,
      ines.token,
      'push',
      ines.body([{ journey: 'J', ops: [ines.op('J', newTopic('t-2'))] }]),
    );
    assert.equal(gap.status, 409);
    assert.deepEqual(gap.json, {
      error: { code: 'seq_gap', message: 'Operations before these have not arrived.', journey: 'J', expected: 1 },
    });
    assert.deepEqual(await ines.push('K', newTopic('t-2')), [{ seq: 1, st: 'no', code: 'not_a_member' }]);
  });

  it('from the device of another person is refused, and so is their pull', async () => {
    await device('ines', 'shared').push('J', newTopic('t-2'));
    const marc = device('marc', 'shared');
    const body = marc.body([{ journey: 'J', ops: [marc.op('J', newTopic('t-3'))] }]);
    for (const answer of [
      await post(server, marc.token, 'push', body),
      await post(server, marc.token, 'pull', { v: 1, schema: schemaVersion, replica: 'shared', journeys: [] }),
    ]) {
      assert.equal(answer.status, 403);
      assert.equal((answer.json as { error: { code: string } }).error.code, 'replica_owner');
    }
  });

  it('about a journey that there is not, or where they never had a place, is refused each time in the same words, and nothing of it is kept', async () => {
    await server.service.provision({
      tenant,
      journey: 'closed',
      records: [journeyRecord('closed'), ...member('m-ines', 'ines', 'coachee')],
    });
    const rows = async () => {
      const counts = [];
      for (const table of [
        'replica',
        'replica_journey',
        'verdict',
        'push_failure',
        'lost_value',
        'record',
        'journey',
      ]) {
        const [row] = await sql.transaction(
          (tx) => tx.query<{ n: number }>(`select count(*)::int as n from ${table} where tenant_id = $1`, [tenant]),
          { tenant },
        );
        counts.push([table, row?.n]);
      }
      return counts;
    };
    const marc = new Device(server, `${tenant}.marc`);
    await marc.push('J', setTopic('t-own', 'J', 'marc', circle, 'x', 'circle'));
    const before = await rows();
    const refused = (seq: number) => [{ seq, st: 'no', code: 'not_a_member' }];
    for (const stranger of [marc, new Device(server, `${tenant}.nobody`)]) {
      for (const journey of ['closed', 'nowhere-1', 'nowhere-2', 'template:none:1.0.0']) {
        const op = stranger.op(journey, setTopic('t-x', journey, 'x', circle, 'x', 'circle'));
        for (let turn = 0; turn < 2; turn++) {
          assert.deepEqual((await stranger.send([{ journey, ops: [op] }])).results, { [journey]: refused(1) });
        }
        assert.deepEqual(
          await stranger.push(journey, setTopic('t-y', journey, 'x', circle, 'x', 'circle')),
          refused(2),
          'what comes after it too',
        );
      }
      const { results } = await stranger.pullOnce();
      assert.deepEqual(
        Object.keys(results).filter((journey) => journey !== 'J'),
        [],
      );
    }
    assert.deepEqual(await rows(), before);
  });

  it('of somebody who joins after their words were refused is taken once their device numbers anew', async () => {
    const replica = `late-${tenant}`;
    const late = new Device(server, `${tenant}.late`, replica);
    await late.push('J', setTopic('t-early', 'J', 'late', circle, 'x', 'circle'));
    await server.service.provision({ tenant, journey: 'J', records: member('m-late', 'late', 'companion') });
    const op = late.op('J', setTopic('t-later', 'J', 'late', circle, 'x', 'circle'));
    assert.equal((await post(server, late.token, 'push', late.body([{ journey: 'J', ops: [op] }]))).status, 409);
    const anew = new Device(server, `${tenant}.late`, `${replica}-anew`);
    assert.deepEqual(
      (await anew.push('J', setTopic('t-later', 'J', 'late', circle, 'x', 'circle')))?.map(({ st }) => st),
      ['ok'],
    );
  });

  it('with a bad operation refuses its transaction only, and consumes its numbers', async () => {
    const ines = device('ines');
    const bad: readonly TestOp[] = [
      { k: 'set', t: 'topic', id: '../x', space: 'J/circle', f: {} },
      { k: 'dance' },
      { k: 'set', t: 'topic', id: 'x', space: 'J/circle', f: null },
      { k: 'set', t: 'topic', id: 'x', space: 'J/circle', f: [] },
      { k: 'set', t: '__proto__', id: 'x', space: 'J/circle', f: {} },
      { k: 'set', t: 'constructor', id: 'x', space: 'J/circle', f: {} },
      { k: 'set', t: 'topic', id: 'constructor', space: 'J/circle', f: { constructor: {} } },
      { ...newTopic('x'), f: { ...(newTopic('x')['f'] as object), body: { text: 'a\u0000b' } } },
      { ...newTopic('x'), f: { ...(newTopic('x')['f'] as object), body: { text: 'a\ud800b' } } },
      { ...newTopic('x'), f: { ...(newTopic('x')['f'] as object), body: { text: ' ' } } },
      { ...newTopic('x'), f: { ...(newTopic('x')['f'] as object), body: { text: 'x'.repeat(20_001) } } },
      { ...newTopic('x'), f: { ...(newTopic('x')['f'] as object), state: 'burning' } },
      { ...newTopic('x'), raw: '1', clk: -1 },
      { ...newTopic('x'), f: JSON.parse(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`) as object },
      { k: 'do', name: 'membership.end', args: { id: 7 } },
      { k: 'do', name: '__proto__.x', args: {} },
    ];
    for (const op of bad)
      assert.deepEqual(
        (await ines.push('J', op)).map(({ st }) => st),
        ['no'],
        JSON.stringify(op).slice(0, 100),
      );
    assert.deepEqual(await ines.push('J', { ...newTopic('x'), f: { filler: 'x'.repeat(65_536) } }), [
      { seq: bad.length + 1, st: 'no', code: 'too_large' },
    ]);
    const both = await ines.send([
      { journey: 'J', ops: [ines.op('J', newTopic('t-2')), ines.op('J', { k: 'dance' })] },
      { journey: 'J', ops: [ines.op('J', newTopic('t-3'))] },
    ]);
    assert.deepEqual(
      both.results['J']?.map(({ st }) => st),
      ['no', 'no', 'ok'],
    );
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  it('that fails in the server is tried five times within the same push, then refused for good; nothing waits for it', async () => {
    const ines = device('ines');
    await server.service.provision({ tenant, journey: 'K', records: [journeyRecord('K'), ...company] });
    const { write } = server.storage;
    const poison = ines.op('J', newTopic('t-poison'));
    const txs = [
      { journey: 'J', ops: [poison] },
      { journey: 'J', ops: [ines.op('J', newTopic('t-2'))] },
    ];
    const isBroken = (text: string) => text.includes('"J"');
    Object.assign(server.storage, {
      write: (scope: Parameters<typeof write>[0], run: Parameters<typeof write>[1]) =>
        write(scope, async (writer) => {
          const save = writer.save.bind(writer);
          writer.save = async (place, changes) => {
            if (isBroken(JSON.stringify(place)) && changes.records.some(({ id }) => id === 't-poison'))
              throw new Error('the database has a bug');
            return save(place, changes);
          };
          return run(writer);
        }),
    });
    try {
      const op = ines.op('K', setTopic('t-3', 'K', 'ines', circle, 'x', 'circle'));
      const answer = await ines.send([...txs, { journey: 'K', ops: [op] }]);
      assert.equal(answer.stop, undefined);
      assert.deepEqual(answer.results['J'], [
        { seq: 1, st: 'no', code: 'invalid' },
        { seq: 2, st: 'ok', rev: 2 },
      ]);
      assert.equal(answer.results['K']?.[0]?.st, 'ok');
      assert.deepEqual((await ines.send(txs)).results['J']?.[0], { seq: 1, st: 'no', code: 'invalid' }, 'for good');
    } finally {
      Object.assign(server.storage, { write });
    }
  });

  it('merges fields: who saw it wins, then the later edit; what lost is kept and told', async () => {
    const [one, two] = [device('ines', 'phone'), device('ines', 'laptop')];
    await one.push('J', newTopic('t-2', 'first'));
    await two.pull();
    const stamp = two.records.get('J topic/t-2')?.s['body'];
    const write = (text: string, more: TestOp = {}): TestOp => ({
      k: 'set',
      t: 'topic',
      id: 't-2',
      space: 'J/circle',
      f: { body: { text } },
      ...more,
    });
    assert.equal((await one.push('J', write('newer', { raw: one.now })))[0]?.st, 'ok');
    assert.deepEqual((await two.push('J', write('older', { raw: two.now - 3 * day, seen: { body: stamp } })))[0], {
      seq: 1,
      st: 'lost',
      rev: 3,
      lost: ['body'],
    });
    await two.pull();
    assert.deepEqual(two.records.get('J topic/t-2')?.f['body'], { text: 'newer' });
    const seen = { body: two.records.get('J topic/t-2')?.s['body'] };
    assert.equal(
      (await two.push('J', write('older but knowing', { raw: two.now - 3 * day, seen })))[0]?.st,
      'ok',
      'causality beats time',
    );
    const [lost] = await sql.transaction(
      (tx) =>
        tx.query<{ value: unknown; person: string }>(`select value, person from lost_value where tenant_id = $1`, [
          tenant,
        ]),
      { tenant },
    );
    assert.deepEqual(lost, { value: { text: 'older' }, person: 'ines' });
    assert.deepEqual((await one.push('J', write('older but knowing')))[0]?.st, 'noop');
  });

  it('dates an edit by the time that passed on the device, whatever its clock shows', async () => {
    const cases: readonly (readonly [string, (ines: Device) => void, TestOp, string | undefined])[] = [
      [
        'a year fast',
        (ines) => {
          ines.now = serverNow + 365 * day;
        },
        {},
        undefined,
      ],
      [
        'ten years slow',
        (ines) => {
          ines.now = serverNow - 3_650 * day;
        },
        {},
        undefined,
      ],
      ['two days offline', () => {}, { raw: 1_800_000_000_000 - 2 * day }, new Date(serverNow - 2 * day).toISOString()],
      [
        'from before a jump of the clock',
        (ines) => {
          ines.clk = 4;
        },
        { clk: 3, raw: 0 },
        undefined,
      ],
      ['from the future', () => {}, { raw: 1_800_000_000_000 + day }, undefined],
      ['from another age', () => {}, { raw: -8e15 }, new Date(serverNow - 90 * day).toISOString()],
    ];
    for (const [at, [name, prepare, op, writtenAt]] of cases.entries()) {
      const ines = device('ines');
      prepare(ines);
      await ines.push('J', { ...newTopic(`t-${at + 10}`), raw: ines.now, ...op });
      await ines.pull();
      const fields = ines.records.get(`J topic/t-${at + 10}`)?.f;
      assert.equal(fields?.['at'], new Date(serverNow).toISOString(), name);
      assert.equal(fields?.['writtenAt'], writtenAt, name);
    }
  });

  it('deletes for good: a later edit finds nothing, and the words are gone', async () => {
    const [ines, phone] = [device('ines'), device('ines')];
    await ines.push('J', newTopic('t-2', 'oystercatcher'));
    await ines.push('J', { k: 'del', t: 'topic', id: 't-2' });
    const later = {
      k: 'set',
      t: 'topic',
      id: 't-2',
      space: 'J/circle',
      f: { body: { text: 'later' } },
      seen: { body: '0'.repeat(16) },
    };
    assert.deepEqual(await phone.push('J', later), [{ seq: 1, st: 'no', code: 'record_gone' }]);
    assert.deepEqual(await phone.push('J', newTopic('t-2')), [{ seq: 2, st: 'no', code: 'record_gone' }]);
    assert.deepEqual(await phone.push('J', { k: 'del', t: 'topic', id: 't-2' }), [
      { seq: 3, st: 'no', code: 'record_gone' },
    ]);
    const rows = await sql.transaction(
      (tx) => tx.query(`select * from record where tenant_id = $1 and fields::text like '%oystercatcher%'`, [tenant]),
      { tenant },
    );
    assert.deepEqual(rows, []);
    await device('hana').push('J', setContribution('c-1', 'J', 't-1', circle, 'x', 'circle'));
    assert.deepEqual(await ines.push('J', { k: 'del', t: 'topic', id: 't-1' }), [
      { seq: 3, st: 'no', code: 'precondition' },
    ]);
  });

  it('narrows an item with what was said under it, at one revision', async () => {
    const [ines, marc, hana, sofia] = [device('ines'), device('marc'), device('hana'), device('sofia')];
    await hana.push('J', setContribution('c-hana', 'J', 't-1', circle, 'from hana', 'circle'));
    await marc.push('J', setContribution('c-marc', 'J', 't-1', guides, 'from marc', 'guides'));
    await sofia.push(
      'J',
      setContribution(
        'c-sofia',
        'J',
        't-1',
        { kind: 'chosen', members: ['m-sofia', 'm-marc'] },
        'to marc',
        'chosen:m-marc.m-sofia',
      ),
    );
    await sofia.push('J', { k: 'set', t: 'readMark', id: 't-1_m-sofia', space: 'J/pair:m-sofia', f: { item: 't-1' } });
    for (const device of [hana, sofia, marc]) await device.pull();
    assert(hana.records.has('J topic/t-1'));
    const command = { k: 'do', name: 'audience.narrow', args: { type: 'topic', id: 't-1', audience: guides } };
    assert.deepEqual(await ines.push('J', { ...command, if: { rev: 99 } }), [
      { seq: 1, st: 'no', code: 'precondition' },
    ]);
    assert.deepEqual((await ines.push('J', command))[0]?.st, 'ok');
    assert.deepEqual(await ines.push('J', command), [{ seq: 3, st: 'noop' }]);
    for (const device of [hana, sofia, marc]) await device.pull();
    const of = (device: Device) =>
      [...device.records]
        .filter(([key]) => /topic|contribution|readMark/.test(key))
        .map(([key, { space }]) => `${key} in ${space}`)
        .toSorted();
    const [cHana, cSofia] = [
      'J contribution/c-hana in J/chosen:m-genevieve.m-hana.m-marc.m-yann',
      'J contribution/c-sofia in J/chosen:m-marc.m-sofia',
    ];
    assert.deepEqual(of(hana), [cHana], 'one’s own words, and no more');
    assert.deepEqual(of(sofia), [cSofia]);
    assert.deepEqual(of(marc), [cHana, 'J contribution/c-marc in J/guides', cSofia, 'J topic/t-1 in J/guides']);
    assert.equal(
      new Set([...marc.records].filter(([key]) => /c-hana|t-1/.test(key)).map(([, { rev }]) => rev)).size,
      1,
    );
    assert.equal(
      await hana
        .push('J', {
          k: 'set',
          t: 'contribution',
          id: 'c-hana',
          space: 'J/circle',
          f: { body: { text: 'still mine' } },
        })
        .then(([verdict]) => verdict?.st),
      'ok',
    );
  });

  it('gives an edit of something that moved meanwhile its new place', async () => {
    const [ines, phone] = [device('ines'), device('ines')];
    await phone.pull();
    const { s } = phone.records.get('J topic/t-1') ?? { s: {} };
    await ines.push('J', {
      k: 'do',
      name: 'audience.narrow',
      args: { type: 'topic', id: 't-1', audience: pair('m-marc') },
    });
    const [verdict] = await phone.push('J', {
      k: 'set',
      t: 'topic',
      id: 't-1',
      space: 'J/circle',
      f: { body: { text: 'edited' }, audience: circle },
      seen: s,
    });
    assert.deepEqual(verdict, { seq: 1, st: 'lost', rev: 3, lost: ['audience'] });
    await phone.pull();
    assert.equal(phone.records.get('J topic/t-1')?.space, 'J/pair:m-marc');
    assert.deepEqual(phone.records.get('J topic/t-1')?.f['body'], { text: 'edited' });
  });
});

describe('a request that is not as it must be', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer(sql, { allowedOrigins: ['https://learn.example'] });
    await server.service.provision({ tenant: 'bad', journey: 'J', records: [journeyRecord('J'), ...company] });
  });
  after(() => server.stop());

  const push = { v: 1, schema: schemaVersion, replica: 'r', rawNow: 1, clk: 0, txs: [] as unknown[] };
  const pull = { v: 1, schema: schemaVersion, replica: 'r', journeys: [] as unknown[] };
  const op = { seq: 1, k: 'del', t: 'topic', id: 'x', raw: 1, clk: 0 };
  const tx = (...ops: unknown[]) => ({ tx: 't', journey: 'J', ops });
  const json = 'application/json';
  const bad: readonly (readonly [
    what: string,
    path: string,
    body: unknown,
    status: number,
    headers?: Record<string, string>,
  ])[] = [
    ['nothing', 'push', '', 400],
    ['no JSON', 'push', '{', 400],
    ['a number', 'push', '1', 400],
    ['null', 'push', 'null', 400],
    ['a list', 'push', '[]', 400],
    ['an empty object', 'push', '{}', 400],
    ['bytes that are no UTF-8', 'push', new Blob([new Uint8Array([0x22, 0xff, 0x22])]), 400],
    ['nested 100,000 deep', 'push', '['.repeat(100_000), 400],
    ['nested deep and closed', 'push', `${'['.repeat(1_000)}${']'.repeat(1_000)}`, 400],
    ['an older version', 'push', { ...push, v: 0 }, 426],
    ['a newer version', 'pull', { ...pull, v: 3 }, 426],
    ['a version that is a text', 'push', { ...push, v: '1' }, 400],
    ['no replica', 'push', { ...push, replica: undefined }, 400],
    ['a replica with a path', 'push', { ...push, replica: '../r' }, 400],
    ['a replica that is a list', 'push', { ...push, replica: ['r'] }, 400],
    ['a clock that is a text', 'push', { ...push, rawNow: 'now' }, 400],
    ['an era below zero', 'push', { ...push, clk: -1 }, 400],
    ['transactions that are no list', 'push', { ...push, txs: {} }, 400],
    ['a transaction without operations', 'push', { ...push, txs: [tx()] }, 400],
    [
      'a transaction of too many',
      'push',
      { ...push, txs: [tx(...Array.from({ length: 51 }, (_, at) => ({ ...op, seq: at + 1 })))] },
      400,
    ],
    [
      'too many operations in all',
      'push',
      {
        ...push,
        txs: [0, 1, 2].map((part) =>
          tx(...Array.from({ length: 40 }, (_, at) => ({ ...op, seq: part * 40 + at + 1 }))),
        ),
      },
      413,
    ],
    ['numbers with a gap inside', 'push', { ...push, txs: [tx(op, { ...op, seq: 3 })] }, 400],
    ['a number of zero', 'push', { ...push, txs: [tx({ ...op, seq: 0 })] }, 400],
    ['a number with a part', 'push', { ...push, txs: [tx({ ...op, seq: 1.5 })] }, 400],
    ['a number too large', 'push', { ...push, txs: [tx({ ...op, seq: 2 ** 53 })] }, 400],
    ['a number that is a text', 'push', { ...push, txs: [tx({ ...op, seq: '1' })] }, 400],
    ['an operation that is null', 'push', { ...push, txs: [tx(null)] }, 400],
    ['a journey with a slash', 'push', { ...push, txs: [{ ...tx(op), journey: 'J/main' }] }, 400],
    ['a journey with a NUL', 'push', { ...push, txs: [{ ...tx(op), journey: 'J\u0000' }] }, 400],
    ['a body over the limit', 'push', `"${'x'.repeat(262_144)}"`, 413],
    ['a pull over the limit', 'pull', `"${'x'.repeat(262_144)}"`, 413],
    ['no journeys', 'pull', { ...pull, journeys: undefined }, 400],
    ['a cursor that is a number', 'pull', { ...pull, journeys: [{ id: 'J', cursor: 7, spaces: {} }] }, 400],
    ['a cursor too long', 'pull', { ...pull, journeys: [{ id: 'J', cursor: 'x'.repeat(513), spaces: {} }] }, 400],
    ['spaces that are a list', 'pull', { ...pull, journeys: [{ id: 'J', spaces: 'all' }] }, 400],
    ['a limit of zero', 'pull', { ...pull, limit: { records: 0, bytes: 1 } }, 400],
    ['a form', 'push', 'a=b', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text, as a form of another site sends', 'push', push, 415, { 'content-type': 'text/plain' }],
    ['JSON of another kind', 'push', push, 415, { 'content-type': 'application/json-seq' }],
    ['compressed', 'push', push, 415, { 'content-encoding': 'gzip' }],
    ['a token in lower case', 'push', push, 401, { authorization: 'bearer bad.ines' }],
    ['a password', 'push', push, 401, { authorization: 'Basic YTpi' }],
    ['no token', 'push', push, 401, { authorization: '' }],
    ['a bad token', 'push', push, 401, { authorization: 'Bearer bad' }],
    ['another path', 'pop', push, 404],
    ['a path with a token', 'push/bad.ines', push, 404],
  ];
  it('is answered with a problem of the protocol, never with a failure of the server', async () => {
    for (const [what, path, body, status, headers] of bad) {
      const response = await fetch(`${server.url}/v1/${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer bad.ines', 'content-type': json, ...headers },
        body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
      });
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      assert.equal(response.status, status, what);
      assert.equal(typeof error.code, 'string', what);
      assert.equal(response.headers.get('cache-control'), 'no-store', what);
    }
    const rows = await sql.transaction(
      (tx) =>
        tx.query(
          `select 1 from verdict where tenant_id = 'bad' union all select 1 from replica where tenant_id = 'bad'`,
        ),
      { tenant: 'bad' },
    );
    assert.deepEqual(rows, [], 'nothing was written');
    assert.equal(JSON.stringify(server.lines).includes('"level":"error"'), false);
  });

  it('all bad tokens get the same words, and a token in the address is none', async () => {
    const bodies = new Set<string>();
    for (const authorization of ['', 'Bearer', 'Bearer bad', 'bearer bad.ines', `Bearer ${'x'.repeat(5_000)}`]) {
      bodies.add(await (await fetch(`${server.url}/v1/events?token=bad.ines`, { headers: { authorization } })).text());
    }
    assert.deepEqual([...bodies], ['{"error":{"code":"unauthorized","message":"A valid bearer token is needed."}}']);
  });

  it('a cursor that this server never made begins a reset, whatever it holds', async () => {
    for (const cursor of [
      'x',
      '%',
      Buffer.from('{"s":"store-1"}').toString('base64url'),
      Buffer.from('{"s":"store-1","v":"2026-11","r":-5}').toString('base64url'),
    ]) {
      const { status, json: answer } = await post(server, 'bad.ines', 'pull', {
        ...pull,
        journeys: [{ id: 'J', cursor, spaces: {} }],
      });
      assert.equal(status, 200);
      assert.equal((answer as unknown as { journeys: { why: string }[] }).journeys[0]?.why, 'schema');
    }
  });

  it('lets pages of the named origins in, and no others', async () => {
    const ask = (origin: string, method: string) => fetch(`${server.url}/v1/health`, { method, headers: { origin } });
    const allowed = await ask('https://learn.example', 'OPTIONS');
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://learn.example');
    assert.equal(allowed.headers.get('vary'), 'Origin');
    assert.equal(
      (await ask('https://learn.example', 'GET')).headers.get('access-control-allow-origin'),
      'https://learn.example',
    );
    for (const method of ['OPTIONS', 'GET']) {
      for (const origin of ['https://evil.example', 'null', 'https://learn.example.evil.example']) {
        const refused = await ask(origin, method);
        assert.equal(refused.headers.get('access-control-allow-origin'), null);
        assert.equal(refused.status, method === 'GET' ? 200 : 404);
      }
    }
  });
});
