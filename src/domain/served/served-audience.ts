import type { Audience } from '../../model/access/audience.js';
import { placeOf } from '../../model/conversation/read-mark.js';
import type { JourneyContext } from '../support/members.js';
import type { Read } from '../support/typed.js';

/** The giver and the coach, as far as they are still in the journey. */
export function audienceFor(
  { by }: Pick<Read<'contribution'>, 'by'>,
  { members, me }: JourneyContext,
): Audience & { readonly kind: 'chosen' } {
  const active = members.filter(({ state }) => state === 'active');
  const readers = [placeOf(active, by), active.find(({ role }) => role === 'coach')].flatMap(
    (member) => member?.id ?? [],
  );
  return { kind: 'chosen', members: readers.length > 0 ? [...new Set(readers)] : [me.id] };
}
