import type { Env } from '../env.js';
import { SyncError } from '../errors.js';
import { limits } from '../protocol/limits.js';
import { protocolVersion, schemaVersion } from '../protocol/version.js';
import type { Answer, PendingChange, Store } from '../store/store.js';
import { firstBatch } from './batches.js';
import type { PageSize } from './page-size.js';
import type { SyncAdapter } from './sync-adapter.js';
import { answersOf } from './wire.js';

/** [SY4] A journey with a change that no push gets through is left alone for so long; of so many in one cycle it is no change's fault. */
const asideMs = 10_000;
const maxAside = 5;

export interface PushOptions {
  readonly store: Store;
  readonly adapter: Pick<SyncAdapter, 'push'>;
  readonly env: Env;
  readonly signal: AbortSignal;
  readonly size: Pick<PageSize, 'operations'>;
  /** Journeys that are left alone, with how long they ask for it. Grows. */
  readonly busy: Map<string, number>;
  /** Told of each push whether anything was taken. */
  readonly noteMove: (isMoving: boolean, complaint: string) => void;
  /** Told after each push, taken or not. */
  readonly onSent: () => void;
}

/** Sends all that waits, beginning with what does now, in as many pushes as it takes. Gives whether there was anything; fails with the first problem that splitting does not solve. */
export async function pushAll(
  first: readonly PendingChange[],
  { store, adapter, env, signal, size, busy, noteMove, onSent }: PushOptions,
): Promise<boolean> {
  let maxOps: number = limits.pushOps;
  let isRenumbered = false;
  let isTaken = false;
  const aside: unknown[] = [];
  for (let hasSent = false; ; hasSent = true) {
    const { replica, clk } = await store.identity();
    const unsent = hasSent ? await store.unsent() : first;
    const pending = unsent.filter(({ journey }) => !busy.has(journey));
    if (pending.length === 0 && aside.length > 0 && !isTaken) throw aside[0];
    if (pending.length === 0) return hasSent;
    const txs = firstBatch(pending, Math.min(maxOps, size.operations));
    try {
      const { results, stop = {} } = await adapter.push(
        { v: protocolVersion, schema: schemaVersion, replica, rawNow: env.now(), clk, txs: [...txs] },
        signal,
      );
      for (const [journey, { afterMs }] of Object.entries(stop)) busy.set(journey, afterMs);
      await store.applyAnswers(replica, answersOf(results));
      const isMoving = txs.some(
        ({ journey, ops }) =>
          Object.hasOwn(stop, journey) ||
          (Object.hasOwn(results, journey) && results[journey]?.some(({ seq }) => ops.some((op) => op.seq === seq))),
      );
      noteMove(isMoving, 'The server takes changes without answering them.');
      isTaken = true;
    } catch (error) {
      const status = error instanceof SyncError ? error.status : undefined;
      if (status === 409 && !isRenumbered) {
        // The server has lost our numbers, or we are a copy of another device: begin anew.
        isRenumbered = true;
        await store.renumber(replica);
      } else if (status === 413 && maxOps > 1) {
        maxOps = Math.ceil(maxOps / 2);
      } else if (status === 413) {
        await store.applyAnswers(replica, tooLarge(pending));
      } else if (isAboutContent(status) && txs.length > 1) {
        maxOps = 1;
      } else if (isAboutContent(status) && aside.push(error) < maxAside) {
        busy.set(txs[0]?.journey ?? '', asideMs);
        maxOps = limits.pushOps;
      } else {
        throw error;
      }
    }
    onSent();
  }
}

/** Whether it may be for what was sent: the server failed on it, or something on the way does not let it through. */
const isAboutContent = (status: number | undefined): boolean =>
  status !== undefined && [400, 403, 422, 500].includes(status);

/** The first transaction cannot travel: its words go back to their author. */
function tooLarge(pending: readonly PendingChange[]): Readonly<Record<string, readonly Answer[]>> {
  const [first] = pending;
  if (!first) return {};
  const group = pending.filter(({ tx, journey }) => tx === first.tx && journey === first.journey);
  return { [first.journey]: group.map(({ seq }) => ({ seq, status: 'refused', reason: 'too_large' })) };
}
