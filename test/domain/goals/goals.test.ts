import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstValueFrom } from 'rxjs';
import type { NewGoal } from '../../../src/api/goals.js';
import type { GoalLevel } from '../../../src/model/journey/goal.js';
import { holdAs, journey, serverRecord } from '../../support/journey.js';

const levels = {
  '-2': 'I do it myself.',
  '-1': 'I take it back.',
  '0': 'I leave it.',
  '1': 'They plan.',
  '2': 'They hand over too.',
};
const goal: NewGoal = {
  journey,
  title: 'Leave it there',
  levels,
  importance: 3,
  difficulty: 2,
  baseline: -2,
  audience: { kind: 'guides' },
};
const { journey: _, ...stored } = goal;
const given = serverRecord('goal', 'g1', 'guides', { ...stored });
const rated = (by: string, level: GoalLevel, at: string) =>
  serverRecord('goalRating', `g1-${by}-${at}`, 'guides', {
    goal: 'g1',
    by,
    at: `${at}T09:00:00.000Z`,
    level,
    audience: { kind: 'guides' },
  });

test('a goal in the person’s own words is on this device at once, with who reads it', async () => {
  const { client } = await holdAs('ines');
  const before = await firstValueFrom(client.goals.watch(journey));
  assert.deepEqual(
    [before.canSet, before.proposals.map(({ id }) => id)],
    [true, ['delegate', 'feedback', 'one-to-one']],
    'the path proposes, while there is none',
  );
  await client.goals.set(goal);
  const [mine] = (await firstValueFrom(client.goals.watch(journey))).goals;
  assert.deepEqual(
    [mine?.title, mine?.levels['2'], mine?.delivery, mine?.readers.map(({ name }) => name)],
    ['Leave it there', 'They hand over too.', 'waiting', ['Marc', 'Geneviève']],
  );
  await client.close();
});

test('a goal with a level that says nothing is refused with its path, and nothing is written', async () => {
  const { client, store } = await holdAs('ines');
  await assert.rejects(
    client.goals.set({ ...goal, levels: { ...levels, '1': ' ' } }),
    (error: { code?: string; issues?: readonly { path: string }[] }) =>
      error.code === 'CORDEE_INPUT_INVALID' && error.issues?.[0]?.path === 'levels.1',
  );
  assert.deepEqual(await store.unsent(), []);
  await client.close();
});

test('the person and the coach rate apart, oldest first, and the attainment follows each', async () => {
  const { client } = await holdAs('ines', [
    given,
    rated('marc', 0, '2026-11-12'),
    rated('ines', -2, '2026-09-25'),
    rated('ines', -1, '2026-11-12'),
  ]);
  const {
    goals: [seen],
    attainment,
  } = await firstValueFrom(client.goals.watch(journey));
  assert.deepEqual([seen?.self.map(({ level }) => level), seen?.guide.map(({ level }) => level)], [[-2, -1], [0]]);
  // One goal of weight 6: T = 50 + 10 · level.
  assert.deepEqual(
    [attainment?.atStart, attainment?.self, attainment?.guide].map((t) => t?.toFixed(2)),
    ['30.00', '40.00', '50.00'],
  );
  await client.close();
});

test('a mentor reads goals and their ratings, and neither writes nor learns the figure', async () => {
  const { client } = await holdAs('genevieve', [given]);
  const view = await firstValueFrom(client.goals.watch(journey));
  assert.deepEqual(
    [view.goals.length, view.canSet, view.goals[0]?.canRate, view.attainment],
    [1, false, false, undefined],
  );
  await assert.rejects(client.goals.rate({ journey, goal: 'g1', level: 0 }), { code: 'CORDEE_PERMISSION_DENIED' });
  await client.close();
});

test('a companion knows of no goal', async () => {
  const { client } = await holdAs('hana', [given]);
  assert.deepEqual(await firstValueFrom(client.goals.watch(journey)), {
    goals: [],
    proposals: [],
    attainment: undefined,
    startedOn: undefined,
    canSet: false,
  });
  await client.close();
});

test('a rating is taken back by who gave it and by nobody else', async () => {
  const { client } = await holdAs('ines', [given, rated('marc', 0, '2026-11-12')]);
  const id = await client.goals.rate({ journey, goal: 'g1', level: 1, moment: ' They came with their plan. ' });
  const [before] = (await firstValueFrom(client.goals.watch(journey))).goals;
  assert.deepEqual(
    before?.self.map(({ level, moment }) => [level, moment]),
    [[1, 'They came with their plan.']],
  );
  await client.goals.takeBack(journey, id);
  assert.deepEqual((await firstValueFrom(client.goals.watch(journey))).goals[0]?.self, []);
  await assert.rejects(client.goals.takeBack(journey, 'g1-marc-2026-11-12'), { code: 'CORDEE_PERMISSION_DENIED' });
  await client.close();
});

test('a goal is written anew with what was seen of it, or taken away whole', async () => {
  const { client } = await holdAs('ines', [given, rated('ines', -1, '2026-11-12')]);
  const { journey: __, audience: ___, ...words } = goal;
  await client.goals.change(journey, 'g1', { ...words, title: 'Hand over' });
  const [changed] = (await firstValueFrom(client.goals.watch(journey))).goals;
  assert.deepEqual([changed?.title, changed?.self.length], ['Hand over', 1]);
  await client.goals.remove(journey, 'g1');
  assert.deepEqual((await firstValueFrom(client.goals.watch(journey))).goals, []);
  await client.close();
});

test('after closing, a part that was never used says so too', async () => {
  const { client } = await holdAs('ines');
  await client.close();
  await assert.rejects(client.goals.rate({ journey, goal: 'g1', level: 0 }), { code: 'CORDEE_CLIENT_CLOSED' });
  await assert.rejects(firstValueFrom(client.goals.watch(journey)), { code: 'CORDEE_CLIENT_CLOSED' });
});
