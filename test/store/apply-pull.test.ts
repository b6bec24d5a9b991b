import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { checksumOf, resetCursor } from '../../src/protocol/checksum.js';
import type { Database, TableName } from '../../src/store/database.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { Answer, LocalChange, ServerPage, ServerRecord, ServerUpdate, Store } from '../../src/store/store.js';
import { createTestEnv } from '../../src/testing/test-env.js';

const circle = 'j1/circle';
const guides = 'j1/guides';
const both = { j1: { rev: 1, spaces: { [circle]: 'g1', [guides]: 'g1' } } };

const write = (id: string, space = circle): LocalChange => ({
  kind: 'set',
  type: 'topic',
  id,
  space,
  fields: { body: { text: id } },
});
const record = (id: string, more: Partial<ServerRecord> = {}): ServerRecord => ({
  type: 'topic',
  id,
  space: circle,
  rev: 1,
  fields: { body: { text: id } },
  stamps: {},
  readable: true,
  ...more,
});
const page = (from: string | undefined, to: string, more: Partial<ServerPage> = {}): ServerPage => ({
  journey: 'j1',
  from,
  to,
  mode: 'delta',
  snap: undefined,
  beginsReset: false,
  more: false,
  puts: [],
  deletions: [],
  ...more,
});
const accepted = (seq: number, rev: number, ...lost: readonly string[]): Answer => ({
  seq,
  status: 'accepted',
  rev,
  lost,
});

/** A store whose reading and writing of tables, and what it tells, can be looked at. */
async function openStore(t: TestContext) {
  const memory = createMemoryDatabase();
  const env = createTestEnv();
  const [reads, puts]: [TableName[], TableName[]] = [[], []];
  const database: Database = {
    ...memory,
    write: (tables, durability, body) =>
      memory.write(tables, durability, (tx) =>
        body({
          ...tx,
          values: (table, ...rest) => (reads.push(table), tx.values(table, ...rest)),
          put: (table, ...rest) => (puts.push(table), tx.put(table, ...rest)),
        }),
      ),
  };
  const store = await createRecordStore(database, env);
  t.after(() => store.close());
  const told: string[] = [];
  let waits = 0;
  store.commits$.subscribe(({ journeys, waiting }) => {
    told.push(...journeys);
    waits += Number(waiting);
  });
  const { replica } = await store.identity();
  const update = (change: Partial<ServerUpdate>) =>
    store.applyUpdate({ replica, pages: [], answers: {}, access: both, ...change });
  return {
    store,
    env,
    replica,
    update,
    database,
    answer: (...answers: readonly Answer[]) => store.applyAnswers(replica, { j1: answers }),
    /** What happens while something runs: the journeys told of, whether what waits is told to differ, tables read and written. */
    async during(run: () => Promise<unknown>) {
      for (const list of [told, reads, puts]) list.length = 0;
      waits = 0;
      await run();
      return { told: [...told], waits: waits > 0, reads: [...reads], puts: [...puts] };
    },
    stored: (table: TableName) => database.read([table], (tx) => tx.values(table, [])),
  };
}

const shown = async (store: Store): Promise<readonly string[]> =>
  (await store.records('j1'))
    .list('topic')
    .map(({ id, from }) => `${id} ${from}`)
    .toSorted();
const reasons = async (store: Store): Promise<readonly string[]> => (await store.tray()).map(({ reason }) => reason);
const cursors = async (store: Store): Promise<readonly unknown[]> =>
  (await store.cursors()).map(({ cursor, snap }) => [cursor, snap]);

