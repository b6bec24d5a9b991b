import { expect } from '@open-wc/testing';
import { filter, firstValueFrom } from 'rxjs';
import { systemEnv } from '../../src/env.js';
import { openIdbDatabase } from '../../src/store/idb-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { ServerPage, Store, StorageHealth } from '../../src/store/store.js';

let count = 0;
const freshName = (): string => `cordee-faults-${Date.now()}-${(count += 1)}`;
const open = async (name: string): Promise<Store> => createRecordStore(await openIdbDatabase(name), systemEnv, name);
const change = (id: string) =>
  ({ kind: 'set', type: 'topic', id, space: 'j1/circle', fields: { body: { text: id } } }) as const;
const shownIn = async (store: Store) =>
  (await store.records('j1'))
    .list('topic')
    .map(({ id }) => id)
    .toSorted();
const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'settled',
    (error: { code?: string }) => error.code,
  );
const healthOf = (store: Store, isIt: (health: StorageHealth) => boolean): Promise<StorageHealth> =>
  firstValueFrom((store.health$ as NonNullable<Store['health$']>).pipe(filter(isIt)));
const pageOf = (journey: string, ids: readonly string[]): ServerPage => ({
  journey,
  from: undefined,
  to: 'c1',
  mode: 'delta',
  snap: undefined,
  beginsReset: false,
  more: false,
  deletions: [],
  puts: ids.map((id) => ({
    type: 'topic',
    id,
    space: `${journey}/circle`,
    rev: 1,
    fields: { body: { text: id } },
    stamps: {},
    readable: true,
  })),
});

type Fault = (call: number) => unknown;
const { put, get, getAll } = IDBObjectStore.prototype;

/** Breaks what the store asks of the browser, until `mend`. */
function breakCalls(
  fault: Fault,
  names: readonly ('put' | 'get' | 'getAll')[] = ['put', 'get', 'getAll'],
): { mend(): void; readonly calls: number } {
  let calls = 0;
  const originals = { put, get, getAll } as Record<string, (...args: unknown[]) => unknown>;
  for (const name of names) {
    (IDBObjectStore.prototype as unknown as Record<string, unknown>)[name] = function (
      this: IDBObjectStore,
      ...args: unknown[]
    ) {
      const error = fault((calls += 1));
      if (error) throw error as Error;
      return originals[name]?.apply(this, args);
    };
  }
  return {
    mend: () => Object.assign(IDBObjectStore.prototype, { put, get, getAll }),
    get calls() {
      return calls;
    },
  };
}

/** What browsers say when they dropped the connection, word for word. */
const lost = [
  ['UnknownError', 'Connection to Indexed Database server lost. Refresh the page to try again'],
  ['UnknownError', 'Attempt to get a record from database without an in-progress transaction'],
  ['InvalidStateError', "Failed to execute 'transaction' on 'IDBDatabase': The database connection is closing."],
] as const;

