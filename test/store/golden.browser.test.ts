import { expect } from '@open-wc/testing';
import { systemEnv } from '../../src/env.js';
import { openIdbDatabase } from '../../src/store/idb-database.js';
import { idbVersion } from '../../src/store/idb-schema.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { Store } from '../../src/store/store.js';
import { readGolden, restoreGolden } from './golden-databases.js';

let count = 0;
const freshName = (): string => `cordee-golden-${Date.now()}-${(count += 1)}`;
const open = async (name: string): Promise<Store> => createRecordStore(await openIdbDatabase(name), systemEnv);
const shownIn = async (store: Store, type: 'topic' | 'contribution' | 'answer') =>
  (await store.records('j1'))
    .list(type)
    .map(({ id, fields, from }) => [id, (fields['body'] as { text: string }).text, from])
    .toSorted();

/** Everything that must be there, whatever version wrote it. */
async function holdsAll(store: Store): Promise<void> {
  expect(await shownIn(store, 'topic')).to.deep.equal([
    ['a', 'changed, not sent', 'device'],
    ['b', 'for guides', 'base'],
    ['c', 'not sent', 'device'],
  ]);
  expect(await shownIn(store, 'contribution')).to.deep.equal([['v', 'a voice', 'base']]);
  expect(await shownIn(store, 'answer')).to.deep.equal([['e', 'for me only', 'base']]);
  expect((await store.unsent()).map(({ seq }) => seq)).to.deep.equal([1, 2]);
  expect((await store.tray()).map(({ reason, change }) => [reason, 'id' in change && change.id])).to.deep.equal([
    ['forbidden', 'd'],
  ]);
  const [j1, j2] = await store.cursors();
  expect(j1).to.deep.include({ journey: 'j1', cursor: 'c1', answeredSeq: 3 });
  expect(j2?.journey).to.equal('j2');
}

describe('databases of released versions', () => {
  for (let version = 1; version <= idbVersion; version++) {
    it(`[ST18] one of version ${version} opens with all that it held, and works on`, async () => {
      const name = freshName();
      const golden = await readGolden(version);
      await restoreGolden(name, golden);
      const store = await open(name);
      await holdsAll(store);
      const [[, identity] = []] = golden.tables['meta'] ?? [];
      expect(await store.identity()).to.deep.equal(identity);
      await store.commit('j1', [
        { kind: 'set', type: 'topic', id: 'next', space: 'j1/circle', fields: { body: { text: 'next' } } },
      ]);
      expect((await store.unsent()).at(-1)?.seq).to.equal(4);
      // What was one record per key is counted like the server counts, from the first page on.
      const { mismatched } = await store.applyUpdate({
        replica: (await store.identity()).replica,
        answers: {},
        access: { j1: { rev: 9, spaces: { 'j1/circle': 'g1', 'j1/guides': 'g1' } } },
        pages: [
          {
            journey: 'j1',
            from: 'c1',
            to: 'c2',
            mode: 'delta',
            snap: undefined,
            beginsReset: false,
            more: false,
            puts: [],
            deletions: [],
            sum: sumsOfGolden,
          },
        ],
      });
      expect(mismatched).to.deep.equal([]);
      await store.destroy();
    });

    it(`[ST18] one of version ${version} whose upgrade is cut off is whole, and upgraded the next time`, async () => {
      if (version === idbVersion) return;
      const name = freshName();
      await restoreGolden(name, await readGolden(version));
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...args) {
        queueMicrotask(() => this.transaction.abort());
        return put.apply(this, args);
      };
      try {
        expect(
          await open(name).then(
            () => 'opened',
            () => 'failed',
          ),
        ).to.equal('failed');
      } finally {
        IDBObjectStore.prototype.put = put;
      }
      const store = await open(name);
      await holdsAll(store);
      await store.destroy();
    });
  }

  it('[ST18] an old page that does not let go keeps nobody waiting, and nothing is lost when it is closed', async () => {
    const name = freshName();
    await restoreGolden(name, await readGolden(1));
    const old = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name, 1);
      request.onsuccess = () => resolve(request.result);
    });
    const since = performance.now();
    const { openStore } = await import('../../src/store/open-store.js');
    const meanwhile = await openStore(name, systemEnv);
    expect(performance.now() - since).to.be.below(3_000);
    expect(meanwhile.kind).to.equal('memory');
    meanwhile.close();
    old.close();
    const store = await open(name);
    await holdsAll(store);
    await store.destroy();
  });

  it('[ST18] a database of a newer version is left alone: this page works in memory', async () => {
    const name = freshName();
    await restoreGolden(name, { version: idbVersion + 1, tables: { pages: [[['a'], 'of a newer version']] } });
    const { openStore } = await import('../../src/store/open-store.js');
    const store = await openStore(name, systemEnv);
    expect(store.kind).to.equal('memory');
    await store.commit('j1', [
      { kind: 'set', type: 'topic', id: 'a', space: 'j1/circle', fields: { body: { text: 'a' } } },
    ]);
    store.close();
    const left = await new Promise((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => {
        request.result.transaction('pages').objectStore('pages').getAll().onsuccess = ({ target }) => {
          resolve((target as IDBRequest<unknown[]>).result);
          request.result.close();
        };
      };
    });
    expect(left).to.deep.equal(['of a newer version']);
    indexedDB.deleteDatabase(name);
  });
});

/** As a server would count the records of the golden journey. */
const sumsOfGolden = await (async () => {
  const { checksumOf } = await import('../../src/protocol/checksum.js');
  return {
    'j1/circle': [
      2,
      checksumOf([
        { t: 'topic', id: 'a', rev: 1 },
        { t: 'contribution', id: 'v', rev: 3 },
      ]),
    ],
    'j1/guides': [1, checksumOf([{ t: 'topic', id: 'b', rev: 2 }])],
  } as const;
})();
