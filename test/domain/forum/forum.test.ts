import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ThreadView } from '../../../src/api/views.js';
import { first, holdAs, journey, words } from '../../support/journey.js';

const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'settled',
    (error: { code?: unknown }) => error.code,
  );
const circle = { kind: 'circle' } as const;
const topic = words('topic', 't1', 'ines', 'circle', circle);

test('a topic is opened with the title of its step, and the newest written in comes first', async () => {
  const { client, env } = await holdAs('ines', [topic]);
  await env.advance(1_000);
  await client.forum.open({ journey, body: { text: 'Which question?' }, audience: circle, step: 'one-to-ones' });
  const topics = await first(client.forum.watchTopics(journey));
  assert.deepEqual(
    topics.map(({ body, stepTitle, delivery }) => [body.text, stepTitle?.en, delivery]),
    [
      ['Which question?', 'One-to-ones worth their half hour', 'waiting'],
      ['t1 by ines', undefined, 'sent'],
    ],
  );
  assert.deepEqual(
    topics[0]?.readers.map(({ name }) => name),
    ['Marc', 'Geneviève', 'Hana'],
  );
  await client.close();
});

test('voices and replies are threaded, oldest first, and each writer is there once', async () => {
  const voice = (id: string, by: 'hana' | 'marc', hour: number, replyTo?: string) =>
    words('contribution', id, by, 'circle', circle, {
      topic: 't1',
      kind: 'advice',
      at: `2026-11-10T${hour}:00:00.000Z`,
      ...(replyTo ? { replyTo } : {}),
    });
  const { client } = await holdAs('ines', [
    topic,
    voice('c2', 'marc', 12),
    voice('c1', 'hana', 10),
    voice('c3', 'hana', 13, 'c2'),
    voice('c4', 'marc', 14, 'hidden'),
  ]);
  const thread = await first(client.forum.watchTopic(journey, 't1'));
  assert.deepEqual(
    thread.contributions.map(({ id, replies }) => [id, replies.map((reply) => reply.id)]),
    [
      ['c1', []],
      ['c2', ['c3']],
      ['c4', []],
    ],
  );
  assert.deepEqual(
    thread.topic.voices.map(({ name }) => name),
    ['Inès', 'Hana', 'Marc'],
  );
  assert.equal(thread.topic.lastAt, '2026-11-10T14:00:00.000Z');
  await client.close();
});

test('what others wrote is news until it is marked as read, and marking twice writes once', async () => {
  const { client, store } = await holdAs('hana', [topic]);
  const news = async (): Promise<unknown> => (await first(client.forum.watchTopics(journey)))[0]?.hasNews;
  assert.equal(await news(), true);
  await client.forum.markRead(journey, ['t1']);
  await client.forum.markRead(journey, ['t1', 'unknown']);
  assert.equal(await news(), false);
  const unsent = await store.unsent();
  assert.deepEqual(
    unsent.map(({ change }) => change.kind === 'set' && [change.type, change.id, change.space]),
    [['readMark', 't1_m-hana', `${journey}/pair:m-hana`]],
  );
  await client.close();
});

test('who has left and come back writes from their new place', async () => {
  const left = {
    type: 'member',
    id: 'a-hana',
    space: `${journey}/circle`,
    rev: 1,
    stamps: {},
    readable: true,
    fields: { person: 'hana', role: 'companion', state: 'ended', name: 'Hana', timeZone: 'Europe/Madrid' },
  };
  const { client, store } = await holdAs('hana', [left, topic]);
  await client.forum.markRead(journey, ['t1']);
  assert.deepEqual(
    (await store.unsent()).map(({ change }) => change.kind === 'set' && change.id),
    ['t1_m-hana'],
  );
  await client.close();
});

test('between two companions a read mark is theirs and the person’s, and nobody else’s', async () => {
  const { client, store } = await holdAs('hana', [
    topic,
    words('contribution', 'c1', 'marc', 'circle', circle, { topic: 't1', kind: 'advice' }),
  ]);
  await client.forum.markRead(journey, ['c1']);
  assert.deepEqual(
    (await store.unsent()).map(({ change }) => change.kind === 'set' && change.space),
    [`${journey}/chosen:m-hana.m-marc`],
  );
  await client.close();
});

