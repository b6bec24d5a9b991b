import type { Audience } from '../model/access/audience.js';
import type { ContributionKind } from '../model/conversation/forum.js';
import type { HighlightRun, JourneyState, StepRunState, TakesWords } from '../model/journey/journey.js';
import type { Id } from '../model/value/ids.js';
import type { LocalizedText } from '../model/value/localized-text.js';
import type { MembershipState, Role } from '../model/people/membership.js';
import type { WorkingHours } from '../model/people/person.js';
import type { Instant, PlainDate, TimeZone } from '../model/value/time.js';
import type { Body } from '../model/conversation/words.js';
import type { TemplateStep } from '../model/template/template.js';

/** Somebody in the journey, as this reader may know them. */
export interface MemberView {
  /** Membership id. */
  readonly id: Id;
  readonly person: Id;
  /** What they are called by; guides and the coachee also get `displayName`. */
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly role: Role;
  readonly state: MembershipState;
  readonly timeZone: TimeZone;
  readonly place?: string | undefined;
  readonly job?: LocalizedText | undefined;
  readonly home?: 'company' | 'outside' | undefined;
  readonly replyWithinDays?: number | undefined;
  /** When they want to be reached, on their own clock; absent when they have not said. */
  readonly workingHours?: WorkingHours | undefined;
  readonly isMe: boolean;
  /** Of the person accompanied: when the journey ended. */
  readonly endedAt?: Instant | undefined;
  /** Whether the name could be taken for that of another in this journey: show the role beside it. */
  readonly isAlike?: boolean | undefined;
}

/**
 * Where a text has got to: `device-only` is meant never to leave this device; `waiting` is on this
 * device and not yet sent; `sent` is acknowledged by the server; `read` by at least one reader.
 */
export type Delivery = 'device-only' | 'waiting' | 'sent' | 'read';

/** Words with their author and readers. */
export interface WordsView {
  readonly id: Id;
  /** Absent when the author is somebody this reader may not know. */
  readonly author?: MemberView | undefined;
  readonly isMine: boolean;
  readonly body: Body;
  /** When it was written; `sentLate` when it reached the server long after. */
  readonly writtenAt: Instant;
  readonly sentLate: boolean;
  readonly audience: Audience;
  /** Who reads it besides its author, in the order of the circle. */
  readonly readers: readonly MemberView[];
  /** Those of them who have read it; only known to the author and to the coachee. */
  readonly readBy: readonly MemberView[];
  readonly delivery: Delivery;
  /** Its author took the words back: there are none to show. */
  readonly withdrawn: boolean;
}

/** A journey in a list. */
export interface JourneySummary {
  readonly id: Id;
  readonly coachee: MemberView | undefined;
  readonly myRole: Role;
  readonly state: JourneyState | undefined;
  readonly title: LocalizedText | undefined;
  readonly week: number | undefined;
  /** The newest challenge that this reader has not read yet. */
  readonly challenge: ChallengeView | undefined;
}

/** One journey and who is in it. A companion knows neither its state, but that it has ended, nor its template. */
export interface JourneyView {
  readonly id: Id;
  readonly me: MemberView;
  readonly coachee: MemberView | undefined;
  /** All who have not left, the coachee first, then guides, then companions. */
  readonly members: readonly MemberView[];
  readonly state: JourneyState | undefined;
  readonly title: LocalizedText | undefined;
  /** How the template speaks to the person in French. */
  readonly address: 'tu' | 'vous';
  /** 1 in the first week, on the coachee's calendar. */
  readonly week: number | undefined;
  readonly weeks: number | undefined;
  /** Company events, soonest first. */
  readonly highlights: readonly HighlightRun[];
  /** What it takes of new words; without it, all. A journey that has ended takes answers to open asks, for thirty days. */
  readonly takesWords?: TakesWords | undefined;
}

/** A step on the path. */
export interface StepView {
  readonly id: Id;
  readonly title: LocalizedText;
  readonly kind: TemplateStep['kind'];
  readonly week: number;
  readonly plannedFor: PlainDate;
  readonly minutes: number;
  readonly state: StepRunState;
  /** The first that waits for the person: what the path says on top. */
  readonly isNext: boolean;
  readonly isLate: boolean;
}

/** A stage of the path with its steps in order. */
export interface PhaseView {
  readonly id: Id;
  readonly title: LocalizedText;
  readonly intent: LocalizedText;
  readonly fromWeek: number;
  readonly toWeek: number;
  readonly steps: readonly StepView[];
}

/** The whole path. */
export interface PathView {
  readonly phases: readonly PhaseView[];
  readonly stepsDone: number;
  readonly stepsTotal: number;
  readonly next: StepView | undefined;
}

/** A prompt of a step, with what has been answered so far and this reader may read. */
export interface PromptView {
  readonly id: Id;
  readonly text: LocalizedText;
  /** Whether it is put to this reader's role. */
  readonly isForMe: boolean;
  readonly answers: readonly WordsView[];
}

/** A step opened in place. */
export interface StepDetail {
  readonly step: StepView;
  readonly why: LocalizedText;
  readonly instructions: LocalizedText;
  readonly doneWhen: LocalizedText;
  /** For the coach only. */
  readonly coachGuide: LocalizedText | undefined;
  /** The variant that the coach chose for this person. */
  readonly variant: LocalizedText | undefined;
  readonly prompts: readonly PromptView[];
  /** The audience that the template proposes, made concrete in this journey. */
  readonly proposedAudience: Audience;
  /** Whether this reader may open, work on and finish it. */
  readonly canMove: boolean;
  /** Whether this reader may answer. */
  readonly canAnswer: boolean;
}

/** A topic in the list of the forum. */
export interface TopicView extends WordsView {
  readonly stepTitle: LocalizedText | undefined;
  readonly state: 'open' | 'synthesised' | 'closed';
  readonly pinned: boolean;
  readonly isAsk: boolean;
  /** Somebody else wrote here since this reader last looked. */
  readonly hasNews: boolean;
  /** When anybody last wrote in it. */
  readonly lastAt: Instant;
  /** Who has written in it, each once, in order. */
  readonly voices: readonly MemberView[];
}

/** A voice in a topic. */
export interface ContributionView extends WordsView {
  readonly kind: ContributionKind;
  /** Replies to it, oldest first. */
  readonly replies: readonly ContributionView[];
}

/** A topic opened, oldest voice first. */
export interface ThreadView {
  readonly topic: TopicView;
  readonly contributions: readonly ContributionView[];
}

/** A challenge of the moment, with what was answered. */
export interface ChallengeView extends WordsView {
  readonly state: 'raised' | 'seen' | 'accompanied' | 'passed' | 'learnt' | 'let-go';
  readonly replies: readonly ContributionView[];
  /** Whether this reader has read it. */
  readonly isSeenByMe: boolean;
}
