import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import type { RecordType } from '../../src/model/record.js';
import type { Space } from '../../src/model/access/space.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { mergeFields } from './merge-fields.js';
import { publicStamp } from './stamps.js';

export interface WholeRecord {
  readonly type: RecordType;
  readonly id: Id;
  readonly space: Space;
  readonly fields: Fields;
}

/** Writes a record by the server's own hand: it has seen all that was there, and a field that is not given is taken away. */
export async function putWhole(
  scope: ScopeTransaction,
  { type, id, space, fields }: WholeRecord,
  ms: number,
  replica: string,
): Promise<void> {
  const stored = await scope.record(type, id);
  const before = stored?.deleted === false ? stored : undefined;
  const missing = Object.keys(before?.fields ?? {}).filter((field) => !Object.hasOwn(fields, field));
  const seen = Object.fromEntries(
    Object.entries(before?.stamps ?? {}).map(([field, stamp]) => [field, publicStamp(stamp)]),
  );
  const merged = mergeFields(before, {
    fields: { ...fields, ...Object.fromEntries(missing.map((field) => [field, null])) },
    ms,
    replica,
    seen,
  });
  if (merged.isChanged || before?.space !== space)
    scope.put({ type, id, space, fields: merged.fields, stamps: merged.stamps });
}