const asked: readonly (readonly [
  name: string,
  asked: readonly (readonly [string, string | undefined])[],
  isLate: boolean,
])[] = [
  [
    'where all journeys are',
    [
      ['j1', 'c1'],
      ['j2', undefined],
    ],
    false,
  ],
  [
    'before another tab pulled one',
    [
      ['j1', undefined],
      ['j2', undefined],
    ],
    true,
  ],
  ['before another tab heard of one', [['j1', 'c1']], true],
];
for (const [name, journeys, isLate] of asked) {
  test(`[ST9] a list of what is readable that was asked for ${name} ${isLate ? 'purges nothing' : 'counts'}`, async (t) => {
    const { store, update } = await openStore(t);
    await update({ pages: [page(undefined, 'c1', { puts: [record('a')] })] });
    await update({ access: { ...both, j2: { rev: 1, spaces: {} } } });
    await store.commit('j1', [write('b')]);
    const outcome = await update({ access: {}, asked: new Map(journeys) });
    assert.deepEqual(outcome, { mismatched: [], ...(isLate && { isLate }) });
    assert.deepEqual(await store.journeys(), isLate ? ['j1', 'j2'] : []);
    assert.deepEqual(
      [await shown(store), await reasons(store)],
      isLate ? [['a base', 'b device'], []] : [[], ['space_gone']],
    );
  });
}

test('[ST9] a journey that has gone makes no list late, and one page that is late makes all late', async (t) => {
  const { store, update } = await openStore(t);
  await update({ pages: [page(undefined, 'c1')] });
  await update({ access: {} });
  assert.deepEqual(await update({ access: {}, asked: new Map() }), { mismatched: [] });
  const two = { ...both, j2: { rev: 1, spaces: {} } };
  await update({ access: two, pages: [page(undefined, 'c1')] });
  await update({
    access: two,
    pages: [page('c1', 'c2', { puts: [record('a')] }), { ...page('c0', 'c3'), journey: 'j2' }],
  });
  assert.deepEqual(
    [await shown(store), await cursors(store)],
    [
      [],
      [
        ['c1', undefined],
        [undefined, undefined],
      ],
    ],
  );
});

test('who watches a journey is told when it comes, comes back, loses a place or goes, and not when nothing is different', async (t) => {
  const { update, during } = await openStore(t);
  const toldOf = async (change: Partial<ServerUpdate>) => (await during(() => update(change))).told;
  assert.deepEqual(await toldOf({}), ['j1'], 'it comes');
  assert.deepEqual(await toldOf({ pages: [page(undefined, 'c1', { puts: [record('a')] })] }), ['j1'], 'its first page');
  assert.deepEqual(await toldOf({ pages: [page('c1', 'c2')] }), [], 'a page with nothing in it');
  assert.deepEqual(await toldOf({}), [], 'the same places');
  assert.deepEqual(
    await toldOf({ pages: [page('c2', 'c3', { deletions: [{ type: 'topic', id: 'a', space: circle }] })] }),
    ['j1'],
    'a record leaves',
  );
  assert.deepEqual(
    await toldOf({ access: { j1: { rev: 2, spaces: { [circle]: 'g1' } } } }),
    ['j1'],
    'an empty place goes',
  );
  assert.deepEqual(await toldOf({ access: {} }), ['j1'], 'it goes');
  assert.deepEqual(await toldOf({ access: {} }), [], 'it has gone');
  assert.deepEqual(await toldOf({}), ['j1'], 'it is back');
});

test('that something waits is told to differ when it does, and at no other time', async (t) => {
  const { store, update, answer, during } = await openStore(t);
  const differs = async (run: () => Promise<unknown>) => (await during(run)).waits;
  assert.equal(await differs(() => update({ pages: [page(undefined, 'c1')] })), false);
  await store.commit('j1', [write('a'), write('b', guides), write('c')]);
  assert.equal(await differs(() => answer(accepted(1, 5))), true);
  assert.equal(await differs(() => answer(accepted(1, 5))), false, 'said once');
  assert.equal(await differs(() => update({ pages: [page('c1', 'c2')] })), false, 'not yet in a page');
  assert.equal(
    await differs(() => update({ pages: [page('c2', 'c3')], access: { j1: { ...both.j1, rev: 5 } } })),
    true,
  );
  assert.equal(
    await differs(() => update({ access: { j1: { rev: 6, spaces: { [circle]: 'g1' } } } })),
    true,
    'words are put aside',
  );
  await answer(accepted(2, 6), accepted(3, 6));
  assert.equal(await differs(() => update({ access: {} })), true, 'the place of what was accepted goes');
  await store.commit('j1', [write('d')]);
  await answer(accepted(4, 7));
  assert.equal(await differs(() => update({ access: {} })), true, 'accepted in a place that had gone');
  assert.equal(await differs(() => update({ access: {} })), false);
});

