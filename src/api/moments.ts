import type { Observable } from 'rxjs';
import type { ContributionKind } from '../model/conversation/forum.js';
import type { Id } from '../model/value/ids.js';
import type { Instant, PlainDate } from '../model/value/time.js';
import type { MemberView } from './views.js';

/** Something that was said on the way. What was said in one place on one day is one moment. */
export interface MomentView {
  /** Of the newest words in it. */
  readonly id: Id;
  readonly what: 'challenge' | 'topic' | 'contribution' | 'answer';
  /** Of a single contribution: what kind of word it is. */
  readonly kind: ContributionKind | undefined;
  /** When its newest words were written, and the day on the calendar of the person accompanied. */
  readonly at: Instant;
  readonly on: PlainDate;
  /** Who spoke, each once, in order; empty when the reader may not know them. */
  readonly people: readonly MemberView[];
  /** The newest words. */
  readonly text: string;
  readonly lang: string | undefined;
  /** The topic, the challenge or the step that they are in. */
  readonly in: Id;
  readonly isInChallenge: boolean;
}

export interface Moments {
  /** What the reader may read that was said on that day or later, oldest first. What was taken back is left out. */
  watch(journey: Id, since: PlainDate): Observable<readonly MomentView[]>;
}
