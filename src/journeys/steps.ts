import { CordeeError, ValidationError } from '../errors.js';
import type { Journeys } from '../client.js';
import { type StepRunState, stepRunIdOf } from '../model/journey.js';
import type { Fields } from '../model/json.js';
import { canMove } from '../model/state-machine.js';
import { stepRunMoves } from '../model/states.js';
import { instantOf } from '../model/time.js';
import { oneOf } from '../records/typed.js';
import { type Workshop, watchRope } from '../records/workshop.js';
import { assertAllowed, holdRope, wordsChange } from '../records/writing.js';
import { planOf } from './plan.js';
import { stepDetailOf } from './step.js';

/** A step that is opened: what it asks, its moves and its answers. */
export function createSteps(workshop: Workshop): Pick<Journeys, 'watchStep' | 'moveStep' | 'answer'> {
  const { store, env } = workshop;
  return {
    watchStep: (id, step) =>
      watchRope(workshop, id, undefined, async (rope) => {
        const planned = await planOf(store, rope);
        return planned && stepDetailOf(rope, planned.journey, planned.template, step, env.now());
      }),
    async moveStep(id, step, to) {
      const rope = await holdRope(workshop, id);
      assertAllowed(rope, 'stepRun', 'write');
      const run = oneOf(rope.records, 'stepRun', stepRunIdOf(id, step));
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
      const rope = await holdRope(workshop, words.journey);
      const change = wordsChange(workshop, rope, 'answer', words, { step, prompt }, answer);
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
