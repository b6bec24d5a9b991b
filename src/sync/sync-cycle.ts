import type { Env } from '../env.js';
import { SyncError } from '../errors.js';
import { isOnDemand } from '../model/scope/scope-key.js';
import { type ProtocolVersion, protocolVersion, schemaVersion } from '../protocol/version.js';
import type { Store } from '../store/store.js';
import { fetchPush } from './fetch-push.js';
import { loopError } from './loop-error.js';
import type { PageSize } from './page-size.js';
import type { SyncAdapter } from './sync-adapter.js';
import type { SyncEvent } from './sync-state.js';
import { answersOf, pageOf } from './wire.js';

export interface CycleOptions {
  readonly store: Store;
  readonly adapter: SyncAdapter;
  readonly env: Env;
  readonly signal: AbortSignal;
  /** How much travels at once on this line. */
  readonly size: PageSize;
  /** Who writes on this device. */
  readonly person?: string | undefined;
  /** Nothing was heard of the server for a while: ask what may be read now before anything is sent. */
  readonly learnsFirst: boolean;
  /** The version that is spoken with this server, as far as is known. */
  readonly protocol: { version: ProtocolVersion };
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
/** A measure of the server's clock is worth nothing when the answer took longer. */
const maxRoundTripMs = 5_000;

/**
 * Sends what waits, then reads what is new, and sends between two pages what was written meanwhile.
 * Settles when both are done; fails with the first problem, but a server that refuses a push is
 * still read from.
 */
export async function runCycle({
  store,
  adapter,
  env,
  signal,
  size,
  person,
  learnsFirst,
  protocol,
  tell,
}: CycleOptions): Promise<CycleOutcome> {
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

  /** A request with what it tells of the line. */
  async function measured<T>(ask: () => Promise<T>): Promise<T> {
    const began = env.elapsed();
    try {
      const answer = await ask();
      size.note(true, env.elapsed() - began);
      return answer;
    } catch (error) {
      if (isUnanswered(error) && !signal.aborted) size.note(false, env.elapsed() - began);
      throw error;
    }
  }
  /** [SY26] A server that does not speak the newest version is asked again with the oldest, from now on. */
  async function spoken<R, A>(
    request: R,
    ask: (request: R & { readonly v: ProtocolVersion }) => Promise<A>,
  ): Promise<A> {
    try {
      return await measured(() => ask({ ...request, v: protocol.version }));
    } catch (error) {
      if (!isTooOld(error) || protocol.version === protocolVersion) throw error;
      protocol.version = protocolVersion;
      return spoken(request, ask);
    }
  }
  const line: Pick<SyncAdapter, 'push' | 'pull'> = {
    push: (request, end) => spoken(request, (body) => adapter.push(body, end)),
    pull: (request, end) => spoken(request, (body) => adapter.pull(body, end)),
  };

  /** Whether anything was sent. */
  async function push(): Promise<boolean> {
    const unsent = await store.unsent();
    if (unsent.length === 0) return false;
    const { pushAll } = await fetchPush();
    return pushAll(unsent, { store, adapter: line, env, signal, size, busy, noteMove, onSent: () => tell('more') });
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
    const response = await line.pull(
      {
        v: protocolVersion,
        schema: schemaVersion,
        replica,
        resultsAck: Object.fromEntries(cursors.map(({ journey, answeredSeq }) => [journey, answeredSeq])),
        limit: { records: size.records, bytes: size.bytes },
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
    const isNew = Object.keys(response.access).some((journey) => !asked.has(journey) && !isOnDemand(journey));
    const isRepeated = isLate || isNew || mismatched.length > 0;
    const isBehind = isRepeated || response.journeys.some(({ more }) => more);
    const hasContent = response.journeys.some(
      ({ id, to, puts, dels, why }) => (puts.length + dels.length > 0 || why) && to !== asked.get(id),
    );
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

/** Nothing came, or not all of it. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof SyncError && error.code === 'CORDEE_SYNC_OFFLINE' && error.status === undefined;

const isTooOld = (error: unknown): boolean => error instanceof SyncError && error.status === 426;

/** A server's "no" to this request, which need not be one to the others. */
const isRefusal = (error: unknown): boolean =>
  error instanceof SyncError && error.status !== undefined && error.status !== 401 && error.status !== 426;
