import type { Pace, PaceView } from '../../api/journey-state.js';
import { CordeeError, ValidationError } from '../../errors.js';
import type { Id } from '../../model/value/ids.js';
import { isPauseOver } from '../../model/journey/pause.js';
import { type Journey, type JourneyState, restsSince } from '../../model/journey/journey.js';
import { stateAfter } from '../../model/value/state-machine.js';
import type { JourneyMove } from '../../model/journey/move-journey.js';
import { journeyMoves } from '../../model/states.js';
import { undoneUntil } from '../../model/undo.js';
import type { CommandArgs } from '../../protocol/commands.js';
import { dateIn } from '../../model/value/time.js';
import { type JourneyContext, journeyContextOf } from '../support/members.js';
import { oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { giveCommand, isFieldWaiting } from '../support/give-command.js';

/** The course of a journey: rests, its end, a stop. */
export function createPace(domain: DomainContext): Pace {
  const { store, env, person } = domain;

  const journeyIn = (context: JourneyContext | undefined, journey: Id) =>
    context && oneOf(context.records, 'journey', journey);
  const may = ({ me }: JourneyContext, { stoppedBy }: Pick<Journey, 'stoppedBy'>, move: JourneyMove): boolean =>
    me.state === 'active' &&
    (me.role === 'coachee' ||
      (me.role === 'coach' && (move === 'stop' || (move === 'reopen' && stoppedBy === person))));
  /** [CM7] Until when a stop can be taken back; undefined of a journey that was not stopped. */
  const reopensUntil = ({ members }: JourneyContext, state: JourneyState): number | undefined => {
    const endedAt = members.find(({ role }) => role === 'coachee')?.endedAt;
    return state === 'stopped' && endedAt !== undefined ? undoneUntil(endedAt) : undefined;
  };
  const isInTime = (context: JourneyContext, { state }: Pick<Journey, 'state'>, move: JourneyMove): boolean =>
    move !== 'reopen' || env.now() <= (reopensUntil(context, state) ?? 0);

  async function move<const M extends JourneyMove>(
    journey: Id,
    name: M,
    args: CommandArgs<`journey.${M}`>,
  ): Promise<void> {
    const context = journeyContextOf(await store.records(journey), person);
    const found = journeyIn(context, journey);
    if (!context || !found || !may(context, found, name))
      throw new CordeeError('CORDEE_PERMISSION_DENIED', `This journey is not yours to move (${name}).`);
    if (!stateAfter(journeyMoves, found.state, name) || !isInTime(context, found, name))
      throw new ValidationError(`A journey that is "${found.state}" does not ${name}.`, [
        { path: 'state', message: 'Look at `can…` first.' },
      ]);
    await giveCommand<`journey.${M}`>(domain, journey, `journey.${name}`, args);
  }

  return {
    watch: (journey) =>
      watchJourneyContext(domain, journey, undefined, (context): PaceView | undefined => {
        const found = journeyIn(context, journey);
        if (!found) return undefined;
        const { state } = found;
        const today = dateIn(found.timeZone, env.now());
        const can = (name: JourneyMove): boolean =>
          may(context, found, name) &&
          stateAfter(journeyMoves, state, name) !== undefined &&
          isInTime(context, found, name);
        const reopens = can('reopen') ? reopensUntil(context, state) : undefined;
        const isResting = state === 'paused';
        return {
          state,
          isWaiting: isFieldWaiting(found.record, 'state'),
          today,
          restsSince: isResting ? (restsSince(found) ?? today) : undefined,
          pausedUntil: isResting ? found.pausedUntil : undefined,
          isPauseOver: isResting && isPauseOver(found, env.now()),
          stoppedBecause: found.stoppedBecause,
          canPause: can('pause'),
          canResume: can('resume'),
          canConclude: can('conclude'),
          canClose: can('close'),
          canStop: can('stop'),
          canReopen: can('reopen'),
          reopensUntil: reopens === undefined ? undefined : dateIn(found.timeZone, reopens),
        };
      }),
    async pause(journey, { until } = {}) {
      const found = journeyIn(journeyContextOf(await store.records(journey), person), journey);
      if (until !== undefined && found && until <= dateIn(found.timeZone, env.now())) {
        throw new ValidationError('A pause ends on a day to come.', [
          { path: 'until', message: 'Choose a later day, or none.' },
        ]);
      }
      await move(journey, 'pause', until === undefined ? {} : { until });
    },
    resume: (journey) => move(journey, 'resume', {}),
    conclude: (journey) => move(journey, 'conclude', {}),
    close: (journey) => move(journey, 'close', {}),
    reopen: (journey) => move(journey, 'reopen', {}),
    async stop(journey, { reason } = {}) {
      const text = reason?.trim();
      await move(journey, 'stop', text ? { reason: text } : {});
    },
  };
}
