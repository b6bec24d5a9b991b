import type { DatabaseReader, DatabaseWriter } from './database.js';
import { isDeviceOnly } from '../model/access/device-only.js';
import { type JourneyRow, type LogEntry, censusOf, readPending, readRow, writePending } from './rows.js';
import { keyOf, targetsOf } from './optimistic-view.js';
import type { PendingChange, ServerRecord } from './store.js';

/** A journey as it is on the disk, in memory. */
export interface StoredScope {
  readonly row: JourneyRow;
  /** What the server confirmed, and what only this device holds, by name. Changed in place once a transaction is complete. */
  readonly base: Map<string, ServerRecord>;
  readonly pending: readonly PendingChange[];
}

export interface ReadState extends StoredScope {
  /** What may be different from the state that was held; undefined when nothing was held to begin from. */
  readonly touched: ReadonlySet<string> | undefined;
}

/**
 * Reads a journey, or only what has been written since it was read.
 *
 * @param held What is in memory of it. It is not changed.
 * @param isBehind Whether somebody else is known to have written: then nothing is asked first.
 */
export async function readState(
  tx: DatabaseReader,
  journey: string,
  held?: StoredScope,
  isBehind = false,
): Promise<ReadState> {
  const same = (row: JourneyRow): ReadState | undefined =>
    held && row.version === held.row.version ? { ...held, row, touched: new Set() } : undefined;
  const first = held && !isBehind ? same(await readRow(tx, journey)) : undefined;
  if (first) return first;
  // All at once: each request by itself would cost a way to the disk and back.
  const [row, pages, log, pending] = await Promise.all([
    readRow(tx, journey),
    held ? [] : tx.values('pages', [journey]),
    tx.values('log', [journey], held?.row.head),
    readPending(tx, journey),
  ]);
  const unchanged = same(row);
  if (unchanged) return unchanged;
  const known = held && held.row.version < row.version && held.row.head >= row.folded ? held : undefined;
  // Packed by somebody else meanwhile, or thrown away by the browser.
  if (held && !known) return readState(tx, journey);
  const base = new Map(known?.base);
  for (const page of pages as readonly (readonly ServerRecord[])[])
    for (const record of page) base.set(keyOf(record.type, record.id), record);
  const touched = new Set<string>();
  replay(base, log as readonly LogEntry[], touched);
  for (const change of [...(known?.pending ?? []), ...pending]) {
    for (const key of targetsOf(change)) touched.add(key);
  }
  return { row, base, pending, touched: known && touched };
}

export function replay(base: Map<string, ServerRecord>, log: readonly LogEntry[], touched: Set<string>): void {
  for (const { puts, dels } of log) {
    for (const key of dels) {
      base.delete(key);
      touched.add(key);
    }
    for (const record of puts) {
      const key = keyOf(record.type, record.id);
      base.set(key, record);
      touched.add(key);
    }
  }
}

/** 1 for what only this device holds. */
const ownOf = (record: ServerRecord | undefined): number => Number(record !== undefined && isDeviceOnly(record.space));

export async function openScope(tx: DatabaseWriter, journey: string, held?: StoredScope): Promise<ScopeTransaction> {
  const scope = new ScopeTransaction(tx, await readState(tx, journey, held));
  // The browser has thrown away what was here: what is in memory goes back, as another device's.
  if (held && scope.row.version === 0 && held.row.version > 0) restore(scope, held);
  return scope;
}

function restore(scope: ScopeTransaction, { row, base, pending }: StoredScope): void {
  const { version, head, folded, staged, nextSeq } = scope.row;
  for (const record of base.values()) scope.put(record);
  const waiting = pending.filter(({ withdrawn }) => !withdrawn);
  waiting.forEach(({ acceptedRev: _, ...change }, index) => scope.putPending({ ...change, seq: nextSeq + index }));
  const cursor = row.snap === undefined ? row.cursor : undefined;
  scope.set({
    ...row,
    census: { head, folded, pages: 0, own: 0 },
    version,
    head,
    folded,
    staged,
    cursor,
    snap: undefined,
    answeredSeq: 0,
    nextSeq: nextSeq + waiting.length,
  });
}

