import type { EventActivityView, EventView, EventsView } from '../../api/highlights.js';
import type { Audience } from '../../model/access/audience.js';
import {
  type CompanyEvent,
  type PlannedActivity,
  hangEvent,
  hasBegun,
  highlightStateAt,
  isOver,
  lastDayOf,
} from '../../model/journey/highlight-run.js';
import type { Template } from '../../model/template/template.js';
import { dateIn, daysBetween } from '../../model/value/time.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf } from '../support/typed.js';
import { choiceIn } from './check-prompt.js';
import { byAge, marksOf, wordsOf } from '../support/words.js';

/** The events that this reader may know of, each with what hangs on it. */
export function eventsOf(
  context: JourneyContext,
  template: Template | undefined,
  journey: Read<'journey'> | undefined,
  now: number,
): EventsView {
  const timeZone = journey?.timeZone ?? context.me.timeZone;
  const today = dateIn(timeZone, now);
  const events = listOf(context.records, 'highlightRun').map((run) =>
    eventOf(run, context, template, today, now, timeZone),
  );
  const toCome = events.filter(({ isOver: isPast }) => !isPast).toSorted(byDay);
  const past = events.filter(({ isOver: isPast }) => isPast).toSorted((a, b) => byDay(b, a));
  return {
    today,
    events: [...toCome, ...past],
    canWrite: context.me.role === 'coachee' && context.me.state === 'active',
  };
}

const byDay = (a: EventView, b: EventView): number => (a.startsOn < b.startsOn ? -1 : 1);

function eventOf(
  run: Read<'highlightRun'>,
  context: JourneyContext,
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
    .map((activity) => activityOf(activity, event, context, today, now))
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
    isOver: isOver(event, today, now),
    inDays: daysBetween(today, hasBegun(event, today, now) ? lastDayOf(event) : startsOn),
  };
}

function activityOf(
  { id, part, activity, plannedFor }: PlannedActivity,
  event: CompanyEvent,
  context: JourneyContext,
  today: string,
  now: number,
): EventActivityView {
  const marks = marksOf(context);
  const given = listOf(context.records, 'answer').filter(({ step }) => step === id);
  const answers = given.map((answer) => wordsOf(answer, context, marks)).toSorted(byAge);
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
    isDone: given.some(({ by }) => context.members.some(({ person, role }) => person === by && role === 'coachee')),
    proposedAudience: audienceFor(activity?.audience ?? 'guides', context),
    ...choiceIn(last?.prompt),
  };
}

function audienceFor(kind: Audience['kind'], { members }: JourneyContext): Audience {
  const coach = members.find(({ role, state }) => role === 'coach' && state === 'active');
  if (kind === 'self' || kind === 'circle') return { kind };
  return kind === 'pair' && coach ? { kind, relation: coach.id } : { kind: 'guides' };
}
