import type { Observable } from 'rxjs';
import type { Audience } from '../model/access/audience.js';
import type { Id } from '../model/value/ids.js';
import type { LocalizedText } from '../model/value/localized-text.js';
import type { Instant } from '../model/value/time.js';
import type { Delivery, MemberView } from './views.js';

/** One time that a plan was tried. `worked` is absent where it is too soon to say. */
export interface TryView {
  readonly at: Instant;
  readonly worked?: boolean | undefined;
}

/** "If this happens, then I do that." */
export interface PlanView {
  readonly id: Id;
  readonly if: string;
  readonly then: string;
  readonly step: Id | undefined;
  readonly tried: readonly TryView[];
  readonly author: MemberView | undefined;
  readonly isMine: boolean;
  readonly audience: Audience;
  readonly readers: readonly MemberView[];
  readonly delivery: Delivery;
}

/** A plan that a step of the path proposes. */
export interface PlanProposal {
  readonly step: Id;
  readonly stepTitle: LocalizedText;
  readonly if: LocalizedText;
  readonly then: LocalizedText;
}

export interface PlansView {
  /** The newest first. */
  readonly plans: readonly PlanView[];
  /** What the steps that have begun propose, and nobody has taken. */
  readonly proposals: readonly PlanProposal[];
  readonly canWrite: boolean;
}

/** Plans for the moment when it is hard: tied to a sign, they are kept more often. */
export interface Plans {
  watch(journey: Id): Observable<PlansView>;
  /** Gives its id. Refused with `CORDEE_INPUT_INVALID` when one of both halves is empty. One that was let go by mistake is made again with its tries. */
  make(plan: {
    readonly journey: Id;
    readonly if: string;
    readonly then: string;
    readonly step?: Id | undefined;
    readonly audience: Audience;
    readonly tried?: readonly TryView[] | undefined;
  }): Promise<Id>;
  change(journey: Id, plan: Id, words: { readonly if: string; readonly then: string }): Promise<void>;
  /** Notes that it was tried now, and whether it worked if that can be said. */
  noteTry(journey: Id, plan: Id, worked?: boolean): Promise<void>;
  /** Takes back the last try. */
  takeBackTry(journey: Id, plan: Id): Promise<void>;
  drop(journey: Id, plan: Id): Promise<void>;
}
