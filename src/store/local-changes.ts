import type { Env } from '../env.js';
import { createId } from '../model/ids.js';
import { isDeviceOnly } from '../model/device-only.js';
import type { JourneyDraft, JourneyState } from './journey-draft.js';
import { type WaitingChange, keyOf, targetOf } from './shown-records.js';
import type { Identity, LocalChange, PendingChange } from './store.js';

/**
 * A person's changes on their way to the disk, before they have numbers.
 *
 * @param state What the person saw when they wrote.
 * @param waiting What else was under way.
 */
export function waitingChanges(
  env: Env, { replica: _, clk }: Identity, { row: { journey }, base, pending }: JourneyState, waiting: readonly WaitingChange[], changes: readonly LocalChange[],
): readonly WaitingChange[] {
  const tx = createId(env);
  const raw = env.now();
  const known = new Set([...pending, ...waiting].map((other) => (other.change.kind === 'set' ? targetOf(other) : undefined)));
  return changes.map((change) => {
    const key = change.kind === 'set' ? keyOf(change.type, change.id) : undefined;
    const stamps = (key !== undefined && base.get(key)?.stamps) || {};
    const creates = key !== undefined && !known.has(key) && !base.has(key);
    known.add(key);
    return {
      journey, tx, change, raw, clk, creates,
      seen: change.kind === 'set' ? Object.fromEntries(Object.entries(stamps).filter(([name]) => name in change.fields)) : {},
    };
  });
}

/**
 * Gives numbers to changes and puts them in the outbox. What is for this device only goes straight
 * to base: it is never sent.
 */
export function storeChanges(draft: JourneyDraft, changes: readonly WaitingChange[]): void {
  let { nextSeq } = draft.row;
  for (const waiting of changes) {
    const { change } = waiting;
    if (change.kind === 'command' || !isDeviceOnly(change.space)) {
      draft.putPending({ ...waiting, seq: nextSeq++ } satisfies PendingChange);
      continue;
    }
    const { type, id, space } = change;
    const key = keyOf(type, id);
    if (change.kind === 'delete') draft.remove(key);
    else draft.put({ type, id, space, rev: 0, fields: { ...draft.get(key)?.fields, ...change.fields }, stamps: {}, readable: true });
  }
  draft.set({ nextSeq });
  draft.isTold = true;
}
