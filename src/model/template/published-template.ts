import * as v from '../value/schema.js';
import { idSchema } from '../value/ids.js';
import { localizedTextSchema as text } from '../value/localized-text.js';
import type { Template } from './template.js';

const titled = v.object({ id: idSchema, title: text });

/** What a screen cannot do without. */
const outlineSchema = v.object({
  id: idSchema,
  title: text,
  phases: v.array(titled),
  steps: v.array(v.object({ ...titled.entries, prompts: v.array(v.object({ id: idSchema })) })),
});

/**
 * A published template as a reader checks it: in outline only, because `parseTemplate` checked it
 * in full where it was published.
 */
export const publishedTemplateSchema = v.custom<Template>(
  (input) => v.is(outlineSchema, input),
  'Not a published template.',
);
