import type { Pace, PaceView } from '../../api/journey-state.js';
import { CordeeError, ValidationError } from '../../errors.js';
import { liveQuery } from '../../live/live-query.js';
import type { Id } from '../../model/value/ids.js';
import { isPauseOver } from '../../model/journey/pause.js';
import { type JourneyState, restsSince } from '../../model/journey/journey.js';
import type { Fields } from '../../model/value/json.js';
import { stateAfter } from '../../model/value/state-machine.js';
import { journeyMoves } from '../../model/states.js';
import { dateIn } from '../../model/value/time.js';
import { type JourneyContext, journeyContextOf } from '../support/members.js';
import { oneOf } from '../support/typed.js';
import { waitingCommands } from '../support/waiting-commands.js';
import type { DomainContext } from '../support/domain-context.js';

type Move = keyof (typeof journeyMoves)['active'];
const moves = Object.keys(journeyMoves.active) as readonly Move[];

/** The course of a journey: rests, its end, a stop. */
export function createPace({ store, env, person }: DomainContext): Pace {
  /** What was said here, and the state that it was said in: until the records tell of it nothing flickers. */
  const said = new Map<Id, { readonly from: JourneyState; readonly to: JourneyState }>();

  async function stateOf(
    journey: Id,
    recorded: JourneyState,
  ): Promise<{ readonly state: JourneyState; readonly until: string | undefined; readonly isWaiting: boolean }> {
    let state = recorded;
    let until: string | undefined;
    const commands = await waitingCommands(store, journey);
    for (const { name, args } of commands) {
      const move = moves.find((known) => name === `journey.${known}`);
      state = (move && stateAfter(journeyMoves, state, move)) ?? state;
      if (move === 'pause') until = typeof args['until'] === 'string' ? args['until'] : undefined;
    }
    const isRefused = (await store.tray()).some(
      (entry) =>
        entry.journey === journey && entry.change.kind === 'command' && entry.change.name.startsWith('journey.'),
    );
    const mine = said.get(journey);
    if (state === recorded && mine && (isRefused || recorded !== mine.from)) said.delete(journey);
    else if (state === recorded && mine) return { state: mine.to, until, isWaiting: true };
    return { state, until, isWaiting: state !== recorded };
  }

  const journeyIn = (context: JourneyContext | undefined, journey: Id) =>
    context && oneOf(context.records, 'journey', journey);
  const may = (context: JourneyContext, move: Move): boolean =>
    context.me.state === 'active' &&
    (context.me.role === 'coachee' || (move === 'stop' && context.me.role === 'coach'));

  async function move(journey: Id, name: Move, args: Fields = {}): Promise<void> {
    const context = journeyContextOf(await store.records(journey), person);
    const found = journeyIn(context, journey);
    if (!context || !found || !may(context, name))
      throw new CordeeError('CORDEE_PERMISSION_DENIED', `This journey is not yours to move (${name}).`);
    const { state: from } = await stateOf(journey, found.state);
    const to = stateAfter(journeyMoves, from, name);
    if (!to)
      throw new ValidationError(`A journey that is "${from}" does not ${name}.`, [
        { path: 'state', message: 'Look at `can…` first.' },
      ]);
    await store.commit(journey, [{ kind: 'command', name: `journey.${name}`, args }]);
    said.set(journey, { from: found.state, to });
  }

  return {
    watch: (journey) =>
      liveQuery(store, {
        concerns: ({ journeys, waiting }) => waiting || journeys.has(journey),
        async read(): Promise<PaceView | undefined> {
          const context = journeyContextOf(await store.records(journey), person);
          const found = journeyIn(context, journey);
          if (!context || !found) return undefined;
          const { state, until, isWaiting } = await stateOf(journey, found.state);
          const today = dateIn(found.timeZone, env.now());
          const can = (name: Move): boolean =>
            may(context, name) && stateAfter(journeyMoves, state, name) !== undefined;
          const isResting = state === 'paused';
          return {
            state,
            isWaiting,
            today,
            restsSince: isResting ? (restsSince(found) ?? today) : undefined,
            pausedUntil: isResting ? (found.pausedUntil ?? until) : undefined,
            isPauseOver: isResting && isPauseOver(found, env.now()),
            stoppedBecause: found.stoppedBecause,
            canPause: can('pause'),
            canResume: can('resume'),
            canConclude: can('conclude'),
            canClose: can('close'),
            canStop: can('stop'),
          };
        },
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
    resume: (journey) => move(journey, 'resume'),
    conclude: (journey) => move(journey, 'conclude'),
    close: (journey) => move(journey, 'close'),
    async stop(journey, { reason } = {}) {
      const text = reason?.trim();
      await move(journey, 'stop', text ? { reason: text } : {});
    },
  };
}
