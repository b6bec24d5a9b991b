import type { Observable } from 'rxjs';
import type { Id } from '../model/value/ids.js';
import type { JourneyState } from '../model/journey/journey.js';
import type { PlainDate } from '../model/value/time.js';

/** How a journey goes on, and what this reader may do about it. */
export interface PaceView {
  readonly state: JourneyState;
  /** Whether a move waits on this device. */
  readonly isWaiting: boolean;
  /** Since when it rests, and when the person means to be back. */
  readonly restsSince: PlainDate | undefined;
  readonly pausedUntil: PlainDate | undefined;
  /** Whether the day has come on which they said they would be back. */
  readonly isPauseOver: boolean;
  readonly today: PlainDate;
  readonly stoppedBecause: string | undefined;
  readonly canPause: boolean;
  readonly canResume: boolean;
  readonly canConclude: boolean;
  readonly canClose: boolean;
  readonly canStop: boolean;
  /** Whether this reader may take a stop back, and the last day on which they may. */
  readonly canReopen: boolean;
  readonly reopensUntil: PlainDate | undefined;
}

/**
 * The course of a journey. A pause owes nobody anything: what was not done waits as long as the
 * pause was, and nobody is reminded of anything.
 */
export interface Pace {
  /** Undefined for whom may not know it: companions. */
  watch(journey: Id): Observable<PaceView | undefined>;
  /** Rests, until a day that the person has in mind or without one. That day reminds; it moves nothing by itself. */
  pause(journey: Id, options?: { readonly until?: PlainDate | undefined }): Promise<void>;
  resume(journey: Id): Promise<void>;
  /** Begins the end: the time to look back. */
  conclude(journey: Id): Promise<void>;
  /** Ends it. Everything stays readable. */
  close(journey: Id): Promise<void>;
  /** Ends it before its time, with or without a reason. It can be taken back for seven days. */
  stop(journey: Id, options?: { readonly reason?: string | undefined }): Promise<void>;
  /** Takes a stop back: the person accompanied any, a coach their own. What was not done is planned as much later. */
  reopen(journey: Id): Promise<void>;
}
