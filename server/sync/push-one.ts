import { StorageError } from '../../src/errors.js';
import type { Subject } from '../identity/auth.js';
import { RequestProblem } from '../problem.js';
import type { CommandRules } from '../rules/commands.js';
import type { ScopeKey, SyncStorage } from '../storage/sync-storage.js';
import { type Log, failureOf } from '../telemetry/log.js';
import { type PushOutcome, pushTransaction } from './push.js';
import type { NumberedPush, NumberedTransaction } from './requests.js';

/** What a push is tried with. */
export interface PushTries {
  readonly storage: SyncStorage;
  readonly log: Log;
  readonly commands: CommandRules | undefined;
}

/** After so many failures of the server on the same operation, on whichever node, it is refused for good, within the same push. */
const failuresBeforeRefusal = 5;

/**
 * Answers one transaction of a device, again where it failed and nobody knows why. Undefined when it is to be sent
 * again later.
 */
export async function pushOne(
  { storage, log, commands }: PushTries,
  { tenant, person }: Subject,
  push: Omit<NumberedPush, 'txs'>,
  tx: NumberedTransaction,
  nowMs: number,
): Promise<PushOutcome | undefined> {
  const scopeKey = { tenant, journey: tx.journey };
  const { seq } = tx.ops[0] ?? { seq: 0 };
  for (let isPoisoned = false; ;) {
    const context = { tenant, person, push, nowMs, isPoisoned, commands };
    try {
      return await storage.write(scopeKey, (writer) => pushTransaction(writer, context, tx));
    } catch (error) {
      if (error instanceof RequestProblem) throw error;
      // A database that does not answer is nobody's fault: it is not held against the operation.
      if (error instanceof StorageError) {
        log({ level: 'error', event: 'storage-failed', tenant, ...failureOf(error) });
        return undefined;
      }
      const failures = await countFailure(storage, scopeKey, push.replica, seq);
      log({ level: 'error', event: 'push-failed', tenant, failures, ...failureOf(error) });
      // Tried again at once: what is behind it, and other journeys, are not to wait for it.
      if (failures === 0 || isPoisoned) return undefined;
      isPoisoned = failures >= failuresBeforeRefusal;
    }
  }
}

async function countFailure(storage: SyncStorage, scopeKey: ScopeKey, replica: string, seq: number): Promise<number> {
  try {
    return await storage.write({ tenant: scopeKey.tenant }, (writer) => writer.countFailure(scopeKey, replica, seq));
  } catch {
    return 0;
  }
}
