import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { drawPlan } from './draw-plan.js';
import type { Plan } from './plan.js';
import { simulate } from './simulate.js';

const seeds = Array.from({ length: 6 }, (_, index) => index + 1);

test('every promise holds, whatever happens', async () => {
  let taken = 0;
  for (const seed of seeds) {
    const { violation, texts } = await simulate(drawPlan(seed));
    assert.equal(violation?.message, undefined, `seed ${seed}`);
    taken += texts.applied;
  }
  assert.ok(taken > 0, 'people wrote, and the server took it');
});

test('T01 the same seed gives the same run, to the byte', async () => {
  for (const seed of seeds.slice(0, 3)) {
    const [one, other] = [await simulate(drawPlan(seed)), await simulate(drawPlan(seed))];
    assert.equal(one.traceHash, other.traceHash, `seed ${seed}`);
  }
});

test('a plan is data: written and read again it gives the same run', async () => {
  const plan = drawPlan(3);
  const read = JSON.parse(JSON.stringify(plan)) as Plan;
  assert.equal((await simulate(plan)).traceHash, (await simulate(read)).traceHash);
});

const folder = new URL('../../../test/simulation/regressions/', import.meta.url);

for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  test(`what once went wrong does not again (${name})`, async () => {
    const plan = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Plan;
    assert.equal((await simulate(plan)).violation?.message, undefined);
  });
}
