import { createHash } from 'node:crypto';
import { resetCursor } from '../../src/protocol/checksum.js';
import type { Page, PullRequest } from '../../src/protocol/messages.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { isShared } from '../rules/shared-scope.js';
import type { SpaceRow } from '../storage/sync-storage.js';
import { type CursorOwner, type DecodedCursor, type Paging, believedGrants, decodeCursor } from './cursor.js';
import type { CursorSeal } from './cursor-keys.js';
import type { Reach } from './reach.js';

/** Who asks, and what the answer is signed with. */
export interface Asker {
  readonly tenant: string;
  readonly person: string;
  readonly replica: string;
  /** Name of this incarnation of the database. */
  readonly store: string;
  readonly seal: CursorSeal;
}

/** What a device says of one journey. */
export type Asked = PullRequest['journeys'][number];

/** Where what a device lacks of one journey begins. */
export interface Beginning {
  /** Everything up to this revision is on the device, or is sent again. */
  readonly from: number;
  readonly mode: Page['mode'];
  readonly why?: Page['why'];
  /** Up to here the device missed no removal. */
  readonly completeTo: number;
  /** The paging that goes on. */
  readonly paging?: Paging | undefined;
  /** Whether what comes next is signed: not while it follows from a cursor that nobody signed. */
  readonly isSigned: boolean;
}

/** Where to begin: after the cursor, or from the beginning. */
export function beginningOf(reach: Reach, asker: Asker, asked: Asked): Beginning {
  const { spaces, grants, last } = reach;
  const text = asked.snap ?? asked.cursor;
  if (text === undefined) return { from: 0, mode: 'delta', completeTo: last, isSigned: true };
  const held = decodeCursor(text, ownerOf(reach, asker), asker.seal);
  const why = text === resetCursor ? 'checksum' : resetReason(held, reach, asker);
  if (held === undefined || why !== undefined) return { from: 0, mode: 'reset', why, completeTo: last, isSigned: true };
  const mode = asked.snap === undefined ? 'delta' : 'reset';
  const { paging, isSigned } = held;
  // Nobody may say that they hold what is still to come.
  const rev = isSigned ? held.rev : Math.min(held.rev, last);
  const completeTo = paging?.completeTo ?? rev;
  const believed = believedGrants(held, asked.spaces);
  const isNew = ({ name }: SpaceRow): boolean => believed[name] !== grants[name];
  // [SP8] A function or a cohort is given in no scope, so no revision says since when it opens one: of what was deleted
  // until now, nothing is told.
  if (isShared(reach.scopeKey.journey) && spaces.some(isNew))
    return { from: 0, mode: 'reset', why: 'grant', completeTo: last, isSigned: true };
  if (paging !== undefined && fingerprintOfGrants(reach, paging.head) === paging.grants) {
    // One that was made later and is theirs since: what came into it before this page is not on the device.
    const isWhole = spaces.every((space) => space.createdRev <= paging.head || space.createdRev > rev || !isNew(space));
    if (isWhole) return { from: rev, mode, completeTo, paging, isSigned };
  }
  const isRegranted = spaces.some((space) => isNew(space) && space.createdRev <= rev);
  return { from: isRegranted ? 0 : rev, mode, completeTo, isSigned };
}

export const ownerOf = ({ scopeKey }: Reach, { person }: Pick<Asker, 'person'>): CursorOwner => ({
  ...scopeKey,
  person,
});

/** A space made later is whole in what comes after, so it is left out. */
export const fingerprintOfGrants = ({ spaces, grants }: Reach, head: number): string =>
  createHash('sha256')
    .update(
      JSON.stringify(spaces.filter(({ createdRev }) => createdRev <= head).map(({ name }) => [name, grants[name]])),
    )
    .digest('base64url')
    .slice(0, 16);

/** Only what this server signed is compared with what the reader cannot see. */
function resetReason(
  held: DecodedCursor | undefined,
  { row, last }: Reach,
  { store, seal, replica }: Asker,
): Page['why'] {
  if (held === undefined) return 'schema';
  if (held.store !== store) return 'store';
  if (held.schema !== schemaVersion) return 'schema';
  // An older copy of the database serves, which does not know what was signed since: the device has seen more than it.
  if (held.isForeign) return 'ahead';
  if (!held.isSigned && !seal.isUnsignedTaken(replica)) return 'schema';
  if (held.isSigned && held.rev > row.rev) return 'ahead';
  const completeTo = held.paging?.completeTo ?? held.rev;
  // Where nothing that they read has changed since, nothing was forgotten that they have not seen.
  if (completeTo < row.floorRev && completeTo < last) return 'horizon';
  return undefined;
}
