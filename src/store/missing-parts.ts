import type { DatabaseReader } from './database.js';
import { type JourneyRow, type StoreCensus, censusOf, readRows } from './rows.js';

/** Numbers that were given and not answered, so that what has them must wait here. */
export const unansweredOf = ({ nextSeq, answeredSeq }: JourneyRow): number => Math.max(0, nextSeq - 1 - answeredSeq);
export const logOf = ({ head, folded }: JourneyRow): number => head - folded;

/** Whether there must be pages of it. */
export const isPacked = ({ folded, sums }: JourneyRow): boolean => folded > 0 && Object.keys(sums ?? {}).length > 0;

/** Whether a table, or a part of one, has been emptied under the others: by the browser, a tool that cleans, or a disk. */
export async function isAnyPartMissing(tx: DatabaseReader): Promise<boolean> {
  const [rows, census, pages, log, staging, outbox, tray] = (await Promise.all([
    readRows(tx),
    readCensus(tx),
    ...(['pages', 'log', 'staging', 'outbox', 'tray'] as const).map((table) => tx.count(table, [])),
  ] as const)) as [readonly JourneyRow[], StoreCensus | undefined, number, number, number, number, number];
  const sum = (of: (row: JourneyRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  if (
    log !== sum(logOf) ||
    staging !== sum(({ staged }) => staged) ||
    outbox < sum(unansweredOf) ||
    (rows.length === 0 && outbox > 0)
  )
    return true;
  if (census && (tray < census.tray || outbox < census.outbox)) return true;
  // What an older version packed, it did not count.
  return rows.every(censusOf) ? pages !== sum((row) => censusOf(row)?.pages ?? 0) : pages === 0 && rows.some(isPacked);
}

export const readCensus = async (tx: DatabaseReader): Promise<StoreCensus | undefined> =>
  (await tx.get('meta', ['census'])) as StoreCensus | undefined;

/** Counts what waits and what was refused. */
export async function takeCensus(tx: DatabaseReader): Promise<StoreCensus> {
  const [outbox, tray] = await Promise.all([tx.count('outbox', []), tx.count('tray', [])]);
  return { outbox, tray };
}
