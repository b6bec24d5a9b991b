import type { Answer } from '../conversation/answer.js';
import type { Id } from '../value/ids.js';
import { isSameJson } from '../value/json.js';
import type { LocalizedText } from '../value/localized-text.js';
import { type PlannedPath, stepIn } from './path.js';

/**
 * Where an answer is found after a merge: always under its own step and prompt. `reworded`: the
 * question is asked otherwise now. `question-kept`: the version asks it no more, and it is kept in
 * the step. `step-kept`: the step has left the version and is kept on this path. `elsewhere`: no
 * step of the old path asked it, as with the activities of an event, and the merge leaves it alone.
 */
export interface AnswerPlace {
  readonly answer: Id;
  readonly step: Id;
  readonly prompt: Id;
  readonly place: 'unchanged' | 'reworded' | 'question-kept' | 'step-kept' | 'elsewhere';
  /** What was asked when it was written. */
  readonly question: LocalizedText | undefined;
}

/** The place of each answer, in the order given. `bare` is the new path before anything was added to it. */
export const placesOf = (
  answers: readonly Pick<Answer, 'id' | 'step' | 'prompt'>[],
  old: PlannedPath,
  bare: PlannedPath,
): readonly AnswerPlace[] =>
  answers.map(({ id, step, prompt }) => {
    const question = questionIn(old, step, prompt);
    const now = questionIn(bare, step, prompt);
    const place = (): AnswerPlace['place'] => {
      if (!question) return 'elsewhere';
      if (!stepIn(bare, step)) return 'step-kept';
      if (!now) return 'question-kept';
      return isSameJson({ ...question }, { ...now }) ? 'unchanged' : 'reworded';
    };
    return { answer: id, step, prompt, place: place(), question };
  });

const questionIn = (plan: PlannedPath, step: Id, prompt: Id): LocalizedText | undefined =>
  stepIn(plan, step)?.step.prompts.find(({ id }) => id === prompt)?.text;
