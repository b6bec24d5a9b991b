import type { StoredRow } from '../../server/storage/sync-storage.js';
import type { StorageState } from './memory-state.js';

/**
 * Who reads what lives in no journey: written from the product's promises by hand, so that the server's rules and this
 * cannot be wrong together. Tokens and revisions are not looked at.
 */
export function readsSpace(state: StorageState, tenant: string, person: string, space: string): boolean {
  if (space.startsWith('~person:')) return space === `~person:${person}/main`;
  for (const grant of state.grants.values()) {
    if (!grant.isActive || grant.place.tenant !== tenant || grant.space !== space) continue;
    const { to } = grant;
    if (to.kind === 'person' && to.person === person) return true;
    if (to.kind === 'function' && has(state, tenant, person, `function\n${to.function}`)) return true;
    if (to.kind === 'cohort' && has(state, tenant, person, `cohort\n${to.cohort}`)) return true;
    if (to.kind === 'tenant' && isInside(state, tenant, person)) return true;
  }
  return false;
}

const has = ({ standings }: StorageState, tenant: string, person: string, name: string): boolean =>
  standings.get(`${tenant}\n${person}`)?.get(name)?.isActive === true;

/** Whoever came from outside alone is nobody of the tenant's. */
function isInside({ journeys }: StorageState, tenant: string, person: string): boolean {
  const homes = [...journeys].flatMap(([key, { members }]) =>
    key.startsWith(`${tenant}\n`)
      ? [...members.values()].filter((member) => member.person === person).map(({ home }) => home)
      : [],
  );
  return homes.length === 0 || homes.includes('company');
}

/** Where a record of this type lives in a scope without members. */
const homes: Readonly<Record<string, string>> = {
  highlight: 'calendar',
  initiative: 'calendar',
  pricePlan: 'plans',
};

/** Whether it lives where it belongs. */
export const isAtHome = (scope: string, { type, space }: StoredRow): boolean =>
  space === `${scope}/${homes[type] ?? 'main'}`;

/**
 * Whether a person may write a record of this type in a scope that they read: by what they do for the company, or
 * as one of its cohort, or because it is theirs.
 */
export function writes(
  state: StorageState,
  tenant: string,
  person: string,
  scope: string,
  { type, by }: { readonly type: string; readonly by: unknown },
): boolean {
  if (scope === `~person:${person}`) return type === 'settings';
  const is = (name: string): boolean => has(state, tenant, person, `function\n${name}`);
  const isOwn = by === undefined || by === person;
  switch (type) {
    case 'highlight':
    case 'initiative':
    case 'pricePlan':
      return is('programme-lead');
    case 'topic':
    case 'contribution':
      return isOwn && has(state, tenant, person, `cohort\n${scope.slice('~cohort:'.length)}`);
    case 'practiceMeeting':
    case 'practiceCard':
      return isOwn && (is('coach') || is('coach-lead'));
    case 'coachFile':
      return is('coach-lead');
    default:
      return false;
  }
}
