import type { TimeZone } from '../model/time.js';
import { type HighlightKind, usualCategories } from './categories.js';
import type { CompanyEvent, SkippedEvent } from './company-event.js';
import { type RawComponent, readCalendars } from './content-lines.js';
import { type EventContext, readEvent, Skip } from './read-event.js';
import { describedZonesOf, timeZoneOf, valueOf } from './time-zone.js';
import { titleOf } from './title.js';

export interface ImportOptions {
  /** Of the company: for days, and for times that a calendar writes without a zone. */
  readonly timeZone: TimeZone;
  /** Category words and the kinds they mean, instead of the usual ones. */
  readonly categories?: Readonly<Record<string, HighlightKind>> | undefined;
  /** What an event without any category is, for a feed that holds one kind only. Without it, such events are left out. */
  readonly uncategorised?: HighlightKind | undefined;
}

export interface ImportedCalendar {
  readonly events: readonly CompanyEvent[];
  /** What was left out, in the order of the file, and why. */
  readonly skipped: readonly SkippedEvent[];
}

/**
 * The company's events in the text of an iCalendar feed or file.
 *
 * An event that cannot be taken is reported, and the others are taken. Of two copies of an event the
 * newer is kept. Rules of repetition are read, not carried out: nothing here can run longer than the
 * size of the text allows, so a server may call it. `expandEvent` is for devices.
 *
 * @throws ValidationError when the text is too large or no calendar.
 */
export function importCalendar(text: string, options: ImportOptions): ImportedCalendar {
  const events = new Map<string, CompanyEvent>();
  const skipped: SkippedEvent[] = [];
  for (const calendar of readCalendars(text)) {
    const context = contextOf(calendar, options);
    for (const component of calendar.components) {
      if (component.name === 'VTIMEZONE') continue;
      if (component.name !== 'VEVENT') {
        skipped.push({ reason: 'not-an-event', detail: component.name });
        continue;
      }
      const event = readEvent(component, context);
      if (event instanceof Skip) {
        skipped.push({ ...namesOf(component), reason: event.reason, detail: event.detail });
        continue;
      }
      const key = JSON.stringify([event.uid, event.replaces]);
      const other = events.get(key);
      const [newer, older] = other && isNewer(other, event) ? [other, event] : [event, other];
      events.set(key, newer);
      if (older) skipped.push({ reason: 'older-copy', uid: older.uid, title: older.title });
    }
  }
  return { events: [...events.values()], skipped };
}

function contextOf(calendar: RawComponent, { timeZone, categories = usualCategories, uncategorised }: ImportOptions): EventContext {
  const described = describedZonesOf(calendar);
  const named = valueOf(calendar, 'X-WR-TIMEZONE') || undefined;
  const known = named === undefined ? timeZone : timeZoneOf(named, described);
  return {
    described,
    timeZone: known ?? timeZone,
    unknownZone: known === undefined ? named : undefined,
    categories,
    uncategorised,
    isCancelling: valueOf(calendar, 'METHOD')?.toUpperCase() === 'CANCEL',
  };
}

function namesOf(component: RawComponent): Pick<SkippedEvent, 'uid' | 'title'> {
  return { uid: titleOf(valueOf(component, 'UID')), title: titleOf(valueOf(component, 'SUMMARY')) };
}

const isNewer = (a: CompanyEvent, b: CompanyEvent): boolean =>
  a.sequence > b.sequence || (a.sequence === b.sequence && (a.revisedAt ?? '') > (b.revisedAt ?? ''));
