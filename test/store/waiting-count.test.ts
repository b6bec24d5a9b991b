import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { tableNames } from '../../src/store/database.js';
import { createWaitingCount } from '../../src/store/waiting-count.js';

const set = { kind: 'set', type: 'topic', id: 't', space: 's', fields: {} } as const;
const entry = (seq: number, more: object = {}) => ({ journey: 'one', seq, raw: 1_000 * seq, change: set, ...more });

/** A count over an outbox of two changes, one of them accepted, and one refused change; it says how often it was read. */
async function open() {
  const database = createMemoryDatabase();
  const put = (seq: number, more: object = {}): Promise<void> =>
    database.write(tableNames, 'relaxed', async (tx) => tx.put('outbox', ['one', seq], entry(seq, more)));
  await put(1, { acceptedRev: 4 });
  await put(2);
  await database.write(tableNames, 'relaxed', async (tx) => tx.put('tray', ['one', 9], entry(9)));
  let reads = 0;
  let hold: Promise<void> = Promise.resolve();
  const count = createWaitingCount(async (body) => {
    reads += 1;
    const found = await database.read(tableNames, body);
    await hold;
    return found;
  });
  return { count, put, reads: () => reads, holdReads: (until: Promise<void>) => (hold = until) };
}

test('it counts what the server has not accepted, and what it has refused', async () => {
  const { count } = await open();
  const { pending, oldestAt, refused } = await count.summary();
  assert.deepEqual({ pending, oldestAt, refused }, { pending: 1, oldestAt: 2_000, refused: 1 });
});

test('it is read once, and counted on while it is said how it changes', async () => {
  const { count, put, reads } = await open();
  const { pending } = await count.summary();
  await put(3);
  count.note((summary) => ({ ...summary, pending: summary.pending + 1 }));
  assert.equal((await count.summary()).pending, pending + 1);
  assert.equal(reads(), 1);
  await put(4);
  count.note();
  assert.equal((await count.summary()).pending, pending + 2);
  assert.equal(reads(), 2);
});

test('a change that comes while it is read is not forgotten', async () => {
  const { count, put, reads, holdReads } = await open();
  let letGo = (): void => undefined;
  holdReads(new Promise<void>((resolve) => (letGo = resolve)));
  const before = count.summary();
  await put(3);
  count.note((summary) => ({ ...summary, pending: summary.pending + 1 }));
  letGo();
  assert.equal((await before).pending, 1, 'what was asked before it is answered as of then');
  assert.equal((await count.summary()).pending, 2);
  assert.equal(reads(), 2);
});
