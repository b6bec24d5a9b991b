import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import type { MembershipState, Role } from '../people/membership.js';

/** Who may read an item. It is data on every item, checked by the server, shown as names. */
export type Audience =
  | { readonly kind: 'self' }
  | { readonly kind: 'pair'; readonly relation: Id }
  | { readonly kind: 'guides' }
  | { readonly kind: 'circle' }
  | { readonly kind: 'cohort'; readonly cohort: Id }
  | { readonly kind: 'chosen'; readonly members: readonly Id[] };

export type AudienceKind = Audience['kind'];

/** More names than this are a circle, and a space name stays under one kilobyte. */
export const maxChosenMembers = 24;

export const audienceSchema = v.union([
  v.object({ kind: v.literal('self') }),
  v.object({ kind: v.literal('pair'), relation: idSchema }),
  v.object({ kind: v.literal('guides') }),
  v.object({ kind: v.literal('circle') }),
  v.object({ kind: v.literal('cohort'), cohort: idSchema }),
  v.object({
    kind: v.literal('chosen'),
    members: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(maxChosenMembers), v.readonly()),
  }),
]);

/** What decides whether somebody is inside an audience: their place in the journey, nothing else. */
export interface Reader {
  /** Membership id. */
  readonly id: Id;
  readonly person: Id;
  /** `cohort`: no member of this journey, but of the same cohort and opted into its take-homes. */
  readonly role: Role | 'cohort';
  readonly state: MembershipState;
  readonly cohort?: Id;
  /** A sponsor whose signed frame lets them read what the guides read. */
  readonly readsGuides?: boolean | undefined;
}

export const isGuide = (role: Reader['role']): boolean => role === 'coach' || role === 'mentor' || role === 'tutor';

/**
 * Whether a member reads an item of this audience.
 *
 * The person accompanied reads whatever is in their space, except what its author keeps to
 * themself. A membership that is not active reads nothing. A sponsor is in no audience but a
 * pair or a list that names them, and among the guides if the frame says so; the cohort reads
 * take-homes only.
 */
export function isInAudience(audience: Audience, author: Id, reader: Reader): boolean {
  if (reader.state !== 'active') return false;
  if (audience.kind === 'self') return reader.person === author;
  if (audience.kind === 'cohort') return reader.role === 'coachee' || reader.cohort === audience.cohort;
  if (reader.role === 'coachee') return true;
  if (reader.role === 'cohort') return false;
  switch (audience.kind) {
    case 'pair':
      return reader.id === audience.relation;
    case 'guides':
      return isGuide(reader.role) || (reader.role === 'sponsor' && reader.readsGuides === true);
    case 'circle':
      return reader.role !== 'sponsor';
    case 'chosen':
      return audience.members.includes(reader.id);
  }
}

/** The members who read an item of this audience, in the order given. */
export const readersOf = <M extends Reader>(audience: Audience, author: Id, members: readonly M[]): readonly M[] =>
  members.filter((member) => isInAudience(audience, author, member));

/** Whether nobody reads `next` who does not already read `current`. */
export const isNarrowerOrSame = (next: Audience, current: Audience, author: Id, members: readonly Reader[]): boolean =>
  members.every((member) => !isInAudience(next, author, member) || isInAudience(current, author, member));
