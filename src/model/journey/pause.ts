import type { Journey } from './journey.js';
import { dateIn } from '../value/time.js';

/** Whether the day has come on which the person said they would be back. */
export const isPauseOver = (journey: Pick<Journey, 'state' | 'pausedUntil' | 'timeZone'>, nowMs: number): boolean =>
  journey.state === 'paused' &&
  journey.pausedUntil !== undefined &&
  dateIn(journey.timeZone, nowMs) >= journey.pausedUntil;
