import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type JobsResult, simulateJobs } from './jobs-world.js';
import { jobDefects } from './planted/job-defects.js';

const seeds = Array.from({ length: Number(process.env['CORDEE_JOB_SEEDS'] ?? 12) }, (_, at) => at + 1);

test('nodes that die, freeze and come back follow every change, and no job is done by two at once', async () => {
  const results: JobsResult[] = [];
  for (const seed of seeds) {
    const result = await simulateJobs(seed);
    assert.equal(result.violation, undefined, `seed ${seed}`);
    assert(result.followed > 20 && result.worked > 20, `seed ${seed} did little: ${JSON.stringify(result)}`);
    results.push(result);
  }
  assert(
    results.some(({ takenOver }) => takenOver > 0),
    'what one left undone, another did',
  );
});

for (const defect of jobDefects) {
  test(`a planted defect is noticed: ${defect.name}`, async () => {
    for (const seed of seeds) if ((await simulateJobs(seed, defect)).violation !== undefined) return;
    assert.fail(`none of ${seeds.length} seeds noticed it`);
  });
}
