import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first, holdAs, journey, serverRecord, words } from '../../support/journey.js';

const circle = { kind: 'circle' } as const;
// In the order of time; as texts they are in another.
const moments = ['2026-11-12T10:00:00+01:00', '2026-11-12T09:30:00.000Z', '2026-11-12T09:45Z'] as const;
const inOneForm = ['2026-11-12T09:00:00.000Z', '2026-11-12T09:30:00.000Z', '2026-11-12T09:45:00.000Z'];

test('words that were stored with moments of other forms are in the order of time, everywhere', async () => {
  const { client } = await holdAs('marc', [
    words('topic', 't', 'ines', 'circle', circle, { at: '2026-11-12T08:00Z' }),
    ...moments.map((at, index) =>
      words('contribution', `c${index}`, 'hana', 'circle', circle, {
        topic: 't',
        kind: 'advice',
        at,
        ...(index === 2 ? { at: '2026-11-12T11:00:00.000Z', writtenAt: at } : {}),
      }),
    ),
  ]);
  const thread = await first(client.forum.watchTopic(journey, 't'));
  assert.deepEqual(
    thread.contributions.map(({ id, writtenAt }) => [id, writtenAt]),
    inOneForm.map((at, index) => [`c${index}`, at]),
  );
  assert.deepEqual(
    (await first(client.forum.watchUnread())).map(({ id }) => id),
    ['c2', 'c1', 'c0', 't'],
  );
  assert.deepEqual(
    (await first(client.forum.watchUnread({ since: '2026-11-12T10:30+01:00' }))).map(({ id }) => id),
    ['c2', 'c1'],
  );
  assert.deepEqual(
    (await first(client.forum.watchTopics(journey))).map(({ lastAt }) => lastAt),
    [inOneForm[2]],
  );
  assert.deepEqual(
    (await first(client.news.watch(journey))).map(({ at }) => at),
    [...inOneForm.toReversed(), '2026-11-12T08:00:00.000Z'],
  );
  assert.deepEqual(
    (await client.search('c')).map(({ id }) => id),
    ['c2', 'c1', 'c0'],
  );
  await client.close();
});

test('so are ratings and plans', async () => {
  const { client } = await holdAs('ines', [
    ...moments.map((at, index) =>
      serverRecord('goalRating', `r${index}`, 'guides', { goal: 'g', by: 'ines', at, level: 0 }),
    ),
    serverRecord('goal', 'g', 'guides', {
      title: 'Delegate',
      levels: { '-2': 'a', '-1': 'b', '0': 'c', '1': 'd', '2': 'e' },
      audience: { kind: 'guides' },
    }),
    ...moments.map((at, index) =>
      serverRecord('ifThen', `p${index}`, 'guides', {
        if: 'i',
        then: 't',
        by: 'ines',
        at,
        tried: [],
        audience: { kind: 'guides' },
      }),
    ),
  ]);
  assert.deepEqual(
    (await first(client.goals.watch(journey))).goals[0]?.self.map(({ at }) => at),
    inOneForm,
  );
  assert.deepEqual(
    (await first(client.plans.watch(journey))).plans.map(({ id }) => id),
    ['p2', 'p1', 'p0'],
  );
  await client.close();
});
