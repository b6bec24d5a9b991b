import type { Observable } from 'rxjs';
import type { Id } from '../model/value/ids.js';
import type { WorkingHours } from '../model/people/person.js';
import type { TimeZone } from '../model/value/time.js';

/** When the reader wants to be reached. */
export interface HoursView {
  /** As they said, on their own clock; undefined when they have not. */
  readonly hours: WorkingHours | undefined;
  /** What holds for whoever has not said. */
  readonly usual: WorkingHours;
  /** Whether what they said waits on this device. */
  readonly isWaiting: boolean;
}

/** On whose clock the reader lives. */
export interface ZoneView {
  /** What the journey has, or what they said and is on its way. */
  readonly timeZone: TimeZone;
  /** False where this device has no clock of that zone, and shows UTC instead. */
  readonly isKnown: boolean;
  /** Whether what they said waits on this device. */
  readonly isWaiting: boolean;
}

/**
 * When somebody wants to be reached. It keeps nobody from writing: whoever writes outside of it is
 * asked whether to send now or then, and no reminder comes outside of it.
 */
export interface Hours {
  /** Undefined while the reader is not in that journey. */
  watchHours(journey: Id): Observable<HoursView | undefined>;
  /**
   * Says it to everybody in the journey; `undefined` takes it back. Settles when it is stored on this device.
   *
   * @throws CordeeError `CORDEE_PERMISSION_DENIED` when the reader is not in that journey any more, or
   *   `CORDEE_INPUT_INVALID` when a day ends before it begins or there is no day.
   */
  setHours(journey: Id, hours: WorkingHours | undefined): Promise<void>;
  /** Undefined while the reader is not in that journey. */
  watchTimeZone(journey: Id): Observable<ZoneView | undefined>;
  /**
   * Says it in every journey of theirs that is on this device, since nobody moves for one journey only: their
   * hours, the reminders of nine o'clock and the time that others see for them go by it, and so do the days
   * of their own journey. Settles when it is stored on this device.
   *
   * @throws CordeeError `CORDEE_INPUT_INVALID` when this device knows no such zone.
   */
  setTimeZone(timeZone: TimeZone): Promise<void>;
}
