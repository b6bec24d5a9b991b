import * as v from '../model/value/schema.js';
import { type TimeZone, timeZoneSchema } from '../model/value/time.js';
import type { Clock } from './clock.js';
import type { RawComponent } from './content-lines.js';
import { describedClockOf, valueOf } from './read-clock.js';
import { windowsZones } from './windows-zones.js';

/** What the names of zones mean in one calendar: undefined when nobody knows what time it is there. */
export type ClockNames = (name: string) => Clock | undefined;

/**
 * An IANA name means what it says, also after a prefix of the product; a Windows name is looked up;
 * for any other the calendar's own description is followed, by the place it names or by its changes.
 */
export function clockNamesOf(calendar: RawComponent): ClockNames {
  const zones = calendar.components.filter(({ name }) => name === 'VTIMEZONE');
  const described = new Map(zones.map((zone) => [unescaped(valueOf(zone, 'TZID') ?? '').trim(), zone]));
  const found = new Map<string, Clock | undefined>();
  return (name) => {
    const plain = unescaped(name).trim();
    if (!found.has(plain)) found.set(plain, clockOf(plain, described.get(plain)));
    return found.get(plain);
  };
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

function clockOf(name: string, zone: RawComponent | undefined): Clock | undefined {
  const known = ianaOf(name) ?? windowsZones.get(name) ?? ianaOf(afterPrefix(name));
  return (
    known ??
    (zone && (ianaOf(valueOf(zone, 'X-LIC-LOCATION') ?? '') ?? fixedZoneOf(zone) ?? describedClockOf(name, zone)))
  );
}

/** Only names with a place, and UTC: three letters such as `IST` mean several zones. */
function ianaOf(name: string): TimeZone | undefined {
  const isName = name === 'UTC' || name.includes('/');
  return isName && !name.startsWith('/') && v.is(timeZoneSchema, name) ? name : undefined;
}

/** `/softwarestudio.org/Tzfile/America/Chicago` is `America/Chicago`. */
function afterPrefix(name: string): string {
  const parts = name.startsWith('/') ? name.split('/').slice(0, 8) : [];
  const start = parts.findIndex((_, index) => index > 0 && ianaOf(parts.slice(index).join('/')) !== undefined);
  return start < 0 ? '' : parts.slice(start).join('/');
}

/** A zone whose one offset in whole hours never changes. IANA writes its sign the other way round. */
function fixedZoneOf(zone: RawComponent): TimeZone | undefined {
  const [only, ...others] = zone.components;
  if (
    !only ||
    others.length > 0 ||
    only.name !== 'STANDARD' ||
    valueOf(only, 'RRULE') !== undefined ||
    valueOf(only, 'RDATE') !== undefined
  )
    return undefined;
  const [, sign, hours] = /^([+-])(\d{2})00(?:00)?$/.exec(valueOf(only, 'TZOFFSETTO') ?? '') ?? [];
  if (sign === undefined) return undefined;
  const name = Number(hours) === 0 ? 'Etc/GMT' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
  return ianaOf(name);
}
