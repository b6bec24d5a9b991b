import { createHash } from 'node:crypto';
import { limits } from '../../src/protocol/limits.js';
import { resetCursor } from '../../src/protocol/checksum.js';
import type { Page, PullRequest, PullResponse } from '../../src/protocol/messages.js';
import type { Space } from '../../src/model/access/space.js';
import { fieldsReadBy } from '../../src/model/conversation/hidden-words.js';
import { isTemplate } from '../../src/model/scope/scope-kind.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { canRead, grantOf, mayReadTemplate, readableSpaces } from '../rules/access.js';
import { groupBy } from '../../src/util/group-by.js';
import {
  type CursorOwner,
  type DecodedCursor,
  type Paging,
  believedGrants,
  decodeCursor,
  encodeCursor,
} from './cursor.js';
import type { CursorSeal } from './cursor-keys.js';
import { publicStamp } from '../rules/stamps.js';
import type {
  Change,
  ScopeRow,
  ScopeSpaces,
  OpenMembership,
  ScopeKey,
  ReplicaProgress,
  SpaceRow,
  StorageReader,
  StoredRow,
  VerdictRow,
} from '../storage/sync-storage.js';
import { answersByJourney, verdictOf } from './verdicts.js';
import { isCoachee } from '../rules/writer.js';

/*
 * A pull keeps nothing on the server: the answer follows from the cursor, the spaces held and
 * today's access. What a device does with it, in one transaction of its own:
 *
 * 1. It forgets every journey that `access` does not name, and every space that its journey's
 *    `access` does not name or names with another grant than the one it stored.
 * 2. For each page it applies `puts` and `dels`, and stores `to` and that journey's `access.spaces`
 *    whole, which it sends back next time. The cursor is signed, knows these grants again, and
 *    remembers for which of them a paging runs.
 *
 * A journey of `access` without a page keeps the cursor and spaces that the device has for it, so
 * that the next pull that names it gets what is missing. When a grant is new and there is older
 * content under it, the journey is sent from the beginning, page by page: a put of what the device
 * already has changes nothing. With the last page the device has everything up to `access[id].rev`,
 * and every operation whose verdict has a `rev` not above it has come back with it.
 *
 * Pages of mode `reset`, puts and dels, are applied to an empty copy aside, which replaces the
 * journey with the last one. Until then the device sends `snap` back; a page that says `why` begins
 * a reset, so what was put aside before is dropped.
 */