test('a contribution is never read by somebody who does not see the topic', async () => {
  const guides = { kind: 'guides' } as const;
  const { client, store } = await holdAs('genevieve', [words('topic', 't2', 'ines', 'guides', guides)]);
  const common = { journey, topic: 't2', kind: 'story', body: { text: 'mine' } } as const;
  assert.equal(await codeOf(client.forum.contribute({ ...common, audience: circle })), 'CORDEE_INPUT_INVALID');
  assert.equal(
    await codeOf(client.forum.contribute({ ...common, topic: 'nowhere', audience: guides })),
    'CORDEE_INPUT_INVALID',
  );
  await client.forum.contribute({ ...common, audience: guides });
  const unsent = await store.unsent();
  assert.deepEqual(
    unsent.map(({ change }) => change.kind === 'set' && change.type),
    ['contribution', 'readMark'],
  );
  assert.equal(new Set(unsent.map(({ tx }) => tx)).size, 2, 'a refused mark must not take the words with it');
  await client.close();
});

test('a reply is never read by somebody who does not see what it replies to', async () => {
  const aside = words(
    'contribution',
    'c1',
    'marc',
    'pair:m-marc',
    { kind: 'pair', relation: 'm-marc' },
    { topic: 't1', kind: 'advice' },
  );
  const { client } = await holdAs('ines', [topic, aside]);
  const reply = { journey, topic: 't1', replyTo: 'c1', kind: 'answer', body: { text: 'thank you' } } as const;
  assert.equal(await codeOf(client.forum.contribute({ ...reply, audience: circle })), 'CORDEE_INPUT_INVALID');
  assert.equal(
    await codeOf(client.forum.contribute({ ...reply, replyTo: 'nowhere', audience: circle })),
    'CORDEE_INPUT_INVALID',
  );
  assert.equal(
    await codeOf(client.forum.contribute({ ...reply, audience: { kind: 'pair', relation: 'm-marc' } })),
    'settled',
  );
  await client.close();
});

test('only the coach writes a synthesis', async () => {
  const synthesis = {
    journey,
    topic: 't1',
    kind: 'synthesis',
    body: { text: 'all in all' },
    audience: circle,
  } as const;
  const [hana, marc] = [await holdAs('hana', [topic]), await holdAs('marc', [topic])];
  assert.equal(await codeOf(hana.client.forum.contribute(synthesis)), 'CORDEE_PERMISSION_DENIED');
  assert.equal(await codeOf(marc.client.forum.contribute(synthesis)), 'settled');
  await Promise.all([hana.client.close(), marc.client.close()]);
});

test('who is not in a journey writes nothing on it', async () => {
  const claude = await holdAs('claude');
  assert.equal(
    await codeOf(claude.client.forum.open({ journey, body: { text: 'hello' }, audience: circle })),
    'CORDEE_PERMISSION_DENIED',
  );
  await claude.client.close();
});

test('what has not changed in a thread is the same object after a commit, and what has changed is not', async () => {
  const voice = (id: string, at: string): ReturnType<typeof words> =>
    words('contribution', id, 'marc', 'circle', circle, { topic: 't1', kind: 'advice', at });
  const { client, add } = await holdAs('ines', [
    topic,
    voice('c1', '2026-11-10T10:00:00.000Z'),
    voice('c2', '2026-11-10T11:00:00.000Z'),
  ]);
  const threads: ThreadView[] = [];
  const subscription = client.forum.watchTopic(journey, 't1').subscribe((thread) => thread && threads.push(thread));
  await first(client.forum.watchTopic(journey, 't1'));
  await add(voice('c3', '2026-11-10T12:00:00.000Z'), {
    ...words('contribution', 'c2_m-hana', 'hana', 'chosen:m-hana.m-marc', circle),
    type: 'readMark',
    fields: { item: 'c2', by: 'hana', at: '2026-11-10T11:30:00.000Z' },
  });
  const [before, after] = [threads[0], threads.at(-1)];
  assert.deepEqual(
    after?.contributions.map(({ id, readBy }) => [id, readBy.map(({ name }) => name)]),
    [
      ['c1', []],
      ['c2', ['Hana']],
      ['c3', []],
    ],
  );
  assert.equal(after?.contributions[0], before?.contributions[0]);
  assert.notEqual(after?.contributions[1], before?.contributions[1]);
  subscription.unsubscribe();
  await client.close();
});
