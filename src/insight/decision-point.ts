import {
  addDays,
  dateIn,
  daysBetween,
  type Instant,
  msOf,
  type PlainDate,
  type TimeZone,
} from '../model/value/time.js';
import { localTimeIn } from './local-clock.js';
import { type NudgeRuleId, nudgeRules } from './nudge-rules.js';

export interface DecisionMoment {
  readonly nowMs: number;
  /** The receiver's. */
  readonly timeZone: TimeZone;
  /** When this rule was last decided for this journey. Silent because of hours or a cap is not decided. */
  readonly lastDecidedAt?: Instant | undefined;
  /** The event, the due date or the start, for rules that hang on one. */
  readonly anchor?: PlainDate | undefined;
}

const daysApart = { day: 1, 'half-week': 3, week: 7 } as const;
const hourMs = 3_600_000;
const nineOClock = 540;

/**
 * Whether it is time to look at a rule, on the receiver's clock.
 *
 * A rule on an event is due from nine o'clock on the day named until it has been decided; so a
 * device that was off, or a free day, makes it late and not lost.
 */
export function isDecisionDue(rule: NudgeRuleId, { nowMs, timeZone, lastDecidedAt, anchor }: DecisionMoment): boolean {
  const { decisionPoint } = nudgeRules[rule];
  const last = lastDecidedAt === undefined ? undefined : msOf(lastDecidedAt);
  const here = localTimeIn(timeZone, nowMs);
  const lastDate = last === undefined ? undefined : dateIn(timeZone, last);
  if ('daysFrom' in decisionPoint) {
    if (anchor === undefined || here.minute < nineOClock) return false;
    const reached = decisionPoint.days.map((days) => addDays(anchor, days)).filter((date) => date <= here.date);
    const newest = reached.toSorted().at(-1);
    return newest !== undefined && (lastDate === undefined || lastDate < newest);
  }
  if (decisionPoint.every === 'hour') return last === undefined || nowMs - last >= hourMs;
  if (here.minute < (decisionPoint.atMinute ?? 0)) return false;
  return lastDate === undefined || daysBetween(lastDate, here.date) >= daysApart[decisionPoint.every];
}
