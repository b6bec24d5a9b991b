import type { Audience, JourneyView, MemberView } from '../../src/index.js';
import { isWorking, localTimeIn, minuteOf, usualWorkingHours } from '../../src/insight/local-clock.js';
import { othersReading } from './audience.js';

const minuteMs = 60_000;
const dayMinutes = 1_440;

/** Whom the words are for, when there is one: the only reader, or the person accompanied. */
export function addresseeOf(audience: Audience, journey: JourneyView): MemberView | undefined {
  const readers = othersReading(audience, journey);
  if (readers.length === 1) return readers[0];
  return journey.me.role === 'coachee' ? undefined : readers.find((member) => member.role === 'coachee');
}

/** What time it is for a reader whose working day is over or not begun, and when it begins. Undefined while they are at work. */
export function hoursAway({ timeZone, workingHours = usualWorkingHours }: MemberView, now: number): { readonly now: number; readonly opensAt: number } | undefined {
  const local = localTimeIn(timeZone, now);
  if (isWorking(local, workingHours)) return undefined;
  const morning = minuteOf(workingHours.from);
  let opensAt = now - (now % minuteMs) + ((morning - local.minute + dayMinutes) % dayMinutes || dayMinutes) * minuteMs;
  while (!workingHours.days.some((day) => day === localTimeIn(timeZone, opensAt).weekday)) opensAt += dayMinutes * minuteMs;
  // A night in which the clocks change is an hour longer or shorter.
  opensAt += (morning - localTimeIn(timeZone, opensAt).minute) * minuteMs;
  return { now, opensAt };
}
