import { forward, partialCheck } from 'valibot';
import { highlightKinds, highlightStates } from './highlight-state.js';
import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { titleSchema } from '../value/localized-text.js';
import { storable } from '../value/text.js';
import { instantSchema, msOf, timeZoneSchema } from '../value/time.js';

/** An event of the company, as its calendar announces it. */
export const highlightSchema = v.pipe(
  v.object({
    company: idSchema,
    kind: v.picklist(highlightKinds),
    title: titleSchema(500),
    startsAt: instantSchema,
    endsAt: instantSchema,
    /** Where its days are counted. */
    timeZone: timeZoneSchema,
    /** The calendar's own name for it, and which edition of it this is. */
    uid: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000), storable),
    sequence: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647)),
    initiative: v.optional(idSchema),
    state: v.picklist(highlightStates),
  }),
  forward(
    partialCheck(
      [['startsAt'], ['endsAt']],
      ({ startsAt, endsAt }) => msOf(endsAt) >= msOf(startsAt),
      'An event ends after it begins.',
    ),
    ['endsAt'],
  ),
);
export type Highlight = v.InferOutput<typeof highlightSchema> & { readonly id: Id };
