import type { Audience, ContributionKind, PlanView } from '../src/index.js';

// What a reader opens, writes, moves and saves, in elements that come after the first screen, which does not carry
// these. Everybody imports from `events.ts`.

/** What a text is written for: where it goes when it is posted. */
export type Purpose = 'topic' | 'contribution' | 'answer' | 'challenge';

const asks = { bubbles: true, composed: true, cancelable: true } as const;
const tells = { bubbles: true, composed: true } as const;

/** The reader asks to open a journey. Cancel it to open the journey elsewhere. */
export class JourneyOpenEvent extends Event {
  readonly journeyId: string;

  constructor(journeyId: string) {
    super('cordee-journey-open', asks);
    this.journeyId = journeyId;
  }
}

/** The reader asks to open a topic. Cancel it to show the topic elsewhere. */
export class TopicOpenEvent extends Event {
  readonly journeyId: string;
  readonly topicId: string;

  constructor(journeyId: string, topicId: string) {
    super('cordee-topic-open', asks);
    this.journeyId = journeyId;
    this.topicId = topicId;
  }
}

/** The reader asks to open a challenge. Cancel it to show the challenge elsewhere. */
export class ChallengeOpenEvent extends Event {
  readonly journeyId: string;
  readonly challengeId: string;

  constructor(journeyId: string, challengeId: string) {
    super('cordee-challenge-open', asks);
    this.journeyId = journeyId;
    this.challengeId = challengeId;
  }
}

/** A text is about to be posted. Cancel it and nothing is posted: the text stays where it is, and so does the focus. */
export class BeforePostEvent extends Event {
  readonly journeyId: string;
  readonly purpose: Purpose;
  readonly text: string;
  readonly kind: ContributionKind | undefined;
  readonly audience: Audience;

  constructor(about: {
    journeyId: string;
    purpose: Purpose;
    text: string;
    kind: ContributionKind | undefined;
    audience: Audience;
  }) {
    super('cordee-before-post', asks);
    this.journeyId = about.journeyId;
    this.purpose = about.purpose;
    this.text = about.text;
    this.kind = about.kind;
    this.audience = about.audience;
  }
}

/** A text is stored on this device. Sending it is on its way. */
export class PostedEvent extends Event {
  readonly journeyId: string;
  readonly purpose: Purpose;
  /** Of what was written. */
  readonly id: string;

  constructor(journeyId: string, purpose: Purpose, id: string) {
    super('cordee-posted', tells);
    this.journeyId = journeyId;
    this.purpose = purpose;
    this.id = id;
  }
}

/** The writer left a composer without posting, by Escape or its button. What was typed is kept. */
export class ComposerCloseEvent extends Event {
  constructor() {
    super('cordee-composer-close', tells);
  }
}

/** The reader chose another audience for what they are writing. */
export class AudienceChangeEvent extends Event {
  readonly audience: Audience;

  constructor(audience: Audience) {
    super('cordee-audience-change', tells);
    this.audience = audience;
  }
}

/** A step was begun, finished or opened again. */
export class StepMovedEvent extends Event {
  readonly journeyId: string;
  readonly stepId: string;
  readonly to: 'open' | 'underway' | 'done';

  constructor(journeyId: string, stepId: string, to: 'open' | 'underway' | 'done') {
    super('cordee-step-moved', tells);
    this.journeyId = journeyId;
    this.stepId = stepId;
    this.to = to;
  }
}

/** The writer left a form without storing, by Escape or its button. What was typed is kept. */
export class FormCloseEvent extends Event {
  constructor() {
    super('cordee-form-close', tells);
  }
}

/** A goal is stored on this device, new or written anew. */
export class GoalSavedEvent extends Event {
  readonly journeyId: string;
  readonly goalId: string;

  constructor(journeyId: string, goalId: string) {
    super('cordee-goal-saved', tells);
    this.journeyId = journeyId;
    this.goalId = goalId;
  }
}

/** A plan was let go. It is gone from the store; `plan` is what it was, for who offers to make it again. */
export class PlanDroppedEvent extends Event {
  readonly journeyId: string;
  readonly plan: PlanView;

  constructor(journeyId: string, plan: PlanView) {
    super('cordee-plan-dropped', tells);
    this.journeyId = journeyId;
    this.plan = plan;
  }
}
