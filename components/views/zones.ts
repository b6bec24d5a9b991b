import type { TimeZone } from '../../src/index.js';
import { isTimeZone, localTimeIn } from '../../src/insight/local-clock.js';

const halfYearMs = 182 * 86_400_000;

/** What this browser is set to; undefined where it says none, or one that no clock can be asked for. */
export function zoneHere(): TimeZone | undefined {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions() as { readonly timeZone?: string };
  return timeZone !== undefined && isTimeZone(timeZone) ? timeZone : undefined;
}

/** Whether clocks of both show the same, now and in the other half of the year: whoever lives in one of them need not be asked. */
export const haveSameClock = (a: TimeZone, b: TimeZone, now: number): boolean =>
  [now, now + halfYearMs].every((ms) => JSON.stringify(localTimeIn(a, ms)) === JSON.stringify(localTimeIn(b, ms)));

/** "Madrid"; "Knox (Indiana)". */
export function cityOf(zone: TimeZone): string {
  const [, ...names] = zone.replaceAll('_', ' ').split('/');
  const city = names.at(-1) ?? zone;
  return names.length > 1 ? `${city} (${names.slice(0, -1).join(', ')})` : city;
}

/** All that this browser has a clock for, by the names of their cities; with these among them, under whatever name. */
export function zonesWith(zones: readonly TimeZone[], language: string): readonly TimeZone[] {
  const { compare } = new Intl.Collator(language);
  // Browsers before 2022 do not list what they know.
  const all = [...(Intl.supportedValuesOf?.('timeZone') ?? []), 'UTC'];
  return [...new Set([...all, ...zones])].toSorted((a, b) => compare(cityOf(a), cityOf(b)));
}
