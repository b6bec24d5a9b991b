import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readersOf } from '../../../src/model/access/audience.js';
import type { Fields } from '../../../src/model/value/json.js';
import { isReadable } from '../../../src/model/record.js';
import type { ServerRecord } from '../../../src/store/store.js';
import { beginning, first, holdAs, journey, people, serverRecord, words } from '../../support/journey.js';

const circle = { kind: 'circle' } as const;

/** As it comes from a server: what this device cannot read is kept and marked. */
const received = (record: ServerRecord, more: Fields): ServerRecord => {
  const fields = { ...record.fields, ...more };
  return { ...record, fields, readable: isReadable(record.type, fields) };
};
const member = (person: string, more: Fields): ServerRecord => {
  const [, name, role] = people.find(([id]) => id === person) as (typeof people)[number];
  return received(
    serverRecord('member', `m-${person}`, 'circle', { person, role, state: 'active', name, timeZone: 'Europe/Madrid' }),
    more,
  );
};
const journeyRecord = (more: Fields): ServerRecord =>
  received(beginning.find(({ type }) => type === 'journey') as ServerRecord, more);

/** What a newer server, another browser's list of zones or a mistake of a host may have put there. */
const oddities: readonly (readonly [what: string, more: Fields])[] = [
  ['a zone that this browser does not know', { timeZone: 'Mars/Olympus_Mons' }],
  ['no zone', { timeZone: null }],
  ['hours of another shape', { workingHours: { shifts: ['night'] } }],
  ['a role of a newer version', { role: 'elder' }],
  ['a state of a newer version', { state: 'sabbatical' }],
  ['a name that is too long', { name: 'x'.repeat(5_000) }],
];

for (const [what, more] of oddities) {
  test(`with ${what}, a companion stays in the journey and among those who will read`, async () => {
    const { client } = await holdAs('ines', [member('hana', more)]);
    const { members } = await first(client.journeys.watch(journey));
    assert.ok(
      members.some(({ person }) => person === 'hana'),
      'in the head of the journey',
    );
    assert.ok(
      (await first(client.circle.watchMembers(journey))).some(({ person }) => person === 'hana'),
      'in the circle',
    );
    assert.ok(
      (await first(client.circle.watchPlaces(journey))).places.some(({ person }) => person === 'hana'),
      'among the places',
    );
    assert.ok(
      readersOf(circle, 'ines', members).some(({ person }) => person === 'hana'),
      'among the readers',
    );
    await client.close();
  });
}

test('with one’s own zone unknown here, one’s journey is there, with its path and with what is next', async () => {
  const odd = { timeZone: 'Etc/Unknown' };
  const { client } = await holdAs('ines', [member('ines', odd), journeyRecord(odd)]);
  const view = await first(client.journeys.watch(journey));
  assert.equal(view.me.person, 'ines');
  assert.ok(view.week !== undefined, 'its week');
  assert.ok((await first(client.journeys.watchPath(journey))).stepsTotal > 0, 'its path');
  assert.deepEqual(
    (await first(client.journeys.watchAll())).map(({ id }) => id),
    [journey],
  );
  await client.close();
});

test('a field that this version cannot read is left out of a journey, and the journey stays', async () => {
  const { client } = await holdAs('ines', [journeyRecord({ pauses: 'often', cohort: '', state: 'dormant' })]);
  assert.ok((await first(client.journeys.watch(journey))).week !== undefined);
  await client.close();
});

test('words keep their place though what is beside them cannot be read', async () => {
  const { client } = await holdAs('ines', [
    received(words('topic', 't1', 'hana', 'circle', circle), { stepTitle: 7, ask: { form: 'hologram' } }),
    received(words('topic', 't2', 'hana', 'circle', circle), { at: '2026-11-10T24:00:00Z' }),
  ]);
  const topics = await first(client.forum.watchTopics(journey));
  assert.deepEqual(
    topics.map(({ id, writtenAt }) => [id, writtenAt]),
    [
      ['t2', '2026-11-11T00:00:00.000Z'],
      ['t1', '2026-11-10T09:00:00.000Z'],
    ],
  );
  await client.close();
});

test('what was hidden or taken back is not shown because that moment cannot be read', async () => {
  const said = words('contribution', 'c1', 'hana', 'circle', circle, { topic: 't1', kind: 'advice' });
  const { client } = await holdAs('ines', [
    words('topic', 't1', 'ines', 'circle', circle),
    received(said, { hiddenAt: 'yesterday' }),
    received({ ...said, id: 'c2' }, { withdrawnAt: 7 }),
  ]);
  assert.deepEqual((await first(client.forum.watchTopic(journey, 't1'))).contributions, []);
  await client.close();
});
