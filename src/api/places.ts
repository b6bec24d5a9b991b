import type { Observable } from 'rxjs';
import type { Id } from '../model/value/ids.js';
import type { LocalizedText } from '../model/value/localized-text.js';
import type { MemberView } from './views.js';

/** Somebody's membership, as this reader may change it. */
export interface PlaceView extends MemberView {
  /** Whom the path had in mind for this place, in words. */
  readonly profile: LocalizedText | undefined;
  /** Whether a change of it waits on this device. */
  readonly isWaiting: boolean;
  readonly canPause: boolean;
  readonly canResume: boolean;
  readonly canRemove: boolean;
}

/** Whom the path suggests to ask, with words to begin from. */
export interface CompanionSuggestion {
  readonly id: Id;
  readonly profile: LocalizedText;
  readonly from: 'inside' | 'outside' | 'either';
  readonly invitation: LocalizedText;
  /** How many the path had in mind, and how many have come. */
  readonly suggested: number;
  readonly here: number;
}

/**
 * What one might think of, worked out on this device and told to nobody: `nobody`: no companion
 * yet; `few`: fewer than two; `no-outside`, `no-inside`: all from one side; `alike`: three or more,
 * all of one kind.
 */
export type CircleHint = 'nobody' | 'few' | 'no-outside' | 'no-inside' | 'alike';

/** Who is in the journey, in the order of the circle. */
export interface CircleView {
  readonly places: readonly PlaceView[];
  /** For the person accompanied only. */
  readonly hint: CircleHint | undefined;
  readonly suggestions: readonly CompanionSuggestion[];
  /** Whether this reader asks others into the journey. */
  readonly canInvite: boolean;
}

/**
 * The places in the journey. Each verb settles when it is stored on this device and shows at once;
 * the other's access ends as soon as the server has it, within seconds where both are online.
 */
export interface Places {
  watchPlaces(journey: Id): Observable<CircleView | undefined>;
  /** The place rests: nothing new reaches it. The person accompanied does it to anybody, everybody to themself. */
  pause(journey: Id, member: Id): Promise<void>;
  /** Takes it up again. Who was paused by another does not come back by themself. */
  resume(journey: Id, member: Id): Promise<void>;
  /** Ends a place. What they said stays. It can be undone for seven days; afterwards only another invitation brings them back. */
  remove(journey: Id, member: Id): Promise<void>;
  /** Undoes a removal of one's own. Who left by themself is not brought back. */
  readmit(journey: Id, member: Id): Promise<void>;
}
