import { expect } from '@open-wc/testing';
import { NEVER, filter, firstValueFrom } from 'rxjs';
import { systemEnv } from '../../src/env.js';
import { openIdbDatabase } from '../../src/store/idb-database.js';
import { idbVersion } from '../../src/store/idb-schema.js';
import { openStore } from '../../src/store/open-store.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { ServerRecord, Store } from '../../src/store/store.js';
import { describeStoreContract } from '../../src/testing/store-contract.js';

let count = 0;
const freshName = (): string => `cordee-test-${Date.now()}-${(count += 1)}`;
const open = async (name: string): Promise<Store> => createRecordStore(await openIdbDatabase(name), systemEnv, name);
const answerTo = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });
const forget = (name: string): Promise<void> =>
  new Promise((resolve) => {
    indexedDB.deleteDatabase(name).onsuccess = () => resolve();
  });

describeStoreContract('in IndexedDB', { describe, it }, async () => {
  const name = freshName();
  return { open: () => open(name), persists: true, cleanUp: () => forget(name) };
});

const change = (id: string) =>
  ({ kind: 'set', type: 'topic', id, space: 'j1/circle', fields: { body: { text: id } } }) as const;

/** What a newer version of ours does when it opens. */
async function upgradeElsewhere(name: string): Promise<void> {
  const request = indexedDB.open(name, idbVersion + 1);
  (await answerTo(request)).close();
}

