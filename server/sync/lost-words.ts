import { isRecordType } from '../../src/model/record-in-full.js';
import { wordless } from '../../src/model/conversation/words.js';
import { isSameJson } from '../../src/model/value/json.js';
import type { Operation } from '../../src/protocol/messages.js';
import type { Effect } from '../rules/apply-set.js';
import type { ScopeTransaction } from '../rules/scope-transaction.js';
import type { LostValue } from '../storage/sync-storage.js';

/** An author who took their words back finds none of them here, not those of an older edit that comes later either. */
export async function isWordless(scope: ScopeTransaction, operation: Operation): Promise<boolean> {
  const row =
    operation.k === 'set' && isRecordType(operation.t) ? await scope.record(operation.t, operation.id) : undefined;
  return isSameJson(row?.fields['body'] ?? null, wordless);
}

/** Values that lost against a later one, to be kept for their author. */
export function lostValuesOf(
  {
    lost,
    operation,
    isKept,
  }: { readonly lost?: Effect['lost']; readonly operation?: Operation; readonly isKept?: boolean },
  seq: number,
): readonly LostValue[] {
  if (operation?.k !== 'set' || lost === undefined || !isKept) return [];
  return lost.map(([field, value]) => ({
    type: operation.t as LostValue['type'],
    id: operation.id,
    field,
    seq,
    value,
  }));
}
