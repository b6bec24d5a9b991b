import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first, holdAs, journey, serverRecord } from '../../support/journey.js';

const guides = { kind: 'guides' } as const;
const given = serverRecord('ifThen', 'p1', 'guides', {
  by: 'ines',
  at: '2026-11-10T09:00:00.000Z',
  if: 'I want to cancel',
  then: 'I shorten it',
  tried: [],
  audience: guides,
});

test('a plan is made, tried, and a try taken back; each shows at once', async () => {
  const { client } = await holdAs('ines');
  const before = await first(client.plans.watch(journey));
  assert.deepEqual(
    [before.canWrite, before.proposals.map(({ step }) => step)],
    [true, []],
    'steps that have not begun propose nothing',
  );
  const id = await client.plans.make({ journey, if: ' My throat tightens ', then: 'I say so', audience: guides });
  await client.plans.noteTry(journey, id, true);
  await client.plans.noteTry(journey, id);
  const [plan] = (await first(client.plans.watch(journey))).plans;
  assert.deepEqual(
    [plan?.if, plan?.delivery, plan?.tried.map(({ worked }) => worked), plan?.readers.map(({ name }) => name)],
    ['My throat tightens', 'waiting', [true, undefined], ['Marc', 'Geneviève']],
  );
  await client.plans.takeBackTry(journey, id);
  assert.equal((await first(client.plans.watch(journey))).plans[0]?.tried.length, 1);
  await client.plans.change(journey, id, { if: 'My voice drops', then: 'I say so' });
  assert.equal((await first(client.plans.watch(journey))).plans[0]?.if, 'My voice drops');
  await client.plans.drop(journey, id);
  assert.deepEqual((await first(client.plans.watch(journey))).plans, []);
  await client.close();
});

test('what the steps that have begun propose is offered until it is taken', async () => {
  const { client, add } = await holdAs('ines', [
    serverRecord('stepRun', `${journey}_postponed-talk`, 'path', {
      step: 'postponed-talk',
      state: 'open',
      plannedFor: '2026-11-10',
    }),
  ]);
  assert.deepEqual(
    (await first(client.plans.watch(journey))).proposals.map(({ step }) => step),
    ['postponed-talk'],
  );
  await add({ ...given, fields: { ...given.fields, step: 'postponed-talk' } });
  assert.deepEqual((await first(client.plans.watch(journey))).proposals, []);
  await client.close();
});

test('a guide reads it and changes nothing; a companion knows nothing of it', async () => {
  const marc = await holdAs('marc', [given]);
  const view = await first(marc.client.plans.watch(journey));
  assert.deepEqual([view.plans.length, view.canWrite, view.plans[0]?.isMine], [1, false, false]);
  await assert.rejects(marc.client.plans.noteTry(journey, 'p1'), { code: 'CORDEE_PERMISSION_DENIED' });
  await assert.rejects(marc.client.plans.make({ journey, if: 'a', then: 'b', audience: guides }), {
    code: 'CORDEE_PERMISSION_DENIED',
  });
  const hana = await holdAs('hana', [given]);
  assert.deepEqual(await first(hana.client.plans.watch(journey)), { plans: [], proposals: [], canWrite: false });
  await Promise.all([marc.client.close(), hana.client.close()]);
});

test('half a plan is refused, and nothing is written', async () => {
  const { client, store } = await holdAs('ines');
  await assert.rejects(client.plans.make({ journey, if: ' ', then: 'b', audience: guides }), {
    code: 'CORDEE_INPUT_INVALID',
  });
  assert.deepEqual(await store.unsent(), []);
  await client.close();
});
