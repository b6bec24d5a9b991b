import { type Audience, isNarrowerOrSame, type JourneyView, type MemberView, readersOf } from '../../src/index.js';
import { guideOf, inNamingOrder, isGuide } from './members.js';

/** A choice offered to a writer. `chosen` without names is offered and waits for names. */
export type AudienceKind = Audience['kind'];

/** Who besides me reads it, in the order they are named: the coachee, companions, then guides. */
export function othersReading(audience: Audience, journey: JourneyView): readonly MemberView[] {
  const others = journey.members.filter((member) => !member.isMe);
  return inNamingOrder(readersOf(audience, journey.me.person, others));
}

/** The pair that I am in: with my guide, or with the coachee. */
export function pairOf(journey: JourneyView): Audience | undefined {
  if (journey.me.role !== 'coachee') return { kind: 'pair', relation: journey.me.id };
  const guide = guideOf(journey);
  return guide && { kind: 'pair', relation: guide.id };
}

/** What I may choose from, from the narrowest; within another audience, nothing wider than it. */
export function choicesFor(journey: JourneyView, within: Audience | undefined): readonly Audience[] {
  const { me } = journey;
  const pair = pairOf(journey);
  const choices: Audience[] = [
    ...(me.role === 'coachee' ? [{ kind: 'self' } as const] : []),
    ...(pair ? [pair] : []),
    ...(me.role === 'coachee' || isGuide(me) ? [{ kind: 'guides' } as const] : []),
    ...(me.role === 'sponsor' ? [] : [{ kind: 'circle' } as const]),
  ];
  return within
    ? choices.filter((choice) => isNarrowerOrSame(choice, within, me.person, journey.members) || isSame(choice, within))
    : choices;
}

/** Those who can be named one by one. The coachee reads in any case, since it is their space. */
export const nameable = (journey: JourneyView, within: Audience | undefined): readonly MemberView[] =>
  inNamingOrder(
    within
      ? othersReading(within, journey)
      : journey.members.filter((member) => !member.isMe && member.state === 'active'),
  );

/** Where a text goes when nobody has said: a topic to the circle, anything else to the pair. */
export const usualAudience = (journey: JourneyView, purpose: string): Audience =>
  purpose === 'topic' ? { kind: 'circle' } : (pairOf(journey) ?? { kind: 'guides' });

export const isSame = (a: Audience, b: Audience): boolean =>
  a.kind === b.kind &&
  (a.kind !== 'pair' || (b.kind === 'pair' && a.relation === b.relation)) &&
  (a.kind !== 'chosen' || (b.kind === 'chosen' && a.members.join() === b.members.join()));
