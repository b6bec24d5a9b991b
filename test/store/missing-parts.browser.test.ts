import { expect } from '@open-wc/testing';
import { systemEnv } from '../../src/env.js';
import { resetCursor } from '../../src/protocol/checksum.js';
import { type TableName, tableNames } from '../../src/store/database.js';
import { openIdbDatabase } from '../../src/store/idb-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { ServerPage, ServerRecord, Store } from '../../src/store/store.js';

let count = 0;
const freshName = (): string => `cordee-parts-${Date.now()}-${(count += 1)}`;
const open = async (name: string): Promise<Store> =>
  createRecordStore(await openIdbDatabase(name), systemEnv, name, {
    digests: [{ name: 'topics', of: (records) => records.list('topic').length }],
  });

const answerTo = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });

async function empty(name: string, tables: readonly TableName[]): Promise<void> {
  const database = await answerTo(indexedDB.open(name));
  const tx = database.transaction(tables as TableName[], 'readwrite');
  for (const table of tables) tx.objectStore(table).clear();
  await new Promise((resolve) => (tx.oncomplete = resolve));
  database.close();
}

const topic = (id: string, rev: number): ServerRecord => ({
  type: 'topic',
  id,
  space: 'j1/circle',
  rev,
  fields: { body: { text: id } },
  stamps: {},
  readable: true,
});
const own = (id: string, space = 'j1/circle') =>
  ({ kind: 'set', type: 'topic', id, space, fields: { body: { text: id } } }) as const;

async function pull(store: Store, page: Partial<ServerPage>): Promise<void> {
  const { replica } = await store.identity();
  const from = (await store.cursors()).find(({ journey }) => journey === 'j1')?.cursor;
  await store.applyUpdate({
    replica,
    answers: {},
    access: { j1: { rev: 9, spaces: { 'j1/circle': 'g1' } } },
    pages: [
      {
        journey: 'j1',
        from,
        to: 'c',
        mode: 'delta',
        snap: undefined,
        beginsReset: false,
        more: false,
        deletions: [],
        puts: [],
        ...page,
      },
    ],
  });
}

/** A device that holds a note of its own, two topics of the server, one that waits and one that was refused; in every table there is something but in `staging`. */
async function prepare(name: string): Promise<void> {
  const store = await open(name);
  await store.commit('j1', [own('note', 'j1/self:ines')]);
  await pull(store, { to: 'c1', puts: [topic('first', 1)] });
  await pull(store, { to: 'c2', puts: [topic('second', 2)] });
  await store.commit('j1', [own('refused')]);
  await store.applyAnswers((await store.identity()).replica, {
    j1: [{ seq: 1, status: 'refused', reason: 'forbidden' }],
  });
  await store.commit('j1', [own('waiting')]);
  store.close();
}

/** What is left once the server has answered whatever the device asks of it. */
async function whatIsLeft(store: Store) {
  const cursor = (await store.cursors()).find(({ journey }) => journey === 'j1')?.cursor;
  if (cursor !== 'c2')
    await pull(store, { to: 'c3', mode: 'reset', beginsReset: true, puts: [topic('first', 1), topic('second', 2)] });
  return {
    asksAnew: cursor === resetCursor,
    topics: (await store.records('j1'))
      .list('topic')
      .map(({ id }) => id)
      .toSorted(),
    waiting: (await store.unsent()).map(({ change }) => (change.kind === 'command' ? change.name : change.id)),
    told: (await store.tray()).map(({ reason }) => reason).toSorted(),
  };
}

const whole = {
  asksAnew: false,
  topics: ['first', 'note', 'second', 'waiting'],
  waiting: ['waiting'],
  told: ['forbidden'],
};