/** What one transaction makes of one journey. Nothing in memory is changed before it is complete. */
export class ScopeTransaction {
  readonly tx: DatabaseWriter;
  readonly from: ReadState;
  row: JourneyRow;
  pending: readonly PendingChange[];
  readonly changed = new Map<string, ServerRecord | undefined>();
  readonly touched: Set<string>;
  /** Whether somebody who watches the journey must be told, even if no record is different. */
  isTold = false;
  /** Set when pages were written that hold all, so that nothing is left for the log. */
  isPacked = false;
  /** Set when words went or were written over: nothing on the disk keeps them. */
  isForgetting = false;
  /** How many pages were written. */
  pages: number | undefined;
  /** Whether the server has given all there is. */
  isWhole = false;

  constructor(tx: DatabaseWriter, from: ReadState) {
    this.tx = tx;
    this.from = from;
    this.row = from.row;
    this.pending = from.pending;
    this.touched = new Set(from.touched);
  }

  get(key: string): ServerRecord | undefined {
    return this.changed.has(key) ? this.changed.get(key) : this.from.base.get(key);
  }

  put(record: ServerRecord): void {
    this.changed.set(keyOf(record.type, record.id), record);
  }

  remove(key: string): void {
    if (this.get(key)) this.changed.set(key, undefined);
  }

  set(change: Partial<JourneyRow>): void {
    this.row = { ...this.row, ...change };
  }

  putPending(change: PendingChange): void {
    const before = this.pending.findIndex(({ seq }) => seq === change.seq);
    this.#touch(this.pending[before]);
    this.#touch(change);
    this.pending = before < 0 ? [...this.pending, change] : this.pending.with(before, change);
    writePending(this.tx, change);
  }

  dropPending(change: PendingChange): void {
    this.#touch(change);
    this.pending = this.pending.filter(({ seq }) => seq !== change.seq);
    this.tx.delete('outbox', [this.row.journey, change.seq]);
  }

  #touch(change: PendingChange | undefined): void {
    this.isTold = true;
    for (const key of change ? targetsOf(change) : []) this.touched.add(key);
  }

  /** All records as they will be. */
  *records(): Iterable<ServerRecord> {
    for (const [key, record] of this.from.base) if (!this.changed.has(key)) yield record;
    for (const record of this.changed.values()) if (record) yield record;
  }

  /** A cursor that moved is nothing that anybody sees. */
  get nextVersion(): number {
    return this.row.version + Number(this.isTold || this.changed.size > 0);
  }

  /** Writes what has changed: the records to the end of the log, unless they were packed. */
  finish(): void {
    const {
      changed,
      tx,
      row: { journey, head },
    } = this;
    // Nothing is different.
    if (this.row === this.from.row && changed.size === 0) return;
    for (const key of changed.keys()) this.touched.add(key);
    if (changed.size > 0 && !this.isPacked) {
      const n = head + 1;
      const puts = [...changed.values()].filter((record) => record !== undefined);
      const dels = [...changed].flatMap(([key, record]) => (record ? [] : [key]));
      tx.put('log', [journey, n], { n, puts, dels } satisfies LogEntry);
      this.set({ head: n });
    }
    this.set({ version: this.nextVersion });
    this.count();
    tx.put('journeys', [journey], this.row);
  }

  /** Notes how much there is of the journey once this is written. What an older version stored is counted when it is packed. */
  count(): void {
    const { head, folded } = this.row;
    const before = censusOf(this.from.row);
    const pages = this.pages ?? before?.pages;
    if (pages === undefined) return;
    let own = before?.own ?? 0;
    if (!before) for (const record of this.from.base.values()) own += ownOf(record);
    for (const [key, record] of this.changed) own += ownOf(record) - ownOf(this.from.base.get(key));
    this.set({ census: { head, folded, pages, own } });
  }

  /** The state after the transaction. Called once it is complete. */
  settle(): StoredScope {
    const { base } = this.from;
    for (const [key, record] of this.changed) {
      if (record) base.set(key, record);
      else base.delete(key);
    }
    return { row: this.row, base, pending: this.pending };
  }
}
