import type { Observable } from 'rxjs';
import type { Goals } from './goals.js';
import type { Hours } from './hours.js';
import type { Inspect } from './inspect.js';
import type { Invitations } from './invitations.js';
import type { Export } from './export.js';
import type { Highlights } from './highlights.js';
import type { Plans } from './plans.js';
import type { Pace } from './journey-state.js';
import type { Places } from './places.js';
import type { Queries } from './queries.js';
import type { Served } from './served.js';
import type { Moments } from './moments.js';
import type { Drafts, News, OwnWords } from './inbox.js';
import type { BoardEntry, DueStep, SearchResult, UnreadItem } from './overview.js';
import type { ErrorCode } from '../errors.js';
import type { Audience } from '../model/access/audience.js';
import type { ContributionKind } from '../model/conversation/forum.js';
import type { Id } from '../model/value/ids.js';
import type { Instant } from '../model/value/time.js';
import type { Body } from '../model/conversation/words.js';
import type { Refusal } from '../protocol/refusal.js';
import type {
  ChallengeView,
  ContributionView,
  JourneySummary,
  JourneyView,
  MemberView,
  PathView,
  StepDetail,
  ThreadView,
  TopicView,
} from './views.js';

/**
 * A person's Cordée. Verbs settle when what was written is safely stored on this device, not
 * before; sending it is the business of `sync`. Each `watch…` is cold, answers from what is on
 * the device, and answers again after every change. All throw `CORDEE_CLIENT_CLOSED` after `close()`.
 */
export interface CordeeClient {
  /** Whose Cordée this is. */
  readonly person: { readonly tenant: string; readonly id: Id };
  readonly journeys: Journeys;
  readonly forum: Forum;
  readonly challenges: Challenges;
  readonly circle: Circle;
  readonly pace: Pace;
  readonly plans: Plans;
  readonly highlights: Highlights;
  readonly export: Export;
  readonly goals: Goals;
  readonly served: Served;
  /** What the server answers and no device holds: counts and totals. */
  readonly queries: Queries;
  /** What is on this device, in counts, for developers and support. */
  readonly inspect: Inspect;
  readonly drafts: Drafts;
  readonly words: OwnWords;
  readonly news: News;
  readonly moments: Moments;
  /**
   * All texts on this device that this person may read in which every word is found, the newest
   * first. A word may be the beginning of one, and accents do not count.
   */
  search(text: string, options?: { readonly limit?: number | undefined }): Promise<readonly SearchResult[]>;
  watchSearch(text: string, options?: { readonly limit?: number | undefined }): Observable<readonly SearchResult[]>;
  readonly sync: Sync;
  /** Stops syncing, ends every `watch…` and gives back what was held. What is stored stays. */
  close(): Promise<void>;
  /**
   * Closes, and deletes everything of this person on this device, in its other tabs too. Needs no network.
   *
   * @throws SyncError `CORDEE_SYNC_UNSENT` when something is on this device only, unless `discard` is
   *   true: changes that wait, words that were refused, and what is never sent: private notes, drafts,
   *   words kept for later. Then nothing has changed. The message says how many.
   */
  signOut(options?: { readonly discard?: boolean | undefined }): Promise<void>;
}

/** New words: what is said, and who reads it. Refused with `CORDEE_INPUT_INVALID` when empty. */
export interface NewWords {
  readonly journey: Id;
  readonly body: Body;
  readonly audience: Audience;
}

/** The journeys one is on, their path and their steps. */
export interface Journeys {
  /** Whoever has raised a challenge that this reader has not read comes first, the longest waiting on top; then by name. */
  watchAll(): Observable<readonly JourneySummary[]>;
  /** The same with what waits in each: unread texts, steps that are due. Answered without opening the journeys. */
  watchBoard(): Observable<readonly BoardEntry[]>;
  /** Steps of all journeys whose day has come or comes within a week, the most urgent first. */
  watchDue(): Observable<readonly DueStep[]>;
  watch(journey: Id): Observable<JourneyView | undefined>;
  watchPath(journey: Id): Observable<PathView | undefined>;
  watchStep(journey: Id, step: Id): Observable<StepDetail | undefined>;
  /** Opens, begins, finishes or opens again. A move that the state does not know is refused. */
  moveStep(journey: Id, step: Id, to: 'open' | 'underway' | 'done'): Promise<void>;
  /** Answers a prompt; with `answer`, writes that one anew. Gives its id. */
  answer(words: NewWords & { readonly step: Id; readonly prompt: Id; readonly answer?: Id | undefined }): Promise<Id>;
}

