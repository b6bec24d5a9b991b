import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withinTime } from './spoil.js';

describe('[T16] the time that one input may take', () => {
  it('is of the processor, and what takes longer is told', async () => {
    const work = (ms: number): number => {
      const start = process.cpuUsage();
      let count = 0;
      for (let used = 0; used < ms; count++) used = process.cpuUsage(start).user / 1_000;
      return count;
    };
    await assert.rejects(
      withinTime(() => work(60), 40),
      /One input took the processor \d+ ms, of 40\./,
    );
    assert.ok((await withinTime(() => work(5))) > 0);
  });
});
