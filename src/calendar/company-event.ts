import type { Instant, PlainDate, TimeZone } from '../model/value/time.js';
import type { HighlightKind } from './categories.js';
import type { Clock } from './clock.js';
import type { RepetitionRule } from './repetition-rule.js';

/** An event of the company as a calendar has it, in the words of the model. */
export interface CompanyEvent {
  readonly uid: string;
  /** Counts the moves; 0 where the calendar does not count. */
  readonly sequence: number;
  /** When the calendar last changed it. */
  readonly revisedAt?: Instant | undefined;
  /** Absent only when it is cancelled: what cancels an event often says no more. */
  readonly kind: HighlightKind | undefined;
  /** One line, at most 200 letters. */
  readonly title?: string | undefined;
  readonly startsOn: PlainDate;
  readonly days: number;
  /** Absent when it lasts all day. */
  readonly startsAt?: Instant | undefined;
  readonly endsAt?: Instant | undefined;
  /** Where its days are counted. */
  readonly timeZone: TimeZone;
  readonly cancelled: boolean;
  /** Which occurrence of a repeated event this one stands for. */
  readonly replaces?: OccurrenceKey | undefined;
  /** It also stands for all that follow it: they move as far, and last as long. */
  readonly andFollowing?: true | undefined;
  readonly repeats?: Repetition | undefined;
}

/** The day of an occurrence that lasts all day, the moment of another. */
export type OccurrenceKey = PlainDate | Instant;

/** How an event is repeated: written down, not yet carried out. */
export interface Repetition {
  readonly rule?: RepetitionRule | undefined;
  readonly except: readonly OccurrenceKey[];
  readonly also: readonly OccurrenceKey[];
  /** What its times are repeated on, where that is not the clock of its time zone: UTC, or a clock that the calendar describes. */
  readonly clock?: Clock | undefined;
  /** The day its rule counts from, for an event of whole days that the calendar writes as midnights in UTC. */
  readonly from?: PlainDate | undefined;
  /** The occurrence from which on nobody knows when it happens. */
  readonly unknownFrom?: OccurrenceKey | undefined;
}

/** Why an event is left out of an import. */
export type SkipReason =
  | 'not-an-event'
  | 'no-uid'
  | 'no-start'
  | 'bad-date'
  | 'unknown-zone'
  | 'ends-before-start'
  | 'too-long'
  | 'no-category'
  | 'unknown-category'
  | 'unsupported-rule'
  | 'unsupported-range'
  | 'too-many-exceptions'
  | 'unreadable-line'
  | 'older-copy';

export interface SkippedEvent {
  readonly reason: SkipReason;
  /** Of the text, from 1: where what was not understood is written, or where the entry begins. */
  readonly line: number;
  readonly uid?: string | undefined;
  readonly title?: string | undefined;
  /** The zone, the categories, the property or the kind of entry that was not understood. */
  readonly detail?: string | undefined;
  /** The occurrence of a repeated event that is left out with it, because it no longer happens as the rule says. */
  readonly occurrence?: OccurrenceKey | undefined;
}

/** What an import takes otherwise than it is written. */
export type NoticeReason =
  /** A day without `VALUE=DATE` is a day. */
  | 'date-without-value'
  /** A length that is none, or that is negative, is no length. */
  | 'bad-duration'
  /** A line that is no property, or a property that does not decide when the event is, is not read. */
  | 'unreadable-line';

export interface CalendarNotice {
  readonly reason: NoticeReason;
  readonly line: number;
  readonly uid?: string | undefined;
  readonly title?: string | undefined;
  /** The property, or what it says. */
  readonly detail?: string | undefined;
}