/** The forum that the person runs on their own development. */
export interface Forum {
  /** Pinned first, then the one last written in. */
  watchTopics(journey: Id): Observable<readonly TopicView[]>;
  watchTopic(journey: Id, topic: Id): Observable<ThreadView | undefined>;
  /** The newest voices in a topic, newest first, replies among them: what a preview shows without opening the journey. */
  watchNewest(
    journey: Id,
    topic: Id,
    options: { readonly count: number },
  ): Observable<readonly ContributionView[] | undefined>;
  /** Texts of others, in all journeys, that this reader has not read, newest first; of each journey the newest thousand. */
  watchUnread(options?: { readonly since?: Instant | undefined }): Observable<readonly UnreadItem[]>;
  open(words: NewWords & { readonly step?: Id | undefined }): Promise<Id>;
  contribute(
    words: NewWords & {
      readonly topic: Id;
      readonly kind: ContributionKind;
      readonly replyTo?: Id | undefined;
    },
  ): Promise<Id>;
  /** Tells the authors of these items that this reader has read them. Items already marked are left. */
  markRead(journey: Id, items: readonly Id[]): Promise<void>;
}

/** The challenge of the moment. */
export interface Challenges {
  /** Newest first. */
  watch(journey: Id): Observable<readonly ChallengeView[]>;
  raise(words: NewWords): Promise<Id>;
  markSeen(journey: Id, challenge: Id): Promise<void>;
}

/** Who is in the journey, and who is asked onto it. */
export interface Circle extends Invitations, Places, Hours {
  watchMembers(journey: Id): Observable<readonly MemberView[]>;
}

/** What the sync does now: at rest, at work, waiting to try again, without a network, or stopped until somebody acts. */
export type SyncActivity = 'starting' | 'idle' | 'syncing' | 'retrying' | 'offline' | 'needs-auth' | 'stopped';

export interface SyncStatus {
  readonly activity: SyncActivity;
  /** What the person wrote or decided on this device and the server has not acknowledged: not the marks that reading leaves. */
  readonly pending: number;
  readonly oldestPendingAt: Instant | undefined;
  /** When the server last answered with all there is. */
  readonly lastSyncedAt: Instant | undefined;
  readonly lastError: ErrorCode | undefined;
  /** Whether the oldest change has waited for two minutes although there is a network and somebody looks. */
  readonly isStalled: boolean;
  readonly storage: StorageHealth;
  /** Whether a newer version of Cordée has changed what is stored here, or is all that the server speaks with: the page must be loaded anew. */
  readonly isOutdated?: boolean;
}

/** What this device can promise of what is stored on it. */
export interface StorageHealth {
  /**
   * `persistent`: the browser throws nothing away by itself; `best-effort`: it may, when it needs
   * room; `memory`: it keeps nothing, or was asked to keep nothing, so all is lost when the page is left.
   */
  readonly mode: 'persistent' | 'best-effort' | 'memory';
  /** Why the last thing could not be stored or read; absent once it works again. */
  readonly lastError?: ErrorCode | undefined;
}

/** A change that the server refused. Its words are kept until its author decides. */
export interface RefusedChange {
  readonly id: Id;
  readonly journey: string;
  /** `lost`: somebody wrote over it later; `erased`: the browser deleted it from this device, and it was nowhere else. */
  readonly reason: Refusal | 'lost' | 'erased';
  /** What was written, if it was words. */
  readonly text: string | undefined;
  /** Whether sending it again as it is may do better. */
  readonly canRetry: boolean;
  readonly refusedAt: Instant;
}

export interface Sync {
  readonly status$: Observable<SyncStatus>;
  readonly refused$: Observable<readonly RefusedChange[]>;
  /** Tries at once instead of when the next try is due. Settles when that try ends, well or not. */
  syncNow(): Promise<void>;
  /**
   * Tells of a journey when it has been taken from this device because the reader has no place on it
   * any more. Their own words that had not been sent are in `refused$`.
   */
  readonly removed$: Observable<{ readonly journey: Id }>;
  /**
   * Sends a refused change again as a new one, to the readers it was for or to `audience`. It leaves
   * `refused$` once it is stored.
   *
   * @throws CordeeError `CORDEE_PERMISSION_DENIED` when the reader has no place there any more, or
   *   `CORDEE_INPUT_INVALID` when those readers have left or only a part of the words is there: it stays in `refused$`.
   */
  retry(id: Id, audience?: Audience): Promise<void>;
  /** Forgets a refused change for good. */
  dismiss(id: Id): Promise<void>;
}
