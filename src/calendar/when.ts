import { addDays, daysBetween, instantOf, type TimeZone } from '../model/value/time.js';
import type { Clock } from './clock.js';
import type { CompanyEvent, OccurrenceKey } from './company-event.js';
import { type Property, type Reading, Skip } from './reading.js';
import { dayAt, momentOf } from './shown-time.js';
import { type WallTime, wallTimeOf } from './wall-time.js';

/** A moment, or a day when it lasts all day, with the zone it was written in. */
export interface When {
  readonly wall: WallTime;
  readonly ms: number | undefined;
  /** Where its days are counted. */
  readonly timeZone: TimeZone;
  /** What it is written in. */
  readonly clock: Clock;
}

/** What the occurrences of a series are known by. */
export type SeriesForm = Pick<CompanyEvent, 'startsOn' | 'startsAt' | 'timeZone' | 'repeats'>;

/** Reads one value of a property. `usual` is what it is written in when it does not say. */
export function whenOf(value: unknown, property: Property, reading: Reading, usual?: Clock): When {
  const { context, tell } = reading;
  const wall = wallTimeOf(value) ?? bareDateOf(value);
  if (!wall) throw new Skip('bad-date', { line: property.line, detail: property.name });
  if (wall.second === undefined) {
    if (typeof value === 'string' && value.length > 10) tell('date-without-value', property.line, property.name);
    return { wall, ms: undefined, timeZone: context.timeZone, clock: context.timeZone };
  }
  if (wall.isUtc)
    return { wall, ms: momentOf(wall.date, wall.second, 'UTC'), timeZone: context.timeZone, clock: 'UTC' };
  const clock = clockOf(property, reading, usual);
  return {
    wall,
    ms: momentOf(wall.date, wall.second, clock),
    timeZone: typeof clock === 'string' ? clock : context.timeZone,
    clock,
  };
}

/** What the parser makes of eight digits that should be a time. */
function bareDateOf(value: unknown): WallTime | undefined {
  return typeof value === 'string' && value.endsWith('T::') ? wallTimeOf(value.slice(0, -3)) : undefined;
}

function clockOf({ zone, line }: Property, { context }: Reading, usual: Clock | undefined): Clock {
  if (zone === undefined && usual !== undefined) return usual;
  if (zone === undefined && context.unknownZone === undefined) return context.clock;
  const clock = zone === undefined ? undefined : context.clockOf(zone);
  if (clock === undefined) throw new Skip('unknown-zone', { line, detail: zone ?? context.unknownZone });
  return clock;
}

/**
 * What an occurrence is known by in its series. Of one that lasts whole days that is the day, also
 * where a product writes its exceptions as midnights, on the clock there or in UTC.
 */
export function keyOf({ wall, ms }: When, { startsAt, startsOn, timeZone, repeats }: SeriesForm): OccurrenceKey {
  if (ms === undefined) return wall.date;
  if (startsAt !== undefined) return instantOf(ms);
  if (!wall.isUtc) return wall.date;
  return repeats?.from === undefined ? dayAt(timeZone, ms) : addDays(wall.date, daysBetween(repeats.from, startsOn));
}
