import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPlan } from './draw-plan.js';
import { plantedDefects } from './planted/index.js';
import { shrink } from './shrink.js';
import { simulate } from './simulate.js';

test('a plan that fails is made small, and what is left of it breaks the same rule', async () => {
  const defect = plantedDefects.find(({ name }) => name === 'an accepted change leaves before it has come back');
  assert(defect);
  const plan = drawPlan(3);
  const { violation } = await simulate(plan, { planted: defect.make() });
  assert(violation, 'the whole plan fails');
  const small = await shrink(plan, violation.rule, defect.make, 60);
  assert.ok(
    small.actions.length <= 5 && small.actions.length < plan.actions.length / 10,
    `${plan.actions.length} actions became ${small.actions.length}`,
  );
  assert.ok(small.devices.length <= plan.devices.length);
  assert.equal((await simulate(small, { planted: defect.make() })).violation?.rule, violation.rule);
  assert.equal((await simulate(small)).violation, undefined, 'it is the defect that fails, not the plan');
});
