import { createHash } from 'node:crypto';
import { limits } from '../src/protocol/limits.js';
import { resetCursor } from '../src/protocol/checksum.js';
import type { Page, PullRequest, PullResponse } from '../src/protocol/messages.js';
import type { Space } from '../src/model/space.js';
import { fieldsReadBy } from '../src/model/hidden-words.js';
import { isTemplateJourney } from '../src/model/published-template.js';
import { schemaVersion } from '../src/protocol/version.js';
import { grantOf, mayReadTemplate, readableSpaces } from './access.js';
import { groupBy } from './group-by.js';
import { type Cursor, type Paging, decodeCursor, encodeCursor } from './cursor.js';
import { publicStamp } from './stamps.js';
import type { Change, JourneyRow, JourneySpaces, MemberRow, Place, ReplicaProgress, SpaceRow, StorageReader, StoredRow, VerdictRow } from './sync-storage.js';
import { answersByJourney, verdictOf } from './verdicts.js';
import { isCoachee } from './writer.js';

/*
 * A pull keeps nothing on the server: the answer follows from the cursor, the spaces held and
 * today's access. What a device does with it, in one transaction of its own:
 *
 * 1. It forgets every journey that `access` does not name, and every space that its journey's
 *    `access` does not name or names with another grant than the one it stored.
 * 2. For each page it applies `puts` and `dels`, and stores `to` and that journey's `access.spaces`
 *    whole, which it sends back next time. The cursor remembers for which grants a paging runs.
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
  readonly place: Place;
  readonly row: JourneyRow;
  readonly spaces: readonly SpaceRow[];
  readonly grants: Readonly<Record<string, string>>;
  /** The last revision that this person can know of. */
  readonly rev: number;
  /** Who reads. */
  readonly person: string;
  readonly isCoachee: boolean;
}

interface Budget {
  records: number;
  bytes: number;
}

const verdictsPerAnswer = 1_000;

/** What this person may know now, and what their device lacks of it. */
export async function answerPull(
  storage: StorageReader,
  { tenant, person, store }: { readonly tenant: string; readonly person: string; readonly store: string },
  request: PullRequest,
): Promise<Pick<PullResponse, 'access' | 'journeys' | 'lastSeq' | 'results'>> {
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
    if (reach !== undefined) pages.push(await pageOf(storage, reach, store, asked, budget));
  }
  const access = Object.fromEntries([...reaches].map(([id, { rev, grants }]) => [id, { rev, spaces: grants }]));
  return { access, journeys: pages, lastSeq, results };
}

/** Verdicts that the device has not said it holds, for all its journeys: also those it lost access to. */
async function answersOf(
  storage: StorageReader, tenant: string, request: PullRequest, progress: ReadonlyMap<string, ReplicaProgress>,
) {
  const acknowledged = new Map(Object.entries(request.resultsAck ?? {}));
  const after = new Map<string, number>();
  for (const [journey, { lastSeq, ackedSeq }] of progress) {
    const held = Math.max(ackedSeq, Math.min(acknowledged.get(journey) ?? 0, lastSeq));
    if (held < lastSeq) after.set(journey, held);
  }
  const found = after.size === 0 ? new Map<string, readonly VerdictRow[]>() : await storage.verdictsAfter(tenant, request.replica, after, verdictsPerAnswer);
  return answersByJourney(
    new Map([...progress].map(([journey, { lastSeq }]) => [journey, lastSeq])),
    new Map([...after.keys()].map((journey) => [journey, (found.get(journey) ?? []).map(verdictOf)])),
  );
}

/** Every journey that this person reads now, with the templates they are made from. */
async function reachesOf(
  storage: StorageReader, tenant: string, person: string, progress: ReadonlyMap<string, ReplicaProgress>,
): Promise<ReadonlyMap<string, Reach>> {
  const placesByJourney = groupBy(await storage.memberships(tenant, person), ({ journey }) => journey);
  const reaches = new Map<string, Reach>();
  const add = (journey: string, { row, spaces: all }: JourneySpaces, places: readonly MemberRow[]): void => {
    const spaces = readableSpaces(journey, all, places);
    const grants = Object.fromEntries(spaces.map(({ name }) => [name, isTemplateJourney(journey) ? 'g1' : grantOf(name, places)]));
    const rev = Math.max(0, progress.get(journey)?.lastRev ?? 0, ...spaces.map((space) => space.rev));
    reaches.set(journey, { place: { tenant, journey }, row, spaces, grants, rev, person, isCoachee: isCoachee(places) });
  };
  if (placesByJourney.size === 0) return reaches;
  const found = await storage.journeys(tenant, [...placesByJourney.keys()]);
  const templates = new Set<string>();
  for (const [journey, places] of placesByJourney) {
    const at = found.get(journey);
    if (at === undefined) continue;
    add(journey, at, places);
    if (at.row.templateKey !== undefined && mayReadTemplate(places)) templates.add(at.row.templateKey);
  }
  if (templates.size === 0) return reaches;
  for (const [template, at] of await storage.journeys(tenant, [...templates])) if (!reaches.has(template)) add(template, at, []);
  return reaches;
}

