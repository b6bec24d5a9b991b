import { CordeeError, ValidationError } from '../../errors.js';
import type { Journeys } from '../../api/client.js';
import { type StepRunState, stepRunIdOf } from '../../model/journey/journey.js';
import type { Fields } from '../../model/value/json.js';
import { canMove } from '../../model/value/state-machine.js';
import { stepRunMoves } from '../../model/journey/step-run-moves.js';
import { instantOf } from '../../model/value/time.js';
import { oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { assertAllowed, openJourneyContext, wordsChange } from '../support/writing.js';
import { journeyOf } from './path.js';
import { templateOf } from './planned-path.js';
import { stepDetailOf } from './step.js';

/** A step that is opened: what it asks, its moves and its answers. */
export function createSteps(domain: DomainContext): Pick<Journeys, 'watchStep' | 'moveStep' | 'answer'> {
  const { store, env } = domain;
  return {
    watchStep: (id, step) =>
      watchJourneyContext(domain, id, undefined, async (context) => {
        const journey = journeyOf(context);
        const template = journey && (await templateOf(store, journey));
        return journey && template && stepDetailOf(context, journey, template, step, env.now());
      }),
    async moveStep(id, step, to) {
      const context = await openJourneyContext(domain, id);
      assertAllowed(context, 'stepRun', 'write');
      const run = oneOf(context.records, 'stepRun', stepRunIdOf(id, step));
      if (!run) throw new CordeeError('CORDEE_PERMISSION_DENIED', 'This step is not on your path.');
      if (!reaches(run.state, to)) {
        throw new ValidationError(`A step that is "${run.state}" cannot become "${to}".`, [
          { path: 'to', message: 'Open it first.' },
        ]);
      }
      const now = instantOf(env.now());
      const fields: Fields = {
        state: to,
        ...(run.openedAt === undefined ? { openedAt: now } : {}),
        ...(to === 'done' ? { doneAt: now } : {}),
      };
      await store.commit(id, [{ kind: 'set', type: 'stepRun', id: run.id, space: run.record.space, fields }]);
    },
    async answer({ step, prompt, answer, ...words }) {
      const context = await openJourneyContext(domain, words.journey);
      const change = wordsChange(domain, context, 'answer', words, { step, prompt }, answer);
      await store.commit(words.journey, [change]);
      return change.id;
    },
  };
}

/** Whether a state is reached by moves that follow each other; a person who begins a step opens it too. */
function reaches(from: StepRunState, to: StepRunState): boolean {
  if (canMove(stepRunMoves, from, to)) return true;
  const onward: readonly StepRunState[] = ['ahead', 'open', 'underway', 'done'];
  return onward.indexOf(from) >= 0 && onward.indexOf(from) < onward.indexOf(to);
}
