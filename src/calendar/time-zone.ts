import * as v from '../model/schema.js';
import { type TimeZone, timeZoneSchema } from '../model/time.js';
import type { RawComponent } from './content-lines.js';
import { windowsZones } from './windows-zones.js';

/** The zones that a calendar describes itself, by the name it uses. */
export type DescribedZones = ReadonlyMap<string, RawComponent>;

/** The value of the first line of that name, without its parameters. */
export function valueOf(component: RawComponent, name: string): string | undefined {
  const text = component.lines.find((line) => line.name === name)?.text;
  return text?.slice(text.indexOf(':') + 1).trim();
}

export function describedZonesOf(calendar: RawComponent): DescribedZones {
  const zones = calendar.components.filter(({ name }) => name === 'VTIMEZONE');
  return new Map(zones.map((zone) => [unescaped(valueOf(zone, 'TZID') ?? ''), zone]));
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

/**
 * The IANA zone that a calendar means by a name, or undefined: then nobody knows what time it is there.
 *
 * An IANA name means what it says, also after a prefix of the product; a Windows name is looked up;
 * else the calendar's own description helps if it names a place or never changes its offset. The
 * changes it describes are not followed: they are rules to be repeated, often wrong, at times endless.
 */
export function timeZoneOf(name: string, described: DescribedZones): TimeZone | undefined {
  const plain = unescaped(name).trim();
  const zone = described.get(plain);
  const place = zone && valueOf(zone, 'X-LIC-LOCATION');
  return ianaOf(plain) ?? windowsZones.get(plain) ?? ianaOf(afterPrefix(plain)) ?? ianaOf(place ?? '') ?? (zone && fixedZoneOf(zone));
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
  if (!only || others.length > 0 || only.name !== 'STANDARD' || valueOf(only, 'RRULE') !== undefined) return undefined;
  const [, sign, hours] = /^([+-])(\d{2})00(?:00)?$/.exec(valueOf(only, 'TZOFFSETTO') ?? '') ?? [];
  if (sign === undefined) return undefined;
  const name = Number(hours) === 0 ? 'Etc/GMT' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
  return ianaOf(name);
}
