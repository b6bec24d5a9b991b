import type { Env } from '../env.js';
import type { Id } from '../model/ids.js';
import { isDeviceOnly } from '../model/space.js';
import type { DatabaseWriter, TableName } from './database.js';
import { isUnsent, keepInTray, readIdentity, readJourney, readJourneys, readPending, writeJourney, writePending } from './rows.js';
import type { Access, Answer, Commit, PendingChange, ServerPage, ServerUpdate } from './store.js';

/**
 * Applies all that one pull brought: verdicts first, so that what the server has taken is not held
 * for lost with its place; then what is not the reader's any more goes.
 */
export async function storeUpdate(tx: DatabaseWriter, env: Env, { replica, pages, answers, access }: ServerUpdate): Promise<Commit> {
  const touched = new Set(await storeAnswers(tx, env, replica, answers));
  let waiting = touched.size > 0;
  const note = (journey: string, { changed, outbox }: Outcome): void => {
    if (changed) touched.add(journey);
    if (outbox) waiting = true;
  };
  const rows = new Map(await readJourneys(tx, true));
  // [ST9] Another tab has pulled since this was asked: what it stored is at least as new.
  const isLate = pages.some(({ journey, from }) => rows.get(journey)?.cursor !== from);
  if (isLate) return { journeys: touched, waiting };
  for (const [journey, { isGone }] of rows) {
    if (!isGone && !Object.hasOwn(access, journey)) note(journey, await purgeJourney(tx, env, journey));
  }
  for (const [journey, { spaces }] of Object.entries(access)) note(journey, await keepReadable(tx, env, journey, spaces));
  for (const page of pages) {
    const reach = access[page.journey];
    if (reach) note(page.journey, await storePage(tx, page, reach));
  }
  return { journeys: touched, waiting };
}

interface Outcome {
  /** Whether what is shown of the journey may be different now. */
  readonly changed: boolean;
  /** Whether the outbox or the tray is different now. */
  readonly outbox: boolean;
}

const nothing: Outcome = { changed: false, outbox: false };

/**
 * Notes the server's verdicts on the numbers of one replica; those of another are not ours any more.
 *
 * @returns The journeys that they change.
 */
export async function storeAnswers(tx: DatabaseWriter, env: Env, replica: Id, answers: ServerUpdate['answers']): Promise<ReadonlySet<string>> {
  const touched = new Set<string>();
  if ((await readIdentity(tx, env)).replica !== replica) return touched;
  for (const [journey, list] of Object.entries(answers)) {
    if (await storeVerdicts(tx, env, journey, list)) touched.add(journey);
  }
  return touched;
}

/** A refused change leaves the outbox, and so the view; its words go to the tray. */
async function storeVerdicts(tx: DatabaseWriter, env: Env, journey: string, answers: readonly Answer[]): Promise<boolean> {
  const row = await readJourney(tx, journey);
  let happened = false;
  for (const answer of answers) {
    const entry = (await tx.get('outbox', [journey, answer.seq])) as PendingChange | undefined;
    if (!entry || entry.acceptedRev !== undefined) continue;
    happened = true;
    if (answer.status === 'accepted') {
      if (answer.lost.length > 0) await keepInTray(tx, env, entry, 'lost');
      await writePending(tx, { ...entry, acceptedRev: answer.rev });
      continue;
    }
    if (answer.status === 'refused' && !entry.withdrawn) await keepInTray(tx, env, entry, answer.reason);
    await tx.delete('outbox', [journey, answer.seq]);
  }
  const answeredSeq = Math.max(row.answeredSeq, ...answers.map(({ seq }) => seq));
  if (answeredSeq > row.answeredSeq) await writeJourney(tx, journey, { ...row, answeredSeq });
  return happened;
}

async function storePage(tx: DatabaseWriter, page: ServerPage, { rev, spaces }: Access): Promise<Outcome> {
  const { journey, more } = page;
  const isReset = page.mode === 'reset';
  if (page.beginsReset) await tx.deleteAll('staging', [journey]);
  // [ST11] The view keeps working on the old records until the last page of a reset.
  await applyPage(tx, isReset ? 'staging' : 'base', page);
  const row = await readJourney(tx, journey);
  await writeJourney(tx, journey, { ...row, cursor: page.to, snap: more ? page.snap : undefined, spaces });
  if (more && isReset) return nothing;
  if (isReset) await swapIn(tx, journey);
  const confirmed = !more && (await dropConfirmed(tx, journey, rev));
  return { changed: confirmed || isReset || page.puts.length + page.deletions.length > 0, outbox: confirmed };
}