describe('the store when the browser fails', () => {
  afterEach(() => Object.assign(IDBObjectStore.prototype, { put, get, getAll }));

  for (const [name, message] of lost) {
    it(`[ST19] heals by itself wherever this comes: ${message}`, async () => {
      for (let nth = 1; ; nth++) {
        const database = freshName();
        const store = await open(database);
        await store.commit('j1', [change('a')]);
        const broken = breakCalls((call) => call === nth && new DOMException(message, name));
        await store.commit('j1', [change('b')]);
        await store.unsent();
        broken.mend();
        expect((await store.unsent()).map(({ seq }) => seq)).to.deep.equal([1, 2]);
        expect(await shownIn(store)).to.deep.equal(['a', 'b']);
        const wasReached = broken.calls >= nth;
        await store.destroy();
        if (!wasReached) return;
      }
    });
  }

  it('[ST19] whatever call a full disk refuses, nothing is acknowledged that is not kept, and nothing refused is shown', async () => {
    for (let nth = 1; ; nth++) {
      const database = freshName();
      const store = await open(database);
      await store.commit('j1', [change('a')]);
      const broken = breakCalls((call) => call >= nth && new DOMException('Full.', 'QuotaExceededError'), ['put']);
      const code = await codeOf(store.commit('j1', [change('b')]));
      broken.mend();
      const wasReached = broken.calls >= nth;
      if (wasReached) {
        expect(code).to.equal('CORDEE_STORAGE_FULL');
        expect((await healthOf(store, () => true)).lastError).to.equal('CORDEE_STORAGE_FULL');
        expect(await shownIn(store)).to.deep.equal(['a']);
      }
      // Room again: nobody has to do anything.
      await store.commit('j1', [change('c')]);
      expect((await healthOf(store, ({ lastError }) => lastError === undefined)).mode).to.not.equal('memory');
      expect((await store.unsent()).map(({ seq, change: { kind } }) => [seq, kind])).to.have.lengthOf(
        wasReached ? 2 : 3,
      );
      await store.destroy();
      if (!wasReached) return;
    }
  });

  it('[ST19] a transaction that is undone after every request succeeded is not acknowledged', async () => {
    const store = await open(freshName());
    await store.commit('j1', [change('a')]);
    const { commit } = IDBTransaction.prototype;
    IDBTransaction.prototype.commit = function () {
      this.abort();
    };
    const code = await codeOf(store.commit('j1', [change('b')]));
    IDBTransaction.prototype.commit = commit;
    expect(code).to.equal('CORDEE_STORAGE_FAILED');
    expect(await shownIn(store)).to.deep.equal(['a']);
    expect((await store.unsent()).length).to.equal(1);
    await store.destroy();
  });

  it('[ST19] when the disk is full, journeys that nobody looks at make room; what waits, what was refused and what only this device has stays', async () => {
    const name = freshName();
    const store = await open(name);
    const { replica } = await store.identity();
    const access = Object.fromEntries(
      ['j1', 'j2', 'j3'].map((id) => [id, { rev: 1, spaces: { [`${id}/circle`]: 'g1' } }]),
    );
    await store.applyUpdate({
      replica,
      answers: {},
      access,
      pages: [pageOf('j1', ['a']), pageOf('j2', ['b']), pageOf('j3', ['c'])],
    });
    await store.commit('j3', [
      { kind: 'set', type: 'answer', id: 'mine', space: 'j3/self:me', fields: { body: { text: 'for me' } } },
    ]);
    await store.commit('j2', [{ ...change('x'), space: 'j2/circle' }]);
    store.close();
    const again = await open(name);
    await again.records('j1');
    let isFull = true;
    const broken = breakCalls(
      () => isFull && ((isFull = false), new DOMException('Full.', 'QuotaExceededError')),
      ['put'],
    );
    await again.commit('j1', [change('b')]);
    broken.mend();
    expect(await shownIn(again)).to.deep.equal(['a', 'b']);
    expect((await again.unsent()).map(({ journey }) => journey)).to.deep.equal(['j1', 'j2']);
    expect((await again.cursors()).map(({ journey, cursor }) => [journey, cursor])).to.deep.equal([
      ['j1', 'c1'],
      ['j2', undefined],
      ['j3', 'c1'],
    ]);
    expect((await again.records('j3')).list('answer').map(({ id }) => id)).to.deep.equal(['mine']);
    expect((await again.records('j2')).list('topic').map(({ id }) => id)).to.deep.equal(['x']);
    await again.destroy();
  });

  it('[ST19] on a broken disk it goes on in memory with what is shown, and what waits is still to be sent', async () => {
    const name = freshName();
    const store = await open(name);
    await store.commit('j1', [change('a')]);
    const { replica } = await store.identity();
    const broken = breakCalls(
      () => new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError'),
    );
    await store.commit('j1', [change('b')]);
    expect(await healthOf(store, () => true)).to.deep.equal({ mode: 'memory', lastError: 'CORDEE_STORAGE_BLOCKED' });
    expect(await shownIn(store)).to.deep.equal(['a', 'b']);
    expect((await store.unsent()).map(({ seq }) => seq)).to.deep.equal([1, 2]);
    expect((await store.identity()).replica).to.equal(replica);
    broken.mend();
    store.close();
    // The database was left as it is.
    const later = await open(name);
    expect((await later.unsent()).map(({ seq }) => seq)).to.deep.equal([1]);
    await later.destroy();
  });

  it('[ST19] a transaction that another page holds up ends in time, with an error and nothing shown', async function () {
    this.timeout(30_000);
    const name = freshName();
    const store = await open(name);
    await store.commit('j1', [change('a')]);
    const held = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    // A page that keeps its transaction busy, as one that froze in the middle does.
    let isHeld = true;
    const table = held.transaction('outbox', 'readwrite').objectStore('outbox');
    const spin = (): void => {
      if (isHeld) table.get(['nothing']).onsuccess = spin;
    };
    spin();
    const since = performance.now();
    const codes = await Promise.all([
      codeOf(store.commit('j1', [change('b')])),
      codeOf(store.waiting()),
      codeOf(store.commit('j1', [change('c')])),
    ]);
    expect(performance.now() - since).to.be.below(11_000);
    expect(codes).to.deep.equal(['CORDEE_STORAGE_FAILED', 'CORDEE_STORAGE_FAILED', 'CORDEE_STORAGE_FAILED']);
    expect(await shownIn(store)).to.deep.equal(['a']);
    isHeld = false;
    held.close();
    await store.commit('j1', [change('d')]);
    expect((await store.unsent()).map((entry) => ('id' in entry.change ? entry.change.id : ''))).to.deep.equal([
      'a',
      'd',
    ]);
    expect(await shownIn(store)).to.deep.equal(['a', 'd']);
    await store.destroy();
  });

  it('[ST19] a page that freezes gives up what it is writing, begins nothing, and writes it once when it thaws', async () => {
    const name = freshName();
    const store = await open(name);
    await store.commit('j1', [change('a')]);
    let bodies = 0;
    let freeze = (): void => {};
    const isFrozen = new Promise<void>((resolve) => {
      freeze = () => {
        document.dispatchEvent(new Event('freeze'));
        resolve();
      };
    });
    const broken = breakCalls(() => {
      bodies += 1;
      // In the middle: the row has been asked for, and nothing has been written.
      if (bodies === 1) queueMicrotask(freeze);
      return undefined;
    }, ['get']);
    const written = store.commit('j1', [change('b')]);
    await isFrozen;
    broken.mend();
    // Another page has the database to itself as long as this one is frozen.
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onerror = () => reject(request.error as Error);
      request.onsuccess = () => {
        const tx = request.result.transaction([...request.result.objectStoreNames], 'readwrite');
        const count = tx.objectStore('outbox').count();
        tx.oncomplete = () => {
          request.result.close();
          if (count.result === 1) resolve();
          else reject(new Error(`${count.result} changes are stored, written while frozen`));
        };
      };
    });
    document.dispatchEvent(new Event('resume'));
    await written;
    expect((await store.unsent()).map(({ seq }) => seq)).to.deep.equal([1, 2]);
    expect(await shownIn(store)).to.deep.equal(['a', 'b']);
    await store.destroy();
  });

  it('[ST20] a sign-out in one tab ends the others, and leaves no database', async () => {
    const name = freshName();
    const [one, other] = [await open(name), await open(name)];
    await one.commit('j1', [change('a')]);
    await other.records('j1');
    const ended = new Promise<void>((resolve) => other.commits$.subscribe({ complete: resolve }));
    await one.destroy();
    await ended;
    expect(await codeOf(other.commit('j1', [change('b')]))).to.equal('CORDEE_STORAGE_FAILED');
    const left = (await indexedDB.databases()).some((database) => database.name === name);
    expect(left).to.equal(false);
  });
});
