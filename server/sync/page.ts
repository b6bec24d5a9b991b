import { fieldsReadBy } from '../../src/model/conversation/hidden-words.js';
import type { Space } from '../../src/model/access/space.js';
import type { Page } from '../../src/protocol/messages.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { groupBy } from '../../src/util/group-by.js';
import { publicStamp } from '../rules/stamps.js';
import type { Change, StorageReader, StoredRow } from '../storage/sync-storage.js';
import { type Asker, type Beginning, fingerprintOfGrants, ownerOf } from './beginning.js';
import { encodeCursor } from './cursor.js';
import { type Reach, readSince } from './reach.js';

/** How much an answer may still hold. What a page takes is taken from it. */
export interface Budget {
  records: number;
  bytes: number;
}

/**
 * The page of one journey.
 *
 * @param found What changed there, oldest first, as much of it as `budget` has records for: less than
 *   that is all there is.
 */
export async function pageOf(
  storage: StorageReader,
  reach: Reach,
  asker: Asker,
  { from, mode, why, completeTo, paging, isSigned }: Beginning,
  found: readonly Change[],
  budget: Budget,
): Promise<Page> {
  const { last } = reach;
  const count = from >= last || budget.bytes <= 0 ? 0 : budget.records;
  const changes = count <= 0 ? [] : wholeRevisions(found, budget);
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
    ...(more ? await movedOn(storage, reach, changes, sentTo) : []),
  ];
  const dels = changes.flatMap(({ kind, row: { type, id, space, rev } }) =>
    kind === 'removal' && rev > completeTo && rev > readSince(reach, space) ? [{ t: type, id, space, rev }] : [],
  );
  const sum = reach.spaces.map(({ name, records, checksum }): [string, [number, string]] => [
    name,
    [records, checksum],
  ]);
  return {
    id: reach.scopeKey.journey,
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

/**
 * What left a space on this page for another that they read, and has changed there since: it comes
 * here, before its turn, so that nothing is out of sight between two pages.
 */
async function movedOn(
  storage: StorageReader,
  reach: Reach,
  changes: readonly Change[],
  sentTo: number,
): Promise<readonly Page['puts'][number][]> {
  const spaces: readonly Space[] = reach.spaces.map(({ name }) => name);
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