test('[ST4] what is accepted stays in sight until the last page at its revision', async (t) => {
  const { store, update, answer } = await openStore(t);
  const at = (rev: number) => ({ j1: { ...both.j1, rev } });
  await store.commit('j1', [write('a')]);
  await answer(accepted(1, 7));
  await update({ pages: [page(undefined, 'c1')], access: at(6) });
  assert.deepEqual(await shown(store), ['a accepted']);
  await update({ pages: [page('c1', 'c2', { more: true, snap: 's1' })], access: at(7) });
  assert.deepEqual([await shown(store), await cursors(store)], [['a accepted'], [['c2', 's1']]]);
  await update({ pages: [page('c2', 'c3', { snap: 's1' })], access: at(7) });
  assert.deepEqual([await shown(store), await cursors(store)], [[], [['c3', undefined]]]);
});

test('[ST5] a text that lost against a later one is kept for its author, and one that lost nothing is not', async (t) => {
  const { store, answer } = await openStore(t);
  await store.commit('j1', [write('a'), write('b')]);
  await answer(accepted(1, 7), accepted(2, 7, 'body'));
  assert.deepEqual(
    (await store.tray()).map(({ reason, change }) => [reason, change.kind === 'set' && change.id]),
    [['lost', 'b']],
  );
  assert.deepEqual(await shown(store), ['a accepted', 'b accepted']);
  await answer({ seq: 1, status: 'refused', reason: 'forbidden' }, accepted(2, 7, 'body'));
  assert.deepEqual(
    [await reasons(store), await shown(store)],
    [['lost'], ['a accepted', 'b accepted']],
    'the first answer counts',
  );
});

test('[ST7] words that were put aside are not put aside again, whatever the server answers', async (t) => {
  const { store, update, answer } = await openStore(t);
  await update({ pages: [page(undefined, 'c1')] });
  await store.commit('j1', [write('a'), write('b')]);
  await update({ access: {} });
  await answer({ seq: 1, status: 'refused', reason: 'forbidden' }, { seq: 2, status: 'no-effect' });
  assert.deepEqual([await reasons(store), await store.unsent()], [['space_gone', 'space_gone'], []]);
});

test('the highest number that was answered is remembered, and an empty list of answers makes no journey known', async (t) => {
  const { store, replica, answer, during } = await openStore(t);
  await store.commit('j1', [write('a'), write('b'), write('c')]);
  await answer(accepted(2, 7));
  await answer(accepted(1, 7), { seq: 9, status: 'no-effect' });
  await answer(accepted(3, 7));
  assert.deepEqual(
    (await store.cursors()).map(({ answeredSeq }) => answeredSeq),
    [9],
  );
  assert.deepEqual((await during(() => store.applyAnswers(replica, { j2: [] }))).reads, []);
  assert.deepEqual(await store.journeys(), ['j1']);
});

test('[ST7] what waits for a place that was granted anew, or that is not known yet, goes on waiting; what is asked of the server goes with no place', async (t) => {
  const { store, update } = await openStore(t);
  await update({ pages: [page(undefined, 'c1', { puts: [record('a'), record('b', { space: guides })] })] });
  await store.commit('j1', [
    write('c', guides),
    write('d', 'j1/new'),
    { kind: 'command', name: 'journey.pause', args: {} },
  ]);
  const waiting = async () =>
    (await store.unsent()).map(({ change, withdrawn }) => [
      change.kind === 'command' ? change.name : change.id,
      withdrawn ?? false,
    ]);
  const all = [
    ['c', false],
    ['d', false],
    ['journey.pause', false],
  ];
  await update({ access: { j1: { rev: 2, spaces: { [circle]: 'g1', [guides]: 'g2' } } } });
  assert.deepEqual([await waiting(), await reasons(store)], [all, []]);
  await update({ access: { j1: { rev: 3, spaces: { [guides]: 'g2' } } } });
  assert.deepEqual([await waiting(), await reasons(store)], [all, []]);
  await update({ access: {} });
  assert.deepEqual(await waiting(), [
    ['change.withdraw', true],
    ['change.withdraw', true],
    ['journey.pause', false],
  ]);
  assert.deepEqual((await store.tray()).map(({ change }) => change.kind === 'set' && change.id).toSorted(), ['c', 'd']);
});