interface Reach {
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

/** Who asks, and what the answer is signed with. */
export interface Asker {
  readonly tenant: string;
  readonly person: string;
  /** Name of this incarnation of the database. */
  readonly store: string;
  readonly seal: CursorSeal;
}

interface Budget {
  records: number;
  bytes: number;
}

const verdictsPerAnswer = 1_000;

/** What this person may know now, and what their device lacks of it. */
export async function answerPull(
  storage: StorageReader,
  asker: Asker,
  request: PullRequest,
): Promise<Pick<PullResponse, 'access' | 'journeys' | 'lastSeq' | 'results'>> {
  const { tenant, person } = asker;
  const progress = await storage.replicaJourneys(tenant, request.replica);
  const { lastSeq, results } = await answersOf(storage, tenant, request, progress);
  const reaches = await reachesOf(storage, tenant, person, progress);
  const budget: Budget = {
    records: Math.min(request.limit?.records ?? limits.pageRecords, limits.pageRecords),
    bytes: Math.min(request.limit?.bytes ?? limits.pageBytes, limits.pageBytes),
  };
  const pages: Page[] = [];
  for (const asked of request.journeys) {
    const reach = reaches.get(asked.id);
    if (reach !== undefined)
      pages.push(await pageOf(storage, reach, { ...asker, replica: request.replica }, asked, budget));
  }
  const access = Object.fromEntries([...reaches].map(([id, { rev, grants }]) => [id, { rev, spaces: grants }]));
  return { access, journeys: pages, lastSeq, results };
}

/** Verdicts that the device has not said it holds, for all its journeys: also those it lost access to. */
async function answersOf(
  storage: StorageReader,
  tenant: string,
  request: PullRequest,
  progress: ReadonlyMap<string, ReplicaProgress>,
) {
  const acknowledged = new Map(Object.entries(request.resultsAck ?? {}));
  const after = new Map<string, number>();
  for (const [journey, { lastSeq, ackedSeq }] of progress) {
    const held = Math.max(ackedSeq, Math.min(acknowledged.get(journey) ?? 0, lastSeq));
    if (held < lastSeq) after.set(journey, held);
  }
  const found =
    after.size === 0
      ? new Map<string, readonly VerdictRow[]>()
      : await storage.verdictsAfter(tenant, request.replica, after, verdictsPerAnswer);
  return answersByJourney(
    new Map([...progress].map(([journey, { lastSeq }]) => [journey, lastSeq])),
    new Map([...after.keys()].map((journey) => [journey, (found.get(journey) ?? []).map(verdictOf)])),
  );
}

/** Every journey that this person reads now, with the templates they are made from. */
async function reachesOf(
  storage: StorageReader,
  tenant: string,
  person: string,
  progress: ReadonlyMap<string, ReplicaProgress>,
): Promise<ReadonlyMap<string, Reach>> {
  const membershipsByJourney = groupBy(await storage.memberships(tenant, person), ({ journey }) => journey);
  const reaches = new Map<string, Reach>();
  const add = (journey: string, { row, spaces: all }: ScopeSpaces, memberships: readonly OpenMembership[]): void => {
    const spaces = readableSpaces(journey, all, memberships);
    const grants = Object.fromEntries(
      spaces.map(({ name }) => [name, isTemplate(journey) ? 'g1' : grantOf(name, memberships)]),
    );
    const last = Math.max(0, ...spaces.map((space) => space.rev));
    const rev = Math.max(last, progress.get(journey)?.lastRev ?? 0);
    reaches.set(journey, {
      scopeKey: { tenant, journey },
      row,
      spaces,
      grants,
      memberships,
      last,
      rev,
      person,
      isCoachee: isCoachee(memberships),
    });
  };
  if (membershipsByJourney.size === 0) return reaches;
  const found = await storage.journeys(tenant, [...membershipsByJourney.keys()]);
  const templates = new Set<string>();
  for (const [journey, memberships] of membershipsByJourney) {
    const at = found.get(journey);
    if (at === undefined) continue;
    add(journey, at, memberships);
    if (at.row.templateKey !== undefined && mayReadTemplate(memberships)) templates.add(at.row.templateKey);
  }
  if (templates.size === 0) return reaches;
  for (const [template, at] of await storage.journeys(tenant, [...templates]))
    if (!reaches.has(template)) add(template, at, []);
  return reaches;
}

type Asked = PullRequest['journeys'][number];

interface Beginning {
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

type Questioner = Asker & { readonly replica: string };

/** Where to begin: after the cursor, or from the beginning. */
function beginningOf(reach: Reach, asker: Questioner, asked: Asked): Beginning {
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
  if (paging !== undefined && fingerprintOfGrants(reach, paging.head) === paging.grants) {
    // One that was made later and is theirs since: what came into it before this page is not on the device.
    const isWhole = spaces.every((space) => space.createdRev <= paging.head || space.createdRev > rev || !isNew(space));
    if (isWhole) return { from: rev, mode, completeTo, paging, isSigned };
  }
  const isRegranted = spaces.some((space) => isNew(space) && space.createdRev <= rev);
  return { from: isRegranted ? 0 : rev, mode, completeTo, isSigned };
}

const ownerOf = ({ scopeKey }: Reach, { person }: Asker): CursorOwner => ({ ...scopeKey, person });

/** A space made later is whole in what comes after, so it is left out. */
const fingerprintOfGrants = ({ spaces, grants }: Reach, head: number): string =>
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
  { store, seal, replica }: Questioner,
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

async function pageOf(
  storage: StorageReader,
  reach: Reach,
  asker: Questioner,
  asked: Asked,
  budget: Budget,
): Promise<Page> {
  const { from, mode, why, completeTo, paging, isSigned } = beginningOf(reach, asker, asked);
  const { last } = reach;
  const names = reach.spaces.map(({ name }) => name);
  const count = from >= last || budget.bytes <= 0 ? 0 : budget.records;
  const found = count <= 0 ? [] : await storage.changes(reach.scopeKey, names, from, count);
  const changes = wholeRevisions(found, budget);
  const sentTo = changes.at(-1)?.row.rev ?? from;
  // Of the last revisions nothing may be left: what left a space is kept for a while only.
  const isAll = found.length < count && changes.length === found.length;
  const more = sentTo < last && !isAll;
  const cursor = {
    store: asker.store,
    schema: schemaVersion,
    rev: Math.max(sentTo, more ? 0 : last),
    paging: more ? (paging ?? { completeTo, head: last, grants: fingerprintOfGrants(reach, last) }) : undefined,
  };
  const to = encodeCursor(cursor, ownerOf(reach, asker), reach.grants, isSigned ? asker.seal : undefined);
  const puts = [
    ...changes.flatMap((change) => (change.kind === 'put' ? [putOf(change.row, reach)] : [])),
    ...(more ? await movedOn(storage, reach, names, changes, sentTo) : []),
  ];
  const dels = changes.flatMap(({ kind, row: { type, id, space, rev } }) =>
    kind === 'removal' && rev > completeTo && rev > sinceOf(reach, space) ? [{ t: type, id, space, rev }] : [],
  );
  const sum = reach.spaces.map(({ name, records, checksum }): [string, [number, string]] => [
    name,
    [records, checksum],
  ]);
  return {
    id: asked.id,
    mode,
    to,
    more,
    puts,
    dels,
    ...(why === undefined ? {} : { why }),
    ...(more ? {} : { sum: Object.fromEntries(sum) }),
    ...(mode === 'reset' && more ? { snap: to } : {}),
  };
}

/** Since when somebody reads a space. Whoever is new in the journey, or there again, never learns what had left it before, whatever they say they hold. */
const sinceOf = ({ scopeKey, memberships }: Reach, space: Space): number =>
  isTemplate(scopeKey.journey)
    ? 0
    : Math.min(...memberships.filter((one) => canRead(space, [one])).map(({ sinceRev }) => sinceRev));

/**
 * What left a space on this page for another that they read, and has changed there since: it comes
 * here, before its turn, so that nothing is out of sight between two pages.
 */
async function movedOn(
  storage: StorageReader,
  reach: Reach,
  spaces: readonly Space[],
  changes: readonly Change[],
  sentTo: number,
): Promise<readonly Page['puts'][number][]> {
  const left = changes.flatMap(({ kind, row }) => (kind === 'removal' ? [row] : []));
  if (left.length === 0) return [];
  const rows = await storage.recordsByIds(reach.scopeKey, [...new Set(left.map(({ id }) => id))]);
  return rows
    .filter(
      ({ type, id, space, rev, deleted }) =>
        !deleted && rev > sentTo && spaces.includes(space) && left.some((row) => row.type === type && row.id === id),
    )
    .map((row) => putOf(row, reach));
}

/** As many whole revisions as fit; at least one, however large. Takes them from the budget. */
function wholeRevisions(changes: readonly Change[], budget: Budget): readonly Change[] {
  const kept: Change[] = [];
  for (const [, revision] of groupBy(changes, ({ row }) => row.rev)) {
    if (kept.length > 0 && (budget.records <= 0 || budget.bytes <= 0)) break;
    for (const change of revision) {
      budget.records -= 1;
      budget.bytes -= change.kind === 'put' ? Buffer.byteLength(JSON.stringify(change.row.fields)) + 200 : 200;
    }
    kept.push(...revision);
  }
  return kept;
}

/** A record as its reader may know it. */
function putOf(row: StoredRow, reader: Pick<Reach, 'person' | 'isCoachee'>): Page['puts'][number] {
  const s = Object.fromEntries(Object.entries(row.stamps).map(([field, stamp]) => [field, publicStamp(stamp)]));
  return { t: row.type, id: row.id, space: row.space, rev: row.rev, f: fieldsReadBy(row.fields, reader), s };
}
