import type { Observable } from 'rxjs';
import type { ContributionKind } from '../model/conversation/forum.js';
import type { Id } from '../model/value/ids.js';
import type { JourneyState, StepRunState } from '../model/journey/journey.js';
import type { LocalizedText } from '../model/value/localized-text.js';
import type { Role } from '../model/people/membership.js';
import type { Instant, PlainDate } from '../model/value/time.js';
import type { ContributionView, MemberView } from './views.js';

/** A journey on the board of somebody who is on many. */
export interface BoardEntry {
  readonly id: Id;
  readonly coachee: MemberView | undefined;
  readonly myRole: Role;
  readonly state: JourneyState | undefined;
  readonly title: LocalizedText | undefined;
  readonly week: number | undefined;
  /** The challenge that has waited longest for this reader. */
  readonly challenge: UnreadItem | undefined;
  /** How many texts of others this reader has not read. */
  readonly unread: number;
  /** Steps whose day has come. */
  readonly due: number;
  /** When anybody last wrote in it. */
  readonly lastAt: Instant | undefined;
}

/** A text of somebody else that this reader has not read. */
export interface UnreadItem {
  readonly journey: Id;
  readonly coachee: MemberView | undefined;
  readonly type: 'topic' | 'contribution' | 'challenge';
  readonly id: Id;
  /** The topic or challenge that it belongs to; itself, if it is one. */
  readonly topic: Id;
  readonly kind: ContributionKind | undefined;
  readonly author: MemberView | undefined;
  readonly writtenAt: Instant;
}

/** A step that is not finished, and its day. */
export interface DueStep {
  readonly journey: Id;
  readonly coachee: MemberView | undefined;
  readonly step: Id;
  readonly title: LocalizedText | undefined;
  readonly state: StepRunState;
  readonly plannedFor: PlainDate;
  /** Negative when its day has passed. */
  readonly inDays: number;
}

/** A text in which all the words were found that somebody looked for. */
export interface SearchResult {
  readonly journey: Id;
  readonly coachee: MemberView | undefined;
  readonly type: 'topic' | 'contribution' | 'challenge' | 'answer';
  readonly id: Id;
  /** The topic, challenge or step that it belongs to. */
  readonly within: Id;
  readonly text: string;
  readonly writtenAt: Instant;
}

/** What is asked of all journeys at once, and answered without opening them. */
export interface Overview {
  /** Whoever has raised a challenge that this reader has not read comes first, the longest waiting on top; then by name. */
  watchBoard(): Observable<readonly BoardEntry[]>;
  /** Steps whose day is at most a week away, the most urgent first. */
  watchDue(): Observable<readonly DueStep[]>;
  /** Newest first; only what was written since, if that is given. */
  watchUnread(since?: Instant): Observable<readonly UnreadItem[]>;
  /** The newest voices in a topic, newest first, replies among them. */
  watchNewest(journey: Id, topic: Id, count: number): Observable<readonly ContributionView[] | undefined>;
  watchSearch(text: string, limit: number): Observable<readonly SearchResult[]>;
}