describe('the store in IndexedDB', () => {
  it('[ST23] a tab whose database a newer version takes over delays nobody, goes on in memory and says that it must be loaded anew', async () => {
    const name = freshName();
    const old = await openStore(name, systemEnv);
    await old.commit('j1', [change('a')]);
    const told = firstValueFrom(old.health$?.pipe(filter(({ isOutdated }) => isOutdated === true)) ?? NEVER);
    await upgradeElsewhere(name);
    expect((await told).isOutdated).to.equal(true);
    await old.commit('j1', [change('b')]);
    expect((await old.records('j1')).list('topic').map(({ id }) => id)).to.include('b');
    expect(await firstValueFrom(old.health$ ?? NEVER)).to.include({ mode: 'memory', isOutdated: true });
    old.close();
    await forget(name);
  });

  it('[ST23] an older version that is opened once a newer one has been here says so too', async () => {
    const name = freshName();
    (await openStore(name, systemEnv)).close();
    await upgradeElsewhere(name);
    const late = await openStore(name, systemEnv);
    expect(await firstValueFrom(late.health$ ?? NEVER)).to.include({ mode: 'memory', isOutdated: true });
    late.close();
    await forget(name);
  });

  it('[ST23] a tab whose database another tab deletes is not taken for an old one', async () => {
    const name = freshName();
    const store = await openStore(name, systemEnv);
    await forget(name);
    await store.commit('j1', [change('a')]);
    expect((await firstValueFrom(store.health$ ?? NEVER)).isOutdated).to.equal(undefined);
    await store.destroy();
  });

  it('[ST1] a commit of one tab is told and shown in another', async () => {
    const name = freshName();
    const [one, other] = [await open(name), await open(name)];
    await other.records('j1');
    const told = firstValueFrom(other.commits$);
    await one.commit('j1', [change('a')]);
    expect([...(await told).journeys]).to.deep.equal(['j1']);
    expect((await other.records('j1')).list('topic').map(({ id }) => id)).to.deep.equal(['a']);
    one.close();
    other.close();
    await forget(name);
  });

  it('[ST1] what other tabs wrote while the page lay in the back-forward cache is told and shown when it is back', async () => {
    const name = freshName();
    const [store, unheard] = [await open(name), await createRecordStore(await openIdbDatabase(name), systemEnv)];
    await store.records('j1');
    await unheard.commit('j1', [change('a')]);
    const told = firstValueFrom(store.commits$);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect([...(await told).journeys]).to.deep.equal(['j1']);
    expect((await store.records('j1')).list('topic').map(({ id }) => id)).to.deep.equal(['a']);
    store.close();
    unheard.close();
    await forget(name);
  });

  it('[ST21] no byte of words that were taken back can be read from any table', async () => {
    const name = freshName();
    const store = await open(name);
    const { replica } = await store.identity();
    const said = (text: string, rev: number): ServerRecord => ({
      type: 'contribution',
      id: 'a',
      space: 'j1/circle',
      rev,
      fields: { topic: 't', at: '2026-11-25T09:00:00.000Z', body: { text } },
      stamps: {},
      readable: true,
    });
    const pull = (from: string | undefined, to: string, ...puts: readonly ServerRecord[]) =>
      store.applyUpdate({
        replica,
        answers: {},
        access: { j1: { rev: 9, spaces: { 'j1/circle': 'g1' } } },
        pages: [
          {
            journey: 'j1',
            from,
            to,
            mode: 'delta',
            snap: undefined,
            beginsReset: false,
            more: false,
            deletions: [],
            puts,
          },
        ],
      });
    const raw = async (): Promise<string> => {
      const database = await answerTo(indexedDB.open(name));
      const tables = [...database.objectStoreNames].map((table) =>
        answerTo(database.transaction(table).objectStore(table).getAll()),
      );
      const kept = JSON.stringify(await Promise.all(tables));
      database.close();
      return kept;
    };
    await store.records('j1');
    await pull(undefined, 'c1', { ...said('elsewhere', 1), id: 'other' });
    await pull('c1', 'c2', said('kestrel', 2));
    expect(await raw()).to.include('kestrel');
    await pull('c2', 'c3', said('—', 3));
    expect(await raw()).to.not.include('kestrel');
    expect(await raw()).to.include('elsewhere');
    store.close();
    await forget(name);
  });

  it('[ST3] two tabs that write at once never share a number', async () => {
    const name = freshName();
    const tabs = [await open(name), await open(name)];
    await Promise.all(Array.from({ length: 40 }, (_, index) => tabs[index % 2]?.commit('j1', [change(`c${index}`)])));
    const numbers = (await tabs[0]?.unsent())?.map(({ seq }) => seq);
    expect(numbers).to.deep.equal(Array.from({ length: 40 }, (_, index) => index + 1));
    for (const tab of tabs) tab.close();
    await forget(name);
  });

  it('[ST3] a body that throws leaves nothing behind', async () => {
    const name = freshName();
    const database = await openIdbDatabase(name);
    const failing = database.write(['pages'], 'strict', async (tx) => {
      tx.put('pages', ['a'], 1);
      throw new Error('on purpose');
    });
    const reason = await failing.then(
      () => 'nothing',
      (error: unknown) => (error as Error).message,
    );
    expect(reason).to.equal('on purpose');
    expect(await database.read(['pages'], (tx) => tx.values('pages', []))).to.deep.equal([]);
    await database.destroy();
  });

  it('a connection that the browser dropped is opened anew', async () => {
    const name = freshName();
    const store = await open(name);
    await store.commit('j1', [change('a')]);
    // Another page of the site asks for a newer version: ours lets go, as it must.
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, idbVersion);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    await store.commit('j1', [change('b')]);
    expect((await store.unsent()).length).to.equal(2);
    store.close();
    await forget(name);
  });

  it('goes on, as another device, after the browser has thrown away all that was here', async () => {
    const name = freshName();
    const store = await open(name);
    await store.commit('j1', [change('a')]);
    const before = await store.identity();
    await forget(name);
    await store.commit('j1', [change('b')]);
    expect((await store.identity()).replica).to.not.equal(before.replica);
    // What was in memory has gone back, and nothing that waits is lost.
    expect(
      (await store.unsent()).map(({ seq, change: { kind, ...of } }) => [seq, kind, 'id' in of && of.id]),
    ).to.deep.equal([
      [1, 'set', 'a'],
      [2, 'set', 'b'],
    ]);
    expect((await store.records('j1')).list('topic').map(({ id }) => id)).to.deep.equal(['a', 'b']);
    store.close();
    await forget(name);
  });

  it('a browser that opens a database and then keeps nothing gives one in memory, and no tab is held up', async () => {
    const name = freshName();
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    };
    try {
      const store = await openStore(name, systemEnv);
      expect(store.kind).to.equal('memory');
      await store.commit('j1', [change('a')]);
      store.close();
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    await forget(name);
  });

  it('an upgrade that another tab blocks ends with a clear error', async () => {
    const name = freshName();
    const old = await new Promise<IDBDatabase>((resolve) => {
      // A version older than ours, held by a tab that does not let go.
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('old');
      request.onsuccess = () => resolve(request.result);
    });
    const blocked = new Promise<void>((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = () => resolve();
    });
    const reason = await openIdbDatabase(name).then(
      () => 'opened',
      (error: { code?: string }) => error.code,
    );
    expect(reason).to.equal('CORDEE_STORAGE_BLOCKED');
    old.close();
    await blocked;
  });
});
