import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import type { RecordType } from '../../src/model/record.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { mergeFields } from './merge-fields.js';
import { publicStamp } from './stamps.js';
import type { StoredRow } from '../storage/sync-storage.js';
import type { Writer } from './writer.js';

/** Writes fields of a record by the server's own hand; `null` takes one away. A command has seen everything: its values win. */
export function changeRow(scope: ScopeTransaction, { nowMs, replica }: Writer, row: StoredRow, fields: Fields): void {
  const seen = Object.fromEntries(Object.entries(row.stamps).map(([field, stamp]) => [field, publicStamp(stamp)]));
  const merged = mergeFields(row, { fields, ms: nowMs, replica, seen });
  if (merged.isChanged) scope.put({ ...row, fields: merged.fields, stamps: merged.stamps });
}

/** The same for a record that may not be there. */
export async function changeRecord(
  scope: ScopeTransaction,
  writer: Writer,
  type: RecordType,
  id: Id,
  fields: Fields,
): Promise<void> {
  const row = await scope.record(type, id);
  if (row !== undefined && !row.deleted) changeRow(scope, writer, row, fields);
}
