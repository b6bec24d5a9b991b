import type { Observable } from 'rxjs';
import type { Audience } from '../model/access/audience.js';
import type { ContributionKind } from '../model/conversation/forum.js';
import type { Id } from '../model/value/ids.js';
import type { Instant } from '../model/value/time.js';
import type { Body } from '../model/conversation/words.js';
import type { MemberView } from './views.js';

/** Words that are not posted yet, as their author left them. */
export interface DraftWords {
  readonly text: string;
  readonly form?: Body['form'];
  readonly audience?: Audience | undefined;
  readonly kind?: ContributionKind | undefined;
  /** To be posted later: when, and where to, in the words of whoever keeps it. */
  readonly later?: { readonly at: Instant; readonly to: Readonly<Record<string, string>> } | undefined;
}

/** A draft as it was kept. */
export interface DraftView extends DraftWords {
  readonly place: string;
  readonly at: Instant;
}

/** What somebody has begun to write. It stays on this device and outlives the page. */
export interface Drafts {
  /** Names of places are up to the caller; they are at most 900 characters. */
  get(journey: Id, place: string): Promise<DraftView | undefined>;
  /** What is kept at a place, from now on, whichever page writes it; it says nothing while one is not in the journey. */
  watch(journey: Id, place: string): Observable<DraftView | undefined>;
  /** Keeps it, or forgets it when there is nothing to keep. Settles when it is on the disk. */
  keep(journey: Id, place: string, draft: DraftWords | undefined): Promise<void>;
  /** Those that wait for a time, soonest first. Nothing is posted by itself: whoever watches posts what is due. */
  watchLater(journey: Id): Observable<readonly DraftView[]>;
}

/** Somebody asks that more people may read an item. */
export interface ProposalView {
  readonly id: Id;
  readonly item: Id;
  /** The beginning of the words that it is about. */
  readonly text: string;
  readonly lang: string | undefined;
  readonly author: MemberView | undefined;
  readonly by: MemberView | undefined;
  /** Whether this reader made it. */
  readonly isMine: boolean;
  /** Why, in the words of who asks. */
  readonly reason: string | undefined;
  /** Who would read it too. */
  readonly added: readonly MemberView[];
  /** Whose yes is still missing; those who said no once somebody did. */
  readonly waitsFor: readonly MemberView[];
  readonly outcome: 'waiting' | 'declined';
  /** Whether this reader's yes is one that it takes, and they have not answered. */
  readonly canAnswer: boolean;
}

/** What an author may still do with words that are posted, and with their membership. */
export interface OwnWords {
  /**
   * Fewer people read it, once the server has it. Refused with `CORDEE_INPUT_INVALID` when somebody
   * would read it who does not now, and with `CORDEE_PERMISSION_DENIED` when it is neither one's own nor in one's space.
   */
  narrow(journey: Id, item: Id, audience: Audience): Promise<void>;
  /**
   * More people read it, once the server has it; who reads it now goes on reading. It takes a yes of its author and of
   * the person accompanied, so it is for their own words: others are refused with `CORDEE_PERMISSION_DENIED`, and
   * readers who do not see what it answers with `CORDEE_INPUT_INVALID`.
   */
  widen(journey: Id, item: Id, audience: Audience): Promise<void>;
  /**
   * Asks those whose yes it takes to let more people read it: its author, and the person accompanied. Nothing is opened
   * before they have said it. Refused as `widen` is; the coach asks for topics and voices, nobody else for another's.
   * A reason, of at most 2000 characters, is read by those who are asked.
   */
  propose(journey: Id, item: Id, audience: Audience, options?: { readonly reason?: string | undefined }): Promise<void>;
  /** Says yes or no to a proposal; who made it takes it back by a no. */
  answer(journey: Id, proposal: Id, isYes: boolean): Promise<void>;
  /** Proposals that wait for this reader, and those that they made, the newest first. */
  watchProposals(journey: Id): Observable<readonly ProposalView[]>;
  /** The words go, from every device; that somebody wrote there stays. */
  withdraw(journey: Id, item: Id): Promise<void>;
  /** Leaves the journey; with `withdraw`, all own words go first. The server ends the access when it hears of it. */
  leave(journey: Id, options?: { readonly withdraw?: boolean }): Promise<void>;
}

/** Something that happened and that this reader has not seen: who did it, where, and the beginning of the words. */
export interface NewsView {
  /** The item that is new; for `read`, the reader's own that was read. */
  readonly id: Id;
  readonly what: 'topic' | 'contribution' | 'read' | 'served';
  readonly who: MemberView | undefined;
  readonly at: Instant;
  /** Where it is: the topic, or the challenge, that holds it. */
  readonly in: Id;
  readonly isInChallenge: boolean;
  readonly text: string;
  readonly lang: string | undefined;
}

export interface News {
  /** Newest first. Words of others that are not read yet, challenges apart, since they wait on top; who read one's own in the last three days, and whom they served. */
  watch(journey: Id): Observable<readonly NewsView[]>;
}