type Asked = PullRequest['journeys'][number];

interface Beginning {
  /** Everything up to this revision is on the device, or is sent again. */
  readonly from: number;
  readonly mode: Page['mode'];
  readonly why?: Page['why'];
  readonly paging: Paging;
}

/** Where to begin: after the cursor, or from the beginning. */
function beginningOf(reach: Reach, store: string, asked: Asked): Beginning {
  const { row, spaces, grants } = reach;
  const pagingFrom = (completeTo: number, fresh: readonly Space[] = []): Paging => ({ completeTo, head: row.rev, grants: fingerprintOfGrants(reach, row.rev), fresh });
  const text = asked.snap ?? asked.cursor;
  if (text === undefined) return { from: 0, mode: 'delta', paging: pagingFrom(row.rev) };
  const held = decodeCursor(text);
  const why = text === resetCursor ? 'checksum' : resetReason(held, row, store);
  if (held === undefined || why !== undefined) return { from: 0, mode: 'reset', why, paging: pagingFrom(row.rev) };
  const mode = asked.snap === undefined ? 'delta' : 'reset';
  const { rev, paging } = held;
  if (paging !== undefined && fingerprintOfGrants(reach, paging.head) === paging.grants) return { from: rev, mode, paging };
  const isRegranted = spaces.some(({ name, createdRev }) => asked.spaces[name] !== grants[name] && createdRev <= rev);
  // In the middle of a paging the device may hold a part of any space.
  const fresh = paging === undefined ? spaces.map(({ name }) => name).filter((name) => asked.spaces[name] !== grants[name]) : [];
  return { from: isRegranted ? 0 : rev, mode, paging: pagingFrom(paging?.completeTo ?? rev, fresh) };
}

/** A space made later is whole in what comes after, so it is left out. */
const fingerprintOfGrants = ({ spaces, grants }: Reach, head: number): string =>
  createHash('sha256')
    .update(JSON.stringify(spaces.filter(({ createdRev }) => createdRev <= head).map(({ name }) => [name, grants[name]])))
    .digest('base64url').slice(0, 16);

function resetReason(held: Cursor | undefined, row: JourneyRow, store: string): Page['why'] {
  if (held === undefined) return 'schema';
  if (held.store !== store) return 'store';
  if (held.schema !== schemaVersion) return 'schema';
  if (held.rev > row.rev) return 'ahead';
  if ((held.paging?.completeTo ?? held.rev) < row.floorRev) return 'horizon';
  return undefined;
}

async function pageOf(storage: StorageReader, reach: Reach, store: string, asked: Asked, budget: Budget): Promise<Page> {
  const { from, mode, why, paging } = beginningOf(reach, store, asked);
  const names = reach.spaces.map(({ name }) => name);
  const last = Math.max(0, ...reach.spaces.map(({ rev }) => rev));
  const count = from >= last || budget.bytes <= 0 ? 0 : budget.records;
  const found = count <= 0 ? [] : await storage.changes(reach.place, names, from, count);
  const changes = wholeRevisions(found, budget);
  const sentTo = changes.at(-1)?.row.rev ?? from;
  // Of the last revisions nothing may be left: what left a space is kept for a while only.
  const isAll = found.length < count && changes.length === found.length;
  const more = sentTo < last && !isAll;
  const to = encodeCursor({ store, schema: schemaVersion, rev: Math.max(sentTo, more ? 0 : last), paging: more ? paging : undefined });
  const puts = [...changes.flatMap((change) => (change.kind === 'put' ? [putOf(change.row, reach)] : [])), ...(more ? await movedOn(storage, reach, names, changes, sentTo) : [])];
  // What left before is not on the device, and who is new on the rope, or there again, never learns that it was there.
  const { completeTo, head, fresh } = paging;
  const dels = changes.flatMap(({ kind, row: { type, id, space, rev } }) =>
    (kind === 'removal' && rev > completeTo && (rev > head || !fresh.includes(space)) ? [{ t: type, id, space, rev }] : []));
  const sum = reach.spaces.map(({ name, records, checksum }): [string, [number, string]] => [name, [records, checksum]]);
  return {
    id: asked.id, mode, to, more, puts, dels,
    ...(why === undefined ? {} : { why }),
    ...(more ? {} : { sum: Object.fromEntries(sum) }),
    ...(mode === 'reset' && more ? { snap: to } : {}),
  };
}

/**
 * What left a space on this page for another that they read, and has changed there since: it comes
 * here, before its turn, so that nothing is out of sight between two pages.
 */
async function movedOn(storage: StorageReader, reach: Reach, spaces: readonly Space[], changes: readonly Change[], sentTo: number): Promise<readonly Page['puts'][number][]> {
  const left = changes.flatMap(({ kind, row }) => (kind === 'removal' ? [row] : []));
  if (left.length === 0) return [];
  const rows = await storage.recordsByIds(reach.place, [...new Set(left.map(({ id }) => id))]);
  return rows
    .filter(({ type, id, space, rev, deleted }) => !deleted && rev > sentTo && spaces.includes(space) && left.some((row) => row.type === type && row.id === id))
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

