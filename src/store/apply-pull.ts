import type { Env } from '../env.js';
import type { Id } from '../model/value/ids.js';
import { isDeviceOnly } from '../model/access/device-only.js';
import { isOnDemand, isOwn } from '../model/scope/scope-key.js';
import { resetCursor } from '../protocol/checksum.js';
import type { DatabaseWriter } from './database.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { removeAll, sumsOf } from './compaction.js';
import { noteClock } from './device-clock.js';
import { putDraftsAside } from './put-drafts-aside.js';
import { isUnsent, keepInTray, readIdentity, readPending, readRows } from './rows.js';
import { keyOf } from './optimistic-view.js';
import type { Access, Answer, ServerPage, ServerUpdate, UpdateOutcome } from './store.js';
import { toJson } from '../util/to-json.js';

/** What a transaction works with. */
export interface ScopeTransactions {
  readonly tx: DatabaseWriter;
  readonly env: Env;
  of(journey: string): Promise<ScopeTransaction>;
  /** Says that the outbox or the tray changes; `more`: the outbox alone, by so many entries, and before anything else is read. */
  noteWaiting(more?: number): void;
}

/** A journey that keeps differing is read anew no more often than this. */
const mismatchPauseMs = 3_600_000;

/** Stores one page of a reset. */
export type StoreReset = (
  scopes: ScopeTransactions,
  scope: ScopeTransaction,
  page: ServerPage,
  person: Id | undefined,
) => Promise<void>;

/**
 * Applies all that one pull brought: verdicts first, so that what the server has taken is not held
 * for lost with its place; then what is not the reader's any more goes.
 *
 * @param storeReset Stores a page of a journey that comes anew; needed when there is one.
 */
export async function storeUpdate(
  scopes: ScopeTransactions,
  { replica, person, asked, clock, pages, answers, access }: ServerUpdate,
  storeReset: StoreReset | undefined,
): Promise<UpdateOutcome> {
  if (clock) await noteClock(scopes.tx, scopes.env, clock);
  const [read, waiting] = await Promise.all([
    readRows(scopes.tx),
    readPending(scopes.tx),
    storeAnswers(scopes, replica, answers),
    ...pages.map(({ journey }) => scopes.of(journey)),
  ]);
  const rows = new Map(read.map((row) => [row.journey, row]));
  // [ST9] Another tab has pulled since this was asked: what it stored is at least as new.
  const isLate =
    pages.some(({ journey, from }) => rows.get(journey)?.cursor !== from) ||
    (asked !== undefined &&
      [...rows.values()].some(
        ({ journey, isGone, cursor }) => !isGone && !(asked.has(journey) && asked.get(journey) === cursor),
      ));
  if (isLate) return { mismatched: [], isLate };
  for (const [journey, { isGone }] of rows) {
    // Nothing is read of a journey that went before, and in which nothing waits.
    if (
      Object.hasOwn(access, journey) ||
      isOwn(journey) ||
      (isGone && waiting.every((change) => change.journey !== journey))
    )
      continue;
    const scope = await scopes.of(journey);
    if (!isGone) await purgeJourney(scopes, scope);
    // Accepted in a place that ended before it came back: no page will show it.
    else if (dropConfirmed(scope, Infinity)) scopes.noteWaiting();
  }
  for (const [journey, { spaces }] of Object.entries(access)) {
    const row = rows.get(journey);
    // [SP12]
    if (isOnDemand(journey) && row?.isGone !== false) continue;
    // Nothing is read of a journey whose places are the same. One that has gone has no cursor.
    if (
      row?.sums &&
      row.cursor !== undefined &&
      [...Object.keys(row.spaces), ...Object.keys(row.sums)].every((space) => isHeld(space, row.spaces, spaces))
    )
      continue;
    await keepReadable(scopes, await scopes.of(journey), spaces);
  }
  const mismatched: string[] = [];
  for (const page of pages) {
    const reach = Object.hasOwn(access, page.journey) && access[page.journey];
    if (!reach) continue;
    const scope = await scopes.of(page.journey);
    await storePage(scopes, scope, page, reach, person, storeReset);
    if (isMismatched(scopes, scope, page)) mismatched.push(page.journey);
  }
  return { mismatched };
}

