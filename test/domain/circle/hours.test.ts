import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first, holdAs, journey } from '../../support/journey.js';

const hours = { days: [1, 2, 4], from: '08:30', to: '16:00' } as const;
const given = { ...hours, days: [...hours.days] };
const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'settled',
    (error: { code?: unknown }) => error.code,
  );

test('working hours that one says show at once, wait for the server, and can be taken back', async () => {
  const { client, store } = await holdAs('hana');
  assert.deepEqual(await first(client.circle.watchHours(journey)), {
    hours: undefined,
    usual: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
    isWaiting: false,
  });
  await client.circle.setHours(journey, given);
  const known = async () =>
    (({ hours: said, isWaiting }) => [said, isWaiting])(await first(client.circle.watchHours(journey)));
  assert.deepEqual(await known(), [given, true]);
  await client.circle.setHours(journey, undefined);
  assert.deepEqual(await known(), [undefined, true]);
  assert.deepEqual(
    (await store.unsent()).map(({ change }) => change.kind === 'command' && [change.name, change.args]),
    [
      ['membership.hours', { id: 'm-hana', hours: given }],
      ['membership.hours', { id: 'm-hana', hours: null }],
    ],
  );
  await client.close();
});

test('hours that are none are refused before anything is stored, and so is who is not in the journey', async () => {
  const { client, store } = await holdAs('hana');
  assert.equal(await codeOf(client.circle.setHours(journey, { ...given, to: '08:00' })), 'CORDEE_INPUT_INVALID');
  assert.equal(await codeOf(client.circle.setHours(journey, { ...given, days: [] })), 'CORDEE_INPUT_INVALID');
  assert.equal(await codeOf(client.circle.setHours('elsewhere', given)), 'CORDEE_PERMISSION_DENIED');
  assert.deepEqual(await store.unsent(), []);
  await client.close();
});

test('the hours that another said are known to the whole circle', async () => {
  const { client, add } = await holdAs('hana');
  const marc = {
    person: 'marc',
    role: 'coach',
    state: 'active',
    name: 'Marc',
    timeZone: 'Europe/Madrid',
    workingHours: given,
  };
  await add({
    type: 'member',
    id: 'm-marc',
    space: `${journey}/circle`,
    rev: 2,
    fields: marc,
    stamps: {},
    readable: true,
  });
  const view = await first(client.journeys.watch(journey));
  assert.deepEqual(view.members.find(({ person }) => person === 'marc')?.workingHours, given);
  await client.close();
});
