import * as v from '../value/schema.js';
import { idSchema } from '../value/ids.js';
import { titleSchema, wordsOrLocalizedSchema } from '../value/localized-text.js';
import { roles } from '../people/membership.js';
import { templateStepSchema } from '../template/template-step.js';

const wordsSchema = wordsOrLocalizedSchema(20_000);
const words = v.optional(wordsSchema);
const { kind, owner, audience, ask, ifThen, goals, optional, adaptations, phase } = templateStepSchema.entries;

/** A step, or the part of it that changes. */
export const contentSchema = v.object({
  kind: v.optional(kind),
  owner: v.optional(owner),
  audience: v.optional(audience),
  adaptations: v.optional(adaptations),
  phase: v.optional(phase),
  ask,
  ifThen,
  goals,
  optional,
  /** `add`: the id of the step, for one that was here before; a new step has that of its adaptation. */
  id: v.optional(idSchema),
  minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  title: v.optional(titleSchema(20_000)),
  why: words,
  instructions: words,
  doneWhen: words,
  coachGuide: words,
  prompts: v.optional(
    v.pipe(
      v.array(v.object({ id: idSchema, role: v.picklist([...roles, 'anyone']), text: wordsSchema })),
      v.maxLength(100),
    ),
  ),
});
export type StepContent = v.InferOutput<typeof contentSchema>;
