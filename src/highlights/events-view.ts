import type { EventActivityView, EventView, EventsView } from '../contracts/highlights.js';
import type { Audience } from '../model/audience.js';
import {
  type CompanyEvent,
  type PlannedActivity,
  hangEvent,
  hasBegun,
  highlightStateAt,
  isOver,
  lastDayOf,
} from '../model/highlight-run.js';
import type { Template } from '../model/template.js';
import { dateIn, daysBetween } from '../model/time.js';
import type { Rope } from '../records/members.js';
import { type Read, listOf } from '../records/typed.js';
import { choiceIn } from './check-prompt.js';
import { byAge, marksOf, wordsOf } from '../records/words.js';

/** The events that this reader may know of, each with what hangs on it. */
export function eventsOf(
  rope: Rope,
  template: Template | undefined,
  journey: Read<'journey'> | undefined,
  now: number,
): EventsView {
  const timeZone = journey?.timeZone ?? rope.me.timeZone;
  const today = dateIn(timeZone, now);
  const events = listOf(rope.records, 'highlightRun').map((run) => eventOf(run, rope, template, today, now, timeZone));
  const asks = (event: EventView): boolean => event.activities.some(({ isOpen, isDone }) => isOpen && !isDone);
  return {
    today,
    events: events.toSorted((a, b) => Number(asks(b)) - Number(asks(a)) || (a.startsOn < b.startsOn ? -1 : 1)),
    canWrite: rope.me.role === 'coachee' && rope.me.state === 'active',
  };
}

function eventOf(
  run: Read<'highlightRun'>,
  rope: Rope,
  template: Template | undefined,
  today: string,
  now: number,
  timeZone: string,
): EventView {
  const { id, kind, title, startsOn, days } = run;
  const highlight = template?.highlights.find((one) => one.id === run.highlight);
  const event: CompanyEvent = {
    uid: id,
    sequence: 0,
    kind: highlight?.kind ?? kind,
    startsOn,
    days,
    timeZone: run.timeZone,
    cancelled: false,
  };
  const [planned] = hangEvent([], event, id, { highlights: highlight ? [highlight] : [] }, startsOn);
  const isOff = run.state === 'cancelled';
  const activities = (planned?.activities ?? [])
    .map((activity) => activityOf(activity, event, rope, today, now))
    .map((activity) => (isOff ? { ...activity, isOpen: false } : activity));
  const done = new Map(activities.filter(({ isDone }) => isDone).map((activity) => [activity.id, 'done' as const]));
  const isMoved = run.state === 'cancelled' || run.state === 'moved';
  return {
    id,
    kind,
    title,
    startsOn,
    days,
    activities,
    why: highlight?.why,
    state: isMoved || !planned ? run.state : highlightStateAt(planned, done, timeZone, now),
    inDays: daysBetween(today, hasBegun(event, today, now) ? lastDayOf(event) : startsOn),
  };
}

function activityOf(
  { id, part, activity, plannedFor }: PlannedActivity,
  event: CompanyEvent,
  rope: Rope,
  today: string,
  now: number,
): EventActivityView {
  const marks = marksOf(rope);
  const given = listOf(rope.records, 'answer').filter(({ step }) => step === id);
  const answers = given.map((answer) => wordsOf(answer, rope, marks)).toSorted(byAge);
  const last = given.find((answer) => answer.id === answers.at(-1)?.id);
  const isTime = part === 'prepare' ? !hasBegun(event, today, now) : isOver(event, today, now);
  return {
    id,
    part,
    plannedFor,
    answers,
    title: activity?.title,
    instructions: activity?.instructions,
    minutes: activity?.minutes,
    isOpen: isTime && plannedFor <= today,
    isDone: given.some(({ by }) => rope.members.some(({ person, role }) => person === by && role === 'coachee')),
    proposedAudience: audienceFor(activity?.audience ?? 'guides', rope),
    ...choiceIn(last?.prompt),
  };
}

function audienceFor(kind: Audience['kind'], { members }: Rope): Audience {
  const coach = members.find(({ role, state }) => role === 'coach' && state === 'active');
  if (kind === 'self' || kind === 'circle') return { kind };
  return kind === 'pair' && coach ? { kind, relation: coach.id } : { kind: 'guides' };
}
