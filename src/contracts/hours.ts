import type { Observable } from 'rxjs';
import type { Id } from '../model/ids.js';
import type { WorkingHours } from '../model/person.js';

/** When the reader wants to be reached. */
export interface HoursView {
  /** As they said, on their own clock; undefined when they have not. */
  readonly hours: WorkingHours | undefined;
  /** What holds for whoever has not said. */
  readonly usual: WorkingHours;
  /** Whether what they said waits on this device. */
  readonly isWaiting: boolean;
}

/**
 * When somebody wants to be reached. It keeps nobody from writing: whoever writes outside of it is
 * asked whether to send now or then, and no reminder comes outside of it.
 */
export interface Hours {
  /** Undefined while the reader is not on that rope. */
  watchHours(journey: Id): Observable<HoursView | undefined>;
  /**
   * Says it to everybody on the rope; `undefined` takes it back. Settles when it is stored on this device.
   *
   * @throws CordeeError `CORDEE_PERMISSION_DENIED` when the reader is not on that rope any more, or
   *   `CORDEE_INPUT_INVALID` when a day ends before it begins or there is no day.
   */
  setHours(journey: Id, hours: WorkingHours | undefined): Promise<void>;
}