test('a page of a journey that the list does not name leaves nothing, whatever the journey is called', async (t) => {
  const { store, update } = await openStore(t);
  for (const journey of ['j2', 'constructor']) {
    await update({
      pages: [{ ...page(undefined, 'c1', { puts: [record('a', { space: `${journey}/circle` })] }), journey }],
    });
    assert.deepEqual((await store.records(journey)).list('topic'), []);
  }
  assert.deepEqual(await store.journeys(), ['j1']);
});

test('nothing is read of a journey whose places are the same, nor of one that has gone', async (t) => {
  const { store, update, during } = await openStore(t);
  const inner = async (access: ServerUpdate['access']) =>
    (await during(() => update({ access }))).reads.filter((table) => table === 'log');
  const other = { j2: { rev: 1, spaces: { 'j2/circle': 'g1' } } };
  await update({
    access: { ...both, ...other },
    pages: [page(undefined, 'c1', { puts: [record('a')] }), { ...page(undefined, 'c1'), journey: 'j2' }],
  });
  assert.deepEqual(await inner({ ...both, ...other }), []);
  assert.deepEqual(
    await inner({ ...other, j1: { ...both.j1, spaces: { ...both.j1.spaces, 'j1/new': 'g1' } } }),
    [],
    'a new place comes with its page',
  );
  assert.deepEqual(await inner(other), ['log'], 'one goes');
  await update({ access: other, pages: [{ ...page('c1', 'c2'), journey: 'j2' }] });
  assert.deepEqual(await inner(other), []);
  await store.commit('j2', [{ ...write('b'), space: 'j2/circle' } as LocalChange]);
  assert.deepEqual(await inner(other), [], 'what waits elsewhere makes no difference');
});

test('[ST21] what is written over and over, or sent again as it was, is not packed again each time; words are', async (t) => {
  const { update, during } = await openStore(t);
  const packs = async (from: string | undefined, to: string, put: ServerRecord) =>
    (await during(() => update({ pages: [page(from, to, { puts: [put] })] }))).puts.includes('pages');
  const kinds = ['stepRun', 'highlightRun', 'readMark', 'topic'];
  let at: string | undefined;
  const next = async (put: ServerRecord): Promise<boolean> =>
    packs(at, (at = `c${Number(at?.slice(1) ?? 0) + 1}`), put);
  assert.equal(await next(record('first')), true, 'what comes first');
  for (const type of kinds) assert.equal(await next(record(type, { type })), false, `${type} comes`);
  for (const type of kinds) assert.equal(await next(record(type, { type, rev: 2 })), false, `${type} is sent again`);
  for (const type of kinds)
    assert.equal(
      await next(record(type, { type, rev: 3, fields: { body: { text: 'else' } } })),
      type === 'topic',
      `${type} is written over`,
    );
});

test('[ST21] a deletion of what is not here, or is elsewhere, packs nothing', async (t) => {
  const { store, update, during } = await openStore(t);
  await update({ pages: [page(undefined, 'c1', { puts: [record('a')] })] });
  const { puts } = await during(() =>
    update({
      pages: [
        page('c1', 'c2', {
          deletions: [
            { type: 'topic', id: 'b', space: circle },
            { type: 'topic', id: 'a', space: guides },
          ],
        }),
      ],
    }),
  );
  assert.deepEqual([puts.includes('pages'), await shown(store)], [false, ['a base']]);
});

