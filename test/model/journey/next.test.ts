import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValidationError } from '../../../src/errors.js';
import type { NextThing } from '../../../src/model/journey/next.js';
import { stepIn } from '../../../src/model/journey/path.js';
import { type RunningJourney, createJourney } from '../../../src/model/journey/running-journey.js';
import { allDay, training, trainingOn } from '../support/events.js';
import { adaptation, anyAdaptations, deepFreeze, startedOn } from '../support/journeys.js';
import { nextVersion, realTemplate } from '../support/templates.js';

const template = deepFreeze(realTemplate());
const journey = createJourney({ template, startedOn, timeZone: 'Europe/Madrid' });
const at = (moment: string): number => Date.parse(moment);
const told = (next: NextThing): string =>
  next.kind === 'nothing'
    ? `nothing: ${next.reason}`
    : `${next.kind} ${next.id}: ${next.reason} ${next.plannedFor} ${next.inDays}`;
const finish = (from: RunningJourney, ...ids: readonly string[]): RunningJourney =>
  ids.reduce((now, id) => now.move(id, 'open').move(id, 'begin').move(id, 'finish'), from);
const stepIds = template.steps.map(({ id }) => id);
const finishedTo = (id: string): RunningJourney => finish(journey, ...stepIds.slice(0, stepIds.indexOf(id)));

test('A-DEV-1: with a company event, the next thing is its preparation, with its date, once that day has come', () => {
  const withEvent = journey.announce(training(), 'ev-1');
  assert.equal(told(withEvent.next(at('2026-11-06T12:00:00Z'))), 'step frame: step-late 2026-09-07 -60');
  const next = withEvent.next(at('2026-11-07T12:00:00Z'));
  assert.equal(told(next), 'preparation ev-1_tr-question: event-soon 2026-11-07 0');
  assert.ok(next.kind === 'preparation' && next.activity.activity?.title.fr && next.eventInDays === 5);
});

test('a step is ahead, then due for its week, then late', () => {
  assert.equal(told(journey.next(at('2026-09-05T12:00:00Z'))), 'step frame: step-ahead 2026-09-07 2');
  assert.equal(told(journey.next(at('2026-09-07T12:00:00Z'))), 'step frame: step-due 2026-09-07 0');
  assert.equal(told(journey.next(at('2026-09-13T12:00:00Z'))), 'step frame: step-due 2026-09-07 -6');
  assert.equal(told(journey.next(at('2026-09-14T12:00:00Z'))), 'step frame: step-late 2026-09-07 -7');
});

test('the day begins where the person is, and follows them to another place', () => {
  const moment = at('2026-09-06T22:30:00Z');
  assert.equal(told(journey.next(moment)), 'step frame: step-due 2026-09-07 0');
  assert.equal(
    told(journey.change({ timeZone: 'America/Toronto' }).next(moment)),
    'step frame: step-ahead 2026-09-07 1',
  );
  assert.equal(
    told(journey.change({ timeZone: 'Pacific/Kiritimati' }).next(at('2026-09-06T10:00:00Z'))),
    'step frame: step-due 2026-09-07 0',
  );
  assert.equal(
    told(journey.change({ timeZone: 'Pacific/Niue' }).next(at('2026-09-07T10:59:59Z'))),
    'step frame: step-ahead 2026-09-07 1',
  );
});

test('a change of the clocks neither hurries nor delays a day', () => {
  const ahead = finishedTo('hand-over');
  // Madrid goes from +2 to +1 at 01:00 UTC on 25 October; the step is planned for the 26th.
  assert.equal(told(ahead.next(at('2026-10-25T22:59:59Z'))), 'step hand-over: step-ahead 2026-10-26 1');
  assert.equal(told(ahead.next(at('2026-10-25T23:00:00Z'))), 'step hand-over: step-due 2026-10-26 0');
  const spring = createJourney({ template, startedOn: '2027-03-29', timeZone: 'Europe/Madrid' });
  assert.equal(told(spring.next(at('2027-03-28T21:59:59Z'))), 'step frame: step-ahead 2027-03-29 1');
  assert.equal(told(spring.next(at('2027-03-28T22:00:00Z'))), 'step frame: step-due 2027-03-29 0');
  // Midnight does not exist in Beirut on the day that summer time begins.
  const beirut = createJourney({ template, startedOn: '2027-03-28', timeZone: 'Asia/Beirut' });
  assert.equal(told(beirut.next(at('2027-03-27T22:00:00Z'))), 'step frame: step-due 2027-03-28 0');
});

test('what is under way comes before what is due, and a preparation before both', () => {
  const underway = finishedTo('while-small').move('halfway', 'open').move('halfway', 'begin');
  const now = at('2026-11-10T12:00:00Z');
  assert.equal(told(underway.next(now)), 'step halfway: step-underway 2026-11-23 13');
  assert.equal(
    told(underway.announce(training(), 'ev-1').next(now)),
    'preparation ev-1_tr-question: event-soon 2026-11-07 -3',
  );
});

