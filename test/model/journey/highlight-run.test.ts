import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { importCalendar } from '../../../src/calendar/import-calendar.js';
import {
  type CompanyEvent,
  type PlannedHighlight,
  hangEvent,
  highlightStateAt,
  movedTo,
} from '../../../src/model/journey/highlight-run.js';
import type { Template } from '../../../src/model/template/template.js';
import { allDay, training, trainingOn } from '../support/events.js';
import { deepFreeze, startedOn } from '../support/journeys.js';
import { realTemplate } from '../support/templates.js';

const template = deepFreeze(realTemplate());
const hang = (
  events: readonly CompanyEvent[],
  on: Pick<Template, 'highlights'> = template,
): readonly PlannedHighlight[] =>
  events.reduce<readonly PlannedHighlight[]>(
    (list, event, index) => deepFreeze(hangEvent(list, event, `ev-${index + 1}`, on, startedOn)),
    [],
  );
const days = (highlight: PlannedHighlight | undefined) =>
  highlight?.activities.map(({ id, part, plannedFor }) => `${id} ${part} ${plannedFor}`);

test('A-DEV-3: a training hangs two preparations before it, and its harvests after it', () => {
  const [found] = hang([training()]);
  assert.equal(found?.highlight, 'management-training');
  assert.deepEqual(days(found), [
    'ev-1_tr-question prepare 2026-11-07',
    'ev-1_tr-cover prepare 2026-11-10',
    'ev-1_tr-one harvest 2026-11-13',
    'ev-1_tr-peers harvest 2026-11-16',
    'ev-1_tr-later transfer 2026-12-03',
  ]);
});

test('A-DEV-3: moved by a week, its activities move and keep their ids, by which what was written is found', () => {
  const list = hang([training(), trainingOn('2026-11-19', { sequence: 1 })]);
  assert.equal(list.length, 1);
  assert.deepEqual(days(list[0]), [
    'ev-1_tr-question prepare 2026-11-14',
    'ev-1_tr-cover prepare 2026-11-17',
    'ev-1_tr-one harvest 2026-11-20',
    'ev-1_tr-peers harvest 2026-11-23',
    'ev-1_tr-later transfer 2026-12-10',
  ]);
});

test('an event that moves leaves the others where they are', () => {
  const before = hang([training(), trainingOn('2027-01-14', { uid: 'training-8' })]);
  const after = hangEvent(before, trainingOn('2026-11-19', { sequence: 1 }), 'ev-3', template, startedOn);
  assert.notDeepEqual(after[0], before[0]);
  assert.equal(after[1], before[1]);
});

test('a message with the same or a lower sequence changes nothing', () => {
  const list = hang([training({ sequence: 3 })]);
  for (const sequence of [3, 2, 0]) {
    assert.equal(
      hangEvent(list, trainingOn('2026-12-01', { sequence, cancelled: true }), 'ev-2', template, startedOn),
      list,
    );
  }
});

test('a cancelled event keeps its activities, closed, and a later message may bring it back', () => {
  const cancelled = hang([training(), training({ sequence: 1, cancelled: true })]);
  assert.deepEqual([cancelled.length, cancelled[0]?.event.cancelled, cancelled[0]?.activities.length], [1, true, 5]);
  const back = hangEvent(cancelled, training({ sequence: 2 }), 'ev-9', template, startedOn);
  assert.deepEqual(days(back[0]), days(hang([training()])[0]));
  assert.equal(back[0]?.event.cancelled, false);
});

