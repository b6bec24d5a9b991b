import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceDisk } from './device-disk.js';
import { Life } from './life.js';
import { type Random, createRandom } from './random.js';
import { Scheduler } from './scheduler.js';

test('a power cut takes what was under way before what was complete, so that nothing comes back', async () => {
  const disk = new DeviceDisk();
  const life = new Life(new Scheduler(createRandom(1)));
  let go = (): void => undefined;
  let pauses = 0;
  // The fourth is that of the second transaction, between its last word and its end.
  const pause = (): Promise<void> => (++pauses === 4 ? new Promise((resolve) => (go = resolve)) : Promise.resolve());
  const database = disk.connect(life, { pause, isRefused: () => false, onCommit: () => undefined });
  const write = (value: string): Promise<void> =>
    database.write(['meta'], 'relaxed', async (tx) => tx.put('meta', ['a'], value));
  await write('complete');
  void write('under way');
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal([...disk.rows()][0]?.[2], 'under way');
  life.die();
  // A chance that takes all that a power cut can take.
  disk.powerCut({ below: (most: number) => most - 1 } as Random);
  go();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([...disk.rows()], []);
});
