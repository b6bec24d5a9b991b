import type {
  JourneyOpenEvent,
  TopicOpenEvent,
  ChallengeOpenEvent,
  BeforePostEvent,
  PostedEvent,
  ComposerCloseEvent,
  AudienceChangeEvent,
  StepMovedEvent,
  FormCloseEvent,
  GoalSavedEvent,
  PlanDroppedEvent,
} from './activity-events.js';

export * from './activity-events.js';

const asks = { bubbles: true, composed: true, cancelable: true } as const;
const tells = { bubbles: true, composed: true } as const;

/** A journey was taken from this device, because the reader has no place on it any more. */
export class JourneyRemovedEvent extends Event {
  readonly journeyId: string;

  constructor(journeyId: string) {
    super('cordee-journey-removed', tells);
    this.journeyId = journeyId;
  }
}

/** The reader goes to another place in the journey, such as the forum. Cancel it and the place does not change. */
export class PlaceOpenEvent extends Event {
  readonly journeyId: string;
  readonly place: string;

  constructor(journeyId: string, place: string) {
    super('cordee-place-open', asks);
    this.journeyId = journeyId;
    this.place = place;
  }
}

/** The reader asks to open a step. Cancel it to show the step elsewhere. */
export class StepOpenEvent extends Event {
  readonly journeyId: string;
  readonly stepId: string;

  constructor(journeyId: string, stepId: string) {
    super('cordee-step-open', asks);
    this.journeyId = journeyId;
    this.stepId = stepId;
  }
}

/** Something could not be shown or written. The person already sees it; this is for the page's own record. */
export class CordeeErrorEvent extends Event {
  /** A `CordeeError` when it has a `code`. */
  readonly error: unknown;

  constructor(error: unknown) {
    super('cordee-error', tells);
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordee-journey-open': JourneyOpenEvent;
    'cordee-journey-removed': JourneyRemovedEvent;
    'cordee-place-open': PlaceOpenEvent;
    'cordee-step-open': StepOpenEvent;
    'cordee-topic-open': TopicOpenEvent;
    'cordee-challenge-open': ChallengeOpenEvent;
    'cordee-before-post': BeforePostEvent;
    'cordee-posted': PostedEvent;
    'cordee-composer-close': ComposerCloseEvent;
    'cordee-audience-change': AudienceChangeEvent;
    'cordee-step-moved': StepMovedEvent;
    'cordee-form-close': FormCloseEvent;
    'cordee-goal-saved': GoalSavedEvent;
    'cordee-plan-dropped': PlanDroppedEvent;
    'cordee-error': CordeeErrorEvent;
  }
}
