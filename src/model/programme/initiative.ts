import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { localizedTextSchema, localizedTitleSchema } from '../value/localized-text.js';
import { plainDateSchema } from '../value/time.js';

/** Something that the company wants to change. */
export const initiativeSchema = v.object({
  company: idSchema,
  title: localizedTitleSchema,
  intent: localizedTextSchema,
  from: plainDateSchema,
  to: plainDateSchema,
});
export type Initiative = v.InferOutput<typeof initiativeSchema> & { readonly id: Id };

/** The author of an item says that it serves an initiative. The company knows how many, from five on. */
export const initiativeLinkSchema = v.object({ initiative: idSchema, item: idSchema, by: idSchema });
export type InitiativeLink = v.InferOutput<typeof initiativeLinkSchema> & { readonly id: Id };

/** Only who wrote the item may link it, and may take the link away. */
export const canLink = (item: { readonly by: Id }, person: Id): boolean => item.by === person;
