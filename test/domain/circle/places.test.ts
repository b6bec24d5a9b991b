import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first, holdAs, journey, serverRecord } from '../../support/journey.js';

const zone = { timeZone: 'Europe/Madrid' };
const companion = (person: string, home: 'company' | 'outside', profile?: string) => [
  serverRecord('member', `m-${person}`, 'circle', {
    person,
    role: 'companion',
    state: 'active',
    name: person,
    ...zone,
  }),
  serverRecord('membership', `m-${person}`, 'guides', {
    person,
    role: 'companion',
    state: 'active',
    displayName: person,
    home,
    since: '2026-09-07',
    locale: 'fr',
    hiddenFromCompany: false,
    ...zone,
    ...(profile ? { profile } : {}),
  }),
];

test('the person pauses, takes up and removes anybody but themself; it shows at once and waits to be sent', async () => {
  const { client, store } = await holdAs('ines');
  const stateOf = async (person: string) =>
    (await first(client.circle.watchPlaces(journey))).places.find((place) => place.person === person);
  await client.circle.pause(journey, 'm-hana');
  assert.deepEqual(
    [(await stateOf('hana'))?.state, (await stateOf('hana'))?.isWaiting, (await stateOf('hana'))?.canResume],
    ['paused', true, true],
  );
  await client.circle.resume(journey, 'm-hana');
  assert.equal((await stateOf('hana'))?.state, 'active');
  await client.circle.remove(journey, 'm-hana');
  assert.equal(await stateOf('hana'), undefined);
  await client.circle.readmit(journey, 'm-hana');
  assert.deepEqual([(await stateOf('hana'))?.state, (await stateOf('hana'))?.isWaiting], ['active', true]);
  assert.deepEqual(
    (await store.unsent()).map(({ change }) => change.kind === 'command' && change.name),
    ['membership.pause', 'membership.resume', 'membership.end', 'membership.readmit'],
  );
  await assert.rejects(client.circle.remove(journey, 'm-ines'), { code: 'CORDEE_PERMISSION_DENIED' });
  await client.close();
});

test('a companion changes their own place only', async () => {
  const { client, store } = await holdAs('hana');
  const view = await first(client.circle.watchPlaces(journey));
  assert.deepEqual(
    [view.canInvite, view.hint, view.places.filter(({ canPause }) => canPause).map(({ person }) => person)],
    [false, undefined, ['hana']],
  );
  await assert.rejects(client.circle.pause(journey, 'm-marc'), { code: 'CORDEE_PERMISSION_DENIED' });
  await assert.rejects(client.circle.readmit(journey, 'm-hana'), { code: 'CORDEE_PERMISSION_DENIED' });
  assert.deepEqual(await store.unsent(), []);
  await client.close();
});

test('what the circle lacks is worked out on the device, for the person only', async () => {
  const hintFor = async (...more: readonly ReturnType<typeof companion>[]) => {
    const { client } = await holdAs('ines', more.flat());
    const view = await first(client.circle.watchPlaces(journey));
    await client.close();
    return view.hint;
  };
  assert.equal(await hintFor(), 'few');
  assert.equal(await hintFor(companion('sofia', 'outside')), 'no-inside');
  assert.equal(await hintFor(companion('sofia', 'company')), undefined);
  assert.equal(await hintFor(companion('hana', 'company'), companion('driss', 'company')), 'no-outside');
  assert.equal(
    await hintFor(
      companion('hana', 'outside', 'close-one'),
      companion('driss', 'outside', 'close-one'),
      companion('sofia', 'company', 'close-one'),
    ),
    'alike',
  );
});

test('the path suggests whom to ask, and counts who has come', async () => {
  const { client } = await holdAs('ines', companion('driss', 'company', 'former-peer'));
  const { suggestions } = await first(client.circle.watchPlaces(journey));
  assert.deepEqual(suggestions.map(({ id, suggested, here }) => [id, suggested, here]).slice(0, 2), [
    ['fellow-manager', 2, 0],
    ['former-peer', 1, 1],
  ]);
  await client.close();
});
