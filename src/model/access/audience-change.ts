import { type Audience, type Reader, isInAudience, isNarrowerOrSame, maxChosenMembers, readersOf } from './audience.js';
import type { Id } from '../value/ids.js';
import { roles } from '../people/membership.js';
import { type PermissionObject, actorOf, isAllowed } from './permissions.js';

/** What an audience belongs to: who wrote it, and who reads it now. */
export interface SharedItem {
  /** Person. */
  readonly by: Id;
  readonly audience: Audience;
}

/**
 * Whether somebody but its author could read `next` and cannot read `current`: today, when a
 * paused member comes back, or when somebody joins whom nobody has thought of yet.
 */
export function widensAudience(next: Audience, current: Audience, author: Id, members: readonly Reader[]): boolean {
  const comeBack = members
    .filter(({ person, state }) => person !== author && state !== 'ended')
    .map((member) => ({ ...member, state: 'active' }) as const);
  // An empty id is in no list, so a newcomer is met by rules only.
  const newcomer = { id: '', person: '', state: 'active' } as const;
  const newcomers = roles.filter((role) => role !== 'coachee').map((role) => ({ ...newcomer, role }));
  const cohorts = [next, current].flatMap((audience) =>
    audience.kind === 'cohort' ? [{ ...newcomer, role: 'cohort', cohort: audience.cohort } as const] : [],
  );
  return !isNarrowerOrSame(next, current, author, [...comeBack, ...newcomers, ...cohorts]);
}

/**
 * The readers of an audience to whom the table gives nothing of such an item: a sponsor of a
 * challenge, say, or a cohort of an answer. Reading goes by audience, so an item with such readers
 * must not be.
 */
export function unfitReaders(
  object: PermissionObject,
  audience: Audience,
  author: Id,
  members: readonly Reader[],
): readonly Reader[] {
  const cohort =
    audience.kind === 'cohort'
      ? [{ id: '', person: '', role: 'cohort', state: 'active', cohort: audience.cohort } as const]
      : [];
  return readersOf(audience, author, [...members, ...cohort]).filter(
    (reader) =>
      reader.person !== author &&
      !isAllowed({
        actor: actorOf(reader),
        object,
        action: 'read',
        state: 'active',
        inAudience: true,
        isOwn: true,
        isAddressed: true,
        bothAnswered: true,
      }),
  );
}

/**
 * [WD3] An audience with the author of the item in it: nobody loses their own words because others are
 * to read them no more. Where the audience does not hold its author, its readers of today and the author
 * are named instead; where those are more than can be named, the author and the person accompanied stay.
 *
 * @param members Everybody in the journey, also who has left: they find their words again when they come back.
 */
export function keepingAuthor(audience: Audience, author: Id, members: readonly Reader[]): Audience {
  const all = members.map((member) => ({ ...member, isThere: member.state !== 'ended', state: 'active' as const }));
  const places = all.filter(({ person }) => person === author);
  const [place] = [...places.filter(({ isThere }) => isThere), ...places];
  if (
    place === undefined ||
    places.some((own) => (own.isThere || own === place) && isInAudience(audience, author, own))
  )
    return audience;
  const readers = all.filter(
    (member) =>
      member.isThere && member.role !== 'coachee' && member.role !== 'cohort' && isInAudience(audience, '', member),
  );
  if (readers.length === 0 || readers.length >= maxChosenMembers) return { kind: 'pair', relation: place.id };
  return { kind: 'chosen', members: [...readers, place].map(({ id }) => id) };
}

/** Those who are in both audiences, by name. */
function commonAudience(one: Audience, other: Audience, members: readonly Reader[]): Audience {
  const both = members
    .map((member) => ({ ...member, state: 'active' as const }))
    .filter((member) => isInAudience(one, '', member) && isInAudience(other, '', member));
  const named = both.filter(({ role }) => role !== 'coachee');
  return { kind: 'chosen', members: (named.length > 0 ? named : both).map(({ id }) => id) };
}

/**
 * The audience of what was said under an item that fewer people read from now on; undefined when it stays. Nobody
 * reads it who does not read the item, but its author.
 *
 * @param above The audience of the item, from now on.
 */
export function audienceBelow(
  { by, audience }: SharedItem,
  above: Audience,
  members: readonly Reader[],
): Audience | undefined {
  if (!widensAudience(audience, above, '', members)) return undefined;
  const next = widensAudience(above, audience, '', members) ? commonAudience(audience, above, members) : above;
  return keepingAuthor(next, by, members);
}

export interface AudienceRequest {
  readonly item: SharedItem;
  /** Which row of the table of permissions the item is. */
  readonly object: PermissionObject;
  readonly to: Audience;
  /** The member who asks for the change. */
  readonly asker: Reader;
  /** Everybody in the journey. */
  readonly members: readonly Reader[];
}

/** `yes`: do it. `ask`: do it when all of these have said yes. `no`: never, and why. */
export type AudienceVerdict =
  | { readonly may: 'yes' }
  | { readonly may: 'ask'; readonly whose: readonly ('author' | 'coachee')[] }
  | {
      readonly may: 'no';
      readonly why: 'not-active' | 'nobody-there' | 'not-for-them' | 'author-outside' | 'not-yours';
    };

const yes: AudienceVerdict = { may: 'yes' };
const no = (why: Extract<AudienceVerdict, { may: 'no' }>['why']): AudienceVerdict => ({ may: 'no', why });

/** Whether an audience names only members who have not left. */
function isThere(audience: Audience, members: readonly Reader[]): boolean {
  const isMember = (id: Id) => members.some((member) => member.id === id && member.state !== 'ended');
  if (audience.kind === 'chosen') return audience.members.every(isMember);
  return audience.kind !== 'pair' || isMember(audience.relation);
}

/**
 * Whether an item may be given to other readers.
 *
 * Its author makes it narrower at once and stays inside; so does the person accompanied with
 * anybody's, where the table says so. Wider takes both of them. The coach proposes, wider or
 * narrower, and performs neither. Nobody else has a say.
 */
export function judgeAudienceChange({ item, object, to, asker, members }: AudienceRequest): AudienceVerdict {
  if (asker.state !== 'active') return no('not-active');
  if (!isThere(to, members)) return no('nobody-there');
  if (unfitReaders(object, to, item.by, members).length > 0) return no('not-for-them');
  const isAuthor = asker.person === item.by;
  const isCoachee = asker.role === 'coachee';
  const isWider = widensAudience(to, item.audience, item.by, members);
  if (isAuthor) {
    if (!isInAudience(to, item.by, asker)) return no('author-outside');
    return isWider && !isCoachee ? { may: 'ask', whose: ['coachee'] } : yes;
  }
  const question = {
    actor: actorOf(asker),
    object,
    state: asker.state,
    inAudience: isInAudience(item.audience, item.by, asker),
    isOwn: false,
  };
  if (isCoachee) {
    if (!question.inAudience || !isAllowed({ ...question, action: 'narrow' })) return no('not-yours');
    return isWider ? { may: 'ask', whose: ['author'] } : yes;
  }
  if (!isAllowed({ ...question, action: 'propose' })) return no('not-yours');
  const isOfCoachee = members.some(({ person, role }) => role === 'coachee' && person === item.by);
  return { may: 'ask', whose: isOfCoachee ? ['author'] : ['author', 'coachee'] };
}
