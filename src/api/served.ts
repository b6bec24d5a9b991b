import type { Observable } from 'rxjs';
import type { ContributionKind } from '../model/conversation/forum.js';
import type { Id } from '../model/value/ids.js';
import type { Body } from '../model/conversation/words.js';
import type { Delivery, MemberView, WordsView } from './views.js';

/** "This served me", in a sentence. It has no number, and never will. */
export interface ServedView {
  readonly id: Id;
  readonly author: MemberView | undefined;
  readonly isMine: boolean;
  readonly body: Body;
  /** Who reads it besides its author. */
  readonly readers: readonly MemberView[];
  readonly delivery: Delivery;
}

/** What one contribution has served for. */
export interface ServedOnView {
  readonly said: readonly ServedView[];
  /** Whether this reader may say that it served them, and has not yet. */
  readonly canSay: boolean;
  /** Who will read what they say. */
  readonly readers: readonly MemberView[];
}

/** Words of the reader's own, and what became of them. */
export interface MyWordsView extends WordsView {
  readonly kind: ContributionKind;
  readonly withdrawn: boolean;
  /** What they answered. */
  readonly topic: { readonly id: Id; readonly text: string } | undefined;
  readonly served: readonly ServedView[];
  /** Who drew on them to say what was heard. */
  readonly gatheredBy: readonly MemberView[];
}

/** How words come back to those who gave them. */
export interface Served {
  watch(journey: Id, contribution: Id): Observable<ServedOnView>;
  /** The reader's own contributions, the newest first. */
  watchMine(journey: Id): Observable<readonly MyWordsView[]>;
  /**
   * Says to the giver, and to the coach, what a contribution served for. Gives its id.
   *
   * Refused with `CORDEE_INPUT_INVALID` when nothing is said, or one thanks oneself.
   */
  say(words: { readonly journey: Id; readonly contribution: Id; readonly body: Body }): Promise<Id>;
  /** Takes back one's own sentence. */
  takeBack(journey: Id, served: Id): Promise<void>;
}
