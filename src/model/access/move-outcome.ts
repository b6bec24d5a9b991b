import type { Audience } from './audience.js';
import type { SharedItem } from './audience-change.js';
import type { Id } from '../value/ids.js';
import type { MoveProposal } from './move-proposal.js';
import { spaceOf } from './space.js';

/**
 * What has become of a proposal. Only the author of the item and the person accompanied count, one
 * no is enough, and a yes holds only for the readers that the item had when it was asked for.
 */
export function outcomeOf(
  proposal: Pick<MoveProposal, 'by' | 'from' | 'answers'>,
  item: SharedItem,
  coachee: Id,
): 'waiting' | 'agreed' | 'declined' | 'outdated' {
  if (spaceOf('', proposal.from, item.by) !== spaceOf('', item.audience, item.by)) return 'outdated';
  const says = (person: Id): boolean | undefined =>
    proposal.answers.findLast((answer) => answer.person === person)?.isYes ??
    (proposal.by === person ? true : undefined);
  const answers = [says(item.by), says(coachee)];
  if (answers.includes(false)) return 'declined';
  return answers.every((answer) => answer === true) ? 'agreed' : 'waiting';
}

/** Who reads a proposal: who made it, the author of the item, and the person accompanied, whose space it is. */
export function readersOfProposal(...places: readonly { readonly id: Id; readonly role: string }[]): Audience {
  const others = [...new Set(places.filter(({ role }) => role !== 'coachee').map(({ id }) => id))];
  const [first = ''] = others;
  return others.length === 1 ? { kind: 'pair', relation: first } : { kind: 'chosen', members: others };
}
