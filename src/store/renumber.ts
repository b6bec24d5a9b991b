import { type Id, createId } from '../model/value/ids.js';
import { readIdentity, readRows, writeIdentity } from './rows.js';
import type { ScopeTransactions } from './apply-pull.js';

/** [ST6] A new replica id, and what waits counted from one. */
export async function renumber({ tx, env, of, noteWaiting }: ScopeTransactions, replica: Id): Promise<void> {
  const identity = await readIdentity(tx, env);
  // Another tab was faster.
  if (identity.replica !== replica) return;
  writeIdentity(tx, { ...identity, replica: createId(env) });
  for (const { journey } of await readRows(tx)) {
    const scope = await of(journey);
    // Also what was accepted and has not come back: a server that lost our numbers may have lost it too.
    const pending = scope.pending.filter(({ withdrawn }) => !withdrawn);
    for (const change of scope.pending) scope.dropPending(change);
    pending.forEach(({ acceptedRev: _, ...change }, index) => scope.putPending({ ...change, seq: index + 1 }));
    scope.set({ nextSeq: pending.length + 1, answeredSeq: 0 });
    if (pending.length > 0) scope.isTold = true;
  }
  noteWaiting();
}
