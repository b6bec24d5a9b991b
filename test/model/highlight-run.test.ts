import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CompanyEvent, type PlannedHighlight, hangEvent, highlightStateAt, isCancelled } from '../../src/model/highlight-run.js';
import type { Template } from '../../src/model/template.js';
import { training } from './support/events.js';
import { deepFreeze, startedOn } from './support/journeys.js';
import { realTemplate } from './support/templates.js';

const template = deepFreeze(realTemplate());
const hang = (events: readonly CompanyEvent[], on: Pick<Template, 'highlights'> = template): readonly PlannedHighlight[] =>
  events.reduce<readonly PlannedHighlight[]>((list, event) => deepFreeze(hangEvent(list, event, on, startedOn)), []);
const days = (highlight: PlannedHighlight | undefined) => highlight?.activities.map(({ id, part, plannedFor }) => `${id} ${part} ${plannedFor}`);

test('A-DEV-3: a training hangs two preparations before it, and its harvests after it', () => {
  const [found] = hang([training()]);
  assert.equal(found?.highlight, 'management-training');
  assert.deepEqual(days(found), [
    'ev-1_tr-question prepare 2026-11-07', 'ev-1_tr-cover prepare 2026-11-10',
    'ev-1_tr-one harvest 2026-11-13', 'ev-1_tr-peers harvest 2026-11-16', 'ev-1_tr-later transfer 2026-12-03',
  ]);
});

test('A-DEV-3: moved by a week, its activities move and keep their ids, by which what was written is found', () => {
  const list = hang([training(), training({ id: 'renamed', sequence: 1, startsAt: '2026-11-19T08:00:00.000Z', endsAt: '2026-11-19T16:00:00.000Z' })]);
  assert.equal(list.length, 1);
  assert.deepEqual(days(list[0]), [
    'ev-1_tr-question prepare 2026-11-14', 'ev-1_tr-cover prepare 2026-11-17',
    'ev-1_tr-one harvest 2026-11-20', 'ev-1_tr-peers harvest 2026-11-23', 'ev-1_tr-later transfer 2026-12-10',
  ]);
});

test('a message with the same or a lower sequence changes nothing', () => {
  const list = hang([training({ sequence: 3 })]);
  for (const sequence of [3, 2, 0]) {
    assert.equal(hangEvent(list, training({ sequence, startsAt: '2026-12-01T08:00:00.000Z', state: 'cancelled' }), template, startedOn), list);
  }
});

test('a cancelled event keeps its activities, closed, and a later message may bring it back', () => {
  const cancelled = hang([training(), training({ sequence: 1, state: 'cancelled' })]);
  assert.deepEqual([cancelled.length, cancelled.every(isCancelled), cancelled[0]?.activities.length], [1, true, 5]);
  const back = hangEvent(cancelled, training({ sequence: 2 }), template, startedOn);
  assert.deepEqual(days(back[0]), days(hang([training()])[0]));
  assert.equal(back.some(isCancelled), false);
});

test('an event that is cancelled before it was known is not hung', () => {
  assert.deepEqual(hang([training({ state: 'cancelled' })]), []);
});

test('an event of a kind that the template does not know is on the path with nothing to do', () => {
  const [found] = hang([training({ kind: 'ritual' })]);
  assert.deepEqual([found?.highlight, found?.activities], [undefined, []]);
});

test('of two highlights of one kind the nearest free one is taken, and with none free the nearest', () => {
  const peer = realTemplate('peer-onboarding');
  const ritual = (id: string, day: string) => training({ id, uid: id, kind: 'ritual', startsAt: `${day}T08:00:00.000Z`, endsAt: `${day}T09:00:00.000Z` });
  const list = hang([ritual('e1', '2026-10-14'), ritual('e2', '2026-10-15'), ritual('e3', '2026-10-16')], peer);
  assert.deepEqual(list.map(({ highlight }) => highlight), ['first-customer', 'welcome-day', 'first-customer']);
  assert.equal(hang([ritual('e1', '2026-09-28')], peer)[0]?.highlight, 'first-customer');
  assert.equal(hang([ritual('e1', '2026-09-27')], peer)[0]?.highlight, 'welcome-day');
  assert.equal(new Set(list.flatMap(({ activities }) => activities.map(({ id }) => id))).size, list.flatMap(({ activities }) => activities).length);
});

