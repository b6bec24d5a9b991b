import ICAL from 'ical.js';
import type { TimeZone } from '../model/value/time.js';
import type { HighlightKind } from './categories.js';
import type { Clock } from './clock.js';
import type { NoticeReason, OccurrenceKey, SkipReason } from './company-event.js';
import type { ContentLine, RawComponent } from './content-lines.js';
import { calendarLimits } from './limits.js';
import type { ClockNames } from './time-zone.js';

/** What an event cannot say itself. */
export interface EventContext {
  /** Where days are counted when an event names no known zone. */
  readonly timeZone: TimeZone;
  /** What times without a zone are written in. */
  readonly clock: Clock;
  /** The zone that the calendar names for all its times, when nobody knows it. */
  readonly unknownZone: string | undefined;
  readonly clockOf: ClockNames;
  readonly categories: Readonly<Record<string, HighlightKind>>;
  readonly uncategorised: HighlightKind | undefined;
  readonly isCancelling: boolean;
}

/** One event while it is read. */
export interface Reading {
  readonly component: RawComponent;
  readonly context: EventContext;
  readonly tell: (reason: NoticeReason, line: number, detail?: string) => void;
}

/** Why an event is left out. */
export class Skip {
  readonly reason: SkipReason;
  readonly line: number | undefined;
  readonly detail: string | undefined;
  readonly occurrence: OccurrenceKey | undefined;
  readonly andFollowing: boolean;
  constructor(
    reason: SkipReason,
    at: {
      readonly line?: number;
      readonly detail?: string | undefined;
      readonly occurrence?: OccurrenceKey;
      readonly andFollowing?: boolean;
    } = {},
  ) {
    this.reason = reason;
    this.line = at.line;
    this.detail = at.detail?.slice(0, calendarLimits.titleLength);
    this.occurrence = at.occurrence;
    this.andFollowing = at.andFollowing ?? false;
  }
}

export interface Property {
  readonly name: string;
  readonly line: number;
  readonly zone: string | undefined;
  readonly range: string | undefined;
  readonly values: readonly unknown[];
}

/** The properties of a name that decide what becomes of the event: one that cannot be read leaves it out. */
export function propertiesOf({ component }: Reading, wanted: string): readonly Property[] {
  return linesOf(component, wanted).map((line) => {
    const property = propertyOf(line);
    if (!property)
      throw new Skip(wanted === 'RRULE' ? 'unsupported-rule' : 'unreadable-line', { line: line.line, detail: wanted });
    return property;
  });
}

/** The properties of a name that only add to it: one that cannot be read is told of. */
export function otherPropertiesOf({ component, tell }: Reading, wanted: string): readonly Property[] {
  return linesOf(component, wanted).flatMap((line) => {
    const property = propertyOf(line);
    if (!property) tell('unreadable-line', line.line, wanted);
    return property ?? [];
  });
}

export const textOf = (properties: readonly Property[]): string | undefined =>
  properties
    .map(({ values }) => textIn(values[0]))
    .find((value) => value !== undefined)
    ?.trim();

/** What an event is known by, whatever else can be read of it. */
export const uidIn = (component: RawComponent): string | undefined =>
  textOf(linesOf(component, 'UID').flatMap((line) => propertyOf(line) ?? []));

const linesOf = ({ lines }: RawComponent, wanted: string): readonly ContentLine[] =>
  lines.filter(({ name }) => name === wanted);

/** Read one by one: one that is broken takes nothing else with it. */
function propertyOf({ name, text, line }: ContentLine): Property | undefined {
  try {
    const [, parameters, , ...values]: readonly [unknown, Record<string, unknown>, unknown, ...unknown[]] =
      ICAL.parse.property(text);
    return { name, line, zone: textIn(parameters['tzid']), range: textIn(parameters['range']), values };
  } catch {
    return undefined;
  }
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
