import { isDeviceOnly } from '../model/access/device-only.js';
import { resetCursor } from '../protocol/checksum.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { isPacked, logOf, readCensus, unansweredOf } from './missing-parts.js';
import { renumber } from './renumber.js';
import { type LogEntry, censusOf, keepInTray, newRow, readIdentity, readPending, readRows } from './rows.js';
import type { ScopeTransactions } from './apply-pull.js';
import type { DatabaseWriter } from './database.js';
import type { PendingChange, ServerRecord, TrayEntry } from './store.js';

/**
 * Goes on with what is left: what the server has is asked for anew, and what only this device had
 * is told to its author, among what was refused.
 */
export async function mendParts(scopes: ScopeTransactions): Promise<void> {
  const { tx, env, noteWaiting } = scopes;
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
    const scope = await scopes.of(row.journey);
    const there = waiting.filter(({ journey, seq }) => journey === row.journey && seq > row.answeredSeq).length;
    const unsent = Math.max(0, unansweredOf(row) - there);
    isNumberLost ||= unsent > 0;
    tell(row.journey, unsent);
    await mendJourney(scopes, scope, (own) => tell(row.journey, own));
  }
  for (const journey of orphans) readAnew(await scopes.of(journey));
  // Numbers that were used are forgotten with the row of a journey, and those of what was lost never come.
  if (isNumberLost) await renumber(scopes, (await readIdentity(tx, env)).replica);
  const missing = census ? census.outbox - waiting.length + census.tray - tray : 0;
  if (missing > lost && (tray < (census?.tray ?? 0) || rows.length === 0))
    tell(rows[0]?.journey ?? orphans[0] ?? '', missing - lost);
}

/** What is kept for its author of words that are nowhere any more. */
const erased = (journey: string): Pick<TrayEntry, 'journey' | 'change'> => ({
  journey,
  change: { kind: 'command', name: 'store.erased', args: {} },
});

async function mendJourney(
  { tx }: ScopeTransactions,
  scope: ScopeTransaction,
  tellOwn: (count: number) => void,
): Promise<void> {
  const { row, from } = scope;
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
  readAnew(scope);
}

/** Keeps what is there of a journey, packed, until the server has given it anew. */
function readAnew(scope: ScopeTransaction): void {
  const { isGone } = scope.row;
  scope.tx.deleteAll('staging', [scope.row.journey]);
  scope.isForgetting = true;
  scope.isTold = true;
  scope.set({ ...(isGone ? {} : { cursor: resetCursor }), staged: 0, snap: undefined, spaces: {}, sums: undefined });
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