test('[ST11] what a reset has set aside goes with its journey, with its place, and with the next reset', async (t) => {
  const { stored, update } = await openStore(t);
  const begin = (from: string | undefined) =>
    update({
      pages: [
        page(from, 'r1', {
          mode: 'reset',
          beginsReset: true,
          snap: 's1',
          more: true,
          puts: [record('a'), record('b', { space: guides })],
        }),
      ],
    });
  const aside = async () =>
    ((await stored('staging')) as readonly Pick<ServerPage, 'puts'>[]).map(({ puts }) => puts.map(({ id }) => id));
  await begin(undefined);
  await update({ pages: [page('r1', 'r2', { mode: 'reset', snap: 's1', more: true, puts: [record('c')] })] });
  assert.deepEqual(await aside(), [['a', 'b'], ['c']]);
  await update({ access: { j1: { rev: 2, spaces: { [circle]: 'g1' } } } });
  assert.deepEqual(await aside(), [['a'], ['c']]);
  await begin('r2');
  assert.deepEqual(await aside(), [['a', 'b']]);
  await update({ access: {} });
  assert.deepEqual(await aside(), []);
});

test('[ST11] what a reset of another journey has set aside stays as it is when a place or a journey goes', async (t) => {
  const { stored, update } = await openStore(t);
  const first = { mode: 'reset', beginsReset: true, snap: 's1', more: true } as const;
  const aside = async () =>
    ((await stored('staging')) as readonly Pick<ServerPage, 'puts'>[]).map(({ puts }) => puts.map(({ id }) => id));
  const other = { j0: { rev: 1, spaces: { 'j0/circle': 'g1' } } };
  await update({
    access: { ...both, ...other },
    pages: [
      page(undefined, 'r1', { ...first, puts: [record('a'), record('b', { space: guides })] }),
      { ...page(undefined, 'r1', { ...first, puts: [record('c', { space: 'j0/circle' })] }), journey: 'j0' },
    ],
  });
  await update({ access: { ...other, j1: { rev: 2, spaces: { [circle]: 'g1' } } } });
  assert.deepEqual(await aside(), [['c'], ['a']]);
  await update({ access: other });
  assert.deepEqual(await aside(), [['c']]);
});

test('[ST7] words that the server took after their place had ended leave also when others wait elsewhere', async (t) => {
  const { store, update, answer } = await openStore(t);
  const other = { j2: { rev: 1, spaces: { 'j2/circle': 'g1' } } };
  await update({ access: { ...both, ...other }, pages: [page(undefined, 'c1')] });
  await update({ access: other });
  await store.commit('j1', [write('a')]);
  await store.commit('j2', [write('b', 'j2/circle')]);
  await answer(accepted(1, 7));
  await update({ access: other });
  assert.deepEqual([await shown(store), (await store.unsent()).map(({ journey }) => journey)], [[], ['j2']]);
});

test('[ST8] what was begun and has no words leaves nothing behind, and what it said is kept with its place', async (t) => {
  const { store, update, during } = await openStore(t);
  const draft = (id: string, words: unknown) =>
    ({
      kind: 'set',
      type: 'draft',
      id,
      space: 'j1/self:me',
      fields: { place: id, ...(words !== undefined && { words }) },
    }) as LocalChange;
  await update({ pages: [page(undefined, 'c1')] });
  await store.commit('j1', [
    draft('a', undefined),
    draft('b', { form: { one: ' ', two: '\n' } }),
    write('note', 'j1/self:me'),
  ]);
  assert.equal((await during(() => update({ access: {} }))).waits, false);
  assert.deepEqual(
    [(await store.records('j1')).list('draft'), await reasons(store), await shown(store)],
    [[], [], ['note base']],
  );
  await update({ pages: [page(undefined, 'c1')] });
  await store.commit('j1', [draft('c', { text: 'half', form: { one: 'a thought', two: '' } })]);
  assert.equal((await during(() => update({ access: {} }))).waits, true);
  assert.deepEqual(
    (await store.tray()).map(({ journey, change }) => [journey, change]),
    [
      [
        'j1',
        {
          kind: 'set',
          type: 'draft',
          id: 'c',
          space: 'j1/self:me',
          fields: {
            place: 'c',
            words: { text: 'half', form: { one: 'a thought', two: '' } },
            body: { text: 'half\na thought' },
          },
        },
      ],
    ],
  );
});

