import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { type WaitingChange, keyOf } from '../../src/store/optimistic-view.js';
import { newRow } from '../../src/store/rows.js';
import { type HeldScope, createScopeCache } from '../../src/store/scope-cache.js';
import { type StoredScope, openScope } from '../../src/store/scope-transaction.js';
import type { ServerRecord } from '../../src/store/store.js';

const record = (id: string): ServerRecord => ({
  type: 'topic',
  id,
  space: 'j/circle',
  rev: 1,
  fields: { body: { text: id } },
  stamps: {},
  readable: true,
});
/** A scope with so many records. */
const scopeOf = (journey: string, count = 1): StoredScope => ({
  row: newRow(journey),
  base: new Map(Array.from({ length: count }, (_, index) => [keyOf('topic', `t${index}`), record(`t${index}`)])),
  pending: [],
});
const echo: WaitingChange = {
  journey: 'a',
  tx: 'x',
  change: { kind: 'set', type: 'topic', id: 'mine', space: 'a/circle', fields: { body: { text: 'mine' } } },
  raw: 0,
  clk: 1,
  seen: {},
  creates: true,
};

test('the scope that was installed the longest ago leaves first, and only as many as it takes', () => {
  const cache = createScopeCache({ maxRecords: 10 });
  cache.install(scopeOf('a', 4), undefined);
  cache.install(scopeOf('b', 4), undefined);
  cache.install(scopeOf('c', 2), undefined);
  assert.deepEqual(cache.names(), ['a', 'b', 'c'], 'ten may stay');
  cache.install(scopeOf('a', 4), undefined);
  cache.install(scopeOf('d', 3), undefined);
  assert.deepEqual(cache.names(), ['c', 'a', 'd']);
});

test('a scope that holds more than may stay is held alone', () => {
  const cache = createScopeCache({ maxRecords: 10 });
  cache.install(scopeOf('a'), undefined);
  cache.install(scopeOf('wide', 11), undefined);
  assert.deepEqual(cache.names(), ['wide']);
});

test('a scope whose person’s changes are under way does not leave, however many there are', () => {
  const cache = createScopeCache({ maxRecords: 2 });
  const held = cache.install(scopeOf('a', 2), undefined);
  cache.hold('a', { ...held, echoes: [echo] });
  cache.install(scopeOf('b', 2), undefined);
  cache.install(scopeOf('c', 2), undefined);
  assert.deepEqual(cache.names(), ['a', 'c']);
});

test('what is under way is shown over what is installed, and what no commit touched stays the same', () => {
  const cache = createScopeCache();
  const held = cache.install(scopeOf('a', 2), undefined);
  cache.hold('a', { ...held, echoes: [echo] });
  const { records } = cache.install(scopeOf('a', 2), new Set(['topic/mine']));
  assert.equal(records.get('topic', 'mine')?.from, 'device');
  assert.equal(records.get('topic', 't0'), held.records.get('topic', 't0'));
  assert.equal(cache.install(scopeOf('a', 2), new Set()).records, records);
});

test('all who ask for a scope that is being read share the reading; after one that failed it is read again', async () => {
  const cache = createScopeCache();
  let readings = 0;
  const fail = async (): Promise<HeldScope> => {
    readings += 1;
    throw new Error('The disk is busy.');
  };
  const both = [cache.open('a', fail), cache.open('a', fail)];
  assert.equal(cache.isOpening('a'), true);
  await Promise.all(both.map((one) => assert.rejects(async () => one)));
  assert.deepEqual([readings, cache.isOpening('a')], [1, false]);
  const read = async (): Promise<HeldScope> => cache.install(scopeOf('a'), undefined);
  const held = await cache.open('a', read);
  assert.equal(cache.open('a', fail), held, 'what is held is given at once');
});

test('a scope that is only written to is not held, and the next transaction need not read it', async () => {
  const cache = createScopeCache();
  const database = createMemoryDatabase();
  const writeTo = (journey: string): Promise<void> =>
    database.write([], 'relaxed', async (tx) => {
      const scope = await openScope(tx, journey, cache.knownOf(journey));
      scope.put(record('new'));
      scope.finish();
      cache.settle(scope);
    });
  await writeTo('a');
  assert.deepEqual([cache.has('a'), cache.knownOf('a')?.base.size], [false, 1]);
  await writeTo('b');
  assert.equal(cache.knownOf('a'), undefined, 'only the last one');
  cache.install(scopeOf('c', 2), undefined);
  await writeTo('c');
  assert.deepEqual([cache.get('c')?.row.version, cache.get('c')?.records.get('topic', 'new')?.id], [1, 'new']);
});

test('each replacement of a held scope is told', () => {
  const told: string[] = [];
  const cache = createScopeCache({ onHold: (journey) => told.push(journey) });
  cache.install(scopeOf('a'), undefined);
  cache.install(scopeOf('a'), new Set());
  assert.deepEqual(told, ['a', 'a']);
});
