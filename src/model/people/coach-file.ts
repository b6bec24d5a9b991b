import * as v from '../value/schema.js';
import { parseInput } from '../value/parse.js';
import { type Id, idSchema } from '../value/ids.js';
import { wordsOrLocalizedSchema } from '../value/localized-text.js';
import { type Moves, stateAfter } from '../value/state-machine.js';
import { instantSchema } from '../value/time.js';

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

const _ = null;

export const coachFileMoves = {
  applied: { advance: 'file', rest: _, return: _, leave: _, decline: 'declined' },
  file: { advance: 'interview', rest: _, return: _, leave: _, decline: 'declined' },
  interview: { advance: 'trial', rest: _, return: _, leave: _, decline: 'declined' },
  trial: { advance: 'admitted', rest: _, return: _, leave: _, decline: 'declined' },
  admitted: { advance: _, rest: 'resting', return: _, leave: 'left', decline: _ },
  resting: { advance: _, rest: _, return: 'admitted', leave: 'left', decline: _ },
  left: { advance: _, rest: _, return: _, leave: _, decline: _ },
  declined: { advance: _, rest: _, return: _, leave: _, decline: _ },
} as const satisfies Moves<CoachFileState, 'advance' | 'rest' | 'return' | 'leave' | 'decline'>;
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
