import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from 'rxjs';
import { keepIdentity } from '../../src/util/keep-identity.js';
import { liveQuery } from '../../src/live/live-query.js';
import type { Commit, Store } from '../../src/store/store.js';

const commit = (journey: string): Commit => ({ journeys: new Set([journey]), waiting: false });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function fakeStore(): { readonly store: Store; readonly commits$: Subject<Commit> } {
  const commits$ = new Subject<Commit>();
  return { store: { commits$ } as unknown as Store, commits$ };
}

test('[LQ1] nothing is read before somebody listens, and nothing is held after they leave', async () => {
  const { store, commits$ } = fakeStore();
  let reads = 0;
  const query$ = liveQuery(store, { concerns: () => true, read: async () => (reads += 1) });
  assert.equal(reads, 0);
  const subscription = query$.subscribe();
  await turn();
  assert.equal(reads, 1);
  subscription.unsubscribe();
  assert.equal(commits$.observed, false);
});

test('[LQ2] a commit between listening and the first answer is not missed', async () => {
  const { store, commits$ } = fakeStore();
  let value = 'before';
  const seen: string[] = [];
  liveQuery(store, {
    concerns: () => true,
    read: async () => {
      const read = value;
      await turn();
      return read;
    },
  }).subscribe((answer) => seen.push(answer));
  value = 'after';
  commits$.next(commit('j1'));
  await turn();
  await turn();
  assert.deepEqual(seen, ['after']);
});

test('[LQ3] commits that do not concern it are not read for, and the same answer is sent once', async () => {
  const { store, commits$ } = fakeStore();
  const seen: unknown[] = [];
  let reads = 0;
  liveQuery(store, {
    concerns: ({ journeys }) => journeys.has('j1'),
    read: async () => {
      reads += 1;
      return { items: [{ id: 'a', text: 'same' }] };
    },
  }).subscribe((answer) => seen.push(answer));
  await turn();
  commits$.next(commit('j2'));
  await turn();
  assert.equal(reads, 1);
  commits$.next(commit('j1'));
  await turn();
  assert.deepEqual([reads, seen.length], [2, 1]);
});

test('[LQ4] a read that fails ends it, so that a broken store is seen', async () => {
  const { store } = fakeStore();
  const errors: unknown[] = [];
  liveQuery(store, { concerns: () => true, read: () => Promise.reject(new Error('broken')) }).subscribe({
    error: (error: unknown) => errors.push(error),
  });
  await turn();
  assert.equal(errors.length, 1);
});

test('[LQ5] what has not changed in an answer keeps its identity, also when items move', () => {
  const before = [
    { id: 'a', tags: ['x'] },
    { id: 'b', tags: ['y'] },
  ];
  const after = keepIdentity(before, [
    { id: 'c', tags: [] },
    { id: 'a', tags: ['x'] },
    { id: 'b', tags: ['z'] },
  ]);
  assert.equal(after[1], before[0]);
  assert.notEqual(after[2], before[1]);
  assert.deepEqual(after[2], { id: 'b', tags: ['z'] });
  assert.equal(
    keepIdentity(before, [
      { id: 'a', tags: ['x'] },
      { id: 'b', tags: ['y'] },
    ]),
    before,
  );
  const shorter = keepIdentity(before, [{ id: 'a', tags: ['x'] }]);
  assert.equal(shorter.length, 1);
});

test('[LQ5] a field that went away does not stay', () => {
  assert.deepEqual(keepIdentity({ a: 1, b: 2 }, { a: 1 }), { a: 1 });
  assert.deepEqual(keepIdentity({ a: undefined }, { b: undefined }), { b: undefined });
});