/** Notes the server's verdicts on the numbers of one replica; those of another are not ours any more. */
export async function storeAnswers(
  scopes: ScopeTransactions,
  replica: Id,
  answers: ServerUpdate['answers'],
): Promise<void> {
  if ((await readIdentity(scopes.tx, scopes.env)).replica !== replica) return;
  for (const [journey, list] of Object.entries(answers)) {
    if (list.length > 0) storeVerdicts(scopes, await scopes.of(journey), list);
  }
}

/** A refused change leaves the outbox, and so the view; its words go to the tray. */
function storeVerdicts(
  { tx, env, noteWaiting }: ScopeTransactions,
  scope: ScopeTransaction,
  answers: readonly Answer[],
): void {
  for (const answer of answers) {
    const entry = scope.pending.find(({ seq }) => seq === answer.seq);
    if (!entry || entry.acceptedRev !== undefined) continue;
    noteWaiting();
    // Withdrawn, its words are in the tray already, even if the server had them before.
    if (answer.status !== 'refused' && !entry.withdrawn) {
      if (answer.status === 'accepted' && answer.lost.length > 0) keepInTray(tx, env, entry, 'lost');
      // Without effect is what the server had before: the next last page shows it.
      scope.putPending({ ...entry, acceptedRev: answer.status === 'accepted' ? answer.rev : 0 });
      continue;
    }
    // What holds no words and is about something that has gone is told to nobody: it was deleted twice, or answered twice.
    const isPointless = entry.change.kind !== 'set' && answer.status === 'refused' && answer.reason === 'record_gone';
    if (answer.status === 'refused' && !entry.withdrawn && !isPointless) keepInTray(tx, env, entry, answer.reason);
    scope.dropPending(entry);
  }
  scope.set({ answeredSeq: Math.max(scope.row.answeredSeq, ...answers.map(({ seq }) => seq)) });
}

async function storePage(
  scopes: ScopeTransactions,
  scope: ScopeTransaction,
  page: ServerPage,
  { rev, spaces }: Access,
  person: Id | undefined,
  storeReset: StoreReset | undefined,
): Promise<void> {
  const { more, puts, deletions } = page;
  if (page.beginsReset) forgetStaged(scope);
  scope.set({ cursor: page.to, snap: more ? page.snap : undefined, spaces });
  if (page.mode === 'reset') await storeReset?.(scopes, scope, page, person);
  else {
    for (const { type, id, space } of deletions) {
      const key = keyOf(type, id);
      // [ST10] It applies only to a copy that is still there, so a move between two readable spaces has no order.
      if (scope.get(key)?.space !== space) continue;
      scope.remove(key);
      // Deleted, or for fewer readers now.
      scope.isForgetting = true;
    }
    for (const record of puts) {
      const before = scope.get(keyOf(record.type, record.id));
      // Taken back, or said otherwise.
      if (before && !wordless.has(record.type) && toJson(before.fields) !== toJson(record.fields))
        scope.isForgetting = true;
      scope.put(record);
    }
  }
  if (more) return;
  scope.isWhole = true;
  // What came first is packed at once: from then on the first screen does not depend on how much there is.
  if (scope.row.folded === 0) scope.isPacked = true;
  if (dropConfirmed(scope, rev)) scopes.noteWaiting();
}

/** What is written over again and again, and never holds what a person said. */
const wordless = new Set(['stepRun', 'highlightRun', 'readMark']);

export type StagedPage = Pick<ServerPage, 'puts' | 'deletions' | 'isRestored'>;

export function forgetStaged(scope: ScopeTransaction): void {
  if (scope.row.staged === 0) return;
  scope.tx.deleteAll('staging', [scope.row.journey]);
  scope.set({ staged: 0 });
}

/** [ST14] With its last page a journey must be what the server has; if not, the next pull asks for a reset. */
function isMismatched({ env }: ScopeTransactions, scope: ScopeTransaction, { more, sum }: ServerPage): boolean {
  if (more || !sum) return false;
  const sums = sumsOf(scope);
  const isSame = Object.entries(sum).every(([space, [count, checksum]]) => {
    const [here, mine] = sums[space] ?? [0, undefined];
    return here === count && (count === 0 || mine === checksum);
  });
  if (isSame || Math.abs(env.now() - (scope.row.mismatchedAt ?? -Infinity)) < mismatchPauseMs) return false;
  scope.set({ cursor: resetCursor, snap: undefined, spaces: {}, mismatchedAt: env.now() });
  return true;
}