/** [ST7] Purges the spaces of a journey that are not readable now, or were granted anew since they were held. */
async function keepReadable(tx: DatabaseWriter, env: Env, journey: string, readable: Access['spaces']): Promise<Outcome> {
  const row = await readJourney(tx, journey);
  const isHeld = (space: string): boolean => isDeviceOnly(space) || (Object.hasOwn(readable, space) && readable[space] === row.spaces[space]);
  const purged = await purge(tx, journey, isHeld);
  const isNew = row.isGone || !(await tx.get('journeys', [journey]));
  const dropped = Object.keys(row.spaces).filter((space) => !isHeld(space));
  if (isNew || dropped.length > 0) {
    await writeJourney(tx, journey, { ...row, isGone: false, spaces: Object.fromEntries(Object.entries(row.spaces).filter(([space]) => isHeld(space))) });
  }
  // A space that this device has not heard of yet may be one that a waiting change is about to make.
  const withdrawn = await withdraw(tx, env, journey, (space) => dropped.includes(space) && !Object.hasOwn(readable, space));
  return { changed: purged || withdrawn || row.cursor === undefined, outbox: withdrawn };
}

/** Forgets what is held of the other spaces, also what a reset has set aside. */
async function purge(tx: DatabaseWriter, journey: string, isKept: (space: string) => boolean, tables: readonly TableName[] = ['base', 'staging']): Promise<boolean> {
  let happened = false;
  for (const table of tables) {
    for (const space of new Set((await tx.keys(table, [journey])).map((key) => String(key[1])))) {
      if (isKept(space)) continue;
      await tx.deleteAll(table, [journey, space]);
      happened = true;
    }
  }
  return happened;
}

async function applyPage(tx: DatabaseWriter, table: TableName, { journey, puts, deletions }: ServerPage): Promise<void> {
  const spaceNow = new Map((await tx.keys(table, [journey])).map((key) => [`${String(key[2])}/${String(key[3])}`, String(key[1])]));
  for (const { type, id, space } of deletions) {
    // It applies only to a copy that is still there, so a move between two readable spaces has no order.
    if (spaceNow.get(`${type}/${id}`) === space) await tx.delete(table, [journey, space, type, id]);
  }
  for (const record of puts) {
    const before = spaceNow.get(`${record.type}/${record.id}`);
    if (before !== undefined && before !== record.space) await tx.delete(table, [journey, before, record.type, record.id]);
    await tx.put(table, [journey, record.space, record.type, record.id], record);
  }
}

async function swapIn(tx: DatabaseWriter, journey: string): Promise<void> {
  await purge(tx, journey, isDeviceOnly, ['base']);
  for (const [key, record] of await tx.entries('staging', [journey])) await tx.put('base', key, record);
  await tx.deleteAll('staging', [journey]);
}

/** Changes accepted at a revision that is now in base are no longer applied on top of it. */
async function dropConfirmed(tx: DatabaseWriter, journey: string, rev: number): Promise<boolean> {
  const confirmed = (await readPending(tx, journey)).filter(({ acceptedRev }) => acceptedRev !== undefined && acceptedRev <= rev);
  for (const { seq } of confirmed) await tx.delete('outbox', [journey, seq]);
  return confirmed.length > 0;
}

/** Waiting words whose place is gone are kept for their author and not sent; the number stays used. */
async function withdraw(tx: DatabaseWriter, env: Env, journey: string, isGone: (space: string) => boolean): Promise<boolean> {
  const lost = (await readPending(tx, journey)).filter(
    (entry) => isUnsent(entry) && entry.change.kind !== 'command' && isGone(entry.change.space),
  );
  for (const entry of lost) {
    await keepInTray(tx, env, entry, 'space_gone');
    await writePending(tx, { ...entry, change: { kind: 'command', name: 'change.withdraw', args: {} }, withdrawn: true });
  }
  return lost.length > 0;
}

/** Forgets a journey that is not the reader's any more. What they had not sent is kept for them. */
async function purgeJourney(tx: DatabaseWriter, env: Env, journey: string): Promise<Outcome> {
  await purge(tx, journey, isDeviceOnly);
  await dropConfirmed(tx, journey, Infinity);
  const withdrawn = await withdraw(tx, env, journey, () => true);
  const row = await readJourney(tx, journey);
  await writeJourney(tx, journey, { ...row, cursor: undefined, snap: undefined, spaces: {}, isGone: true });
  return { changed: true, outbox: withdrawn };
}
