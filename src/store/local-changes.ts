import type { Env } from '../env.js';
import { createId } from '../model/ids.js';
import { isDeviceOnly } from '../model/space.js';
import type { DatabaseWriter } from './database.js';
import { type JourneyState, keyOf } from './merge.js';
import { readIdentity, readJourney, writeJourney, writePending } from './rows.js';
import type { LocalChange, PendingChange, ServerRecord } from './store.js';

/** What a commit added: to the outbox, and to what only this device holds. */
export interface StoredChanges {
  readonly pending: readonly PendingChange[];
  readonly here: readonly ServerRecord[];
  readonly gone: readonly string[];
}

/**
 * Gives numbers to a person's changes and puts them in the outbox. What is for this device only
 * goes straight to base: it is never sent.
 *
 * @param state What the person saw when they wrote.
 */
export async function storeChanges(
  tx: DatabaseWriter,
  env: Env,
  state: JourneyState,
  changes: readonly LocalChange[],
): Promise<StoredChanges> {
  const { journey } = state;
  const row = await readJourney(tx, journey);
  const { clk } = await readIdentity(tx, env);
  const group = createId(env);
  const pending: PendingChange[] = [];
  const here: ServerRecord[] = [];
  const gone: string[] = [];
  const known = new Set([...state.base.keys(), ...state.pending.flatMap(({ change }) => (change.kind === 'set' ? [keyOf(change.type, change.id)] : []))]);
  for (const change of changes) {
    if (change.kind !== 'command' && isDeviceOnly(change.space)) {
      const record = await storeHere(tx, state, change);
      if (record) here.push(record);
      else gone.push(keyOf(change.type, change.id));
      continue;
    }
    const key = change.kind === 'command' ? '' : keyOf(change.type, change.id);
    const stamps = state.base.get(key)?.stamps ?? {};
    pending.push({
      journey,
      seq: row.nextSeq + pending.length,
      tx: group,
      change,
      raw: env.now(),
      clk,
      seen: change.kind === 'set' ? Object.fromEntries(Object.entries(stamps).filter(([name]) => name in change.fields)) : {},
      creates: change.kind === 'set' && !known.has(key),
    });
    known.add(key);
  }
  for (const change of pending) await writePending(tx, change);
  await writeJourney(tx, journey, { ...row, nextSeq: row.nextSeq + pending.length });
  return { pending, here, gone };
}

async function storeHere(
  tx: DatabaseWriter,
  { journey, base }: JourneyState,
  change: Exclude<LocalChange, { kind: 'command' }>,
): Promise<ServerRecord | undefined> {
  const { type, id, space } = change;
  const key = [journey, space, type, id];
  if (change.kind === 'delete') {
    await tx.delete('base', key);
    return undefined;
  }
  const fields = { ...base.get(keyOf(type, id))?.fields, ...change.fields };
  const record: ServerRecord = { type, id, space, rev: 0, fields, stamps: {}, readable: true };
  await tx.put('base', key, record);
  return record;
}
