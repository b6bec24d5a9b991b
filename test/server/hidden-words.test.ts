import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { migrate } from '../../server/storage/migrate.js';
import { migrations } from '../../server/storage/migrations.js';
import { type Sql, createSqlStorage } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import {
  Device,
  type TestServer,
  circle,
  company,
  journeyRecord,
  member,
  openDatabase,
  setContribution,
  startServer,
  statuses,
  topic,
  words,
} from './support.js';

const noon = '2026-09-18T12:00:00.000Z';
const textOf = (held: Device, key: string): unknown =>
  (held.records.get(key)?.f['body'] as { readonly text?: unknown } | undefined)?.text;

describe('words that are hidden or taken back', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  const change = (f: Record<string, unknown>, t = 'contribution', id = 'c-hana') => ({
    k: 'set',
    t,
    id,
    space: 'J/circle',
    f,
  });
  const attachments = [{ id: '0'.repeat(64), name: 'kestrel.png', mediaType: 'image/png', bytes: 2_048 }];
  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `hidden-${++count}`;
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        topic('t-1', 'ines', circle, 'hello'),
        topic('t-hana', 'hana', circle, 'the word is kestrel'),
        {
          type: 'contribution',
          id: 'c-hana',
          fields: { ...words('hana', circle, 'the word is kestrel'), topic: 't-1', kind: 'story', attachments },
        },
        {
          type: 'challenge',
          id: 'ch-hana',
          fields: { ...words('hana', circle, 'the word is kestrel'), state: 'raised' },
        },
      ],
    });
  });

  it('[WD1] hidden ones reach their author and the person accompanied, and nobody else, who comes later neither', async () => {
    const [sofia, marc, hana] = [device('sofia'), device('marc'), device('hana')];
    for (const reader of [sofia, marc, hana]) await reader.pull();
    assert.deepEqual(statuses(await device('ines').push('J', change({ hiddenAt: noon }))), ['ok']);
    for (const reader of [sofia, marc]) {
      reader.bodies.length = 0;
      await reader.pull();
      assert.equal(textOf(reader, 'J contribution/c-hana'), '…', 'what was held is written over');
      assert.equal(typeof reader.records.get('J contribution/c-hana')?.f['hiddenAt'], 'string');
      assert.doesNotMatch(reader.bodies.join(), /kestrel/);
    }
    await server.service.provision({ tenant, journey: 'J', records: member('m-newcomer', 'newcomer', 'companion') });
    const newcomer = device('newcomer');
    await newcomer.pull();
    assert.equal(textOf(newcomer, 'J contribution/c-hana'), '…');
    assert.equal(newcomer.bodies.join().includes('kestrel.png'), false);
    for (const reader of [hana, device('hana'), device('ines')]) {
      await reader.pull();
      assert.equal(textOf(reader, 'J contribution/c-hana'), 'the word is kestrel');
    }
  });

  it('[WD1] are read by all again when the person shows them again', async () => {
    const ines = device('ines');
    assert.deepEqual(statuses(await ines.push('J', change({ hiddenAt: noon }))), ['ok']);
    const sofia = device('sofia');
    await sofia.pull();
    assert.deepEqual(statuses(await ines.push('J', change({ hiddenAt: null }))), ['ok']);
    await sofia.pull();
    assert.equal(textOf(sofia, 'J contribution/c-hana'), 'the word is kestrel');
  });

  it('[WD1] are not sent with a page for something that moved on either', async () => {
    await device('ines').push('J', change({ hiddenAt: noon }));
    const sofia = device('sofia');
    await sofia.pull({ records: 1, bytes: 1e6 });
    assert.equal(textOf(sofia, 'J contribution/c-hana'), '…');
  });

  for (const [type, id] of [
    ['contribution', 'c-hana'],
    ['topic', 't-hana'],
    ['challenge', 'ch-hana'],
  ] as const) {
    it(`[WD2] a ${type} that is taken back keeps no word, whatever its device sends with it`, async () => {
      assert.deepEqual(statuses(await device('hana').push('J', change({ withdrawnAt: noon }, type, id))), ['ok']);
      for (const person of ['hana', 'ines', 'sofia']) {
        const reader = device(person);
        await reader.pull();
        assert.deepEqual(reader.records.get(`J ${type}/${id}`)?.f['body'], { text: '…' }, person);
        assert.equal(reader.records.get(`J ${type}/${id}`)?.f['attachments'], undefined);
      }
      assert.equal(
        await countOf(`from record where tenant_id = $1 and id = $2 and fields::text like '%kestrel%'`, id),
        0,
      );
    });
  }

  it('[WD2] an edit that arrives after they were taken back brings none of them back, and its author is told', async () => {
    const [phone, laptop] = [device('hana'), device('hana')];
    await laptop.pull();
    assert.deepEqual(statuses(await phone.push('J', change({ withdrawnAt: noon, body: { text: '—' } }))), ['ok']);
    assert.deepEqual(await laptop.push('J', change({ body: { text: 'the kestrel, better said' } })), [
      { seq: 1, st: 'lost', rev: 2, lost: ['body'] },
    ]);
    const ines = device('ines');
    await ines.pull();
    assert.equal(textOf(ines, 'J contribution/c-hana'), '…');
    assert.equal(await countOf(`from lost_value where tenant_id = $1 and id = $2`, 'c-hana'), 0);
  });

  it('[WD2] words that were lost against a later edit go with them', async () => {
    const late = device('hana');
    await device('hana').push('J', change({ body: { text: 'said anew' } }));
    assert.deepEqual(
      statuses(await late.push('J', { ...change({ body: { text: 'an older thought' } }), raw: late.now - 3_600_000 })),
      ['lost'],
    );
    assert.equal(await countOf(`from lost_value where tenant_id = $1 and id = $2`, 'c-hana'), 1);
    await device('hana').push('J', change({ withdrawnAt: noon }));
    assert.equal(await countOf(`from lost_value where tenant_id = $1 and id = $2`, 'c-hana'), 0);
  });

  it('[WD2] whoever sends words that are taken back already sends none', async () => {
    assert.deepEqual(
      statuses(
        await device('hana').push('J', {
          ...setContribution('c-2', 'J', 't-1', circle, 'kestrel', 'circle'),
          f: { ...(setContribution('c-2', 'J', 't-1', circle, 'kestrel', 'circle').f as object), withdrawnAt: noon },
        }),
      ),
      ['ok'],
    );
    const ines = device('ines');
    await ines.pull();
    assert.equal(textOf(ines, 'J contribution/c-2'), '…');
  });

  const countOf = async (rest: string, id: string): Promise<number> => {
    const [row] = await sql.transaction(
      (tx) => tx.query<{ n: number | string }>(`select count(*) as n ${rest}`, [tenant, id]),
      { tenant },
    );
    return Number(row?.n ?? -1);
  };
});

