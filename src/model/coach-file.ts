import * as v from './schema.js';
import { parseInput } from './parse.js';
import { type Id, idSchema } from './ids.js';
import { wordsOrLocalizedSchema } from './localized-text.js';
import { stateAfter } from './state-machine.js';
import { coachFileMoves } from './states.js';
import { instantSchema } from './time.js';

export const coachFileStates = [
  'applied',
  'file',
  'interview',
  'trial',
  'admitted',
  'resting',
  'left',
  'declined',
] as const;
export type CoachFileState = (typeof coachFileStates)[number];
export type CoachFileEvent = keyof (typeof coachFileMoves)['applied'];

const decisionSchema = v.object({
  at: instantSchema,
  decider: idSchema,
  /** The candidate reads it. */
  reason: wordsOrLocalizedSchema(5_000),
});
export type Decision = v.InferOutput<typeof decisionSchema>;

/** How somebody becomes a coach here: each stage with its day, who decided and why. */
export const coachFileSchema = v.object({
  candidate: idSchema,
  state: v.picklist(coachFileStates),
  stages: v.pipe(v.array(v.object({ name: v.picklist(coachFileStates), ...decisionSchema.entries })), v.maxLength(100)),
});
export type CoachFile = v.InferOutput<typeof coachFileSchema> & { readonly id: Id };

/**
 * The file after a decision; undefined when the event means nothing there. What was decided before stays.
 *
 * @throws ValidationError when the decision has no date, no decider or no reason.
 */
export function coachFileAfter(file: CoachFile, event: CoachFileEvent, decision: Decision): CoachFile | undefined {
  const state = stateAfter(coachFileMoves, file.state, event);
  if (state === undefined) return undefined;
  const stage = {
    name: state,
    ...parseInput(decisionSchema, decision, 'A decision needs a date, a decider and a reason.'),
  };
  return { ...file, state, stages: [...file.stages, stage] };
}