/** Whether what is here of a space may stay: it is readable, under the grant that it came with. */
const isHeld = (space: string, held: Access['spaces'], readable: Access['spaces']): boolean =>
  isDeviceOnly(space) ||
  (Object.hasOwn(readable, space) && (!Object.hasOwn(held, space) || held[space] === readable[space]));

/** [ST7] Purges the spaces of a journey that are not readable now, or were granted anew since they were held. */
async function keepReadable(
  scopes: ScopeTransactions,
  scope: ScopeTransaction,
  readable: Access['spaces'],
): Promise<void> {
  const { spaces, cursor } = scope.row;
  const isKept = (space: string): boolean => isHeld(space, spaces, readable);
  const dropped = [...new Set([...Object.keys(spaces), ...Object.keys(sumsOf(scope))])].filter(
    (space) => !isKept(space),
  );
  // A journey that has just been named, or is back, is told of before its first page.
  if (cursor === undefined) scope.isTold = true;
  scope.set({ isGone: false });
  if (dropped.length === 0) return;
  scope.isTold = true;
  scope.set({ spaces: Object.fromEntries(Object.entries(spaces).filter(([space]) => isKept(space))) });
  await purge(scopes, scope, isKept);
  // A space that this device has not heard of yet may be one that a waiting change is about to make. So may a list of
  // readers: nobody is told of one that holds nothing. [SY31]
  withdraw(
    scopes,
    scope,
    (space, creates) =>
      dropped.includes(space) && !Object.hasOwn(readable, space) && !(creates && space.includes('/chosen:')),
  );
}

/** Forgets what is held of the other spaces, also what a reset has set aside. */
async function purge(
  { tx }: ScopeTransactions,
  scope: ScopeTransaction,
  isKept: (space: string) => boolean,
): Promise<void> {
  removeAll(scope, ({ space }) => !isKept(space));
  const { journey, staged } = scope.row;
  if (staged === 0) return;
  ((await tx.values('staging', [journey])) as readonly StagedPage[]).forEach((page, index) => {
    tx.put('staging', [journey, index + 1], {
      ...page,
      puts: page.puts.filter(({ space }) => isKept(space)),
    } satisfies StagedPage);
  });
}

/** Changes accepted at a revision that is now in base are no longer applied on top of it. */
function dropConfirmed(scope: ScopeTransaction, rev: number): boolean {
  const confirmed = scope.pending.filter(({ acceptedRev }) => acceptedRev !== undefined && acceptedRev <= rev);
  for (const change of confirmed) scope.dropPending(change);
  return confirmed.length > 0;
}

/** Waiting words whose place is gone are kept for their author and not sent; the number stays used. Of a command that waits, nothing is shown there. */
function withdraw(
  { tx, env, noteWaiting }: ScopeTransactions,
  scope: ScopeTransaction,
  isGone: (space: string, creates: boolean) => boolean,
): void {
  for (const entry of scope.pending) {
    const { change, effect } = entry;
    if (change.kind === 'command') {
      if (effect?.some(({ space }) => isGone(space, false))) scope.putPending({ ...entry, effect: [] });
      continue;
    }
    if (!isUnsent(entry) || !isGone(change.space, entry.creates)) continue;
    keepInTray(tx, env, entry, 'space_gone');
    scope.putPending({
      ...entry,
      change: { kind: 'command', name: 'change.withdraw', args: {} },
      effect: [],
      withdrawn: true,
    });
    noteWaiting();
  }
}

/** Forgets a journey that is not the reader's any more. What they had not sent is kept for them. */
async function purgeJourney(scopes: ScopeTransactions, scope: ScopeTransaction): Promise<void> {
  forgetStaged(scope);
  putDraftsAside(scopes, scope);
  await purge(scopes, scope, isDeviceOnly);
  if (dropConfirmed(scope, Infinity)) scopes.noteWaiting();
  withdraw(scopes, scope, () => true);
  // [ST25]
  scopes.tx.deleteAll('extracts', ['answer', scope.row.journey]);
  scope.set({ cursor: undefined, snap: undefined, spaces: {}, isGone: true });
  scope.isTold = true;
}
