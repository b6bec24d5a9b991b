import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReadable } from '../../../src/model/record.js';
import { first, holdAs, journey, serverRecord } from '../../support/journey.js';

test('a time zone that one says shows at once, and waits for the server', async () => {
  const { client, store } = await holdAs('hana');
  assert.deepEqual(await first(client.circle.watchTimeZone(journey)), {
    timeZone: 'Europe/Madrid',
    isKnown: true,
    isWaiting: false,
  });
  await client.circle.setTimeZone('America/Toronto');
  await client.circle.setTimeZone('America/Toronto');
  assert.deepEqual(await first(client.circle.watchTimeZone(journey)), {
    timeZone: 'America/Toronto',
    isKnown: true,
    isWaiting: true,
  });
  assert.deepEqual(
    (await store.unsent()).map(({ change }) => change.kind === 'command' && [change.name, change.args]),
    [['membership.zone', { id: 'm-hana', timeZone: 'America/Toronto' }]],
  );
  await client.close();
});

test('a zone that no clock can be asked for is refused before anything is stored', async () => {
  const { client, store } = await holdAs('hana');
  for (const zone of ['Mars/X', 'Etc/Unknown', ''])
    await assert.rejects(client.circle.setTimeZone(zone), { code: 'CORDEE_INPUT_INVALID' });
  assert.deepEqual(await store.unsent(), []);
  await client.close();
});

test('one’s own zone that is not known here is said, and can be changed', async () => {
  const fields = { person: 'hana', role: 'companion', state: 'active', name: 'Hana', timeZone: 'Mars/X' };
  const { client } = await holdAs('hana', [
    { ...serverRecord('member', 'm-hana', 'circle', fields), readable: isReadable('member', fields) },
  ]);
  assert.deepEqual(await first(client.circle.watchTimeZone(journey)), {
    timeZone: 'Mars/X',
    isKnown: false,
    isWaiting: false,
  });
  await client.circle.setTimeZone('UTC');
  assert.equal((await first(client.circle.watchTimeZone(journey))).timeZone, 'UTC');
  await client.close();
});
