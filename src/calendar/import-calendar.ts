import { parseInput } from '../model/value/parse.js';
import * as v from '../model/value/schema.js';
import { type TimeZone, timeZoneSchema } from '../model/value/time.js';
import { type HighlightKind, usualCategories } from './categories.js';
import type { CalendarNotice, CompanyEvent, SkippedEvent } from './company-event.js';
import { type RawComponent, readCalendars } from './content-lines.js';
import { leavingOut } from './left-out.js';
import { valueOf } from './read-clock.js';
import { readEvent } from './read-event.js';
import { type EventContext, Skip, uidIn } from './reading.js';
import { clockNamesOf } from './time-zone.js';
import { titleOf } from './title.js';
import { toJson } from '../util/to-json.js';

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
  /** What was left out, in the order of the file, where and why. */
  readonly skipped: readonly SkippedEvent[];
  /** What was taken otherwise than it is written, in the order of the file. */
  readonly notices: readonly CalendarNotice[];
}

const optionsSchema = v.object({ timeZone: timeZoneSchema });

interface Entry {
  readonly component: RawComponent;
  readonly context: EventContext;
}

/**
 * The company's events in the text of an iCalendar feed or file.
 *
 * An event that cannot be taken is reported with its line, and the others are taken. Of two copies of an
 * event the newer is kept. Where an event that stands for one occurrence of a series is left out, so is
 * that occurrence: it no longer happens when the rule says. Rules of repetition are read, not carried
 * out: nothing here can run longer than the size of the text allows, so a server may call it.
 * `expandEvents` is for devices.
 *
 * @throws ValidationError when the text is too large or no calendar, or the time zone is none.
 */
export function importCalendar(text: string, options: ImportOptions): ImportedCalendar {
  parseInput(optionsSchema, options, 'This calendar cannot be read for that company.');
  const entries = readCalendars(text).flatMap((calendar) => {
    const context = contextOf(calendar, options);
    return calendar.components
      .filter(({ name }) => name !== 'VTIMEZONE')
      .map((component): Entry => ({ component, context }));
  });
  const notices: CalendarNotice[] = [];
  const readOne = (entry: Entry, series?: CompanyEvent): CompanyEvent | Skip => {
    const told = new Set<string>();
    return readEvent(
      {
        ...entry,
        tell: (reason, line, detail) => {
          const key = toJson([reason, line]);
          if (!told.has(key))
            notices.push({
              ...namesOf(entry.component),
              reason,
              line,
              ...(detail === undefined ? {} : { detail: detail.slice(0, 200) }),
            });
          told.add(key);
        },
      },
      series,
    );
  };
  const found = new Map<Entry, CompanyEvent | Skip>();
  const series = new Map<string, CompanyEvent>();
  for (const entry of entries.filter(({ component }) => isEvent(component) && !isOccurrence(component))) {
    const event = readOne(entry);
    found.set(entry, event);
    const known = event instanceof Skip ? undefined : series.get(event.uid);
    if (!(event instanceof Skip) && !(known && isNewer(known, event))) series.set(event.uid, event);
  }
  for (const entry of entries.filter(({ component }) => isEvent(component) && isOccurrence(component))) {
    found.set(entry, readOne(entry, series.get(uidIn(entry.component) ?? '')));
  }
  return { ...sorted(entries, found), notices: notices.toSorted((a, b) => a.line - b.line) };
}

/** The newest of each event, and what is left out. */
function sorted(
  entries: readonly Entry[],
  found: ReadonlyMap<Entry, CompanyEvent | Skip>,
): Pick<ImportedCalendar, 'events' | 'skipped'> {
  const kept = new Map<string, { readonly event: CompanyEvent; readonly line: number }>();
  const skipped: SkippedEvent[] = [];
  const unknown = new Map<string, Skip[]>();
  for (const entry of entries) {
    const { component } = entry;
    const event = found.get(entry);
    if (!event) {
      skipped.push({ reason: 'not-an-event', line: component.line, detail: component.name });
    } else if (event instanceof Skip) {
      const { reason, line = component.line, detail, occurrence } = event;
      const names = namesOf(component);
      skipped.push({ ...names, reason, line, detail, ...(occurrence === undefined ? {} : { occurrence }) });
      const uid = uidIn(component);
      if (uid !== undefined && occurrence !== undefined) unknown.set(uid, [...(unknown.get(uid) ?? []), event]);
    } else {
      const key = toJson([event.uid, event.replaces, event.andFollowing]);
      const one = { event, line: component.line };
      const other = kept.get(key);
      const [newer, older] = other && isNewer(other.event, event) ? [other, one] : [one, other];
      kept.set(key, newer);
      if (older)
        skipped.push({ reason: 'older-copy', line: older.line, uid: older.event.uid, title: older.event.title });
    }
  }
  return { events: [...kept.values()].map(({ event }) => leavingOut(event, unknown.get(event.uid) ?? [])), skipped };
}

function contextOf(
  calendar: RawComponent,
  { timeZone, categories = usualCategories, uncategorised }: ImportOptions,
): EventContext {
  const clockOf = clockNamesOf(calendar);
  const named = valueOf(calendar, 'X-WR-TIMEZONE') || undefined;
  const known = named === undefined ? timeZone : clockOf(named);
  return {
    clockOf,
    timeZone: typeof known === 'string' ? known : timeZone,
    clock: known ?? timeZone,
    unknownZone: known === undefined ? named : undefined,
    categories,
    uncategorised,
    isCancelling: valueOf(calendar, 'METHOD')?.toUpperCase() === 'CANCEL',
  };
}

const isEvent = ({ name }: RawComponent): boolean => name === 'VEVENT';
const isOccurrence = ({ lines }: RawComponent): boolean => lines.some(({ name }) => name === 'RECURRENCE-ID');

function namesOf(component: RawComponent): Pick<SkippedEvent, 'uid' | 'title'> {
  return { uid: titleOf(valueOf(component, 'UID')), title: titleOf(valueOf(component, 'SUMMARY')) };
}

const isNewer = (a: CompanyEvent, b: CompanyEvent): boolean =>
  a.sequence > b.sequence || (a.sequence === b.sequence && (a.revisedAt ?? '') > (b.revisedAt ?? ''));
