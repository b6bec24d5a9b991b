import type { CircleHint, CircleView, CompanionSuggestion, PlaceView } from '../../api/places.js';
import type { Id } from '../../model/value/ids.js';
import { canEndMembership } from '../../model/people/membership-end.js';
import type { Template } from '../../model/template/template.js';
import { type JourneyContext, present } from '../support/members.js';
import { isFieldWaiting } from '../support/give-command.js';
import { oneOf } from '../support/typed.js';

/** Who is in the journey. */
export function circleViewOf(context: JourneyContext, template: Template | undefined): CircleView {
  const { me } = context;
  const profileOf = (member: Id): Id | undefined => oneOf(context.records, 'membership', member)?.profile;
  const places = present(
    context.members.map((member): PlaceView => {
      const { state } = member;
      const isChangeable = member.role !== 'coachee' && canEndMembership(member, me);
      return {
        ...member,
        profile: template?.companions.find(({ id }) => id === profileOf(member.id))?.profile,
        isWaiting: isFieldWaiting(context.records.get('member', member.id), 'state'),
        canPause: isChangeable && state === 'active',
        canResume: isChangeable && state === 'paused',
        canRemove: isChangeable && !member.isMe,
      };
    }),
  ) as readonly PlaceView[];
  const isCoachee = me.role === 'coachee' && me.state === 'active';
  const companions = places.filter(
    ({ role, state }) => (role === 'companion' || role === 'peer') && state === 'active',
  );
  const suggestions = isCoachee
    ? (template?.companions ?? []).map(({ id, profile, from, invitation, suggested }): CompanionSuggestion => ({
        id,
        profile,
        from,
        invitation,
        suggested,
        here: companions.filter((member) => profileOf(member.id) === id).length,
      }))
    : [];
  return {
    places,
    hint: isCoachee ? hintOf(companions, new Set(companions.map(({ id }) => profileOf(id)))) : undefined,
    suggestions,
    canInvite: isCoachee,
  };
}

function hintOf(companions: readonly PlaceView[], profiles: ReadonlySet<Id | undefined>): CircleHint | undefined {
  if (companions.length === 0) return 'nobody';
  if (companions.length < 2) return 'few';
  if (companions.every(({ home }) => home === 'company')) return 'no-outside';
  if (companions.every(({ home }) => home === 'outside')) return 'no-inside';
  if (companions.length >= 3 && profiles.size === 1 && !profiles.has(undefined)) return 'alike';
  return undefined;
}