test('a step that is open is due, though its week is ahead', () => {
  assert.equal(
    told(finishedTo('stop-list').move('stop-list', 'open').next(at('2026-11-10T12:00:00Z'))),
    'step stop-list: step-due 2026-12-21 41',
  );
});

test('a preparation lapses when its event begins; harvests follow in their order, each on its day', () => {
  const withEvent = finishedTo('halfway').announce(training(), 'ev-1');
  assert.equal(
    told(withEvent.next(at('2026-11-12T07:59:59Z'))),
    'preparation ev-1_tr-question: event-soon 2026-11-07 -5',
  );
  assert.equal(told(withEvent.next(at('2026-11-12T08:00:00Z'))), 'harvest ev-1_tr-one: activity-ahead 2026-11-13 1');
  const over = withEvent.next(at('2026-11-16T12:00:00Z'));
  assert.equal(told(over), 'harvest ev-1_tr-one: event-over 2026-11-13 -3');
  assert.ok(over.kind === 'harvest' && over.eventInDays === -4);
  assert.equal(
    told(finish(withEvent, 'ev-1_tr-one').next(at('2026-11-16T12:00:00Z'))),
    'harvest ev-1_tr-peers: event-over 2026-11-16 0',
  );
  const later = finish(withEvent, 'ev-1_tr-one', 'ev-1_tr-peers', 'halfway');
  assert.equal(told(later.next(at('2026-12-03T12:00:00Z'))), 'harvest ev-1_tr-later: event-used 2026-12-03 0');
});

test('an event of a whole day is prepared until its day begins where the person is', () => {
  const withEvent = finishedTo('halfway').announce(allDay(), 'ev-1');
  assert.equal(
    told(withEvent.next(at('2026-11-11T22:59:59Z'))),
    'preparation ev-1_tr-question: event-soon 2026-11-07 -4',
  );
  assert.equal(told(withEvent.next(at('2026-11-11T23:00:00Z'))), 'harvest ev-1_tr-one: activity-ahead 2026-11-13 1');
  assert.equal(
    told(withEvent.change({ timeZone: 'America/Toronto' }).next(at('2026-11-12T04:59:59Z'))),
    'preparation ev-1_tr-question: event-soon 2026-11-07 -4',
  );
});

test('a harvest of more than two weeks ago lets the due steps go first', () => {
  const withEvent = finishedTo('halfway').announce(training(), 'ev-1');
  assert.equal(told(withEvent.next(at('2026-11-26T12:00:00Z'))), 'harvest ev-1_tr-one: event-over 2026-11-13 -13');
  assert.equal(
    told(finish(withEvent, 'ev-1_tr-peers').next(at('2026-11-27T12:00:00Z'))),
    'step halfway: step-due 2026-11-23 -4',
  );
});

test('an event on its last day is not harvested before it ends', () => {
  const sameDay = {
    highlights: template.highlights.map((one) => ({
      ...one,
      harvest: one.harvest.map((activity) => ({ ...activity, dayOffset: 0 })),
    })),
  };
  const withEvent = finish(
    createJourney({ template: { ...template, ...sameDay }, startedOn, timeZone: 'Europe/Madrid' }),
    ...stepIds,
  ).announce(training(), 'ev-1');
  assert.equal(told(withEvent.next(at('2026-11-12T15:59:59Z'))), 'harvest ev-1_tr-one: activity-ahead 2026-11-12 0');
  assert.equal(told(withEvent.next(at('2026-11-12T16:00:00Z'))), 'harvest ev-1_tr-one: event-over 2026-11-12 0');
});

test('A-DEV-3: an event that moves takes its preparations along, and what was written stays; cancelled, they close', () => {
  const written = finish(journey.announce(training(), 'ev-1'), 'ev-1_tr-question').answer({
    id: 'a1',
    step: 'ev-1_tr-question',
    prompt: 'tr-question',
  });
  const moved = written.announce(trainingOn('2026-11-19', { sequence: 1 }), 'ev-2');
  assert.equal(told(moved.next(at('2026-11-17T12:00:00Z'))), 'preparation ev-1_tr-cover: event-soon 2026-11-17 0');
  assert.deepEqual([moved.parts.answers, moved.parts.runs], [written.parts.answers, written.parts.runs]);
  assert.equal(moved.announce(training({ sequence: 1, cancelled: true }), 'ev-3'), moved);
  const cancelled = moved.announce(training({ sequence: 2, cancelled: true }), 'ev-4');
  assert.equal(told(cancelled.next(at('2026-11-17T12:00:00Z'))), 'step frame: step-late 2026-09-07 -71');
  assert.deepEqual(cancelled.parts.answers, written.parts.answers);
});

