import type { Observable } from 'rxjs';
import type { ErrorCode } from '../errors.js';
import type { Id } from '../model/value/ids.js';
import type { Fields } from '../model/value/json.js';
import type { RecordType } from '../model/record.js';
import type { Command } from '../protocol/commands.js';
import type { RecordEffect } from '../protocol/effect-draft.js';

/** A change of one record. */
type RecordChange =
  | {
      readonly kind: 'set';
      readonly type: RecordType;
      readonly id: Id;
      readonly space: string;
      readonly fields: Fields;
    }
  | { readonly kind: 'delete'; readonly type: RecordType; readonly id: Id; readonly space: string };

/** A change that a person makes, before it has a number. */
export type LocalChange = RecordChange | (Command & { readonly kind: 'command' });

/** [ST24] The same with what a command changes of the records that are shown, until the server's answer has come back. */
export type ShownChange = LocalChange & { readonly effect?: readonly RecordEffect[] };

/** A change that waits in the outbox until the server's answer to it has come back with a pull. */
export interface PendingChange {
  readonly journey: string;
  /** Contiguous per replica and journey; given in the transaction that stores the change. */
  readonly seq: number;
  /** Changes with the same `tx` happen all or not at all. */
  readonly tx: Id;
  readonly change: LocalChange;
  /** The device's wall clock when it was written, and the era of that clock. */
  readonly raw: number;
  readonly clk: number;
  /** The stamps of the fields it overwrites, as they were seen when it was written. */
  readonly seen: Readonly<Record<string, string>>;
  /** Whether the record was not there before. */
  readonly creates: boolean;
  /** [ST24] Of a command: what is shown of it. Absent where a version stored it that had no effects. */
  readonly effect?: readonly RecordEffect[];
  /** Set once the server has taken it, until the pull that brings this revision. */
  readonly acceptedRev?: number;
  /** Its words went to the tray before it was answered. It still uses up its number. */
  readonly withdrawn?: true;
}

/** A record as it is shown: what the server confirmed with what waits applied to it. */
export interface ViewRecord {
  readonly type: RecordType;
  readonly id: Id;
  readonly space: string;
  readonly fields: Fields;
  readonly stamps: Readonly<Record<string, string>>;
  /** `device`: in no server's hands yet; `accepted`: acknowledged; `base`: as the server has it. */
  readonly from: 'device' | 'accepted' | 'base';
  /** The fields whose value is in no server's hands yet. */
  readonly waiting?: readonly string[];
}

/** All that is known of one journey. It never changes: a commit makes another, which shares what is the same. */
export interface JourneyRecords {
  readonly journey: string;
  get(type: RecordType, id: Id): ViewRecord | undefined;
  /** The same list as in the view before, while no record of this type has changed. */
  list(type: RecordType): readonly ViewRecord[];
}

/** What the store can promise of this device now, and the last thing that went wrong with it. */
export interface StorageHealth {
  /** `best-effort`: kept, and the browser may throw it away when it needs room. `memory`: lost when the page is left. */
  readonly mode: 'persistent' | 'best-effort' | 'memory';
  readonly lastError: ErrorCode | undefined;
  /** A newer version of ours has taken over what is stored here: this page must be loaded anew. */
  readonly isOutdated?: boolean | undefined;
}

/** A short extract of a journey for screens over all journeys, in plain JSON. */
export interface Digest {
  /** One that says something else, or says it otherwise, has another name. */
  readonly name: string;
  readonly of: (records: JourneyRecords) => unknown;
}

/** What one commit touched. `journeys` is also told of a journey that came or went. */
export interface Commit {
  readonly journeys: ReadonlySet<string>;
  /** Whether the outbox or the tray changed. */
  readonly waiting: boolean;
}

/** What the store remembers of a journey for the next pull. */
export interface JourneyCursor {
  readonly journey: string;
  readonly cursor: string | undefined;
  /** Set while a reset is read page by page. */
  readonly snap: string | undefined;
  /** Grant token per space held. */
  readonly spaces: Readonly<Record<string, string>>;
  /** Highest number whose verdict is stored here. */
  readonly answeredSeq: number;
}

