import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type ErrorCode, StorageError } from '../../src/errors.js';
import type { Database } from '../../src/store/database.js';
import { createFailover } from '../../src/store/failover.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import type { StorageHealth } from '../../src/store/store.js';

/** A failover from a database that counts how often it is closed. */
function open(
  t: TestContext,
  {
    makeRoom = async () => true,
    moveToMemory = async () => createMemoryDatabase(),
  }: { readonly makeRoom?: () => Promise<boolean>; readonly moveToMemory?: () => Promise<Database> } = {},
) {
  const counts = { closes: 0, moves: 0 };
  const wanted: Database = {
    ...createMemoryDatabase(),
    kind: 'persistent',
    close: () => (counts.closes += 1),
  };
  const onMove = (): number => (counts.moves += 1);
  const disk = createFailover(wanted, { makeRoom, moveToMemory, onMove });
  t.after(() => disk.end());
  const healths: StorageHealth[] = [];
  disk.health$.subscribe((health) => healths.push(health));
  return { disk, wanted, healths, counts };
}
const failing = (code: ErrorCode) => () => Promise.reject(new StorageError(code, 'It failed.'));
const kindOf = async ({ kind }: Database): Promise<string> => kind;
const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'settled',
    (error: { readonly code?: unknown }) => error.code,
  );

test('what succeeds is given, and nothing is told', async (t) => {
  const { disk, healths } = open(t);
  assert.equal(await disk.attempt(kindOf), 'persistent');
  assert.deepEqual(healths, [{ mode: 'best-effort', lastError: undefined }]);
});

test('[ST19] two failures in a row are the caller’s, the third moves to memory and succeeds there', async (t) => {
  const { disk, healths, counts } = open(t);
  const run = (database: Database): Promise<string> =>
    database.kind === 'memory' ? kindOf(database) : failing('CORDEE_STORAGE_FAILED')();
  const outcomes = [await codeOf(disk.attempt(run)), await codeOf(disk.attempt(run))];
  assert.deepEqual(outcomes, ['CORDEE_STORAGE_FAILED', 'CORDEE_STORAGE_FAILED']);
  assert.equal(disk.current.kind, 'persistent');
  assert.equal(await disk.attempt(run), 'memory');
  assert.equal(disk.current.kind, 'memory');
  assert.deepEqual(healths.at(-1), { mode: 'memory', lastError: 'CORDEE_STORAGE_FAILED' });
  assert.deepEqual(counts, { closes: 1, moves: 1 });
  assert.equal(await codeOf(disk.attempt(failing('CORDEE_STORAGE_FAILED'))), 'CORDEE_STORAGE_FAILED');
  assert.equal(counts.moves, 1, 'there is nowhere to move to from memory');
});

test('a success in between begins the count again, and clears the last error', async (t) => {
  const { disk, healths } = open(t);
  for (let turn = 0; turn < 3; turn++) {
    await codeOf(disk.attempt(failing('CORDEE_STORAGE_FAILED')));
    await codeOf(disk.attempt(failing('CORDEE_STORAGE_FAILED')));
    assert.equal(healths.at(-1)?.lastError, 'CORDEE_STORAGE_FAILED');
    await disk.attempt(kindOf);
    assert.equal(healths.at(-1)?.lastError, undefined);
  }
  assert.equal(disk.current.kind, 'persistent');
});

test('[ST19] a blocked database is left at once, by all who find it so and only once', async (t) => {
  const { disk, counts } = open(t);
  const run = (database: Database): Promise<string> =>
    database.kind === 'memory' ? kindOf(database) : failing('CORDEE_STORAGE_BLOCKED')();
  assert.deepEqual(await Promise.all([disk.attempt(run), disk.attempt(run)]), ['memory', 'memory']);
  assert.deepEqual(counts, { closes: 1, moves: 1 });
});

test('[ST19] a full disk is given room and tried once more', async (t) => {
  const rooms: string[] = [];
  const { disk, healths } = open(t, { makeRoom: async () => (rooms.push('made'), true) });
  let isFull = true;
  const run = (database: Database): Promise<string> => {
    if (!isFull) return kindOf(database);
    isFull = false;
    return failing('CORDEE_STORAGE_FULL')();
  };
  assert.equal(await disk.attempt(run), 'persistent');
  assert.deepEqual([rooms, healths.at(-1)?.lastError], [['made'], 'CORDEE_STORAGE_FULL']);
  await disk.attempt(run);
  assert.equal(healths.at(-1)?.lastError, undefined);
});

for (const [name, makeRoom] of [
  ['there is none to make', async () => false],
  ['none can be made', () => Promise.reject(new Error('Broken.'))],
] as const) {
  test(`a full disk is the caller’s when ${name}, however often it is full`, async (t) => {
    const { disk } = open(t, { makeRoom });
    for (let turn = 0; turn < 5; turn++)
      assert.equal(await codeOf(disk.attempt(failing('CORDEE_STORAGE_FULL'))), 'CORDEE_STORAGE_FULL');
    assert.equal(disk.current.kind, 'persistent');
  });
}

test('where memory cannot be moved to, the failure is the caller’s and the database stays', async (t) => {
  const { disk, counts } = open(t, { moveToMemory: () => Promise.reject(new TypeError('No code.')) });
  assert.equal(await codeOf(disk.attempt(failing('CORDEE_STORAGE_BLOCKED'))), 'CORDEE_STORAGE_BLOCKED');
  assert.deepEqual([disk.current.kind, counts.closes], ['persistent', 0]);
});

test('what is no failure of storage is the caller’s alone', async (t) => {
  const { disk, healths } = open(t);
  const bug = new TypeError('A body’s own.');
  await assert.rejects(
    disk.attempt(() => Promise.reject(bug)),
    bug,
  );
  assert.equal(healths.length, 1);
});

test('a newer version that takes over is told', (t) => {
  const { wanted, healths } = open(t);
  wanted.onOutdated?.();
  assert.equal(healths.at(-1)?.isOutdated, true);
});

test('once it has ended, failures are the caller’s and nobody is told', async (t) => {
  const { disk, healths, counts } = open(t);
  disk.end();
  assert.equal(await codeOf(disk.attempt(failing('CORDEE_STORAGE_BLOCKED'))), 'CORDEE_STORAGE_BLOCKED');
  assert.deepEqual([healths.length, counts.moves], [1, 0]);
});
