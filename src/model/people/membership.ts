import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { localizedTextSchema } from '../value/localized-text.js';
import { workingHoursSchema } from './person.js';
import { languageTagSchema, nameSchema } from '../value/text.js';
import { instantSchema, keptZoneSchema, plainDateSchema } from '../value/time.js';

/** What somebody is in a journey. The company is none of these. */
export const roles = ['coachee', 'coach', 'mentor', 'tutor', 'sponsor', 'peer', 'companion'] as const;
export type Role = (typeof roles)[number];

export const membershipStates = ['active', 'paused', 'ended'] as const;
export type MembershipState = (typeof membershipStates)[number];

/**
 * One person's place in one journey, in full. The coachee and the guides read it; companions
 * read the `member` record of the same id, which holds a first name only.
 */
export const membershipSchema = v.object({
  person: idSchema,
  role: v.picklist(roles),
  state: v.picklist(membershipStates),
  displayName: nameSchema,
  home: v.picklist(['company', 'outside']),
  since: plainDateSchema,
  until: v.optional(plainDateSchema),
  /** Which of the template's companion profiles this person answers to. */
  profile: v.optional(idSchema),
  job: v.optional(localizedTextSchema),
  place: v.optional(nameSchema),
  timeZone: keptZoneSchema,
  locale: languageTagSchema,
  replyWithinDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60))),
  /** True when the company may not know that this person accompanies. */
  hiddenFromCompany: v.boolean(),
  /** True when the frame that both signed lets this sponsor read what the guides read. */
  readsGuides: v.optional(v.boolean()),
});
export type Membership = v.InferOutput<typeof membershipSchema> & { readonly id: Id };

/** What the whole circle may know of a member: enough to say who reads a text. Same id as the membership. */
export const memberSchema = v.object({
  person: idSchema,
  role: v.picklist(roles),
  state: v.picklist(membershipStates),
  /** What this person is called by, without a family name. */
  name: nameSchema,
  timeZone: keptZoneSchema,
  /** When they want to be reached, on their own clock; without it, as is usual. */
  workingHours: v.optional(workingHoursSchema),
  /** Of the person accompanied: when the journey ended, so that the circle knows what it still takes. */
  endedAt: v.optional(instantSchema),
});
export type Member = v.InferOutput<typeof memberSchema> & { readonly id: Id };
