import type { Audience } from '../model/audience.js';
import { placeOf } from '../model/read-mark.js';
import type { Rope } from '../records/members.js';
import type { Read } from '../records/typed.js';

/** The giver and the coach, as far as they are still on the rope. */
export function audienceFor(
  { by }: Pick<Read<'contribution'>, 'by'>,
  { members, me }: Rope,
): Audience & { readonly kind: 'chosen' } {
  const active = members.filter(({ state }) => state === 'active');
  const readers = [placeOf(active, by), active.find(({ role }) => role === 'coach')].flatMap(
    (member) => member?.id ?? [],
  );
  return { kind: 'chosen', members: readers.length > 0 ? [...new Set(readers)] : [me.id] };
}
