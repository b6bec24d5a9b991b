import type { MemberRow, StoredRow } from '../../server/storage/sync-storage.js';
import type { Command } from '../../src/protocol/commands.js';

/**
 * Whether a person may give a command: written from the product's promises by hand, so that the registry, the
 * server's rules and this cannot be wrong together.
 *
 * @param find A record of the scope, whoever reads it.
 */
export function mayGive(
  { name, args }: Command,
  person: string,
  members: readonly MemberRow[],
  find: (id: string) => StoredRow | undefined,
  journey: string,
): boolean {
  const own = members.filter((member) => member.person === person);
  const has = (role: string): boolean => own.some((member) => member.role === role && member.state === 'active');
  const isActive = own.some(({ state }) => state === 'active');
  const wrote = (id: string): boolean => find(id)?.fields['by'] === person;
  switch (name) {
    case 'audience.narrow':
      // A challenge stays with who raised it and those they asked.
      return isActive && (wrote(args.id) || args.type === 'goal' || (has('coachee') && args.type !== 'challenge'));
    case 'audience.widen':
      return has('coachee') && wrote(args.id);
    case 'audience.propose':
      return isActive && (wrote(args.id) || has('coachee') || has('coach'));
    case 'audience.answer': {
      const proposal = find(args.id);
      return isActive && (wrote(String(proposal?.fields['item'])) || has('coachee') || (wrote(args.id) && !args.isYes));
    }
    case 'membership.end':
    case 'membership.pause':
    case 'membership.resume': {
      const member = members.find(({ id }) => id === args.id);
      if (member === undefined || member.role === 'coachee') return false;
      const isOwn = member.person === person;
      if (name === 'membership.end' && args.words !== undefined && member.state !== 'ended') return isOwn;
      if (name === 'membership.resume' && member.state === 'paused' && member.pausedBy !== person)
        return has('coachee');
      return isOwn || has('coachee');
    }
    case 'membership.readmit': {
      const member = members.find(({ id }) => id === args.id);
      if (!has('coachee') || member === undefined || member.role === 'coachee') return false;
      return member.state !== 'ended' || member.pausedBy === person;
    }
    case 'membership.hours':
    case 'membership.zone':
      return own.some(({ id, state }) => id === args.id && state !== 'ended');
    case 'journey.stop':
      return has('coachee') || has('coach');
    case 'journey.reopen': {
      return has('coachee') || (has('coach') && find(journey)?.fields['stoppedBy'] === person);
    }
    case 'journey.start':
    case 'journey.pause':
    case 'journey.resume':
    case 'journey.conclude':
    case 'journey.close':
      return has('coachee');
    case 'change.withdraw':
      return true;
  }
}
