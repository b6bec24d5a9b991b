import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '../../../src/model/value/time.js';
import { first, holdAs, journey, serverRecord } from '../../support/journey.js';

const run = (id: string, highlight: string, kind: string, startsOn: string, state = 'announced') =>
  serverRecord('highlightRun', id, 'guides', {
    highlight,
    kind,
    title: { en: highlight, fr: highlight },
    startsOn,
    days: 2,
    timeZone: 'Europe/Madrid',
    state,
  });
const guides = { kind: 'guides' } as const;

test('a preparation opens on its day, closes when the event begins, and is done by being written', async () => {
  const { client, env, add } = await holdAs('ines');
  const today = new Date(env.now()).toISOString().slice(0, 10);
  await add(run('hl-2', 'management-training', 'training', addDays(today, 4)));
  const [event] = (await first(client.highlights.watch(journey))).events;
  assert.deepEqual([event?.state, event?.inDays], ['prepare-open', 4]);
  assert.deepEqual(
    event?.activities.map(({ id, part, isOpen, isDone }) => [id, part, isOpen, isDone]),
    [
      ['hl-2_tr-question', 'prepare', true, false],
      ['hl-2_tr-cover', 'prepare', false, false],
      ['hl-2_tr-one', 'harvest', false, false],
      ['hl-2_tr-peers', 'harvest', false, false],
      ['hl-2_tr-later', 'transfer', false, false],
    ],
  );
  await client.journeys.answer({
    journey,
    step: 'hl-2_tr-question',
    prompt: 'words',
    body: { text: 'How do I stop a project?' },
    audience: { kind: 'circle' },
  });
  const [after] = (await first(client.highlights.watch(journey))).events;
  assert.deepEqual(
    [after?.activities[0]?.isDone, after?.activities[0]?.answers.map(({ body }) => body.text)],
    [true, ['How do I stop a project?']],
  );
  await client.close();
});

test('three weeks after, it says whether it is used and what got in the way', async () => {
  const { client, env, add } = await holdAs('ines');
  const today = new Date(env.now()).toISOString().slice(0, 10);
  await add(run('hl-1', 'management-training', 'training', addDays(today, -23)));
  const check = async () =>
    (await first(client.highlights.watch(journey))).events[0]?.activities.find(({ part }) => part === 'transfer');
  assert.deepEqual([(await check())?.isOpen, (await check())?.outcome], [true, undefined]);
  await client.highlights.check({
    journey,
    activity: 'hl-1_tr-later',
    outcome: 'not-used',
    obstacle: 'no-time',
    text: 'The closing of the month took all.',
    audience: guides,
  });
  assert.deepEqual(
    [(await check())?.outcome, (await check())?.obstacle, (await check())?.isDone],
    ['not-used', 'no-time', true],
  );
  await client.close();
});

test('the next comes first, what is over last; a cancelled event asks for nothing', async () => {
  const { client, env, add } = await holdAs('ines');
  const today = new Date(env.now()).toISOString().slice(0, 10);
  await add(
    run('over', 'management-training', 'training', addDays(today, -30)),
    run('lately', 'strategy-launch', 'strategy', addDays(today, -4)),
    run('far', 'team-survey', 'survey', addDays(today, 60)),
    run('soon', 'management-training', 'training', addDays(today, 3)),
    run('off', 'strategy-launch', 'strategy', addDays(today, 2), 'cancelled'),
  );
  const { events } = await first(client.highlights.watch(journey));
  assert.equal(events.find(({ id }) => id === 'off')?.state, 'cancelled');
  assert.deepEqual(
    events.filter(({ id }) => id !== 'off').map(({ id }) => id),
    ['soon', 'far', 'lately', 'over'],
  );
  assert.equal(
    events.find(({ id }) => id === 'off')?.activities.some(({ isOpen }) => isOpen),
    false,
  );
  await client.close();
});
