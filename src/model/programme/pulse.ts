import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { instantSchema } from '../value/time.js';

const fromOneToFive = v.picklist([1, 2, 3, 4, 5]);

/** How the person finds it going, on one item. */
export const pulseSchema = v.object({ journey: idSchema, item: idSchema, value: fromOneToFive, at: instantSchema });
export type Pulse = v.InferOutput<typeof pulseSchema> & { readonly id: Id };

/** How one side of a relation finds it: do we want the same, does the way suit, is there trust. */
export const alliancePulseSchema = v.object({
  /** The guide's membership: which relation it is about. */
  membership: idSchema,
  by: idSchema,
  goal: fromOneToFive,
  way: fromOneToFive,
  bond: fromOneToFive,
  at: instantSchema,
});
export type AlliancePulse = v.InferOutput<typeof alliancePulseSchema> & { readonly id: Id };

/** Whether both sides of a relation have answered, so that each may see the other's. */
export const bothAnswered = (
  pulses: readonly Pick<AlliancePulse, 'membership' | 'by'>[],
  relation: { readonly membership: Id; readonly coachee: Id; readonly guide: Id },
): boolean =>
  [relation.coachee, relation.guide].every((person) =>
    pulses.some(({ membership, by }) => membership === relation.membership && by === person),
  );
