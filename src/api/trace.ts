import type { ErrorCode } from '../errors.js';
import type { Id } from '../model/value/ids.js';
import type { Refusal } from '../protocol/refusal.js';

/** A question to the server: what waits, what is new, something that is no sync, or the stream of wake-ups. */
export type TraceRequest = 'push' | 'pull' | 'call' | 'stream';

/** What the sync engine is doing. */
export type TraceSyncState =
  | 'idle'
  | 'pushing'
  | 'pulling'
  | 'resetting'
  | 'backoff'
  | 'offline'
  | 'needsAuth'
  | 'upgrade'
  | 'halted';

/** Why a change was refused; `other` for a reason that this version does not know. */
export type TraceRefusal = Refusal | 'other';

/** What every event has. */
interface Timed {
  /** The device's wall clock, milliseconds since 1970. */
  readonly at: number;
}

/** How something that takes time ended. */
interface Ended extends Timed {
  readonly durationMs: number;
  /** The error's code; absent when all went well. */
  readonly code?: ErrorCode;
}

export interface TraceRequestBegun extends Timed {
  readonly type: 'request-begun';
  /** Counts from 1 since the client was made; its end has the same. */
  readonly request: number;
  readonly kind: TraceRequest;
}

export interface TraceRequestEnded extends Ended {
  readonly type: 'request-ended';
  readonly request: number;
  readonly kind: TraceRequest;
  /** Of HTTP. Absent when nothing came, or when the adapter does not say. */
  readonly status?: number;
  /** Of the bodies, before they are compressed and as they travel; each absent where it is not known. */
  readonly sentBytes?: number;
  readonly receivedBytes?: number;
}

/** The engine has begun or ended a part of a cycle, or waits. */
export interface TraceSyncStateChanged extends Timed {
  readonly type: 'sync-state';
  readonly state: TraceSyncState;
  /** Whether something has waited for two minutes although there is a network and somebody looks. */
  readonly isStalled: boolean;
}

/** What the server answered to a push, once that is stored. */
export interface TracePushed extends Ended {
  readonly type: 'pushed';
  readonly accepted: number;
  readonly withoutEffect: number;
  readonly refused: number;
}

/** What a pull brought, once it is stored. */
export interface TracePulled extends Ended {
  readonly type: 'pulled';
  readonly scopes: number;
  readonly puts: number;
  readonly deletions: number;
  readonly accepted: number;
  readonly withoutEffect: number;
  readonly refused: number;
  /** Another page was faster: nothing but the answers counted. */
  readonly isLate: boolean;
  /** Whether the server has more of some scope. */
  readonly hasMore: boolean;
}

/** Changes that the server refused, by scope and reason. */
export interface TraceRefused extends Timed {
  readonly type: 'refused';
  readonly scope: Id;
  readonly reason: TraceRefusal;
  readonly count: number;
}

/**
 * A scope is read from its beginning: the server asked for it (`asked`), it is older than what this
 * device knows (`restored`), or the device differs from it (`mismatch`).
 */
export interface TraceReset extends Timed {
  readonly type: 'reset';
  readonly scope: Id;
  readonly cause: 'asked' | 'restored' | 'mismatch';
}

/** A scope has been taken from this device: the person reads it no more. */
export interface TraceRemoved extends Timed {
  readonly type: 'removed';
  readonly scope: Id;
}

/** A record whose fields are not those of its type: it is kept, and left out where it would be read. */
export interface TraceUnreadable extends Timed {
  readonly type: 'unreadable';
  readonly scope: Id;
  readonly recordType: string;
  readonly id: Id;
}

/** The server no longer knows this device: what waits has new numbers. */
export interface TraceRenumbered extends Ended {
  readonly type: 'renumbered';
}

/** A person's changes to one scope: settled when they are on the disk, or shown no more. */
export interface TraceCommitted extends Ended {
  readonly type: 'committed';
  readonly scope: Id;
  readonly changes: number;
}

/** One transaction of the client's own database; none of a store that the page gave. */
export interface TraceTransaction extends Ended {
  readonly type: 'transaction';
  readonly mode: 'read' | 'relaxed' | 'strict';
  /** How long it waited until its turn came; the duration begins then. Absent when its turn never came. */
  readonly turnMs?: number;
}

/** What this device can promise: it works on in memory after a disk has failed, or works again. */
export interface TraceStorage extends Timed {
  readonly type: 'storage';
  readonly mode: 'persistent' | 'best-effort' | 'memory';
  readonly isOutdated: boolean;
  /** Why the last thing could not be stored or read; absent once it works again. */
  readonly code?: ErrorCode;
}

/** The stream of wake-ups carries something, after so long. */
export interface TraceStreamOpened extends Ended {
  readonly type: 'stream-opened';
}

/** The stream of wake-ups has ended, by itself or because the page is not looked at. */
export interface TraceStreamClosed extends Ended {
  readonly type: 'stream-closed';
  /** How often it woke this page. */
  readonly wakes: number;
}

/** A cycle has failed. */
export interface TraceError extends Timed {
  readonly type: 'error';
  readonly code: ErrorCode;
  readonly status?: number;
  readonly isRetryable: boolean;
}

/**
 * What the store and the sync do, for developers and support. An event holds ids, counts, codes and
 * times: no word, title or name of anybody, no token, and no field of a record.
 *
 * Tell events apart by `type`; later versions may add types and fields.
 */
export type TraceEvent =
  | TraceRequestBegun
  | TraceRequestEnded
  | TraceSyncStateChanged
  | TracePushed
  | TracePulled
  | TraceRefused
  | TraceReset
  | TraceRemoved
  | TraceUnreadable
  | TraceRenumbered
  | TraceCommitted
  | TraceTransaction
  | TraceStorage
  | TraceStreamOpened
  | TraceStreamClosed
  | TraceError;
