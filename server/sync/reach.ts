import { type Space } from '../../src/model/access/space.js';
import { isTemplate } from '../../src/model/scope/scope-kind.js';
import { canRead, grantOf, mayReadTemplate, readableSpaces } from '../rules/access.js';
import { isCoachee } from '../rules/writer.js';
import type {
  OpenMembership,
  ReachableScope,
  ReplicaProgress,
  ScopeKey,
  ScopeRow,
  SpaceRow,
} from '../storage/sync-storage.js';

/** What one person reads of one journey now. */
export interface Reach {
  readonly scopeKey: ScopeKey;
  readonly row: ScopeRow;
  readonly spaces: readonly SpaceRow[];
  readonly grants: Readonly<Record<string, string>>;
  /** The memberships that open it. */
  readonly memberships: readonly OpenMembership[];
  /** The last revision at which a space that this person reads changed. Nothing in an answer follows from a later one. */
  readonly last: number;
  /** The last revision that this person can know of: the one before, or what this device caused. */
  readonly rev: number;
  /** Who reads. */
  readonly person: string;
  readonly isCoachee: boolean;
}

/**
 * Every journey that this person reads now, with the templates they are made from.
 *
 * @param scopes What their memberships lead to: the templates of all these journeys, those among them
 *   too that the person may not read.
 * @param progress How far the device that asks has come.
 */
export function reachesOf(
  { tenant, person }: { readonly tenant: string; readonly person: string },
  scopes: ReadonlyMap<string, ReachableScope>,
  progress: ReadonlyMap<string, ReplicaProgress>,
): ReadonlyMap<string, Reach> {
  const templates = new Set(
    [...scopes.values()].flatMap(({ row, memberships }) =>
      row.templateKey !== undefined && mayReadTemplate(memberships) ? [row.templateKey] : [],
    ),
  );
  const reaches = new Map<string, Reach>();
  for (const [journey, { row, spaces: all, memberships }] of scopes) {
    if (memberships.length === 0 && !templates.has(journey)) continue;
    const spaces = readableSpaces(journey, all, memberships);
    const grants = Object.fromEntries(
      spaces.map(({ name }) => [name, isTemplate(journey) ? 'g1' : grantOf(name, memberships)]),
    );
    const last = Math.max(0, ...spaces.map((space) => space.rev));
    reaches.set(journey, {
      scopeKey: { tenant, journey },
      row,
      spaces,
      grants,
      memberships,
      last,
      rev: Math.max(last, progress.get(journey)?.lastRev ?? 0),
      person,
      isCoachee: isCoachee(memberships),
    });
  }
  return reaches;
}

/** Since when somebody reads a space. Whoever is new in the journey, or there again, never learns what had left it before, whatever they say they hold. */
export const readSince = ({ scopeKey, memberships }: Reach, space: Space): number =>
  isTemplate(scopeKey.journey)
    ? 0
    : Math.min(...memberships.filter((one) => canRead(space, [one])).map(({ sinceRev }) => sinceRev));
