import type { JourneyView, MemberView } from '../../src/index.js';
import { isolated } from '../controllers/isolate.js';
import type { MessageController } from '../controllers/message-controller.js';

export const isGuide = (member: MemberView): boolean =>
  member.role === 'coach' || member.role === 'mentor' || member.role === 'tutor';
/** What somebody is called where they are told from others: with the role, where the name could be taken for another's. */
export const calledBy = (
  { name, role, isAlike }: Pick<MemberView, 'name' | 'role' | 'isAlike'>,
  messages: Pick<MessageController, 'text' | 'direction'>,
): string => (isAlike ? `${isolated(name, messages.direction)} (${messages.text('role', role)})` : name);

const order = (member: MemberView): number => (member.role === 'coachee' ? 0 : isGuide(member) ? 2 : 1);

/** As they are named: the coachee, companions, then guides. */
export const inNamingOrder = (members: readonly MemberView[]): readonly MemberView[] =>
  members.toSorted((a, b) => order(a) - order(b));

/** The guide that a pair with the coachee means: the coach, else the first guide. Undefined when I am not the coachee. */
export const guideOf = (journey: JourneyView): MemberView | undefined => {
  const active = journey.members.filter((member) => member.state === 'active' && !member.isMe);
  return active.find((member) => member.role === 'coach') ?? active.find(isGuide);
};