const cases: readonly {
  readonly tables: readonly TableName[];
  readonly left: Awaited<ReturnType<typeof whatIsLeft>>;
}[] = [
  { tables: ['meta'], left: whole },
  { tables: ['journeys'], left: { ...whole, asksAnew: true } },
  {
    tables: ['pages'],
    left: { ...whole, asksAnew: true, topics: ['first', 'second', 'waiting'], told: ['erased', 'forbidden'] },
  },
  { tables: ['log'], left: { ...whole, asksAnew: true } },
  {
    tables: ['outbox'],
    left: { ...whole, topics: ['first', 'note', 'second'], waiting: [], told: ['erased', 'forbidden'] },
  },
  { tables: ['tray'], left: { ...whole, told: ['erased'] } },
  { tables: ['staging'], left: whole },
  { tables: ['extracts'], left: whole },
  {
    tables: ['pages', 'log', 'extracts'],
    left: { ...whole, asksAnew: true, topics: ['first', 'second', 'waiting'], told: ['erased', 'forbidden'] },
  },
  {
    tables: ['journeys', 'outbox'],
    left: { ...whole, asksAnew: true, topics: ['first', 'note', 'second'], waiting: [], told: ['erased', 'forbidden'] },
  },
  {
    tables: ['meta', 'outbox'],
    left: { ...whole, topics: ['first', 'note', 'second'], waiting: [], told: ['erased', 'forbidden'] },
  },
  { tables: ['journeys', 'pages', 'log'], left: { ...whole, asksAnew: true, topics: ['first', 'second', 'waiting'] } },
];

describe('a table that was emptied under the others', () => {
  for (const { tables, left } of cases) {
    it(`[ST22] ${tables.join(', ')}: what is missing is asked for anew, and what was nowhere else is told`, async () => {
      const name = freshName();
      await prepare(name);
      await empty(name, tables);
      const store = await open(name);
      expect(await whatIsLeft(store)).to.deep.equal(left);
      expect([
        ...((await store.digests?.({ name: 'topics', of: (records) => records.list('topic').length })) ?? []),
      ]).to.deep.equal([['j1', left.topics.length]]);
      // Nothing that is written from now on takes the place of what waits.
      await store.commit('j1', [own('later')]);
      expect((await store.unsent()).map(({ seq }) => seq)).to.have.lengthOf(left.waiting.length + 1);
      store.close();
      const again = await open(name);
      expect((await again.tray()).map(({ reason }) => reason).toSorted(), 'told once').to.deep.equal(left.told);
      await again.destroy();
    });
  }

  it('[ST22] staging, while a journey is read anew page by page: it begins again', async () => {
    const name = freshName();
    await prepare(name);
    const before = await open(name);
    await pull(before, {
      to: 's1',
      snap: 's1',
      mode: 'reset',
      beginsReset: true,
      more: true,
      puts: [topic('first', 1)],
    });
    before.close();
    await empty(name, ['staging']);
    const store = await open(name);
    expect((await store.cursors()).map(({ cursor, snap }) => [cursor, snap])).to.deep.equal([[resetCursor, undefined]]);
    expect(await whatIsLeft(store)).to.deep.equal({ ...whole, asksAnew: true });
    await store.destroy();
  });

  it('[ST22] a device of which nothing is missing asks for nothing anew, however often it is opened, packed and purged', async () => {
    const name = freshName();
    await prepare(name);
    for (let round = 0; round < 3; round++) {
      const store = await open(name);
      expect(await store.cursors()).to.deep.include({
        journey: 'j1',
        cursor: 'c2',
        snap: undefined,
        spaces: { 'j1/circle': 'g1' },
        answeredSeq: 1,
      });
      await pull(store, {
        to: 'c2',
        puts: [topic(`more-${round}`, 3 + round)],
        deletions: [{ type: 'topic', id: `more-${round - 1}`, space: 'j1/circle' }],
      });
      await store.commit('j1', [own(`note-${round}`, 'j1/self:ines'), own(`waits-${round}`)]);
      store.close();
    }
    const store = await open(name);
    expect((await store.tray()).map(({ reason }) => reason)).to.deep.equal(['forbidden']);
    await store.destroy();
  });

  it('every table was emptied once', () => {
    expect([...new Set(cases.flatMap(({ tables }) => tables))].toSorted()).to.deep.equal([...tableNames].toSorted());
  });
});
