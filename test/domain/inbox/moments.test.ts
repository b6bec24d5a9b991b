import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first, holdAs, journey, words } from '../../support/journey.js';

const circle = { kind: 'circle' } as const;
const guides = { kind: 'guides' } as const;
const topic = words('topic', 't1', 'ines', 'circle', circle, { at: '2026-11-09T09:00:00.000Z' });
const voice = (id: string, by: 'hana' | 'marc' | 'ines', at: string, more = {}) =>
  words('contribution', id, by, 'circle', circle, { topic: 't1', kind: 'advice', at, ...more });

test('what was said in one place on one day is one moment, told by its newest words, in the order of time', async () => {
  const { client } = await holdAs('ines', [
    topic,
    voice('c1', 'hana', '2026-11-10T09:00:00.000Z'),
    voice('c2', 'marc', '2026-11-11T09:00:00.000Z'),
    voice('c3', 'hana', '2026-11-10T11:00:00.000Z'),
    voice('c4', 'marc', '2026-11-10T10:00:00.000Z'),
  ]);
  const moments = await first(client.moments.watch(journey, '2026-11-01'));
  assert.deepEqual(
    moments.map(({ id, what, kind, on, people, in: place }) => [
      id,
      what,
      kind,
      on,
      people.map(({ name }) => name),
      place,
    ]),
    [
      ['t1', 'topic', undefined, '2026-11-09', ['Inès'], 't1'],
      ['c3', 'contribution', undefined, '2026-11-10', ['Hana', 'Marc'], 't1'],
      ['c2', 'contribution', 'advice', '2026-11-11', ['Marc'], 't1'],
    ],
  );
  await client.close();
});

test('a moment has its day on the calendar of the person accompanied, and what was said before the asked day is left out', async () => {
  // Half past eleven in the evening in London is the next day in Madrid.
  const { client } = await holdAs('ines', [
    topic,
    voice('c1', 'hana', '2026-11-10T23:30:00.000Z'),
    voice('c2', 'hana', '2026-11-10T09:00:00.000Z'),
  ]);
  assert.deepEqual(
    (await first(client.moments.watch(journey, '2026-11-11'))).map(({ id, on }) => [id, on]),
    [['c1', '2026-11-11']],
  );
  await client.close();
});

test('a challenge, what answers it and what is written in a step lead to where they are', async () => {
  const { client } = await holdAs('ines', [
    words('challenge', 'ch1', 'ines', 'guides', guides, { state: 'raised', at: '2026-11-10T09:00:00.000Z' }),
    words('contribution', 'c1', 'marc', 'guides', guides, {
      topic: 'ch1',
      kind: 'question',
      at: '2026-11-10T10:00:00.000Z',
    }),
    words('answer', 'a1', 'ines', 'guides', guides, { step: 'frame', prompt: 'p1', at: '2026-11-11T10:00:00.000Z' }),
  ]);
  assert.deepEqual(
    (await first(client.moments.watch(journey, '2026-11-01'))).map(({ what, in: place, isInChallenge }) => [
      what,
      place,
      isInChallenge,
    ]),
    [
      ['challenge', 'ch1', true],
      ['contribution', 'ch1', true],
      ['answer', 'frame', false],
    ],
  );
  await client.close();
});

test('what was taken back or hidden is no moment, and nobody sees what they may not read', async () => {
  const all = [
    topic,
    voice('c1', 'hana', '2026-11-10T09:00:00.000Z', { withdrawnAt: '2026-11-12T09:00:00.000Z' }),
    voice('c2', 'marc', '2026-11-11T09:00:00.000Z', { hiddenAt: '2026-11-12T09:00:00.000Z' }),
    words('contribution', 'c3', 'marc', 'guides', guides, {
      topic: 't1',
      kind: 'advice',
      at: '2026-11-12T09:00:00.000Z',
    }),
  ];
  const ines = await holdAs('ines', all);
  assert.deepEqual(
    (await first(ines.client.moments.watch(journey, '2026-11-01'))).map(({ id }) => id),
    ['t1', 'c3'],
  );
  await ines.client.close();
  const hana = await holdAs('hana', all);
  assert.deepEqual(
    (await first(hana.client.moments.watch(journey, '2026-11-01'))).map(({ id }) => id),
    ['t1'],
  );
  await hana.client.close();
});
