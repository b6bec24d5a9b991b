import type { JourneyView, MemberView } from '../../src/index.js';

export const isGuide = (member: MemberView): boolean => member.role === 'coach' || member.role === 'mentor' || member.role === 'tutor';
const order = (member: MemberView): number => (member.role === 'coachee' ? 0 : isGuide(member) ? 2 : 1);

/** As they are named: the coachee, companions, then guides. */
export const inNamingOrder = (members: readonly MemberView[]): readonly MemberView[] => members.toSorted((a, b) => order(a) - order(b));

/** The guide that a pair with the coachee means: the coach, else the first guide. Undefined when I am not the coachee. */
export const guideOf = (journey: JourneyView): MemberView | undefined => {
  const active = journey.members.filter((member) => member.state === 'active' && !member.isMe);
  return active.find((member) => member.role === 'coach') ?? active.find(isGuide);
};
