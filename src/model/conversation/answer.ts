import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { authored } from './words.js';

/** What somebody wrote under a prompt of a step. */
export const answerSchema = v.object({ ...authored, step: idSchema, prompt: idSchema });
export type Answer = v.InferOutput<typeof answerSchema> & { readonly id: Id };
