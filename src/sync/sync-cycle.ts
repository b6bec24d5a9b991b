import type { Env } from '../env.js';
import { SyncError } from '../errors.js';
import { limits } from '../protocol/limits.js';
import { protocolVersion, schemaVersion } from '../protocol/version.js';
import type { Answer, PendingChange, Store } from '../store/store.js';
import { loopError } from './loop-error.js';
import type { SyncAdapter } from './sync-adapter.js';
import type { SyncEvent } from './sync-state.js';
import { answersOf, firstBatch, pageOf } from './wire.js';

export interface CycleOptions {
  readonly store: Store;
  readonly adapter: SyncAdapter;
  readonly env: Env;
  readonly signal: AbortSignal;
  /** Who writes on this device. */
  readonly person?: string | undefined;
  /** Nothing was heard of the server for a while: ask what may be read now before anything is sent. */
  readonly learnsFirst: boolean;
  /** Told of each step, in order. */
  readonly tell: (event: Extract<SyncEvent, 'ok' | 'more' | 'reset'>) => void;
}

export interface CycleOutcome {
  /** How long the server asks to leave some journeys alone, if it does. */
  readonly busyMs: number | undefined;
  /** Whether anything was taken or came. */
  readonly hasMoved: boolean;
}

/** A server that answers without moving anything would be asked for ever. */
const maxIdle = 2;
/** [SY4] A journey with a change that no push gets through is left alone for so long; of so many in one cycle it is no change's fault. */
const asideMs = 10_000;
const maxAside = 5;
/** A measure of the server's clock is worth nothing when the answer took longer. */
const maxRoundTripMs = 5_000;

/**
 * Sends what waits, then reads what is new, and sends between two pages what was written meanwhile.
 * Settles when both are done; fails with the first problem, but a server that refuses a push is
 * still read from.
 */
export async function runCycle({ store, adapter, env, signal, person, learnsFirst, tell }: CycleOptions): Promise<CycleOutcome> {
  const busy = new Map<string, number>();
  let failure: unknown;
  let hasMoved = false;
  let idle = 0;

  /** [SY12] */
  const noteMove = (isMoving: boolean, complaint: string): void => {
    hasMoved ||= isMoving;
    idle = isMoving ? 0 : idle + 1;
    if (idle >= maxIdle) throw loopError(complaint);
  };

  /** Whether anything was sent. */
  async function push(): Promise<boolean> {
    let maxOps: number = limits.pushOps;
    let isRenumbered = false;
    let isTaken = false;
    const aside: unknown[] = [];
    for (let hasSent = false; ; hasSent = true) {
      const { replica, clk } = await store.identity();
      const pending = (await store.unsent()).filter(({ journey }) => !busy.has(journey));
      if (pending.length === 0 && aside.length > 0 && !isTaken) throw aside[0];
      if (pending.length === 0) return hasSent;
      const txs = firstBatch(pending, maxOps);
      try {
        const { results, stop = {} } = await adapter.push({ v: protocolVersion, schema: schemaVersion, replica, rawNow: env.now(), clk, txs: [...txs] }, signal);
        for (const [journey, { afterMs }] of Object.entries(stop)) busy.set(journey, afterMs);
        await store.applyAnswers(replica, answersOf(results));
        const isMoving = txs.some(({ journey, ops }) => Object.hasOwn(stop, journey) || results[journey]?.some(({ seq }) => ops.some((op) => op.seq === seq)));
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
      tell('more');
    }
  }

  /** [SY5] Once the server has refused a push, it is only read from. */
  async function pushIfTaken(): Promise<boolean> {
    try {
      return failure === undefined && (await push());
    } catch (error) {
      if (!isRefusal(error)) throw error;
      failure = error;
      return false;
    }
  }

  /** Whether there is more. */
  async function pull(): Promise<boolean> {
    const { replica } = await store.identity();
    const cursors = await store.cursors();
    const sentAt = env.now();
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
    const device = env.now();
    const asked = new Map(cursors.map(({ journey, cursor }) => [journey, cursor]));
    const { mismatched, isLate = false } = await store.applyUpdate({
      replica,
      person,
      asked,
      pages: response.journeys.map((page) => pageOf(page, asked.get(page.id))),
      answers: answersOf(response.results),
      access: response.access,
      // A page that slept while it waited measures nothing.
      clock: Math.abs(device - sentAt) > maxRoundTripMs ? undefined : { server: response.server.time, device },
    });
    // A journey that this device had not heard of has no page yet: it is asked for by name.
    const isNew = Object.keys(response.access).some((journey) => !asked.has(journey));
    const isRepeated = isLate || isNew || mismatched.length > 0;
    const isBehind = isRepeated || response.journeys.some(({ more }) => more);
    const hasContent = response.journeys.some(({ id, to, puts, dels, why }) => (puts.length + dels.length > 0 || why) && to !== asked.get(id));
    hasMoved ||= hasContent;
    if (!isBehind) return false;
    noteMove(hasContent || isRepeated, 'The server has more and never gives it.');
    tell(response.journeys.some(({ mode }) => mode === 'reset') ? 'reset' : 'more');
    return true;
  }

  let isBehind = true;
  if (learnsFirst) {
    try {
      isBehind = await pull();
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  if (await pushIfTaken()) isBehind = true;
  tell('ok');
  while (isBehind) {
    isBehind = await pull();
    if (isBehind) await pushIfTaken();
  }
  if (failure !== undefined) throw failure;
  tell('ok');
  return { busyMs: busy.size > 0 ? Math.max(...busy.values()) : undefined, hasMoved };
}

/** A server's "no" to this request, which need not be one to the others. */
const isRefusal = (error: unknown): boolean =>
  error instanceof SyncError && error.status !== undefined && error.status !== 401 && error.status !== 426;

/** Whether it may be for what was sent: the server failed on it, or something on the way does not let it through. */
const isAboutContent = (status: number | undefined): boolean => status !== undefined && [400, 403, 422, 500].includes(status);

/** The first transaction cannot travel: its words go back to their author. */
function tooLarge(pending: readonly PendingChange[]): Readonly<Record<string, readonly Answer[]>> {
  const [first] = pending;
  if (!first) return {};
  const group = pending.filter(({ tx, journey }) => tx === first.tx && journey === first.journey);
  return { [first.journey]: group.map(({ seq }) => ({ seq, status: 'refused', reason: 'too_large' })) };
}
