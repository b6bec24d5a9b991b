import type { Observable } from 'rxjs';
import type { Audience } from '../model/access/audience.js';
import type { HighlightKind, HighlightState } from '../model/journey/highlight-state.js';
import type { Id } from '../model/value/ids.js';
import type { LocalizedText } from '../model/value/localized-text.js';
import type { PlainDate } from '../model/value/time.js';
import type { WordsView } from './views.js';

/** Three weeks after: was it used? */
export type TransferOutcome = 'used' | 'not-used' | 'dropped';

/** What got in the way, from a list: it can be counted without a word of anybody's. */
export type TransferObstacle = 'no-time' | 'no-occasion' | 'no-support' | 'not-useful' | 'too-hard' | 'other';

/** Something to do before or after an event. */
export interface EventActivityView {
  /** What is written in it is an answer to the step of this name, under the prompt `words`. */
  readonly id: Id;
  readonly part: 'prepare' | 'harvest' | 'transfer';
  /** Absent for the check after three weeks that the template does not write. */
  readonly title: LocalizedText | undefined;
  readonly instructions: LocalizedText | undefined;
  readonly minutes: number | undefined;
  readonly plannedFor: PlainDate;
  /** Whether its day has come. What is to be prepared closes when the event begins. */
  readonly isOpen: boolean;
  readonly isDone: boolean;
  readonly proposedAudience: Audience;
  readonly answers: readonly WordsView[];
  /** Of a check: the last that was said. */
  readonly outcome: TransferOutcome | undefined;
  readonly obstacle: TransferObstacle | undefined;
}

/** A company event, with what is prepared for it and harvested from it. */
export interface EventView {
  readonly id: Id;
  readonly kind: HighlightKind;
  readonly title: LocalizedText;
  readonly why: LocalizedText | undefined;
  readonly startsOn: PlainDate;
  readonly days: number;
  readonly state: HighlightState;
  /** Whole days until its first day; from its last day once it has begun, so 0 or less when it is over. */
  readonly inDays: number;
  readonly isOver: boolean;
  readonly activities: readonly EventActivityView[];
}

export interface EventsView {
  /** What goes on and what is to come, the next first; then what is over, the last first. */
  readonly events: readonly EventView[];
  readonly today: PlainDate;
  /** Whether this reader prepares and harvests. */
  readonly canWrite: boolean;
}

/** Company events: prepared, lived, harvested, and looked at again three weeks after. */
export interface Highlights {
  watch(journey: Id): Observable<EventsView>;
  /** Says whether what an event gave is used, in words of one's own. Gives the id of the answer. */
  check(words: {
    readonly journey: Id;
    readonly activity: Id;
    readonly outcome: TransferOutcome;
    readonly obstacle?: TransferObstacle | undefined;
    readonly text: string;
    readonly lang?: string | undefined;
    readonly audience: Audience;
  }): Promise<Id>;
}
