import * as v from '../value/schema.js';
import { type StepContent, contentSchema } from './adaptation-content.js';
import { adaptationEntries } from './adaptation-outline.js';
import type { Id } from '../value/ids.js';
import type { LocalizedText } from '../value/localized-text.js';

export type { StepContent };

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
