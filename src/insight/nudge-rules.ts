import type { Role } from '../model/people/membership.js';

/** Everything that a nudge may be about. The list is closed: a template chooses from it and writes the words. */
export const nudgeRuleIds = [
  'challenge-waiting',
  'rhythm-slows',
  'rhythm-quiet',
  'ask-unanswered',
  'thanks-waiting',
  'circle-thin',
  'prepare',
  'harvest',
  'giver-out-of-balance',
  'sponsor-date',
  'template-drift',
] as const;
export type NudgeRuleId = (typeof nudgeRuleIds)[number];

/** Who may be nudged. The company is not among them, and cannot be. */
export type NudgeReceiver = Role | 'template-author';

/** What a rule looks at. Each is something that can be told to its receiver in a sentence. */
export interface NudgeVariables {
  readonly 'challenge-waiting': {
    readonly seen: boolean;
    readonly hoursUnseen: number;
    /** What the coach promised, if anything. */
    readonly promisedReplyHours?: number | undefined;
    /** Since the coach was told about this challenge; absent when not yet. */
    readonly hoursSinceCoachNudged?: number | undefined;
  };
  readonly 'rhythm-slows': { readonly ratio: number };
  readonly 'rhythm-quiet': { readonly ratio: number };
  readonly 'ask-unanswered': { readonly daysOpen: number; readonly answers: number };
  readonly 'thanks-waiting': { readonly neitherServedNorThanked: number };
  readonly 'circle-thin': { readonly weeksDone: number; readonly activeCompanions: number };
  readonly prepare: { readonly daysToEvent: number; readonly opened: boolean };
  readonly harvest: { readonly daysSinceEvent: number; readonly written: boolean; readonly transferAnswered: boolean };
  readonly 'giver-out-of-balance': { readonly received: number; readonly given: number };
  readonly 'sponsor-date': { readonly daysToDue: number; readonly reported: boolean };
  readonly 'template-drift': { readonly journeys: number; readonly skippedOrMoved: number };
}

/** When a rule is looked at: again and again, or at some days from an event. */
export type DecisionPoint =
  | { readonly every: 'hour' | 'day' | 'half-week' | 'week'; readonly atMinute?: number }
  | { readonly daysFrom: 'event' | 'due' | 'start'; readonly days: readonly number[] };

/** What is hoped for soon after, and how its effect is measured. */
export interface ProximalOutcome {
  readonly code:
    | 'challenge-seen'
    | 'any-act'
    | 'human-message'
    | 'one-answer'
    | 'one-thanks'
    | 'invitation-sent'
    | 'preparation-opened'
    | 'harvest-written'
    | 'encouragement-given'
    | 'commitment-reported'
    | 'proposal-opened';
  /** Absent when the event or the date itself is the end. */
  readonly withinHours?: number;
}

export interface NudgeRule<R extends NudgeRuleId = NudgeRuleId> {
  readonly decisionPoint: DecisionPoint;
  /** In order: the first who is in the journey receives it. */
  readonly receivers: readonly NudgeReceiver[];
  /** When the first receiver has had their time and nothing came, these instead. */
  readonly then?: {
    readonly receivers: readonly NudgeReceiver[];
    readonly isDue: (variables: NudgeVariables[R]) => boolean;
  };
  readonly isMet: (variables: NudgeVariables[R]) => boolean;
  /** Days from the event at which this is asked, for a rule that is looked at on several days: each is a decision of its own. */
  readonly dayOf?: (variables: NudgeVariables[R]) => number;
  readonly outcome: ProximalOutcome;
}

const nineOClock = 540;
const dayHours = 24;

/** The table of nudges, whole. */
export const nudgeRules: { readonly [R in NudgeRuleId]: NudgeRule<R> } = {
  'challenge-waiting': {
    decisionPoint: { every: 'hour' },
    receivers: ['coach'],
    then: { receivers: ['coachee'], isDue: ({ hoursSinceCoachNudged = 0 }) => hoursSinceCoachNudged >= 4 },
    isMet: ({ seen, hoursUnseen, promisedReplyHours = 20 }) => !seen && hoursUnseen >= Math.min(20, promisedReplyHours),
    outcome: { code: 'challenge-seen', withinHours: 4 },
  },
  'rhythm-slows': {
    decisionPoint: { every: 'day', atMinute: nineOClock },
    receivers: ['coachee'],
    isMet: ({ ratio }) => ratio >= 1.5 && ratio < 3,
    outcome: { code: 'any-act', withinHours: 3 * dayHours },
  },
  'rhythm-quiet': {
    decisionPoint: { every: 'day', atMinute: nineOClock },
    receivers: ['coach', 'peer'],
    isMet: ({ ratio }) => ratio >= 3,
    outcome: { code: 'human-message', withinHours: 2 * dayHours },
  },
  'ask-unanswered': {
    decisionPoint: { every: 'day', atMinute: nineOClock },
    receivers: ['coach'],
    isMet: ({ daysOpen, answers }) => daysOpen >= 5 && answers === 0,
    outcome: { code: 'one-answer', withinHours: 3 * dayHours },
  },
  'thanks-waiting': {
    decisionPoint: { every: 'half-week', atMinute: nineOClock },
    receivers: ['coachee'],
    isMet: ({ neitherServedNorThanked }) => neitherServedNorThanked >= 3,
    outcome: { code: 'one-thanks', withinHours: 3 * dayHours },
  },
  'circle-thin': {
    decisionPoint: { daysFrom: 'start', days: [21] },
    receivers: ['coachee'],
    isMet: ({ weeksDone, activeCompanions }) => weeksDone >= 3 && activeCompanions < 2,
    outcome: { code: 'invitation-sent', withinHours: 7 * dayHours },
  },
  prepare: {
    decisionPoint: { daysFrom: 'event', days: [-5] },
    receivers: ['coachee'],
    isMet: ({ daysToEvent, opened }) => daysToEvent > 0 && daysToEvent <= 5 && !opened,
    outcome: { code: 'preparation-opened' },
  },
  harvest: {
    decisionPoint: { daysFrom: 'event', days: [2, 21] },
    receivers: ['coachee'],
    isMet: ({ daysSinceEvent, written, transferAnswered }) =>
      daysSinceEvent >= 21 ? !transferAnswered : daysSinceEvent >= 2 && !written,
    dayOf: ({ daysSinceEvent }) => daysSinceEvent,
    outcome: { code: 'harvest-written', withinHours: 4 * dayHours },
  },
  'giver-out-of-balance': {
    decisionPoint: { every: 'week', atMinute: nineOClock },
    receivers: ['coachee'],
    isMet: ({ received, given }) => received - given >= 6,
    outcome: { code: 'encouragement-given' },
  },
  'sponsor-date': {
    decisionPoint: { daysFrom: 'due', days: [-5] },
    receivers: ['sponsor'],
    isMet: ({ daysToDue, reported }) => daysToDue <= 5 && !reported,
    outcome: { code: 'commitment-reported' },
  },
  'template-drift': {
    decisionPoint: { every: 'week', atMinute: nineOClock },
    receivers: ['template-author'],
    isMet: ({ journeys, skippedOrMoved }) => journeys >= 10 && skippedOrMoved >= 0.3 * journeys,
    outcome: { code: 'proposal-opened' },
  },
};
