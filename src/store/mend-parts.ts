import { isDeviceOnly } from '../model/device-only.js';
import { resetCursor } from '../protocol/checksum.js';
import type { JourneyDraft } from './journey-draft.js';
import { isPacked, logOf, readCensus, unansweredOf } from './missing-parts.js';
import { renumber } from './renumber.js';
import { type LogEntry, censusOf, keepInTray, newRow, readIdentity, readPending, readRows } from './rows.js';
import type { Drafts } from './server-updates.js';
import type { DatabaseWriter } from './database.js';
import type { PendingChange, ServerRecord } from './store.js';

/**
 * Goes on with what is left: what the server has is asked for anew, and what only this device had
 * is told to its author, among what was refused.
 */
export async function mendParts(drafts: Drafts): Promise<void> {
  const { tx, env, noteWaiting } = drafts;
  noteWaiting();
  const [rows, waiting, census, tray] = await Promise.all([
    readRows(tx),
    readPending(tx),
    readCensus(tx),
    tx.count('tray', []),
  ]);
  const known = new Set(rows.map(({ journey }) => journey));
  const orphans = (await journeysIn(tx, waiting)).filter((journey) => !known.has(journey));
  for (const journey of orphans) tx.put('journeys', [journey], newRow(journey));
  let lost = 0;
  let isNumberLost = orphans.length > 0;
  const tell = (journey: string, count: number): void => {
    lost += count;
    if (count > 0) keepInTray(tx, env, erased(journey), 'erased');
  };
  for (const row of rows) {
    const draft = await drafts.of(row.journey);
    const there = waiting.filter(({ journey, seq }) => journey === row.journey && seq > row.answeredSeq).length;
    const unsent = Math.max(0, unansweredOf(row) - there);
    isNumberLost ||= unsent > 0;
    tell(row.journey, unsent);
    await mendJourney(drafts, draft, (own) => tell(row.journey, own));
  }
  for (const journey of orphans) readAnew(await drafts.of(journey));
  // Numbers that were used are forgotten with the row of a journey, and those of what was lost never come.
  if (isNumberLost) await renumber(drafts, (await readIdentity(tx, env)).replica);
  const missing = census ? census.outbox - waiting.length + census.tray - tray : 0;
  if (missing > lost && (tray < (census?.tray ?? 0) || rows.length === 0))
    tell(rows[0]?.journey ?? orphans[0] ?? '', missing - lost);
}

/** What is kept for its author of words that are nowhere any more. */
const erased = (journey: string): Pick<PendingChange, 'journey' | 'change'> => ({
  journey,
  change: { kind: 'command', name: 'store.erased', args: {} },
});

async function mendJourney({ tx }: Drafts, draft: JourneyDraft, tellOwn: (count: number) => void): Promise<void> {
  const { row, from } = draft;
  const { journey } = row;
  const census = censusOf(row);
  const [pages, log, staging] = await Promise.all([
    tx.count('pages', [journey]),
    tx.count('log', [journey]),
    tx.count('staging', [journey]),
  ]);
  const isWhole =
    log === logOf(row) && staging === row.staged && (census ? pages === census.pages : pages > 0 || !isPacked(row));
  if (isWhole) return;
  let own = 0;
  for (const { space } of from.base.values()) own += Number(isDeviceOnly(space));
  if (census && own < census.own) tellOwn(census.own - own);
  readAnew(draft);
}

/** Keeps what is there of a journey, packed, until the server has given it anew. */
function readAnew(draft: JourneyDraft): void {
  const { isGone } = draft.row;
  draft.tx.deleteAll('staging', [draft.row.journey]);
  draft.isForgetting = true;
  draft.isTold = true;
  draft.set({ ...(isGone ? {} : { cursor: resetCursor }), staged: 0, snap: undefined, spaces: {}, sums: undefined });
}

/** The journeys of which anything is there. */
async function journeysIn(tx: DatabaseWriter, waiting: readonly PendingChange[]): Promise<readonly string[]> {
  const [pages, log] = (await Promise.all([tx.values('pages', []), tx.values('log', [])])) as [
    readonly (readonly ServerRecord[])[],
    readonly LogEntry[],
  ];
  const spaces = [...pages.flat(), ...log.flatMap(({ puts }) => puts)].map(({ space }) =>
    space.slice(0, space.indexOf('/')),
  );
  return [...new Set([...spaces, ...waiting.map(({ journey }) => journey)])];
}