/** The step that empties what was stored before: the one that speaks of it. */
const step = migrations.findIndex((statements) => statements.some((statement) => statement.includes('hiddenAt')));

it('[WD1] [WD2] what was hidden or taken back before the server knew better leaves the devices that hold it, once', async (t) => {
  const sql = await openMemoryDatabase();
  const server = await startServer(sql);
  t.after(async () => {
    await server.stop();
    await sql.close();
  });
  const tenant = 'old';
  const held = (person: string) => new Device(server, `${tenant}.${person}`);
  const marked = (field: string) => ({ [field]: noon, topic: 't-1', kind: 'story' });
  await server.service.provision({
    tenant,
    journey: 'J',
    records: [
      journeyRecord('J'),
      ...company,
      topic('t-1', 'ines', circle, 'hello'),
      { type: 'contribution', id: 'c-hidden', fields: { ...words('hana', circle, 'x'), ...marked('hiddenAt') } },
      { type: 'contribution', id: 'c-back', fields: { ...words('hana', circle, 'x'), ...marked('withdrawnAt') } },
    ],
  });
  await server.service.provision({
    tenant,
    journey: 'K',
    records: [journeyRecord('K'), ...company, topic('t-1', 'ines', circle, 'hello')],
  });
  // As an older server had it, and gave it.
  await sql.asOwner?.((tx) =>
    tx.query(
      `update record set fields = jsonb_set(fields, '{body}', '{"text":"kestrel"}') where kind = 'contribution'`,
    ),
  );
  await sql.asOwner?.((tx) =>
    tx.query(
      `insert into lost_value (tenant_id, journey_id, kind, id, field, replica, seq, person, value, lost_at) values ('old', 'J', 'contribution', 'c-back', 'body', 'r', 1, 'hana', '"kestrel"', now())`,
    ),
  );
  const sofia = held('sofia');
  await sofia.pull();
  for (const key of ['c-hidden', 'c-back']) {
    const record = sofia.records.get(`J contribution/${key}`);
    assert(record, key);
    sofia.records.set(`J contribution/${key}`, { ...record, f: { ...record.f, body: { text: 'kestrel' } } });
  }
  const cursorOfK = sofia.held.get('K')?.cursor;
  await sql.asOwner?.((tx) => tx.query(`delete from migration where step > $1`, [step]));
  for (const statement of migrations[step] ?? []) await sql.asOwner?.((tx) => tx.query(statement));
  await sql.asOwner?.((tx) =>
    tx.query(`insert into migration (step) select n from generate_series($1::int, $2::int) n`, [
      step + 1,
      migrations.length,
    ]),
  );
  await sql.asOwner?.((tx) => migrate(tx, () => 'x'));

  const answer = await sofia.pull();
  assert.equal(answer.journeys.find(({ id }) => id === 'J')?.mode, 'reset');
  assert.equal(textOf(sofia, 'J contribution/c-hidden'), '…');
  assert.equal(textOf(sofia, 'J contribution/c-back'), '…');
  assert.equal(sofia.held.get('K')?.cursor, cursorOfK, 'another journey goes on where it was');
  const again = await sofia.pull();
  assert.deepEqual(
    again.journeys.map(({ mode, puts }) => [mode, puts.length]),
    [
      ['delta', 0],
      ['delta', 0],
    ],
    'once',
  );
  const ines = held('ines');
  await ines.pull();
  assert.equal(textOf(ines, 'J contribution/c-hidden'), 'kestrel');
  const [left] =
    (await sql.asOwner?.((tx) => tx.query<{ n: number }>(`select count(*)::int as n from lost_value`))) ?? [];
  assert.equal(left?.n, 0);
  const storage = await createSqlStorage(sql, () => 'x');
  assert.deepEqual(
    await storage.read('rival', (reader) => reader.members({ tenant, journey: 'J' })),
    [],
    'its tenants are still apart',
  );
});
