import { type Space } from '../../src/model/access/space.js';
import { isJourney } from '../../src/model/scope/scope-key.js';
import { protocolOf, scopeKindOf } from '../../src/model/scope/scope-kind.js';
import type { ProtocolVersion } from '../../src/protocol/version.js';
import { canRead, grantOf, mayReadTemplate, readableSpaces } from '../rules/access.js';
import { isShared } from '../rules/shared-scope.js';
import { isCoachee } from '../rules/writer.js';
import type {
  HeldGrant,
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
  /** The grants that open it. */
  readonly held: readonly HeldGrant[];
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
  version: ProtocolVersion,
  scopes: ReadonlyMap<string, ReachableScope>,
  progress: ReadonlyMap<string, ReplicaProgress>,
): ReadonlyMap<string, Reach> {
  const templates = new Set(
    [...scopes.values()].flatMap(({ row, memberships }) =>
      row.templateKey !== undefined && mayReadTemplate(memberships) ? [row.templateKey] : [],
    ),
  );
  const reaches = new Map<string, Reach>();
  for (const [journey, { row, spaces: all, memberships, grants: held }] of scopes) {
    const kind = scopeKindOf(journey);
    // [SP5]
    if (kind === undefined || protocolOf(kind) > version) continue;
    if (kind === 'template' ? !templates.has(journey) : kind === 'journey' && memberships.length === 0) continue;
    const spaces = isShared(journey)
      ? all.filter(({ name }) => kind === 'person' || held.some(({ space }) => space === name))
      : readableSpaces(journey, all, memberships);
    const grants = Object.fromEntries(
      spaces.map(({ name }) => [name, kind === 'journey' ? grantOf(name, memberships) : tokenOf(name, held)]),
    );
    const last = Math.max(0, ...spaces.map((space) => space.rev));
    reaches.set(journey, {
      scopeKey: { tenant, journey },
      row,
      spaces,
      grants,
      memberships,
      held,
      last,
      rev: Math.max(last, progress.get(journey)?.lastRev ?? 0),
      person,
      isCoachee: isCoachee(memberships),
    });
  }
  return reaches;
}

/** Changes each time a space is granted again. What is read without a grant is never granted anew. */
const tokenOf = (space: Space, held: readonly HeldGrant[]): string =>
  `g${
    held
      .filter((grant) => grant.space === space)
      .map(({ token }) => token)
      .join('-') || 1
  }`;

/** Since when somebody reads a space. Whoever is new in the journey, or there again, never learns what had left it before, whatever they say they hold. */
export const readSince = ({ scopeKey, memberships, held }: Reach, space: Space): number =>
  isJourney(scopeKey.journey)
    ? Math.min(...memberships.filter((one) => canRead(space, [one])).map(({ sinceRev }) => sinceRev))
    : held.length === 0
      ? 0
      : Math.min(...held.filter((grant) => grant.space === space).map(({ sinceRev }) => sinceRev));
