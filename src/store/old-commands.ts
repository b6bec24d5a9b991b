import { effectOf } from '../protocol/command-effects.js';
import { show } from './optimistic-view.js';
import type { ScopeTransaction } from './scope-transaction.js';

/** [ST24] What is shown of commands that wait since a version that stored no effects of them. Who gave them is not known here. */
export function storeEffects(scope: ScopeTransaction): void {
  const base = new Map([...scope.records()].map((record) => [`${record.type}/${record.id}`, record]));
  for (const entry of scope.pending) {
    const { change, effect, raw, seq } = entry;
    if (change.kind !== 'command' || effect) continue;
    const earlier = scope.pending.filter((other) => other.seq < seq);
    scope.putPending({ ...entry, effect: effectOf(show(scope.row.journey, base, earlier), change, undefined, raw) });
  }
}
