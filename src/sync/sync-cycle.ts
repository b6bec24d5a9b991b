import type { Env } from '../env.js';
import { SyncError } from '../errors.js';
import { limits } from '../protocol/limits.js';
import { protocolVersion, schemaVersion } from '../protocol/version.js';
import type { Answer, PendingChange, Store } from '../store/store.js';
import type { SyncAdapter } from './sync-adapter.js';
import type { SyncEvent } from './sync-state.js';
import { answersOf, firstBatch, pageOf } from './wire.js';

export interface CycleOptions {
  readonly store: Store;
  readonly adapter: SyncAdapter;
  readonly env: Env;
  readonly signal: AbortSignal;
  /** Told of each step, in order. */
  readonly tell: (event: Extract<SyncEvent, 'ok' | 'more' | 'reset'>) => void;
}

/** A server that answers without moving anything would be asked for ever. */
const maxIdlePushes = 2;

/**
 * Sends what waits, then reads what is new. Settles when both are done; fails with the first
 * problem, but a server that refuses a push is still read from.
 *
 * @returns How long the server asks to leave some journeys alone, if it does.
 */
export async function runCycle(options: CycleOptions): Promise<{ readonly busyMs: number | undefined }> {
  let failure: unknown;
  let busyMs: number | undefined;
  try {
    busyMs = await pushAll(options);
  } catch (error) {
    const wasAnswered = error instanceof SyncError && error.status !== undefined && error.status !== 401 && error.status !== 426;
    if (!wasAnswered) throw error;
    failure = error;
  }
  options.tell('ok');
  await pullAll(options);
  if (failure !== undefined) throw failure;
  options.tell('ok');
  return { busyMs };
}

async function pushAll({ store, adapter, env, signal, tell }: CycleOptions): Promise<number | undefined> {
  const busy = new Map<string, number>();
  let maxOps: number = limits.pushOps;
  let idle = 0;
  let renumbered = false;
  for (;;) {
    const { replica, clk } = await store.identity();
    const pending = (await store.unsent()).filter(({ journey }) => !busy.has(journey));
    if (pending.length === 0) return busy.size > 0 ? Math.max(...busy.values()) : undefined;
    const txs = firstBatch(pending, maxOps);
    try {
      const { results, stop } = await adapter.push({ v: protocolVersion, schema: schemaVersion, replica, rawNow: env.now(), clk, txs: [...txs] }, signal);
      for (const [journey, { afterMs }] of Object.entries(stop ?? {})) busy.set(journey, afterMs);
      await store.applyAnswers(replica, answersOf(results));
      const isMoving = txs.some(({ journey, ops }) => results[journey]?.some(({ seq }) => ops.some((op) => op.seq === seq)));
      idle = isMoving ? 0 : idle + 1;
      if (idle >= maxIdlePushes) throw new SyncError('CORDEE_SYNC_PROTOCOL', 'The server takes changes without answering them.', { retryable: true });
    } catch (error) {
      const status = error instanceof SyncError ? error.status : undefined;
      if (status === 409 && !renumbered) {
        // The server has lost our numbers, or we are a copy of another device: begin anew.
        renumbered = true;
        await store.renumber(replica);
      } else if (status === 413 && maxOps > 1) {
        maxOps = Math.ceil(maxOps / 2);
      } else if (status === 413) {
        await store.applyAnswers(replica, tooLarge(pending));
      } else {
        throw error;
      }
    }
    tell('more');
  }
}

/** The first transaction cannot travel: its words go back to their author. */
function tooLarge(pending: readonly PendingChange[]): Readonly<Record<string, readonly Answer[]>> {
  const [first] = pending;
  if (!first) return {};
  const group = pending.filter(({ tx, journey }) => tx === first.tx && journey === first.journey);
  return { [first.journey]: group.map(({ seq }) => ({ seq, status: 'refused', reason: 'too_large' })) };
}

async function pullAll({ store, adapter, signal, tell }: CycleOptions): Promise<void> {
  for (;;) {
    const { replica } = await store.identity();
    const cursors = await store.cursors();
    const response = await adapter.pull(
      {
        v: protocolVersion,
        schema: schemaVersion,
        replica,
        resultsAck: Object.fromEntries(cursors.map(({ journey, answeredSeq }) => [journey, answeredSeq])),
        limit: { records: limits.pageRecords, bytes: limits.pageBytes },
        journeys: cursors.map(({ journey, cursor, snap, spaces }) => ({
          id: journey,
          spaces,
          ...(cursor === undefined ? {} : { cursor }),
          ...(snap === undefined ? {} : { snap }),
        })),
      },
      signal,
    );
    const asked = new Map(cursors.map(({ journey, cursor }) => [journey, cursor]));
    await store.applyUpdate({
      replica,
      pages: response.journeys.map((page) => pageOf(page, asked.get(page.id))),
      answers: answersOf(response.results),
      access: response.access,
    });
    // A journey that this device had not heard of has no page yet: it is asked for by name.
    const isNew = Object.keys(response.access).some((journey) => !asked.has(journey));
    if (!isNew && !response.journeys.some(({ more }) => more)) return;
    tell(response.journeys.some(({ mode }) => mode === 'reset') ? 'reset' : 'more');
  }
}
