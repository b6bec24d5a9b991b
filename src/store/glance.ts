import type { DatabaseReader } from './database.js';
import type { FirstScreen } from './first-screen.js';
import { replay } from './journey-draft.js';
import { type LogEntry, readPending, readRow } from './rows.js';
import { keyOf, show } from './shown-records.js';
import type { Glance } from './store.js';

/** The first screen as it was packed, with what has been written since; undefined while nothing has been packed. */
export async function readGlance(tx: DatabaseReader, journey: string): Promise<Glance | undefined> {
  const [row, packed] = await Promise.all([readRow(tx, journey), tx.get('extracts', ['first', journey])]);
  const first = packed as (FirstScreen & { readonly folded: number }) | undefined;
  if (!first || first.folded !== row.folded) return undefined;
  const [log, pending] = await Promise.all([tx.values('log', [journey], row.folded), readPending(tx, journey)]);
  const base = new Map(first.records.map((record) => [keyOf(record.type, record.id), record]));
  replay(base, log as readonly LogEntry[], new Set());
  return { records: show(journey, base, pending), since: first.since };
}
