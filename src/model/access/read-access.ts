import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { instantSchema } from '../value/time.js';

/** Somebody has been given an item to read, and by which door. The person accompanied may see the list. */
export const readAccessSchema = v.object({
  item: idSchema,
  by: idSchema,
  at: instantSchema,
  via: v.picklist(['pull', 'export', 'access-request', 'support']),
});
export type ReadAccess = v.InferOutput<typeof readAccessSchema> & { readonly id: Id };
