import type { Pace, PaceView } from '../../api/journey-state.js';
import { CordeeError, ValidationError } from '../../errors.js';
import type { Id } from '../../model/value/ids.js';
import { isPauseOver } from '../../model/journey/pause.js';
import { restsSince } from '../../model/journey/journey.js';
import { stateAfter } from '../../model/value/state-machine.js';
import { journeyMoves } from '../../model/states.js';
import type { CommandArgs } from '../../protocol/commands.js';
import { dateIn } from '../../model/value/time.js';
import { type JourneyContext, journeyContextOf } from '../support/members.js';
import { oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { giveCommand, isFieldWaiting } from '../support/give-command.js';

type Move = keyof (typeof journeyMoves)['active'];

/** The course of a journey: rests, its end, a stop. */
export function createPace(domain: DomainContext): Pace {
  const { store, env, person } = domain;

  const journeyIn = (context: JourneyContext | undefined, journey: Id) =>
    context && oneOf(context.records, 'journey', journey);
  const may = (context: JourneyContext, move: Move): boolean =>
    context.me.state === 'active' &&
    (context.me.role === 'coachee' || (move === 'stop' && context.me.role === 'coach'));

  async function move<const M extends Move>(journey: Id, name: M, args: CommandArgs<`journey.${M}`>): Promise<void> {
    const context = journeyContextOf(await store.records(journey), person);
    const found = journeyIn(context, journey);
    if (!context || !found || !may(context, name))
      throw new CordeeError('CORDEE_PERMISSION_DENIED', `This journey is not yours to move (${name}).`);
    if (!stateAfter(journeyMoves, found.state, name))
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
        const can = (name: Move): boolean => may(context, name) && stateAfter(journeyMoves, state, name) !== undefined;
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
    async stop(journey, { reason } = {}) {
      const text = reason?.trim();
      await move(journey, 'stop', text ? { reason: text } : {});
    },
  };
}