/** A record that the server gave. */
export interface ServerRecord {
  readonly type: string;
  readonly id: Id;
  readonly space: string;
  readonly rev: number;
  readonly fields: Fields;
  readonly stamps: Readonly<Record<string, string>>;
  /** False when its fields are not those of its type: it is kept, and not shown. */
  readonly readable: boolean;
}

/** The server's answer to one change. `at` is a revision of its journey. */
export type Answer =
  | { readonly seq: number; readonly status: 'accepted'; readonly rev: number; readonly lost: readonly string[] }
  | { readonly seq: number; readonly status: 'no-effect' }
  | { readonly seq: number; readonly status: 'refused'; readonly reason: string };

/** One page of a journey, to be applied whole. */
export interface ServerPage {
  readonly journey: string;
  /** The cursor that this page was asked with. If another tab has moved it since, the update is late. */
  readonly from: string | undefined;
  readonly to: string;
  /** `reset`: the journey anew; its pages are set aside and take the place of the old at the last one. */
  readonly mode: 'delta' | 'reset';
  /** To be sent back while a reset goes on. */
  readonly snap: string | undefined;
  /** Whether a reset begins here: what an earlier one set aside is forgotten. */
  readonly beginsReset: boolean;
  /** Whether it does because the server is older than what this device knows. */
  readonly isRestored?: boolean;
  readonly more: boolean;
  readonly puts: readonly ServerRecord[];
  readonly deletions: readonly { readonly type: string; readonly id: Id; readonly space: string }[];
  /** With the last page: how many records each space has on the server, and their checksum. */
  readonly sum?: Readonly<Record<string, readonly [count: number, checksum: string]>> | undefined;
}

/** What this person may read of a journey now: its revision, and the grant of each space. */
export interface Access {
  readonly rev: number;
  readonly spaces: Readonly<Record<string, string>>;
}

/** What one pull brought. All of it happens in one transaction; of a late one, only the answers. */
export interface ServerUpdate {
  /** Whose numbers the answers speak of. */
  readonly replica: Id;
  /** Who writes on this device. Absent: nothing is sent again after a restore. */
  readonly person?: Id | undefined;
  /** The journeys that were on this device when it asked, with their cursors: the update is late if others are now. */
  readonly asked?: ReadonlyMap<string, string | undefined> | undefined;
  /** What the server's clock and this device's showed at the answer. */
  readonly clock?: ClockPair | undefined;
  readonly pages: readonly ServerPage[];
  readonly answers: Readonly<Record<string, readonly Answer[]>>;
  /** Complete: a journey or a space that is not here, or has another grant than the one held, is purged. */
  readonly access: Readonly<Record<string, Access>>;
}

/** What an update came to. */
export interface UpdateOutcome {
  /** [ST14] Journeys whose next pull asks for everything. */
  readonly mismatched: readonly string[];
  /** [ST9] Another page was faster: nothing but the answers counted, and it is to be asked again. */
  readonly isLate?: boolean;
}

/** A change that the server refused, or a text that lost against a later one. Kept until its author decides. */
export interface TrayEntry {
  readonly id: Id;
  readonly journey: string;
  readonly reason: string;
  /** `store.erased` stands for words that are nowhere any more ([ST22]). */
  readonly change: LocalChange | { readonly kind: 'command'; readonly name: 'store.erased'; readonly args: Fields };
  readonly refusedAt: number;
}

/** Two clocks at one moment, ms since 1970. */
export interface ClockPair {
  readonly server: number;
  readonly device: number;
}

export interface Identity {
  readonly replica: Id;
  /** Era of this device's clock: one more at each jump that was noticed. */
  readonly clk: number;
  /** The last measure of that clock. */
  readonly clock?: ClockPair | undefined;
}

/** How much waits, since when. */
export interface Waiting {
  readonly pending: number;
  readonly oldestAt: number | undefined;
}

/** What waits, without its content. */
export interface WaitingSummary extends Waiting {
  readonly refused: number;
  /** What of it somebody wrote or decided: without the marks that reading leaves. Absent: all. */
  readonly deeds?: Waiting;
}

