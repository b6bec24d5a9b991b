import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { localizedTitleSchema } from '../value/localized-text.js';
import { templateSchema } from './template.js';
import { templateVersionStates } from './template-state.js';

/** A path that many people take, whatever its version, and who answers for it. */
export const journeyTemplateSchema = v.object({ title: localizedTitleSchema, owner: idSchema });
export type JourneyTemplate = v.InferOutput<typeof journeyTemplateSchema> & { readonly id: Id };

/** One edition of it. The body carries its number and its changelog, and is never edited once published. */
export const templateVersionSchema = v.object({ state: v.picklist(templateVersionStates), body: templateSchema });
export type TemplateVersion = v.InferOutput<typeof templateVersionSchema> & { readonly id: Id };
