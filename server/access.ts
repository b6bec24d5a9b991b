import { widensAudience } from '../src/model/audience-change.js';
import { type Audience, isInAudience } from '../src/model/audience.js';
import type { Id } from '../src/model/ids.js';
import type { Fields } from '../src/model/json.js';
import type { Role } from '../src/model/membership.js';
import { type Action, actorOf, isAllowed, isSignedBy, objectOf } from '../src/model/permissions.js';
import type { RecordType } from '../src/model/record.js';
import { type Space, canReadSpace } from '../src/model/space.js';
import { isTemplateJourney } from '../src/model/published-template.js';
import type { MemberRow, SpaceRow, StoredRow } from './sync-storage.js';

/** The places that let somebody in: a paused or ended one opens nothing. */
export const activePlacesOf = (person: Id, members: readonly MemberRow[]): readonly MemberRow[] =>
  members.filter((member) => member.person === person && member.state === 'active');

export const canRead = (space: Space, places: readonly MemberRow[]): boolean =>
  places.some((place) => canReadSpace(space, place));

/** A record that is there and that these places read. One that was deleted, perhaps before they came, is to them as if it never was. */
export const isKnownTo = (places: readonly MemberRow[], row: StoredRow | undefined): row is StoredRow =>
  row?.deleted === false && canRead(row.space, places);

export const isInside = (audience: Audience, author: Id, places: readonly MemberRow[]): boolean =>
  places.some((place) => isInAudience(audience, author, place));

/** The audience of a record's fields, which a schema has checked. */
export const audienceIn = (fields: Fields): Audience | undefined => fields['audience'] as Audience | undefined;

const authorIn = (fields: Fields): Id => (typeof fields['by'] === 'string' ? fields['by'] : '');

/** Whether one of these places may do this to a record that looks so, by the one table of permissions. */
export function mayDo(
  action: Action,
  type: RecordType,
  fields: Fields,
  person: Id,
  places: readonly MemberRow[],
): boolean {
  const audience = audienceIn(fields);
  const kind = fields['kind'];
  return places.some((place) => {
    const inAudience = audience === undefined || isInAudience(audience, authorIn(fields), place);
    return isAllowed({
      actor: actorOf(place),
      object: objectOf(type, { kind, audience }),
      action,
      state: place.state,
      inAudience,
      isOwn: isSignedBy({ by: fields['by'] }, person),
      isAddressed: inAudience && isAddressedTo(audience, fields, place.role),
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
export const grantOf = (space: Space, places: readonly MemberRow[]): string =>
  `g${places
    .filter((place) => canReadSpace(space, place))
    .map(({ epoch }) => epoch)
    .join('.')}`;

/** The spaces that these places read, of those that exist. */
export function readableSpaces(
  journey: string,
  spaces: readonly SpaceRow[],
  places: readonly MemberRow[],
): readonly SpaceRow[] {
  if (isTemplateJourney(journey)) return spaces;
  return spaces.filter(({ name }) => canRead(name, places));
}

/** Whether these places open the words of the journey's template. */
export const mayReadTemplate = (places: readonly MemberRow[]): boolean =>
  places.some((place) =>
    isAllowed({
      actor: actorOf(place),
      object: 'template',
      action: 'read',
      state: place.state,
      inAudience: true,
      isOwn: false,
    }),
  );
