import { createId } from '../model/value/ids.js';
import type { RecordType } from '../model/record.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { readIdentity } from './rows.js';
import type { ScopeTransactions } from './apply-pull.js';
import type { ServerRecord } from './store.js';

/**
 * [SY22] The server is older than what this device knows, as after a restore from a backup: what it
 * had taken and lacks now waits again. Numbers that it has used meanwhile are sorted out by [SY6].
 *
 * @param lost This person's own records that the server does not have any more.
 */
export async function sendAgain(
  { tx, env, noteWaiting }: ScopeTransactions,
  scope: ScopeTransaction,
  lost: readonly ServerRecord[],
): Promise<void> {
  const { clk, clock } = await readIdentity(tx, env);
  const fastMs = clock ? clock.device - clock.server : 0;
  for (const { acceptedRev, ...change } of scope.pending) if (acceptedRev !== undefined) scope.putPending(change);
  const { journey } = scope.row;
  let { nextSeq } = scope.row;
  const writtenAt = ({ fields }: ServerRecord): number => Date.parse(String(fields['at'])) || env.now();
  // Oldest first, so that what answers comes after what it answers.
  for (const record of lost.toSorted((a, b) => writtenAt(a) - writtenAt(b))) {
    const { type, id, space, fields } = record;
    scope.putPending({
      journey,
      seq: nextSeq++,
      tx: createId(env),
      clk,
      raw: writtenAt(record) + fastMs,
      seen: {},
      creates: true,
      change: { kind: 'set', type: type as RecordType, id, space, fields },
    });
  }
  scope.set({ nextSeq });
  scope.isTold = true;
  noteWaiting();
}
