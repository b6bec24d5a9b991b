import type { Id } from '../model/value/ids.js';
import { dateIn, daysBetween, type Instant, msOf, type TimeZone } from '../model/value/time.js';
import { isHeldOut } from './hold-out.js';
import type { WorkingHours } from '../model/people/person.js';
import { isWorking, localTimeIn, usualWorkingHours } from './local-clock.js';
import {
  type NudgeReceiver,
  type NudgeRule,
  type NudgeRuleId,
  type NudgeVariables,
  nudgeRules,
} from './nudge-rules.js';

/** Somebody who could receive a nudge. */
export interface NudgePerson {
  readonly person: Id;
  readonly as: NudgeReceiver;
  readonly timeZone: TimeZone;
  readonly workingHours?: WorkingHours | undefined;
  /** Their part in the journey pauses, or the journey itself. */
  readonly paused: boolean;
  readonly switchedOff: readonly NudgeRuleId[];
}

/** A decision taken before, sent or held out. */
export interface PastNudge {
  readonly rule: NudgeRuleId;
  readonly about: Id;
  readonly to: Id;
  readonly decidedAt: Instant;
  readonly sent: boolean;
  /** The person accompanied. */
  readonly coachee: Id;
}

export interface NudgeQuestion<R extends NudgeRuleId> {
  /** Id of this decision; with `seed` it draws the hold-out. */
  readonly decision: Id;
  readonly seed: string;
  readonly rule: R;
  /** The challenge, ask, event or gap in question: each is decided once per receiver. */
  readonly about: Id;
  readonly coachee: Id;
  readonly variables: NudgeVariables[R];
  readonly people: readonly NudgePerson[];
  readonly past: readonly PastNudge[];
  readonly nowMs: number;
}

/** Why nothing is sent. The first that applies, in this order. */
export type SilenceReason =
  | 'condition-not-met'
  | 'no-receiver'
  | 'already-decided'
  | 'paused'
  | 'switched-off'
  | 'outside-hours'
  | 'weekly-cap'
  | 'daily-cap';

export type NudgeDecision =
  | {
      readonly kind: 'send' | 'hold-out';
      readonly to: Id;
      readonly as: NudgeReceiver;
      readonly rule: NudgeRuleId;
      readonly outcomeByMs: number | undefined;
    }
  | { readonly kind: 'silent'; readonly reason: SilenceReason };

const hourMs = 3_600_000;
const capDays = 7;
const perWeek = 2;

const silent = (reason: SilenceReason): NudgeDecision => ({ kind: 'silent', reason });

/**
 * Whether to nudge now, and whom; pure, so the same question always has the same answer.
 *
 * The hold-out is drawn last, from what would have been sent, so that both arms are alike. A
 * decision that is silent because of hours or a cap may be taken again at the next decision point.
 */
export function decideNudge<R extends NudgeRuleId>(question: NudgeQuestion<R>): NudgeDecision {
  const { rule, variables, people, nowMs } = question;
  const { isMet, receivers, then, outcome }: NudgeRule<R> = nudgeRules[rule];
  if (!isMet(variables)) return silent('condition-not-met');
  const asked = then?.isDue(variables) ? then.receivers : receivers;
  const receiver = asked.flatMap((role) => people.find(({ as }) => as === role) ?? [])[0];
  if (!receiver) return silent('no-receiver');
  const reason = silenceOf(question, receiver);
  if (reason) return silent(reason);
  return {
    kind: isHeldOut(question.decision, question.seed) ? 'hold-out' : 'send',
    to: receiver.person,
    as: receiver.as,
    rule,
    outcomeByMs: outcome.withinHours === undefined ? undefined : nowMs + outcome.withinHours * hourMs,
  };
}

function silenceOf<R extends NudgeRuleId>(
  question: NudgeQuestion<R>,
  receiver: NudgePerson,
): SilenceReason | undefined {
  const { rule, coachee, past, people, nowMs } = question;
  const own = past.filter(({ to }) => to === receiver.person);
  if (own.some((nudge) => isSameDecision(nudge, question))) return 'already-decided';
  // A nudge is always about somebody's journey: while they pause, nobody is told anything about it.
  if (receiver.paused || people.some(({ as, paused }) => as === 'coachee' && paused)) return 'paused';
  if (receiver.switchedOff.includes(rule)) return 'switched-off';
  const here = localTimeIn(receiver.timeZone, nowMs);
  if (!isWorking(here, receiver.workingHours ?? usualWorkingHours)) return 'outside-hours';
  const sent = own.filter((nudge) => nudge.sent);
  // A coach has many people: for them the cap is one a day about each, not two a week in all.
  // Days on the receiver's calendar, today with them: those on which the clocks change have 23 hours or 25.
  const daysSince = ({ decidedAt }: PastNudge): number =>
    daysBetween(dateIn(receiver.timeZone, msOf(decidedAt)), here.date);
  if (receiver.as !== 'coach')
    return sent.filter((nudge) => daysSince(nudge) < capDays).length >= perWeek ? 'weekly-cap' : undefined;
  return sent.some((nudge) => nudge.coachee === coachee && daysSince(nudge) === 0) ? 'daily-cap' : undefined;
}

/** Whether this was decided before: the same rule about the same thing, and of several days from an event the same one. */
function isSameDecision<R extends NudgeRuleId>(
  before: PastNudge,
  { rule, about, variables, nowMs }: NudgeQuestion<R>,
): boolean {
  if (before.rule !== rule || before.about !== about) return false;
  const { decisionPoint, dayOf }: NudgeRule<R> = nudgeRules[rule];
  if (!dayOf || !('days' in decisionPoint)) return true;
  const dayNow = dayOf(variables);
  const dayThen = dayNow - (nowMs - msOf(before.decidedAt)) / (24 * hourMs);
  const pointOf = (day: number): number => decisionPoint.days.findLastIndex((from) => Math.round(day) >= from);
  return pointOf(dayThen) === pointOf(dayNow);
}