test('steps that may be left out come after those that may not, and skipped ones never', () => {
  const soft = finishedTo('while-small').adapt(adaptation({ id: 'a', op: 'soften', target: 'while-small' }));
  const now = at('2026-11-24T12:00:00Z');
  assert.equal(told(soft.next(now)), 'step halfway: step-due 2026-11-23 -1');
  assert.equal(told(finish(soft, 'halfway').next(now)), 'step while-small: step-late 2026-11-09 -15');
  const skipped = soft.adapt(adaptation({ id: 'b', op: 'skip', target: 'while-small' }));
  assert.equal(told(finish(skipped, 'halfway').next(now)), 'step postponed-talk: step-ahead 2026-12-07 13');
});

test('there is nothing to do before the start, in a pause, after the end, and when all is done', () => {
  const now = at('2026-11-10T12:00:00Z');
  assert.equal(told(journey.change({ state: 'proposed' }).next(now)), 'nothing: journey-proposed');
  assert.deepEqual(journey.change({ state: 'paused', pausedUntil: '2026-11-11' }).next(now), {
    kind: 'nothing',
    reason: 'journey-paused',
    until: '2026-11-11',
  });
  assert.equal(
    told(journey.change({ state: 'paused', pausedUntil: '2026-11-10' }).next(now)),
    'step frame: step-late 2026-09-07 -64',
  );
  assert.equal(told(journey.change({ state: 'paused' }).next(now)), 'nothing: journey-paused');
  for (const state of ['closed', 'stopped'] as const)
    assert.equal(told(journey.change({ state }).next(now)), 'nothing: journey-over');
  assert.equal(told(finish(journey.change({ state: 'closing' }), ...stepIds).next(now)), 'nothing: path-finished');
});

test('a move that the state does not know, or of what is not there, is refused', () => {
  assert.throws(
    () => journey.move('frame', 'finish'),
    (error) => error instanceof ValidationError && /"frame" is ahead/.test(error.message),
  );
  assert.throws(
    () => journey.move('summit', 'open'),
    (error) => error instanceof ValidationError && /no "summit"/.test(error.message),
  );
});

test('a journey goes on with another version once its preview is accepted', () => {
  const to = nextVersion(template, (draft) => void (draft.steps = draft.steps.slice(1)));
  const begun = journey
    .move('frame', 'open')
    .adapt(adaptation({ id: 'a', op: 'move', target: 'one-to-ones', week: 6 }));
  const signature = { by: 'marc', at: '2026-11-20T08:00:00.000Z', reason: 'Kept.', createId: () => 'm1' };
  const merged = begun.acceptMerge(to, begun.previewMerge(to, signature));
  assert.deepEqual(
    [merged.plan.version, stepIn(merged.plan, 'one-to-ones')?.step.week, stepIn(merged.plan, 'frame')?.origin],
    ['1.5.0', 6, 'addition'],
  );
});

test('property: a verb changes no journey but gives another, and the next thing is never done, skipped or in the past of its event', () => {
  const verb = fc.oneof(
    anyAdaptations(template).map((list) => (from: RunningJourney) => list.reduce((to, one) => to.adapt(one), from)),
    fc
      .constantFrom(...stepIds, 'ev-1_tr-one', 'ev-1_tr-cover')
      .map((id) => (from: RunningJourney) => (from.parts.runs.has(id) ? from : finish(from, id))),
    fc.record({ sequence: fc.nat(3), day: fc.integer({ min: 10, max: 28 }), isCancelled: fc.boolean() }).map(
      ({ sequence, day, isCancelled }) =>
        (from: RunningJourney) =>
          from.announce(trainingOn(`2026-11-${day}`, { sequence, cancelled: isCancelled }), 'ev-2'),
    ),
  );
  const start = deepFreeze(journey.announce(training(), 'ev-1').parts);
  fc.assert(
    fc.property(
      fc.array(verb, { maxLength: 6 }),
      fc.integer({ min: at('2026-08-01'), max: at('2027-06-01') }),
      (verbs, now) => {
        const before = createJourney(start);
        let current = before;
        for (const apply of verbs) {
          try {
            current = apply(current);
          } catch (error) {
            // An activity of an event that was never announced.
            assert.ok(error instanceof ValidationError);
          }
        }
        assert.deepEqual(before.parts, start);
        const next = current.next(now);
        if (next.kind === 'nothing') return;
        assert.notEqual(current.parts.runs.get(next.id), 'done');
        if (next.kind === 'step') assert.equal(next.step.state, 'planned');
        else assert.equal(next.event.cancelled, false);
        if (next.kind === 'preparation') assert.ok(now < at(next.event.startsAt ?? ''));
        assert.equal(
          next.inDays <= 0,
          (next.reason !== 'step-ahead' && next.reason !== 'activity-ahead') || next.inDays === 0,
        );
      },
    ),
    { numRuns: 300, seed: 8 },
  );
});
