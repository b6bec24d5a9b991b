import * as v from './schema.js';
import { adaptationEntries } from './adaptation-outline.js';
import { type Id, idSchema } from './ids.js';
import { type LocalizedText, titleSchema, wordsOrLocalizedSchema } from './localized-text.js';
import { roles } from './membership.js';
import { templateStepSchema } from './template-step.js';

const wordsSchema = wordsOrLocalizedSchema(20_000);
const words = v.optional(wordsSchema);
const { kind, owner, audience, ask, ifThen, goals, optional, adaptations, phase } = templateStepSchema.entries;

/** A step, or the part of it that changes. */
const contentSchema = v.object({
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

const fieldsSchema = v.object({
  ...adaptationEntries,
  /**
   * `add`, `replace`: the new step, at least its title and instructions. `soften`: what is said
   * more gently; prompts with the id of one that exists take its place, others join them. `use`:
   * the instructions of a variant that the template no longer has.
   */
  content: v.optional(contentSchema),
});

/**
 * One change that the coach makes to the template for this person, with its reason. It is written
 * once and never changed; a coach who thinks again writes another, or takes this one away.
 */
export const adaptationSchema = v.pipe(
  fieldsSchema,
  v.check(
    isComplete,
    'Give "move" its week, "use" its variant, "replace" and "add" a content with title and instructions.',
  ),
);
export type Adaptation = v.InferOutput<typeof adaptationSchema> & { readonly id: Id };

function isComplete({ op, week, variant, content }: v.InferOutput<typeof fieldsSchema>): boolean {
  if (op === 'move') return week !== undefined;
  if (op === 'use') return variant !== undefined;
  if (op === 'add' || op === 'replace') return content?.title !== undefined && content.instructions !== undefined;
  return true;
}

/** Words said in one language, where both are asked for. */
export const inBothLanguages = (words: string | LocalizedText): LocalizedText =>
  typeof words === 'string' ? { en: words, fr: words } : words;