/** What of it a person is told that it waits. */
export const deedsOf = ({ deeds, pending, oldestAt }: WaitingSummary): Waiting => deeds ?? { pending, oldestAt };

/** Names an answer that is kept: of which journey, if of one, and to which question. */
export interface AnswerKey {
  readonly journey?: string | undefined;
  readonly name: string;
  readonly args: string;
}

/** [ST25] Answers of the server that are no records, in plain JSON. What was never kept is undefined. */
export interface KeptAnswers {
  get(key: AnswerKey): Promise<unknown>;
  /** Keeps nothing of a journey that is not on this device. */
  put(key: AnswerKey, answer: unknown): Promise<void>;
  delete(key: AnswerKey): Promise<void>;
}

/** What a store tells of a scope for those who look inside: counts, and no content. */
export interface StoredScopeFacts {
  readonly journey: string;
  /** One more with each transaction that changed anything that is shown of it. */
  readonly version: number;
  /** Records that the server gave, with those that only this device holds. Undefined: an older version stored it. */
  readonly records: number | undefined;
  /** Whether it is in memory. */
  readonly isHeld: boolean;
  /** When it was last found to differ from the server's. */
  readonly mismatchedAt: number | undefined;
}

/**
 * The port of the store. Its guarantees are numbered in `docs/specs/store.md`; the contract suite
 * of `cordee/testing` checks them on any implementation.
 */
export interface Store {
  readonly kind: 'persistent' | 'memory';
  /** Absent in a store that is always what its `kind` says. */
  readonly health$?: Observable<StorageHealth>;
  /**
   * [ST1] One emission per commit, when it can be read, in order; also for commits of other tabs. A
   * person's own may be told before its transaction is complete, and is told again if that fails;
   * that it waits is told once it is complete.
   */
  readonly commits$: Observable<Commit>;
  identity(): Promise<Identity>;
  /** The journeys that are on this device. */
  journeys(): Promise<readonly string[]>;
  /** [ST2] What is shown of a journey, from memory once it has been read. Empty when nothing is known. */
  records(journey: string): Promise<JourneyRecords>;
  /** The digest of that name as it is kept of one journey; undefined when the journey is in memory, or has changed since. Absent: use `records`. */
  kept?(digest: string, journey: string): Promise<unknown>;
  /** The digest of every journey on this device, without opening those that have not changed. Absent: make them from `records`. */
  digests?(digest: Digest): Promise<ReadonlyMap<string, unknown>>;
  /** [ST3] A person's changes to one journey, all or none. Shown at once; settles when they are on the disk. If that fails they are shown no more. */
  commit(journey: string, changes: readonly ShownChange[]): Promise<void>;
  /** Oldest first, without those that the server has accepted. */
  unsent(): Promise<readonly PendingChange[]>;
  cursors(): Promise<readonly JourneyCursor[]>;
  /** [ST4] Verdicts, records, purges and cursors of one pull, in one transaction. [ST14] Gives the journeys whose next pull asks for everything. */
  applyUpdate(update: ServerUpdate): Promise<UpdateOutcome>;
  /** [ST5] Verdicts that came with a push of this replica: refused changes leave the view and wait in the tray. */
  applyAnswers(replica: Id, answers: ServerUpdate['answers']): Promise<void>;
  /** [ST6] A new replica id, and what waits numbered anew, when the server no longer knows this one. */
  renumber(replica: Id): Promise<void>;
  waiting(): Promise<WaitingSummary>;
  /** How many records only this device holds, of journeys that have gone too. Absent: none. */
  own?(): Promise<number>;
  tray(): Promise<readonly TrayEntry[]>;
  /** Counts of each scope on this device. Absent: they are not told. */
  inspect?(): Promise<readonly StoredScopeFacts[]>;
  dismiss(id: Id): Promise<void>;
  /** [SP12] Has a scope on demand on this device from now on: the next pull brings it, if it may be read. Absent: it has none. */
  want?(scope: string): Promise<void>;
  /** [ST25] Absent: they are not kept. */
  answers?(): Promise<KeptAnswers>;
  close(): void;
  /** Deletes everything of this person on this device, what waits included. */
  destroy(): Promise<void>;
}
