import { stateAfter } from '../value/state-machine.js';
import { type Instant, type PlainDate, dateIn, daysBetween, msOf } from '../value/time.js';
import type { Id } from '../value/ids.js';
import { journeyMoves } from '../states.js';
import { type Journey, type JourneyState, restsSince } from './journey.js';

export type JourneyMove = keyof (typeof journeyMoves)['active'];

export interface MoveOptions {
  readonly move: JourneyMove;
  /** Whose move it is; unknown of one that an older version stored. */
  readonly by: Id | undefined;
  readonly nowMs: number;
  /** When the journey ended, if it has. */
  readonly endedAt?: Instant | undefined;
  readonly until?: PlainDate | undefined;
  readonly reason?: string | undefined;
}

/** What a move makes of a journey. In `fields`, `null` takes one away. */
export interface MovedJourney {
  readonly state: JourneyState;
  readonly fields: { readonly [Name in keyof Omit<Journey, 'id'>]?: Journey[Name] | null };
  /** By how many days what was not done is planned later. */
  readonly laterDays: number;
}

/**
 * A journey after a move; undefined where its state does not allow it. What was not done waits as long as the rest
 * was: nobody comes back to a path that has run away. A stop that is undone was a rest.
 */
export function movedJourney(
  journey: Omit<Journey, 'id'>,
  { move, by, nowMs, endedAt, until, reason }: MoveOptions,
): MovedJourney | undefined {
  const state = stateAfter(journeyMoves, journey.state, move);
  if (state === undefined) return undefined;
  const today = dateIn(journey.timeZone, nowMs);
  const pauses = journey.pauses ?? [];
  const isBack = journey.state === 'paused' || move === 'reopen';
  const since = move === 'reopen' ? endedAt && dateIn(journey.timeZone, msOf(endedAt)) : restsSince(journey);
  const rests = move === 'reopen' ? [...pauses, { from: since ?? today }] : pauses;
  return {
    state,
    laterDays: isBack && since !== undefined ? Math.max(0, daysBetween(since, today)) : 0,
    fields: {
      state,
      pausedUntil: state === 'paused' ? (until ?? null) : null,
      ...(state === 'paused' ? { pauses: [...pauses, { from: today }] } : {}),
      ...(isBack ? { pauses: rests.map((rest) => ({ ...rest, to: rest.to ?? today })) } : {}),
      ...(move === 'stop'
        ? { stoppedBy: by ?? null, ...(reason === undefined ? {} : { stoppedBecause: reason }) }
        : {}),
      ...(move === 'reopen' ? { stoppedBy: null, stoppedBecause: null } : {}),
    },
  };
}
