import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StorageError } from '../../src/errors.js';
import { createTurnQueue } from '../../src/store/turn-queue.js';
import { createTestEnv } from '../../src/testing/test-env.js';

/** A promise with what settles it. */
function createGate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'settled',
    (error: { readonly code?: unknown }) => error.code,
  );

test('turns run one at a time, in the order in which they were asked for', async () => {
  const turns = createTurnQueue(createTestEnv());
  const gate = createGate();
  const order: string[] = [];
  const slow = turns.take(async () => {
    order.push('slow begins');
    await gate.opened;
    order.push('slow ends');
    return 1;
  });
  const next = turns.take(async () => {
    order.push('next');
    return 2;
  });
  await Promise.resolve();
  assert.deepEqual(order, ['slow begins']);
  gate.open();
  assert.deepEqual(await Promise.all([slow, next]), [1, 2]);
  assert.deepEqual(order, ['slow begins', 'slow ends', 'next']);
});

test('a turn that only reads waits for what was asked before it, and nothing waits for it', async () => {
  const turns = createTurnQueue(createTestEnv());
  const [writing, reading] = [createGate(), createGate()];
  const order: string[] = [];
  const written = turns.take(async () => {
    await writing.opened;
    order.push('written');
  });
  const read = turns.takeReading(async () => {
    order.push('reading');
    await reading.opened;
  });
  const next = turns.take(async () => void order.push('next'));
  writing.open();
  await Promise.all([written, next]);
  assert.deepEqual(order, ['written', 'reading', 'next']);
  reading.open();
  await read;
});

test('a turn that fails stops nothing but itself, whether it rejects or throws', async () => {
  const turns = createTurnQueue(createTestEnv());
  const full = new StorageError('CORDEE_STORAGE_FULL', 'No room.');
  const rejects = turns.take(() => Promise.reject(full));
  const throws = turns.take(() => {
    throw new TypeError('No row.');
  });
  const next = turns.take(async () => 'next');
  await assert.rejects(rejects, full);
  await assert.rejects(throws, ({ code, cause }: StorageError) => {
    assert.equal(code, 'CORDEE_STORAGE_FAILED');
    return cause instanceof TypeError;
  });
  assert.equal(await next, 'next');
});

test('[ST19] a caller who has waited for ten seconds is told so; what was asked after runs once the turn has ended', async () => {
  const env = createTestEnv();
  const turns = createTurnQueue(env);
  const gate = createGate();
  let isStored: boolean | undefined;
  const stuck = turns.take(async (check) => {
    await gate.opened;
    isStored = false;
    check();
    isStored = true;
  });
  const behind = turns.take(async () => 'begun too late');
  const codes = Promise.all([codeOf(stuck), codeOf(behind)]);
  await env.advance(9_999);
  const later = turns.take(async () => 'in time');
  await env.advance(1);
  assert.deepEqual(await codes, ['CORDEE_STORAGE_FAILED', 'CORDEE_STORAGE_FAILED']);
  gate.open();
  assert.equal(await later, 'in time');
  assert.equal(isStored, false, 'nothing is stored of what was answered with an error');
});

test('a queue that is closed begins no turn, and one that has begun settles', async () => {
  const turns = createTurnQueue(createTestEnv());
  const gate = createGate();
  const begun = turns.take(async () => {
    await gate.opened;
    return 'stored';
  });
  const checking = createTurnQueue(createTestEnv());
  const checked = checking.take(async (check) => {
    await gate.opened;
    check();
  });
  let hasRun = false;
  const waiting = turns.take(async () => void (hasRun = true));
  await Promise.resolve();
  turns.close();
  checking.close();
  gate.open();
  assert.equal(await begun, 'stored');
  assert.equal(await codeOf(checked), 'CORDEE_STORAGE_FAILED');
  assert.equal(await codeOf(waiting), 'CORDEE_STORAGE_FAILED');
  assert.equal(await codeOf(turns.takeReading(async () => undefined)), 'CORDEE_STORAGE_FAILED');
  assert.equal(hasRun, false);
});
