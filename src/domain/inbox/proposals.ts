import type { ProposalView } from '../../api/inbox.js';
import { isInAudience } from '../../model/access/audience.js';
import { outcomeOf } from '../../model/access/move-outcome.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf, oneOf } from '../support/typed.js';

const types = ['contribution', 'topic', 'challenge', 'answer', 'ifThen'] as const;

/** What asks this reader for a yes, and what they have asked for. What was agreed or is out of date is none. */
export function proposalsOf(context: JourneyContext): readonly ProposalView[] {
  return listOf(context.records, 'moveProposal')
    .flatMap((proposal) => viewOf(proposal, context) ?? [])
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

function viewOf(proposal: Read<'moveProposal'>, { records, members, me }: JourneyContext): ProposalView | undefined {
  const item = types.map((type) => oneOf(records, type, proposal.item)).find((found) => found !== undefined);
  const coachee = members.find(({ role }) => role === 'coachee');
  if (!item || !coachee || ('withdrawnAt' in item && item.withdrawnAt !== undefined)) return undefined;
  const outcome = outcomeOf(proposal, item, coachee.person);
  if (outcome === 'agreed' || outcome === 'outdated') return undefined;
  const says = (person: string): boolean | undefined =>
    proposal.answers.find((answer) => answer.person === person)?.isYes ?? (proposal.by === person ? true : undefined);
  const asked = [...new Set([item.by, coachee.person])];
  const wanted = outcome === 'declined' ? false : undefined;
  return {
    id: proposal.id,
    item: item.id,
    outcome,
    text: 'body' in item ? item.body.text : item.if,
    lang: 'body' in item ? item.body.lang : undefined,
    author: members.find(({ person }) => person === item.by),
    by: members.find(({ person }) => person === proposal.by),
    isMine: proposal.by === me.person,
    reason: proposal.reason,
    added: members.filter(
      (member) =>
        member.person !== item.by &&
        isInAudience(proposal.to, item.by, member) &&
        !isInAudience(item.audience, item.by, member),
    ),
    waitsFor: members.filter(({ person }) => asked.includes(person) && says(person) === wanted),
    canAnswer: outcome === 'waiting' && asked.includes(me.person) && says(me.person) === undefined,
  };
}
