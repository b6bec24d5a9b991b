import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Observable, firstValueFrom, of } from 'rxjs';
import { lazyPart } from '../../src/util/lazy.js';

interface Counter {
  watchCount(from: number): Observable<number>;
  add(count: number): Promise<number>;
}

function create(failures = 0) {
  let fetches = 0;
  const part = lazyPart<Counter>(async () => {
    fetches += 1;
    if (fetches <= failures) throw new TypeError('Failed to fetch dynamically imported module');
    return { watchCount: (from) => of(from, from + 1), add: async (count) => count + 1 };
  });
  return { part, fetches: () => fetches };
}

test('the code is fetched at the first use, once, however many ask', async () => {
  const { part, fetches } = create();
  const count$ = part.watchCount(1);
  assert.equal(fetches(), 0, 'to name a read is not to use it');
  assert.deepEqual(await Promise.all([firstValueFrom(count$), part.add(1), part.add(2)]), [1, 2, 3]);
  assert.equal(fetches(), 1);
});

test('who leaves before the code is there is told nothing', async () => {
  const { part } = create();
  const told: number[] = [];
  part
    .watchCount(1)
    .subscribe((count) => told.push(count))
    .unsubscribe();
  await part.add(1);
  assert.deepEqual(told, []);
});

test('code that cannot be fetched is a retryable error, and the next use asks again', async () => {
  const { part, fetches } = create(2);
  await assert.rejects(part.add(1), { code: 'CORDEE_SYNC_OFFLINE', retryable: true });
  await assert.rejects(firstValueFrom(part.watchCount(1)), { code: 'CORDEE_SYNC_OFFLINE' });
  assert.equal(await part.add(1), 2);
  assert.equal(fetches(), 3);
});

test('code that never comes is given up after thirty seconds, and the next use asks again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let fetches = 0;
  const part = lazyPart<Counter>(() => {
    fetches += 1;
    return fetches === 1
      ? new Promise(() => undefined)
      : Promise.resolve({ watchCount: (from) => of(from), add: async (count) => count + 1 });
  });
  const waiting = part.add(1);
  const given = assert.rejects(waiting, { code: 'CORDEE_SYNC_OFFLINE', retryable: true });
  t.mock.timers.tick(30_000);
  await given;
  assert.equal(await part.add(1), 2);
});

test('it is no promise, so that a client that holds it can be awaited', async () => {
  const { part, fetches } = create();
  assert.equal(await Promise.resolve(part), part);
  assert.equal(fetches(), 0);
});
