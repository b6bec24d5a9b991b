import { forward, partialCheck } from 'valibot';
import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { titleSchema, wordsOrLocalizedSchema } from '../value/localized-text.js';
import { type PlainDate, addDays, plainDateSchema, timeZoneSchema } from '../value/time.js';

/** A flat price for a person's accompaniment, and how much of a coach it takes. */
export const planSchema = v.object({
  title: titleSchema(200),
  perPersonPerMonth: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1_000_000)),
  /** ISO 4217. */
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Use a currency, such as "EUR".')),
  includes: wordsOrLocalizedSchema(5_000),
  coachLoadUnits: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1_000)),
});
export type PricePlan = v.InferOutput<typeof planSchema> & { readonly id: Id };

export const entitlementStates = ['reserved', 'active', 'grace', 'ended'] as const;
export type EntitlementState = (typeof entitlementStates)[number];

/** How long somebody goes on after their seat has lapsed, so that nothing breaks off. */
export const graceDays = 30;

/** Somebody's seat. It is the one thing that the company knows of them. */
export const entitlementSchema = v.pipe(
  v.object({
    plan: idSchema,
    company: idSchema,
    person: idSchema,
    from: plainDateSchema,
    /** The last day. */
    to: plainDateSchema,
    timeZone: timeZoneSchema,
    state: v.picklist(entitlementStates),
  }),
  forward(
    partialCheck([['from'], ['to']], ({ from, to }) => to >= from, 'A seat ends after it begins.'),
    ['to'],
  ),
);
export type Entitlement = v.InferOutput<typeof entitlementSchema> & { readonly id: Id };

/** The state that its dates give on a day of its time zone. */
export function entitlementStateOn({ from, to }: Pick<Entitlement, 'from' | 'to'>, today: PlainDate): EntitlementState {
  if (today < from) return 'reserved';
  if (today <= to) return 'active';
  return today <= addDays(to, graceDays) ? 'grace' : 'ended';
}
