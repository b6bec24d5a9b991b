import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first, holdAs, journey, words } from '../../support/journey.js';

const pair = { kind: 'pair', relation: 'm-marc' } as const;

test('a challenge is on this device at once, newest first, with who will read it', async () => {
  const { client } = await holdAs('ines', [words('challenge', 'ch0', 'ines', 'pair:m-marc', pair)]);
  await client.challenges.raise({ journey, body: { text: 'hard, now' }, audience: pair });
  const challenges = await first(client.challenges.watch(journey));
  assert.deepEqual(
    challenges.map(({ body, delivery, readers }) => [body.text, delivery, readers.map(({ name }) => name)]),
    [
      ['hard, now', 'waiting', ['Marc']],
      ['ch0 by ines', 'sent', ['Marc']],
    ],
  );
  await client.close();
});

test('the coach sees an unread challenge first; opening it tells the person', async () => {
  const challenge = words('challenge', 'ch1', 'ines', 'pair:m-marc', pair);
  const marc = await holdAs('marc', [challenge]);
  assert.equal((await first(marc.client.journeys.watchAll()))[0]?.challenge?.id, 'ch1');
  await marc.client.challenges.markSeen(journey, 'ch1');
  assert.equal((await first(marc.client.journeys.watchAll()))[0]?.challenge, undefined);
  const [unsent] = await marc.store.unsent();
  assert.deepEqual(unsent?.change.kind === 'set' && [unsent.change.space, unsent.change.fields['item']], [
    `${journey}/pair:m-marc`,
    'ch1',
  ]);

  const ines = await holdAs('ines', [challenge]);
  const mark = {
    ...challenge,
    type: 'readMark',
    id: 'ch1_m-marc',
    fields: { item: 'ch1', by: 'marc', at: '2026-11-10T10:00:00.000Z' },
  };
  await ines.add(mark);
  const [hers] = await first(ines.client.challenges.watch(journey));
  assert.deepEqual([hers?.delivery, hers?.readBy.map(({ name }) => name)], ['read', ['Marc']]);
  await Promise.all([marc.client.close(), ines.client.close()]);
});

test('a challenge for one guide is not known to another', async () => {
  const genevieve = await holdAs('genevieve', [words('challenge', 'ch1', 'ines', 'pair:m-marc', pair)]);
  assert.deepEqual(await first(genevieve.client.challenges.watch(journey)), []);
  await genevieve.client.close();
});

test('a reply under a challenge is a voice of its thread', async () => {
  const marc = await holdAs('marc', [words('challenge', 'ch1', 'ines', 'pair:m-marc', pair)]);
  await marc.client.forum.contribute({
    journey,
    topic: 'ch1',
    kind: 'question',
    body: { text: 'Which one?' },
    audience: pair,
  });
  const [challenge] = await first(marc.client.challenges.watch(journey));
  assert.deepEqual(
    challenge?.replies.map(({ body, kind }) => [body.text, kind]),
    [['Which one?', 'question']],
  );
  assert.equal(challenge?.isSeenByMe, true, 'who answers has read');
  await marc.client.close();
});
