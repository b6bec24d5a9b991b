import type { Observable } from 'rxjs';
import type { Audience } from '../model/access/audience.js';
import type { GoalLevel } from '../model/journey/goal.js';
import type { Id } from '../model/value/ids.js';
import type { LocalizedText } from '../model/value/localized-text.js';
import type { Instant } from '../model/value/time.js';
import type { Delivery, MemberView } from './views.js';

/** The five levels of a goal, from "much less than hoped" to "much more than hoped". */
export type GoalLevels<T> = Readonly<Record<'-2' | '-1' | '0' | '1' | '2', T>>;

/** A goal as somebody writes it. */
export interface NewGoal {
  readonly journey: Id;
  readonly title: string;
  readonly levels: GoalLevels<string>;
  readonly importance: 1 | 2 | 3;
  readonly difficulty: 1 | 2 | 3;
  /** Where the person stands when the goal is set. */
  readonly baseline: GoalLevel;
  readonly audience: Audience;
}

/** Where somebody saw a goal at one moment. */
export interface GoalRatingView {
  readonly id: Id;
  readonly author: MemberView | undefined;
  readonly isMine: boolean;
  readonly level: GoalLevel;
  readonly at: Instant;
  /** What was seen that says so. */
  readonly moment: string | undefined;
  readonly delivery: Delivery;
}

/** A goal with all that was seen of it. */
export interface GoalView {
  readonly id: Id;
  /** The template's words come in both languages, the person's own as one text. */
  readonly title: string | LocalizedText;
  readonly levels: GoalLevels<string | LocalizedText>;
  readonly importance: 1 | 2 | 3;
  readonly difficulty: 1 | 2 | 3;
  readonly baseline: GoalLevel;
  readonly audience: Audience;
  readonly readers: readonly MemberView[];
  /** What the person accompanied saw, oldest first. */
  readonly self: readonly GoalRatingView[];
  /** What the guide saw, apart from them, oldest first. */
  readonly guide: readonly GoalRatingView[];
  readonly delivery: Delivery;
  /** Whether this reader may change its words. */
  readonly canWrite: boolean;
  /** Whether this reader may say where they see it. */
  readonly canRate: boolean;
}

/** A goal that the path proposes, to be taken as it is or made one's own. */
export interface GoalProposal {
  readonly id: Id;
  readonly title: LocalizedText;
  readonly levels: GoalLevels<LocalizedText>;
  readonly importance: 1 | 2 | 3;
  readonly difficulty: 1 | 2 | 3;
  readonly baseline: GoalLevel;
}

/**
 * Goal attainment T: 50 when every goal is as hoped. It compares one person with themself over
 * time, never people with each other, and is given to the person accompanied and their coach only.
 */
export interface GoalAttainment {
  readonly atStart: number;
  /** By the latest that each has seen; a goal that they have not rated stands at its baseline. */
  readonly self: number | undefined;
  readonly guide: number | undefined;
}

export interface GoalsView {
  readonly goals: readonly GoalView[];
  readonly attainment: GoalAttainment | undefined;
  /** The first day of the journey, where this reader may know it: where a chart begins. */
  readonly startedOn: string | undefined;
  /** What the path proposes, while there is no goal. */
  readonly proposals: readonly GoalProposal[];
  /** Whether this reader may set a goal. */
  readonly canSet: boolean;
}

/** What the person wants to reach, in their own words, and where it stands. */
export interface Goals {
  /** In the order they were set. */
  watch(journey: Id): Observable<GoalsView>;
  /** Gives its id. Refused with `CORDEE_INPUT_INVALID` when a word is missing. */
  set(goal: NewGoal): Promise<Id>;
  /** Writes its words anew. What was seen of it stays. */
  change(journey: Id, goal: Id, words: Omit<NewGoal, 'journey' | 'audience'>): Promise<void>;
  /** Takes a goal away for good, with all that was seen of it. */
  remove(journey: Id, goal: Id): Promise<void>;
  /** Says where one sees it today, and what shows it. Who reads the goal reads this. Gives its id. */
  rate(rating: {
    readonly journey: Id;
    readonly goal: Id;
    readonly level: GoalLevel;
    readonly moment?: string | undefined;
  }): Promise<Id>;
  /** Takes back a rating of one's own. */
  takeBack(journey: Id, rating: Id): Promise<void>;
}
