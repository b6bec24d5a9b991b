import type { Audience, JourneyView, MemberView } from '../../src/index.js';
import { isTimeZone, isWorking, localTimeIn, nextOpening, usualWorkingHours } from '../../src/insight/local-clock.js';
import { othersReading } from './audience.js';

/** Whom the words are for, when there is one: the only reader, or the person accompanied. */
export function addresseeOf(audience: Audience, journey: JourneyView): MemberView | undefined {
  const readers = othersReading(audience, journey);
  if (readers.length === 1) return readers[0];
  return journey.me.role === 'coachee' ? undefined : readers.find((member) => member.role === 'coachee');
}

export interface Away {
  readonly now: number;
  readonly opensAt: number;
  /** False where both are told in UTC, for want of a clock of that zone. */
  readonly isZoneKnown: boolean;
}

/** What time it is for a reader whose working day is over or not begun, and when it begins. Undefined while they are at work. */
export function hoursAway({ timeZone, workingHours = usualWorkingHours }: MemberView, now: number): Away | undefined {
  if (isWorking(localTimeIn(timeZone, now), workingHours)) return undefined;
  const opensAt = nextOpening(timeZone, workingHours, now);
  return opensAt === undefined ? undefined : { now, opensAt, isZoneKnown: isTimeZone(timeZone) };
}