const sumOf = (count: number, rev: number) => [count, checksumOf([{ t: 'topic', id: 'a', rev }])] as const;
const sums: readonly (readonly [name: string, sum: Exclude<ServerPage['sum'], undefined>, isMismatched: boolean])[] = [
  ['the same', { [circle]: sumOf(1, 1) }, false],
  ['another revision', { [circle]: sumOf(1, 2) }, true],
  ['one record more', { [circle]: sumOf(2, 1) }, true],
  ['a record in a place that is empty here', { [circle]: sumOf(1, 1), [guides]: sumOf(1, 1) }, true],
  ['nothing in a place that is empty here', { [circle]: sumOf(1, 1), [guides]: sumOf(0, 9) }, false],
  ['nothing', { [circle]: sumOf(0, 1) }, true],
];
for (const [name, sum, isMismatched] of sums) {
  test(`[ST14] where the server has ${name}, a journey is ${isMismatched ? '' : 'not '}asked for anew, and never before its last page`, async (t) => {
    const { update } = await openStore(t);
    const put = { puts: [record('a')], sum };
    assert.deepEqual(await update({ pages: [page(undefined, 'c1', { ...put, more: true, snap: 's1' })] }), {
      mismatched: [],
    });
    assert.deepEqual(await update({ pages: [page('c1', 'c2', put)] }), { mismatched: isMismatched ? ['j1'] : [] });
  });
}

for (const [way, minutes, isAsked] of [
  ['59 minutes', 59, false],
  ['an hour', 60, true],
  ['a clock set back by an hour', -60, true],
  ['a clock set back by 59 minutes', -59, false],
] as const) {
  test(`[ST14] a journey that keeps differing is ${isAsked ? '' : 'not '}asked for anew after ${way}`, async (t) => {
    const { env, store, update } = await openStore(t);
    const sum = { [circle]: sumOf(1, 2) };
    await update({ pages: [page(undefined, 'c1', { puts: [record('a')], snap: 's1', sum })] });
    assert.deepEqual(
      (await store.cursors()).map(({ cursor, snap, spaces }) => [cursor, snap, spaces]),
      [[resetCursor, undefined, {}]],
    );
    const now = env.now();
    Object.assign(env, { now: () => now + minutes * 60_000 });
    assert.deepEqual(await update({ pages: [page(resetCursor, 'c2', { sum })] }), {
      mismatched: isAsked ? ['j1'] : [],
    });
    assert.deepEqual(await cursors(store), [[isAsked ? resetCursor : 'c2', undefined]]);
  });
}

const second = 1_000;
const measures: readonly (readonly [
  name: string,
  serverMs: number,
  deviceMs: number,
  isJump: boolean,
  isKept: boolean,
])[] = [
  ['a minute', 60 * second, 60 * second, false, false],
  ['more than a minute', 61 * second, 61 * second, false, true],
  ['more than a minute back', -61 * second, -61 * second, false, true],
  ['ten seconds late', 0, 10 * second, false, false],
  ['eleven seconds late', 0, 11 * second, true, true],
  ['eleven seconds early', 0, -11 * second, true, true],
  ['a day and a minute', 86_400 * second, 86_460 * second, false, true],
  ['a day and two minutes', 86_400 * second, 86_520 * second, true, true],
  ['a day and a minute back', -86_400 * second, -86_460 * second, false, true],
];
for (const [name, serverMs, deviceMs, isJump, isKept] of measures) {
  test(`[SY20] a clock that shows ${name} after the last measure ${isJump ? 'was set' : 'was not set'}, and is ${isKept ? '' : 'not '}measured from there`, async (t) => {
    const { store, update, env } = await openStore(t);
    const first = { server: env.now(), device: env.now() + 5_000_000 };
    await update({ clock: first });
    const { clk, clock } = await store.identity();
    assert.deepEqual([clk, clock], [1, first], 'the first is no jump');
    const next = { server: first.server + serverMs, device: first.device + deviceMs };
    await update({ clock: next });
    const identity = await store.identity();
    assert.deepEqual([identity.clk, identity.clock], [isJump ? 2 : 1, isKept ? next : first]);
  });
}
