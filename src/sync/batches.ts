import type { Fields } from '../model/value/json.js';
import { limits } from '../protocol/limits.js';
import type { Operation, Transaction } from '../protocol/messages.js';
import type { PendingChange } from '../store/store.js';
import { toJson } from '../util/to-json.js';

/** A waiting change as it travels. */
function operationOf({ change, seq, raw, clk, seen }: PendingChange): Operation {
  const written = { seq, raw, clk };
  switch (change.kind) {
    case 'set':
      return { k: 'set', ...written, t: change.type, id: change.id, space: change.space, f: change.fields, seen };
    case 'delete':
      return { k: 'del', ...written, t: change.type, id: change.id };
    case 'command':
      // As JSON: an argument that is not given is not there.
      return { k: 'do', ...written, name: change.name, args: change.args as Fields };
  }
}

/**
 * The first changes that fit one push: whole transactions, in their order.
 *
 * @param maxOps Fewer after the server said that a push was too large.
 */
export function firstBatch(pending: readonly PendingChange[], maxOps: number = limits.pushOps): readonly Transaction[] {
  const batch: Transaction[] = [];
  let ops = 0;
  let bytes = 0;
  for (const group of transactionsOf(pending)) {
    // Text can take three bytes a character.
    bytes += toJson(group).length * 3;
    ops += group.ops.length;
    if (batch.length > 0 && (ops > maxOps || bytes > limits.pushBytes)) break;
    batch.push(group);
  }
  return batch;
}

function transactionsOf(pending: readonly PendingChange[]): readonly Transaction[] {
  const groups: { tx: string; journey: string; ops: Operation[] }[] = [];
  for (const change of pending) {
    const last = groups.at(-1);
    // More than the server takes at once cannot be one transaction: sent whole it would stop all that is behind it.
    if (last?.tx === change.tx && last.journey === change.journey && last.ops.length < limits.txOps)
      last.ops.push(operationOf(change));
    else groups.push({ tx: change.tx, journey: change.journey, ops: [operationOf(change)] });
  }
  return groups;
}
