import type { StepRunState } from '../../model/journey/journey.js';

/** Whether nothing of a step waits for anybody any more. */
export const isStepDone = (state: StepRunState): boolean =>
  state === 'done' || state === 'skipped' || state === 'replaced';
