import { limits } from '../../src/protocol/limits.js';
import type { Page, PullRequest, PullResponse } from '../../src/protocol/messages.js';
import type { Change, ReplicaProgress, StorageReader, VerdictRow } from '../storage/sync-storage.js';
import { type Asker, type Beginning, beginningOf } from './beginning.js';
import { type Budget, pageOf } from './page.js';
import { type Reach, reachesOf } from './reach.js';
import { notTheirs } from './replica-owners.js';
import { answersByJourney, verdictOf } from './verdicts.js';

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

const verdictsPerAnswer = 1_000;

/** What a pull comes to. */
export interface PullOutcome {
  readonly answer: Pick<PullResponse, 'access' | 'journeys' | 'lastSeq' | 'results'>;
  /** Whose the device is known to be. */
  readonly owner: string | undefined;
  /** By journey, up to which number the device says now that it holds its verdicts, and had not said before. */
  readonly acknowledged: ReadonlyMap<string, number>;
}

/**
 * [SY32] What this person may know now, and what their device lacks of it. However many journeys that is,
 * the storage is asked two questions where there is nothing new, and five at most.
 *
 * @throws RequestProblem `replica_owner` when the device is somebody else's.
 */
export async function answerPull(storage: StorageReader, asker: Asker, request: PullRequest): Promise<PullOutcome> {
  const { tenant, person, replica } = asker;
  const [{ owner, journeys: progress }, scopes] = await Promise.all([
    storage.replica(tenant, replica),
    storage.reachableBy(tenant, person),
  ]);
  if (owner !== undefined && owner !== person) throw notTheirs();
  const reaches = reachesOf(asker, scopes, progress);
  const held = heldVerdicts(progress, request.resultsAck);
  const [answers, journeys] = await Promise.all([
    answersOf(storage, asker, progress, held),
    pagesOf(storage, reaches, asker, request),
  ]);
  return {
    answer: {
      access: Object.fromEntries([...reaches].map(([id, { rev, grants }]) => [id, { rev, spaces: grants }])),
      journeys,
      ...answers,
    },
    owner,
    acknowledged: new Map([...held].filter(([journey, seq]) => seq > (progress.get(journey)?.ackedSeq ?? seq))),
  };
}

/** By journey, up to which number the device holds its verdicts: as it says, or said before. */
function heldVerdicts(
  progress: ReadonlyMap<string, ReplicaProgress>,
  resultsAck: PullRequest['resultsAck'] = {},
): ReadonlyMap<string, number> {
  const said = new Map(Object.entries(resultsAck));
  return new Map(
    [...progress].map(([journey, { lastSeq, ackedSeq }]) => [
      journey,
      Math.max(ackedSeq, Math.min(said.get(journey) ?? 0, lastSeq)),
    ]),
  );
}

/** Verdicts that the device has not said it holds, for all its journeys: also those it lost access to. */
async function answersOf(
  storage: StorageReader,
  { tenant, replica }: Asker,
  progress: ReadonlyMap<string, ReplicaProgress>,
  held: ReadonlyMap<string, number>,
) {
  const lastSeq = new Map([...progress].map(([journey, known]) => [journey, known.lastSeq]));
  const after = new Map([...held].filter(([journey, seq]) => seq < (lastSeq.get(journey) ?? 0)));
  const found =
    after.size === 0
      ? new Map<string, readonly VerdictRow[]>()
      : await storage.verdictsAfter(tenant, replica, after, verdictsPerAnswer);
  return answersByJourney(
    lastSeq,
    new Map([...after.keys()].map((journey) => [journey, (found.get(journey) ?? []).map(verdictOf)])),
  );
}

interface Begun {
  readonly reach: Reach;
  readonly beginning: Beginning;
}

/** A page for each journey that is asked for and reached. */
async function pagesOf(
  storage: StorageReader,
  reaches: ReadonlyMap<string, Reach>,
  asker: Asker,
  { journeys, limit }: PullRequest,
): Promise<Page[]> {
  const begun = journeys.flatMap((asked): Begun[] => {
    const reach = reaches.get(asked.id);
    return reach === undefined ? [] : [{ reach, beginning: beginningOf(reach, asker, asked) }];
  });
  const budget: Budget = {
    records: Math.min(limit?.records ?? limits.pageRecords, limits.pageRecords),
    bytes: Math.min(limit?.bytes ?? limits.pageBytes, limits.pageBytes),
  };
  const changes = await changesOf(storage, asker.tenant, begun, budget.records);
  const pages: Page[] = [];
  // One after the other: each takes from the budget what is left by those before it.
  for (const { reach, beginning } of begun)
    pages.push(await pageOf(storage, reach, asker, beginning, changes.get(reach.scopeKey.journey) ?? [], budget));
  return pages;
}

/** What changed since then, of all these journeys with one question; none where nothing that is read moved. */
async function changesOf(
  storage: StorageReader,
  tenant: string,
  begun: readonly Begun[],
  count: number,
): Promise<ReadonlyMap<string, readonly Change[]>> {
  const asked = begun
    .filter(({ reach, beginning }) => beginning.from < reach.last)
    .map(({ reach, beginning }) => ({
      journey: reach.scopeKey.journey,
      spaces: reach.spaces.map(({ name }) => name),
      from: beginning.from,
    }));
  return asked.length === 0 || count <= 0 ? new Map() : storage.changesAfter(tenant, asked, count);
}
