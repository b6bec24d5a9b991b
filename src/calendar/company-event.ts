import type { Instant, PlainDate, TimeZone } from '../model/time.js';
import type { HighlightKind } from './categories.js';
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
  readonly timeZone: TimeZone;
  readonly cancelled: boolean;
  /** Which occurrence of a repeated event this one stands for. */
  readonly replaces?: OccurrenceKey | undefined;
  readonly repeats?: Repetition | undefined;
}

/** The day of an occurrence that lasts all day, the moment of another. */
export type OccurrenceKey = PlainDate | Instant;

/** How an event is repeated: written down, not yet carried out. */
export interface Repetition {
  readonly rule?: RepetitionRule | undefined;
  readonly except: readonly OccurrenceKey[];
  readonly also: readonly OccurrenceKey[];
}

/** Why an event is left out of an import. */
export type SkipReason =
  | 'not-an-event' | 'no-uid' | 'no-start' | 'bad-date' | 'unknown-zone' | 'ends-before-start' | 'too-long'
  | 'no-category' | 'unknown-category' | 'unsupported-rule' | 'too-many-exceptions' | 'older-copy';

export interface SkippedEvent {
  readonly reason: SkipReason;
  readonly uid?: string | undefined;
  readonly title?: string | undefined;
  /** The zone, the categories or the kind of entry that was not understood. */
  readonly detail?: string | undefined;
}