test('A-DEV-3: what a feed says of a training is hung, and moves with it', () => {
  const feed = (day: string, sequence: number, more = '') =>
    importCalendar(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Valmonte//EN',
        'BEGIN:VEVENT',
        'UID:training-7@valmonte.example',
        'DTSTAMP:20261001T080000Z',
        `SEQUENCE:${sequence}`,
        `DTSTART:${day}T080000Z`,
        `DTEND:${day}T160000Z`,
        'CATEGORIES:TRAINING',
        'SUMMARY:Delegation that holds',
        more,
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ]
        .filter((line, index, all) => line !== '' || index === all.length - 1)
        .join('\r\n'),
      { timeZone: 'Europe/Madrid' },
    ).events;
  assert.deepEqual(days(hang(feed('20261112', 0))[0]), days(hang([training()])[0]));
  const moved = hang([...feed('20261112', 0), ...feed('20261119', 1)]);
  assert.deepEqual([moved.length, days(moved[0])?.[0]], [1, 'ev-1_tr-question prepare 2026-11-14']);
  const cancelled = hang([...feed('20261112', 0), ...feed('20261119', 1, 'STATUS:CANCELLED')]);
  assert.deepEqual([cancelled[0]?.event.cancelled, cancelled[0]?.event.startsOn], [true, '2026-11-12']);
});

