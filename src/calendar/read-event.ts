import { instantOf } from '../model/value/time.js';
import { type HighlightKind, kindOf } from './categories.js';
import type { CompanyEvent, OccurrenceKey } from './company-event.js';
import { otherPropertiesOf, propertiesOf, type Property, type Reading, Skip, textOf } from './reading.js';
import { repetitionOf } from './read-repetition.js';
import { spanOf } from './read-span.js';
import { titleOf } from './title.js';
import { momentOf } from './shown-time.js';
import { wallTimeOf } from './wall-time.js';
import { keyOf, type When, whenOf } from './when.js';

/**
 * One event, or why it cannot be taken. Its rule is read and never carried out. One that stands for an
 * occurrence of a series is of the kind and the title of the series where it has none itself.
 */
export function readEvent(reading: Reading, series?: CompanyEvent): CompanyEvent | Skip {
  let replaced: Replaced | undefined;
  try {
    const uid = textOf(propertiesOf(reading, 'UID'));
    if (!uid || uid.length > 1_000) throw new Skip('no-uid');
    replaced = replacedBy(reading, series);
    if (replaced?.isUnsupported === true) throw new Skip('unsupported-range', { line: replaced.property.line });
    return eventOf(uid, reading, replaced, series);
  } catch (error) {
    if (!(error instanceof Skip)) throw error;
    const { reason, line, detail, occurrence = replaced?.key, andFollowing } = error;
    return new Skip(reason, {
      line: line ?? reading.component.line,
      detail,
      andFollowing: andFollowing || replaced?.andFollowing === true,
      ...(occurrence === undefined ? {} : { occurrence }),
    });
  }
}

function eventOf(
  uid: string,
  reading: Reading,
  replaced: Replaced | undefined,
  series: CompanyEvent | undefined,
): CompanyEvent {
  const { component, context } = reading;
  const text = (name: string) => textOf(otherPropertiesOf(reading, name));
  const cancelled = context.isCancelling || text('STATUS')?.toUpperCase() === 'CANCELLED';
  const [start = cancelled ? replaced?.property : undefined] = propertiesOf(reading, 'DTSTART');
  if (!start) throw new Skip('no-start');
  const from = whenOf(start.values[0], start, reading);
  const span = spanOf(reading, from);
  const revised = wallTimeOf(text('LAST-MODIFIED') ?? text('DTSTAMP'));
  if (component.unreadable !== undefined) reading.tell('unreadable-line', component.unreadable);
  return {
    uid,
    sequence: sequenceOf(otherPropertiesOf(reading, 'SEQUENCE')[0]?.values[0]),
    revisedAt: revised?.second === undefined ? undefined : instantOf(momentOf(revised.date, revised.second, 'UTC')),
    kind: kindFrom(reading, cancelled, series),
    title: titleOf(text('SUMMARY')) ?? series?.title,
    ...span,
    timeZone: from.timeZone,
    cancelled,
    replaces: replaced?.key ?? keyFromItself(replaced?.when, { ...span, timeZone: from.timeZone }),
    ...(replaced?.andFollowing ? { andFollowing: true } : {}),
    repeats: repetitionOf(reading, from, span),
  };
}

/** Which occurrence an event stands for. Without its series, that is known once its own form is. */
interface Replaced {
  readonly property: Property;
  readonly when: When;
  readonly key: OccurrenceKey | undefined;
  readonly andFollowing: boolean;
  readonly isUnsupported: boolean;
}

function replacedBy(reading: Reading, series: CompanyEvent | undefined): Replaced | undefined {
  const [property] = propertiesOf(reading, 'RECURRENCE-ID');
  if (!property) return undefined;
  const range = property.range?.toUpperCase();
  const andFollowing = range === 'THISANDFUTURE';
  try {
    const when = whenOf(property.values[0], property, reading, series && usualClockOf(series));
    return {
      property,
      when,
      key: series && keyOf(when, series),
      andFollowing,
      isUnsupported: range !== undefined && !andFollowing,
    };
  } catch (error) {
    // What it is on the clock there tells at least the day.
    const wall = error instanceof Skip && error.reason === 'unknown-zone' ? wallTimeOf(property.values[0]) : undefined;
    if (!wall || !(error instanceof Skip)) throw error;
    throw new Skip(error.reason, { line: property.line, detail: error.detail, occurrence: wall.date, andFollowing });
  }
}

const usualClockOf = ({ repeats, timeZone }: CompanyEvent) =>
  repeats?.clock === 'UTC' || repeats?.from !== undefined ? undefined : (repeats?.clock ?? timeZone);

const keyFromItself = (when: When | undefined, form: Parameters<typeof keyOf>[1]): OccurrenceKey | undefined =>
  when && keyOf(when, form);

const sequenceOf = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;

function kindFrom(reading: Reading, cancelled: boolean, series: CompanyEvent | undefined): HighlightKind | undefined {
  const properties = otherPropertiesOf(reading, 'CATEGORIES');
  const categories = properties.flatMap(({ values }) => values.map(String)).filter((name) => name.trim() !== '');
  const { categories: table, uncategorised } = reading.context;
  const kind = categories.length > 0 ? kindOf(categories, table) : (series?.kind ?? uncategorised);
  if (kind || cancelled) return kind;
  if (categories.length === 0) throw new Skip('no-category');
  throw new Skip('unknown-category', {
    detail: categories.join(', '),
    ...(properties[0] ? { line: properties[0].line } : {}),
  });
}
