import type { Env } from '../env.js';
import { isDeviceOnly } from '../model/space.js';
import type { DatabaseWriter } from './database.js';
import { isUnsent, keepInTray, readJourney, readJourneys, readPending, writeJourney, writePending } from './rows.js';
import type { Access, Answer, Commit, PendingChange, ServerPage, ServerUpdate } from './store.js';

/** Applies all that one pull brought. What is not the reader's any more goes first. */
export async function storeUpdate(tx: DatabaseWriter, env: Env, { pages, answers, access }: ServerUpdate): Promise<Commit> {
  const touched = new Set<string>();
  let waiting = false;
  const note = (journey: string, { changed, outbox }: Outcome): void => {
    if (changed) touched.add(journey);
    if (outbox) waiting = true;
  };
  for (const [journey] of await readJourneys(tx)) {
    if (!Object.hasOwn(access, journey)) note(journey, await purgeJourney(tx, env, journey));
  }
  for (const [journey, { spaces }] of Object.entries(access)) note(journey, await keepReadable(tx, env, journey, spaces));
  for (const [journey, list] of Object.entries(answers)) note(journey, await storeAnswers(tx, env, journey, list));
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
const both = (happened: boolean): Outcome => ({ changed: happened, outbox: happened });

/** Notes the server's verdicts. A refused change leaves the outbox, and so the view; its words go to the tray. */
export async function storeAnswers(tx: DatabaseWriter, env: Env, journey: string, answers: readonly Answer[]): Promise<Outcome> {
  if (answers.length === 0) return nothing;
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
  return both(happened);
}

async function storePage(tx: DatabaseWriter, page: ServerPage, { rev, spaces }: Access): Promise<Outcome> {
  const { journey } = page;
  const row = await readJourney(tx, journey);
  // [ST9] Another tab has pulled since this was asked: what it stored is at least as new.
  if (row.cursor !== page.from) return nothing;
  if (page.mode === 'reset') await setAside(tx, page);
  else await applyDelta(tx, page);
  await writeJourney(tx, journey, { ...row, cursor: page.to, snap: page.more ? page.snap : undefined, spaces });
  if (page.more && page.mode === 'reset') return nothing;
  if (page.mode === 'reset') await swapIn(tx, journey);
  const confirmed = !page.more && (await dropConfirmed(tx, journey, rev));
  const changed = confirmed || page.mode === 'reset' || page.puts.length + page.deletions.length > 0;
  return { changed, outbox: confirmed };
}

/** [ST7] Purges the spaces of a journey that are not readable now, or were granted anew since they were held. */
async function keepReadable(tx: DatabaseWriter, env: Env, journey: string, readable: Access['spaces']): Promise<Outcome> {
  const row = await readJourney(tx, journey);
  const isHeld = (space: string): boolean => isDeviceOnly(space) || (Object.hasOwn(readable, space) && readable[space] === row.spaces[space]);
  let changed = row.cursor === undefined;
  for (const space of await spacesIn(tx, journey)) {
    if (isHeld(space)) continue;
    await tx.deleteAll('base', [journey, space]);
    changed = true;
  }
  const isNew = row.isGone || !(await tx.get('journeys', [journey]));
  const dropped = Object.keys(row.spaces).filter((space) => !isHeld(space));
  if (isNew || dropped.length > 0) {
    await writeJourney(tx, journey, { ...row, isGone: false, spaces: Object.fromEntries(Object.entries(row.spaces).filter(([space]) => isHeld(space))) });
  }
  // A space that this device has not heard of yet may be one that a waiting change is about to make.
  const withdrawn = await withdraw(tx, env, journey, (space) => dropped.includes(space) && !Object.hasOwn(readable, space));
  return { changed: changed || withdrawn, outbox: withdrawn };
}

const spacesIn = async (tx: DatabaseWriter, journey: string): Promise<ReadonlySet<string>> =>
  new Set((await tx.keys('base', [journey])).map((key) => String(key[1])));

async function applyDelta(tx: DatabaseWriter, { journey, puts, deletions }: ServerPage): Promise<void> {
  const spaceNow = new Map((await tx.keys('base', [journey])).map((key) => [`${String(key[2])}/${String(key[3])}`, String(key[1])]));
  for (const { type, id, space } of deletions) {
    // It applies only to a copy that is still there, so a move between two readable spaces has no order.
    if (spaceNow.get(`${type}/${id}`) === space) await tx.delete('base', [journey, space, type, id]);
  }
  for (const record of puts) {
    const before = spaceNow.get(`${record.type}/${record.id}`);
    if (before !== undefined && before !== record.space) await tx.delete('base', [journey, before, record.type, record.id]);
    await tx.put('base', [journey, record.space, record.type, record.id], record);
  }
}

/** The view keeps working on the old records until the last page of a reset. */
async function setAside(tx: DatabaseWriter, { journey, puts, beginsReset }: ServerPage): Promise<void> {
  if (beginsReset) await tx.deleteAll('staging', [journey]);
  for (const record of puts) await tx.put('staging', [journey, record.space, record.type, record.id], record);
}

async function swapIn(tx: DatabaseWriter, journey: string): Promise<void> {
  for (const space of await spacesIn(tx, journey)) if (!isDeviceOnly(space)) await tx.deleteAll('base', [journey, space]);
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
  for (const space of await spacesIn(tx, journey)) if (!isDeviceOnly(space)) await tx.deleteAll('base', [journey, space]);
  await tx.deleteAll('staging', [journey]);
  const withdrawn = await withdraw(tx, env, journey, () => true);
  const row = await readJourney(tx, journey);
  await writeJourney(tx, journey, { ...row, cursor: undefined, snap: undefined, spaces: {}, isGone: true });
  return { changed: true, outbox: withdrawn };
}