test('without an offset a preparation is five days before, a harvest two days after; a transfer is always asked after three weeks', () => {
  const highlights = template.highlights.map((highlight) => ({
    ...highlight,
    prepare: highlight.prepare.map(({ dayOffset: _, ...activity }) => activity),
    harvest: highlight.harvest.slice(0, 1).map(({ dayOffset: _, ...activity }) => activity),
  }));
  const [found] = hang([training()], { highlights });
  assert.deepEqual(days(found), [
    'ev-1_tr-question prepare 2026-11-07', 'ev-1_tr-cover prepare 2026-11-07', 'ev-1_tr-one harvest 2026-11-14', 'ev-1_transfer transfer 2026-12-03',
  ]);
  assert.equal(found?.activities.at(-1)?.activity, undefined);
});

test('preparations count from the first day and harvests from the last, where the event takes place', () => {
  const [long] = hang([training({ endsAt: '2026-11-14T16:00:00.000Z' })]);
  assert.deepEqual([days(long)?.[1], days(long)?.[2]], ['ev-1_tr-cover prepare 2026-11-10', 'ev-1_tr-one harvest 2026-11-15']);
  const wholeDay = training({ startsAt: '2026-11-11T23:00:00.000Z', endsAt: '2026-11-12T23:00:00.000Z' });
  assert.deepEqual(days(hang([wholeDay])[0]), days(hang([training()])[0]));
  const noLength = training({ endsAt: '2026-11-12T08:00:00.000Z' });
  assert.deepEqual(days(hang([noLength])[0]), days(hang([training()])[0]));
});

test('days are days of the calendar across a change of the clocks', () => {
  const [spring] = hang([training({ startsAt: '2027-03-29T07:00:00.000Z', endsAt: '2027-03-29T15:00:00.000Z' })]);
  assert.deepEqual(days(spring)?.slice(0, 2), ['ev-1_tr-question prepare 2027-03-24', 'ev-1_tr-cover prepare 2027-03-27']);
  const [autumn] = hang([training({ startsAt: '2026-10-24T22:30:00.000Z', endsAt: '2026-10-25T23:30:00.000Z' })]);
  assert.deepEqual([days(autumn)?.[1], days(autumn)?.[2]], ['ev-1_tr-cover prepare 2026-10-23', 'ev-1_tr-one harvest 2026-10-27']);
});

test('its state follows the calendar and what is done', () => {
  const [found] = hang([training()]);
  assert.ok(found);
  const at = (now: string, done: readonly string[] = []) =>
    highlightStateAt(found, new Map(done.map((id) => [`ev-1_${id}`, 'done'])), 'Europe/Madrid', Date.parse(now));
  assert.equal(at('2026-11-06T22:59:00Z'), 'announced');
  assert.equal(at('2026-11-06T23:00:00Z'), 'prepare-open');
  assert.equal(at('2026-11-12T08:00:00Z'), 'happening');
  assert.equal(at('2026-11-12T16:00:00Z'), 'harvest-open');
  assert.equal(at('2026-11-20T08:00:00Z', ['tr-one', 'tr-peers']), 'harvested');
  assert.equal(at('2026-12-20T08:00:00Z', ['tr-one', 'tr-peers', 'tr-later']), 'closed');
  assert.equal(highlightStateAt({ ...found, event: training({ state: 'cancelled' }) }, new Map(), 'Europe/Madrid', 0), 'cancelled');
});

test('property: messages in any order and any number leave the state of the highest sequence, with the ids of the first', () => {
  const message = fc.record({ sequence: fc.integer({ min: 0, max: 4 }), day: fc.integer({ min: 10, max: 28 }) }).map(({ sequence, day }) =>
    training({ sequence, startsAt: `2026-11-${day}T08:00:00.000Z`, endsAt: `2026-11-${day}T16:00:00.000Z` }));
  fc.assert(fc.property(fc.array(message, { minLength: 1, maxLength: 8 }), (messages) => {
    const [found] = hang(messages);
    const highest = Math.max(...messages.map(({ sequence }) => sequence));
    const deciding = messages.find(({ sequence }) => sequence === highest);
    assert.ok(found && deciding);
    assert.deepEqual(days(found), days(hang([deciding])[0]));
  }), { numRuns: 200, seed: 9 });
});
