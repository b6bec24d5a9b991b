import { widensAudience } from '../../src/model/access/audience-change.js';
import { type Audience, isInAudience } from '../../src/model/access/audience.js';
import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import type { Role } from '../../src/model/people/membership.js';
import { type Action, actorOf, isAllowed, isSignedBy, objectOf } from '../../src/model/access/permissions.js';
import type { RecordType } from '../../src/model/record.js';
import { type Space, canReadSpace } from '../../src/model/access/space.js';
import { isTemplate } from '../../src/model/scope/scope-key.js';
import type { MemberRow, SpaceRow, StoredRow } from '../storage/sync-storage.js';

/** The memberships that let somebody in: a paused or ended one opens nothing. */
export const activePlacesOf = (person: Id, members: readonly MemberRow[]): readonly MemberRow[] =>
  members.filter((member) => member.person === person && member.state === 'active');

export const canRead = (space: Space, memberships: readonly MemberRow[]): boolean =>
  memberships.some((membership) => canReadSpace(space, membership));

/** A record that is there and that these memberships read. One that was deleted, perhaps before they came, is to them as if it never was. */
export const isKnownTo = (memberships: readonly MemberRow[], row: StoredRow | undefined): row is StoredRow =>
  row?.deleted === false && canRead(row.space, memberships);

export const isInside = (audience: Audience, author: Id, memberships: readonly MemberRow[]): boolean =>
  memberships.some((membership) => isInAudience(audience, author, membership));

/** The audience of a record's fields, which a schema has checked. */
export const audienceIn = (fields: Fields): Audience | undefined => fields['audience'] as Audience | undefined;

const authorIn = (fields: Fields): Id => (typeof fields['by'] === 'string' ? fields['by'] : '');

/** Whether one of these memberships may do this to a record that looks so, by the one table of permissions. */
export function mayDo(
  action: Action,
  type: RecordType,
  fields: Fields,
  person: Id,
  memberships: readonly MemberRow[],
): boolean {
  const audience = audienceIn(fields);
  const kind = fields['kind'];
  return memberships.some((membership) => {
    const inAudience = audience === undefined || isInAudience(audience, authorIn(fields), membership);
    return isAllowed({
      actor: actorOf(membership),
      object: objectOf(type, { kind, audience }),
      action,
      state: membership.state,
      inAudience,
      isOwn: isSignedBy({ by: fields['by'] }, person),
      isAddressed: inAudience && isAddressedTo(audience, fields, membership.role),
    });
  });
}

/** By name, or because their role is asked. */
function isAddressedTo(audience: Audience | undefined, fields: Fields, role: Role): boolean {
  if (audience?.kind === 'pair' || audience?.kind === 'chosen') return true;
  const ask = fields['ask'] as { readonly to?: readonly string[] } | undefined;
  return ask?.to?.some((asked) => asked === role || asked === 'anyone') ?? false;
}

/** Whether nobody, now or once somebody of any role joins or comes back, reads `next` without reading `current`. */
export const isWithin = (next: Audience, current: Audience, members: readonly MemberRow[]): boolean =>
  !widensAudience(next, current, '', members);

/** Changes each time access is given again, so that a device fetches anew what it had to forget. */
export const grantOf = (space: Space, memberships: readonly MemberRow[]): string =>
  `g${memberships
    .filter((membership) => canReadSpace(space, membership))
    .map(({ epoch }) => epoch)
    .join('.')}`;

/** The spaces that these memberships read, of those that exist. */
export function readableSpaces(
  journey: string,
  spaces: readonly SpaceRow[],
  memberships: readonly MemberRow[],
): readonly SpaceRow[] {
  if (isTemplate(journey)) return spaces;
  return spaces.filter(({ name }) => canRead(name, memberships));
}

/** Whether these memberships open the words of the journey's template. */
export const mayReadTemplate = (memberships: readonly MemberRow[]): boolean =>
  memberships.some((membership) =>
    isAllowed({
      actor: actorOf(membership),
      object: 'template',
      action: 'read',
      state: membership.state,
      inAudience: true,
      isOwn: false,
    }),
  );
