import { spaceOf } from '../../src/model/access/space.js';
import type { Membership } from '../../src/model/people/membership.js';
import type { Id } from '../../src/model/value/ids.js';
import { dateIn } from '../../src/model/value/time.js';
import { putWhole } from '../rules/put-whole.js';
import type { ScopeTransaction } from '../rules/scope-transaction.js';

/** Who accepted an invitation, as they and the invitation say. */
export interface AcceptedGuest {
  readonly id: Id;
  readonly person: Id;
  readonly role: Membership['role'];
  readonly home: Membership['home'];
  readonly hiddenFromCompany: boolean;
  readonly name: string;
  readonly timeZone: string;
  readonly locale: string;
}

const server = 'server';

/** Makes a member of a journey of somebody: the membership that the guides see and that lets them in, and the member that the circle sees. */
export async function addGuest(
  scope: ScopeTransaction,
  { id, person, role, home, hiddenFromCompany, name, timeZone, locale }: AcceptedGuest,
  nowMs: number,
): Promise<void> {
  const { journey } = scope.scopeKey;
  scope.setMember({ id, person, role, home, state: 'active', epoch: 1, pausedBy: undefined });
  const common = { person, role, state: 'active', timeZone };
  await putWhole(
    scope,
    {
      type: 'membership',
      id,
      space: spaceOf(journey, { kind: 'guides' }, ''),
      fields: { ...common, displayName: name, home, since: dateIn(timeZone, nowMs), locale, hiddenFromCompany },
    },
    nowMs,
    server,
  );
  await putWhole(
    scope,
    { type: 'member', id, space: spaceOf(journey, { kind: 'circle' }, ''), fields: { ...common, name } },
    nowMs,
    server,
  );
}
