import { type Audience, type Reader, isInAudience } from '../model/access/audience.js';
import {
  type SharedItem,
  audienceBelow,
  judgeAudienceChange,
  keepingAuthor,
  widensAudience,
} from '../model/access/audience-change.js';
import { outcomeOf, readersOfProposal } from '../model/access/move-outcome.js';
import { withAnswer } from '../model/access/move-proposal.js';
import { objectOf } from '../model/access/permissions.js';
import { spaceOf } from '../model/access/space.js';
import type { Id } from '../model/value/ids.js';
import { type Json, isSameJson } from '../model/value/json.js';
import { instantOf } from '../model/value/time.js';
import type { CommandArgs } from './commands.js';
import type { EffectDraft, Read } from './effect-draft.js';

const sharedTypes = ['topic', 'contribution', 'challenge', 'answer', 'goal', 'goalRating', 'ifThen'] as const;
type SharedType = (typeof sharedTypes)[number];
type Item = Read<SharedType>;

/** Who is in the scope, as its audiences know them. */
const readersIn = (draft: EffectDraft): readonly Reader[] =>
  draft.list('member').map(({ id, is: { person, role, state } }) => ({
    id,
    person,
    role,
    state,
    readsGuides: draft.get('membership', id)?.is.readsGuides,
  }));

const itemCalled = (draft: EffectDraft, id: Id): Item | undefined =>
  sharedTypes.map((type) => draft.get(type, id)).find((item) => item !== undefined);

/** Nobody signs a goal. */
const sharedOf = ({ fields, is: { audience } }: Item): SharedItem => ({ by: String(fields['by'] ?? ''), audience });

const move = (draft: EffectDraft, item: Item, audience: Audience): void =>
  draft.set(item, { audience }, spaceOf(draft.journey, audience, sharedOf(item).by));

export function narrow(draft: EffectDraft, { type, id, audience }: CommandArgs<'audience.narrow'>): void {
  const item = draft.get<SharedType>(type, id);
  const members = readersIn(draft);
  if (item === undefined || widensAudience(audience, item.is.audience, '', members)) return;
  const readers = keepingAuthor(audience, sharedOf(item).by, members);
  if ([audience, readers].some((same) => isSameJson(same as unknown as Json, item.is.audience as unknown as Json)))
    return;
  move(draft, item, readers);
  const moved = [id];
  for (const below of [...draft.list('contribution'), ...draft.list('goalRating')]) {
    if (('topic' in below.is ? below.is.topic : below.is.goal) !== id) continue;
    const next = audienceBelow(below.is, audience, members);
    if (next === undefined) continue;
    move(draft, below, next);
    moved.push(below.id);
  }
  // A mark, or a proposal, goes when who left it or its item's author no longer reads the item.
  for (const mark of [...draft.list('readMark'), ...draft.list('moveProposal')]) {
    const marked = moved.includes(mark.is.item) ? itemCalled(draft, mark.is.item) : undefined;
    if (marked === undefined) continue;
    const isRead = (person: Id): boolean =>
      members.some(
        (member) => member.person === person && isInAudience(marked.is.audience, '', { ...member, state: 'active' }),
      );
    if (!(isRead(mark.is.by) && isRead(sharedOf(marked).by))) draft.remove(mark);
  }
}

export function widen(draft: EffectDraft, { type, id, audience }: CommandArgs<'audience.widen'>): void {
  const item = draft.get(type, id);
  if (item && item.is.audience.kind !== 'self' && widensAudience(audience, item.is.audience, '', readersIn(draft)))
    move(draft, item, audience);
}

export function propose(
  draft: EffectDraft,
  { proposal, type, id, audience: to, reason }: CommandArgs<'audience.propose'>,
  who: Id | undefined,
  when: number,
): void {
  const item = draft.get(type, id);
  if (item === undefined || item.is.audience.kind === 'self' || who === undefined) return;
  const members = readersIn(draft);
  const { by, audience: from } = item.is;
  const object = objectOf(type, item.is);
  const author = members.find((member) => member.person === by && member.state !== 'ended');
  const asker = members.find(
    (member) =>
      member.person === who &&
      judgeAudienceChange({ item: { by, audience: from }, object, to, asker: member, members }).may === 'ask',
  );
  if (!author || !asker) return;
  for (const earlier of draft.list('moveProposal'))
    if (earlier.is.item === id && earlier.is.by === who) draft.remove(earlier);
  draft.create('moveProposal', proposal, spaceOf(draft.journey, readersOfProposal(author, asker), who), {
    item: id,
    by: who,
    at: instantOf(when),
    from,
    to,
    ...(reason === undefined ? {} : { reason }),
    answers: [],
  });
}

export function answer(
  draft: EffectDraft,
  { id, isYes }: CommandArgs<'audience.answer'>,
  who: Id | undefined,
  when: number,
): void {
  const proposal = draft.get('moveProposal', id);
  if (proposal === undefined || who === undefined) return;
  if (proposal.is.by === who && !isYes) return draft.remove(proposal);
  const item = itemCalled(draft, proposal.is.item);
  const coachee = readersIn(draft).find(({ role }) => role === 'coachee')?.person ?? '';
  if (item === undefined) return;
  const shared = sharedOf(item);
  if ((who !== shared.by && who !== coachee) || outcomeOf(proposal.is, shared, coachee) === 'outdated') return;
  const { answers } = withAnswer({ ...proposal.is, id }, { person: who, isYes, at: instantOf(when) });
  if (outcomeOf({ ...proposal.is, answers }, shared, coachee) !== 'agreed') return draft.set(proposal, { answers });
  move(draft, item, proposal.is.to);
  draft.remove(proposal);
}