test('an occurrence that stands elsewhere has the uid of its series and is on the path beside it, moves and is cancelled by itself', () => {
  const series = [
    'BEGIN:VEVENT',
    'UID:circle',
    'CATEGORIES:RITUAL',
    'DTSTART;TZID=Europe/Madrid:20261102T090000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY',
    'END:VEVENT',
  ];
  const occurrence = (sequence: number, day: string, ...more: readonly string[]) => [
    'BEGIN:VEVENT',
    'UID:circle',
    `SEQUENCE:${sequence}`,
    'RECURRENCE-ID;TZID=Europe/Madrid:20261109T090000',
    `DTSTART;TZID=Europe/Madrid:${day}T090000`,
    'DURATION:PT1H',
    ...more,
    'END:VEVENT',
  ];
  const read = (...lines: readonly string[]) =>
    importCalendar(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n'), { timeZone: 'Europe/Madrid' }).events;
  const first = hang(read(...series, ...occurrence(0, '20261110')));
  assert.deepEqual(
    first.map(({ id, event }) => [id, event.startsOn]),
    [
      ['ev-1', '2026-11-02'],
      ['ev-2', '2026-11-10'],
    ],
  );
  const feed = [...read(...series, ...occurrence(0, '20261110')), ...read(...series, ...occurrence(1, '20261111'))];
  assert.deepEqual(
    hang(feed).map(({ event }) => event.startsOn),
    ['2026-11-02', '2026-11-11'],
  );
  assert.deepEqual(
    hang([...feed, ...read(...series, ...occurrence(2, '20261111', 'STATUS:CANCELLED'))]).map(
      ({ event }) => event.cancelled,
    ),
    [false, true],
  );
});

test('an event that is cancelled before it was known is not hung', () => {
  assert.deepEqual(hang([training({ cancelled: true })]), []);
});

test('an event of a kind that the template does not know is on the path with nothing to do', () => {
  const [found] = hang([training({ kind: 'ritual' })]);
  assert.deepEqual([found?.highlight, found?.activities], [undefined, []]);
});

test('of two highlights of one kind the nearest free one is taken, and with none free the nearest', () => {
  const peer = realTemplate('peer-onboarding');
  const ritual = (uid: string, day: string) => trainingOn(day, { uid, kind: 'ritual' });
  const list = hang([ritual('e1', '2026-10-14'), ritual('e2', '2026-10-15'), ritual('e3', '2026-10-16')], peer);
  assert.deepEqual(
    list.map(({ highlight }) => highlight),
    ['first-customer', 'welcome-day', 'first-customer'],
  );
  assert.equal(hang([ritual('e1', '2026-09-28')], peer)[0]?.highlight, 'first-customer');
  assert.equal(hang([ritual('e1', '2026-09-27')], peer)[0]?.highlight, 'welcome-day');
  assert.equal(
    new Set(list.flatMap(({ activities }) => activities.map(({ id }) => id))).size,
    list.flatMap(({ activities }) => activities).length,
  );
});

test('without an offset a preparation is five days before, a harvest two days after; a transfer is always asked after three weeks', () => {
  const highlights = template.highlights.map((highlight) => ({
    ...highlight,
    prepare: highlight.prepare.map(({ dayOffset: _, ...activity }) => activity),
    harvest: highlight.harvest.slice(0, 1).map(({ dayOffset: _, ...activity }) => activity),
  }));
  const [found] = hang([training()], { highlights });
  assert.deepEqual(days(found), [
    'ev-1_tr-question prepare 2026-11-07',
    'ev-1_tr-cover prepare 2026-11-07',
    'ev-1_tr-one harvest 2026-11-14',
    'ev-1_transfer transfer 2026-12-03',
  ]);
  assert.equal(found?.activities.at(-1)?.activity, undefined);
});

test('preparations count from the first day and harvests from the last', () => {
  const [long] = hang([training({ days: 3, endsAt: '2026-11-14T16:00:00.000Z' })]);
  assert.deepEqual(
    [days(long)?.[1], days(long)?.[2]],
    ['ev-1_tr-cover prepare 2026-11-10', 'ev-1_tr-one harvest 2026-11-15'],
  );
  assert.deepEqual(days(hang([allDay()])[0]), days(hang([training()])[0]));
});

test('days are days of the calendar across a change of the clocks', () => {
  const [spring] = hang([allDay({ startsOn: '2027-03-29' })]);
  assert.deepEqual(days(spring)?.slice(0, 3), [
    'ev-1_tr-question prepare 2027-03-24',
    'ev-1_tr-cover prepare 2027-03-27',
    'ev-1_tr-one harvest 2027-03-30',
  ]);
  const [autumn] = hang([allDay({ startsOn: '2026-10-24', days: 2 })]);
  assert.deepEqual(
    [days(autumn)?.[1], days(autumn)?.[2]],
    ['ev-1_tr-cover prepare 2026-10-22', 'ev-1_tr-one harvest 2026-10-26'],
  );
});

test('a calendar that never counts can move an event all the same', () => {
  const [found] = hang([training()]);
  assert.ok(found);
  assert.deepEqual(
    days(movedTo(found, trainingOn('2026-11-19'))),
    days(hang([training(), trainingOn('2026-11-19', { sequence: 1 })])[0]),
  );
});

test('an event of whole days begins and ends with the days of the person', () => {
  const [found] = hang([allDay({ days: 2 })]);
  assert.ok(found);
  const at = (now: string, timeZone: string) => highlightStateAt(found, new Map(), timeZone, Date.parse(now));
  assert.equal(at('2026-11-11T23:00:00Z', 'Europe/Madrid'), 'happening');
  assert.equal(at('2026-11-11T23:00:00Z', 'America/Toronto'), 'prepare-open');
  assert.equal(at('2026-11-13T22:59:59Z', 'Europe/Madrid'), 'happening');
  assert.equal(at('2026-11-13T23:00:00Z', 'Europe/Madrid'), 'harvest-open');
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
  assert.equal(
    highlightStateAt({ ...found, event: training({ cancelled: true }) }, new Map(), 'Europe/Madrid', 0),
    'cancelled',
  );
});

test('property: messages in any order and any number leave the state of the highest sequence, with the ids of the first', () => {
  const message = fc
    .record({ sequence: fc.integer({ min: 0, max: 4 }), day: fc.integer({ min: 10, max: 28 }) })
    .map(({ sequence, day }) => trainingOn(`2026-11-${day}`, { sequence }));
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 8 }), (messages) => {
      const [found] = hang(messages);
      const highest = Math.max(...messages.map(({ sequence }) => sequence));
      const deciding = messages.find(({ sequence }) => sequence === highest);
      assert.ok(found && deciding);
      assert.deepEqual(days(found), days(hang([deciding])[0]));
    }),
    { numRuns: 200, seed: 9 },
  );
});
