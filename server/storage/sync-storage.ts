import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import type { Membership, MembershipState, Role } from '../../src/model/people/membership.js';
import type { RecordType } from '../../src/model/record.js';
import type { Space } from '../../src/model/access/space.js';
import type { Refusal } from '../../src/protocol/refusal.js';

/** One journey of one tenant: nothing is ever asked of the storage without both. */
export interface ScopeKey {
  readonly tenant: string;
  readonly journey: string;
}

/** A record as the server keeps it, or the trace of one that was deleted. */
export interface StoredRow {
  readonly type: RecordType;
  readonly id: Id;
  readonly space: Space;
  readonly rev: number;
  readonly deleted: boolean;
  readonly fields: Fields;
  /** Per field: the stamp, `:`, and the replica that wrote it. */
  readonly stamps: Readonly<Record<string, string>>;
}

/** A membership, as the access rules read it. Its `epoch` grows each time it is given again. */
export interface MemberRow {
  readonly id: Id;
  readonly person: Id;
  readonly role: Role;
  readonly home: Membership['home'];
  readonly state: MembershipState;
  readonly epoch: number;
  readonly pausedBy: Id | undefined;
}

/** A membership that is open, and the revision from which on it has been without a break. */
export interface OpenMembership extends MemberRow {
  readonly journey: string;
  readonly sinceRev: number;
}

/** What is known of a space: where it began, its last change, and what it sums to. */
export interface SpaceRow {
  readonly name: Space;
  readonly createdRev: number;
  readonly rev: number;
  readonly records: number;
  readonly checksum: string;
}

export interface ScopeRow {
  readonly rev: number;
  /** Removals up to here are forgotten: a copy older than this starts again. */
  readonly floorRev: number;
  readonly templateKey: string | undefined;
}

/** The lasting answer to one operation, with the fingerprint of what was answered. */
export interface VerdictRow {
  readonly seq: number;
  readonly st: 'ok' | 'lost' | 'noop' | 'no';
  readonly rev: number | undefined;
  readonly code: Refusal | undefined;
  readonly lost: readonly string[] | undefined;
  readonly hash: string;
  readonly tx: Id;
}

/** How far one device has come with one journey. */
export interface ReplicaProgress {
  readonly lastSeq: number;
  /** The last revision that this device caused. */
  readonly lastRev: number;
  readonly ackedSeq: number;
}

/** A value that lost against a later one: kept for its author. */
export interface LostValue {
  readonly type: RecordType;
  readonly id: Id;
  readonly field: string;
  readonly seq: number;
  readonly value: Fields[string];
}

/** A record that left a space, at a revision. */
export interface RemovalRow {
  readonly type: RecordType;
  readonly id: Id;
  readonly space: Space;
  readonly rev: number;
}

export type Change =
  | { readonly kind: 'put'; readonly row: StoredRow }
  | { readonly kind: 'removal'; readonly row: RemovalRow };

/** Everything that one transaction of a journey changes, written at once. */
export interface ScopeChanges {
  readonly rev: number;
  readonly records: readonly StoredRow[];
  readonly removals: readonly RemovalRow[];
  readonly spaces: readonly SpaceRow[];
  /** Spaces that hold nothing any more and are not remembered. */
  readonly droppedSpaces?: readonly Space[] | undefined;
  readonly memberships: readonly MemberRow[];
  readonly templateKey: string | undefined;
}

/** What a device's operations came to. */
export interface ReplicaOutcome {
  readonly replica: Id;
  readonly person: Id;
  readonly progress: ReplicaProgress;
  readonly verdicts: readonly VerdictRow[];
  readonly lostValues: readonly LostValue[];
  readonly at: string;
}

/** Where a link of an invitation leads. The link itself is known by its hash only. */
export interface InvitationLink extends ScopeKey {
  readonly id: Id;
  readonly hash: string;
  readonly expiresMs: number;
}

/** Whom a guest's secret speaks for. */
export interface GuestRow extends ScopeKey {
  readonly hash: string;
  readonly member: Id;
  readonly person: Id;
  /** What they accepted. */
  readonly invitation: Id;
}

/** Tokens of a person that are good no more: those issued before. */
export interface DeniedTokens {
  readonly person: Id;
  /** Seconds since 1970, as in `iat`. */
  readonly issuedBeforeS: number;
}

/** Where a journey is, and who reads what of it. */
export interface ScopeRevision {
  readonly journey: string;
  readonly rev: number;
  readonly members: readonly (MemberRow & { readonly rev: number })[];
  readonly spaces: readonly SpaceRow[];
}

/** A journey with its spaces, and the active memberships of the person who was asked about. */
export interface ReachableScope {
  readonly row: ScopeRow;
  readonly spaces: readonly SpaceRow[];
  /** None of a template, which is reached by the journeys that are made from it. */
  readonly memberships: readonly OpenMembership[];
}

/** What is known of one device. */
export interface ReplicaState {
  /** Undefined while nothing was pushed from it. */
  readonly owner: Id | undefined;
  readonly journeys: ReadonlyMap<string, ReplicaProgress>;
}

/** What a batch of changes asks of one journey. */
export interface ChangesQuestion {
  readonly journey: string;
  readonly spaces: readonly Space[];
  /** What came after this revision. */
  readonly from: number;
}

/** Reads of one moment. */
export interface StorageReader {
  journey(scopeKey: ScopeKey): Promise<ScopeRow | undefined>;
  members(scopeKey: ScopeKey): Promise<readonly MemberRow[]>;
  spaces(scopeKey: ScopeKey): Promise<readonly SpaceRow[]>;
  record(scopeKey: ScopeKey, type: RecordType, id: Id): Promise<StoredRow | undefined>;
  /** Records of any type with one of these ids. */
  recordsByIds(scopeKey: ScopeKey, ids: readonly Id[]): Promise<readonly StoredRow[]>;
  /** Records of any type with this id. */
  recordsById(scopeKey: ScopeKey, id: Id): Promise<readonly StoredRow[]>;
  /** Records that name one of these in their `topic` or their `item`, not deleted. */
  dependents(scopeKey: ScopeKey, field: 'topic' | 'item' | 'goal', ids: readonly Id[]): Promise<readonly StoredRow[]>;
  /** Records that this person wrote, not deleted. */
  writtenBy(scopeKey: ScopeKey, person: Id): Promise<readonly StoredRow[]>;
  /** All records of a type, not deleted. */
  recordsOf(scopeKey: ScopeKey, type: StoredRow['type']): Promise<readonly StoredRow[]>;
  /**
   * What changed in these journeys, each named once: of each the oldest first, and one journey after the
   * other as they are asked, until there are `count` changes. Where that cuts a revision, the revision is
   * whole. A journey of which there is nothing, or that `count` does not reach, is left out.
   */
  changesAfter(
    tenant: string,
    asked: readonly ChangesQuestion[],
    count: number,
  ): Promise<ReadonlyMap<string, readonly Change[]>>;
  /** Every journey in which a person has an active membership, and then every template that one of those is made from. */
  reachableBy(tenant: string, person: Id): Promise<ReadonlyMap<string, ReachableScope>>;
  /** The revision of every journey in which one of these people has, or had, a membership. */
  revisionsOf(
    tenant: string,
    people: readonly Id[],
  ): Promise<readonly { readonly person: Id; readonly journey: string; readonly rev: number }[]>;
  /** Those of these journeys that there are. */
  states(tenant: string, journeys: readonly string[]): Promise<readonly ScopeRevision[]>;
  replicaOwner(tenant: string, replica: Id): Promise<Id | undefined>;
  /** Whose a device is, and how far it has come with each journey. */
  replica(tenant: string, replica: Id): Promise<ReplicaState>;
  progress(scopeKey: ScopeKey, replica: Id): Promise<ReplicaProgress | undefined>;
  verdicts(scopeKey: ScopeKey, replica: Id, after: number, count: number): Promise<readonly VerdictRow[]>;
  /** Of each of these journeys, the verdicts after that number: `count` of each at most. */
  verdictsAfter(
    tenant: string,
    replica: Id,
    after: ReadonlyMap<string, number>,
    count: number,
  ): Promise<ReadonlyMap<string, readonly VerdictRow[]>>;
  /** The tenant of a secret, of an invitation or a guest. The one question that is asked of no tenant. */
  tenantOfSecret(hash: string): Promise<string | undefined>;
  linkByHash(tenant: string, hash: string): Promise<InvitationLink | undefined>;
  linkOf(tenant: string, invitation: Id): Promise<InvitationLink | undefined>;
  /** How many links of a journey are kept. */
  countLinks(scopeKey: ScopeKey): Promise<number>;
  /** Links that nobody can use any more, the oldest first. */
  expiredLinks(tenant: string, nowMs: number, count: number): Promise<readonly InvitationLink[]>;
  guest(tenant: string, hash: string): Promise<GuestRow | undefined>;
  deniedTokens(tenant: string, sinceS: number): Promise<readonly DeniedTokens[]>;
  /** A value that the server keeps for itself. */
  setting(key: string): Promise<string | undefined>;
}

/** Writes, all or not at all, with the reads of the same moment. */
export interface StorageWriter extends StorageReader {
  /** Takes the journey for this transaction: no other changes it until this one ends. Undefined when there is none. */
  lock(scopeKey: ScopeKey): Promise<ScopeRow | undefined>;
  createJourney(scopeKey: ScopeKey): Promise<void>;
  save(scopeKey: ScopeKey, changes: ScopeChanges): Promise<void>;
  saveOutcome(scopeKey: ScopeKey, outcome: ReplicaOutcome): Promise<void>;
  /** Gives the replica to this person if nobody has it, and says whose it is. */
  claimReplica(tenant: string, replica: Id, person: Id): Promise<Id>;
  /** By journey, up to which number a device holds its verdicts. */
  acknowledge(tenant: string, replica: Id, held: ReadonlyMap<string, number>): Promise<void>;
  /** Keeps the link of an invitation, instead of the one that it had. Gives false, and keeps nothing, when the id is a link's of another journey. */
  saveLink(link: InvitationLink): Promise<boolean>;
  dropLink(link: InvitationLink): Promise<void>;
  saveGuest(guest: GuestRow): Promise<void>;
  /** Forgets the secrets of a guest. */
  dropGuest(tenant: string, person: Id): Promise<void>;
  /** Denies tokens, and forgets denials from before `forgetS`, when no token of then is good any more. */
  denyTokens(tenant: string, denied: DeniedTokens, forgetS: number): Promise<void>;
  /** Keeps a value unless there is one, and gives the one that is kept. */
  keepSetting(key: string, value: string): Promise<string>;
  /** Keeps a value instead of the one that was there; gives false when it is another by now. */
  replaceSetting(key: string, before: string, after: string): Promise<boolean>;
  /** Counts one more failure of the server on this operation, on whichever node; gives how many there were. */
  countFailure(scopeKey: ScopeKey, replica: Id, seq: number): Promise<number>;
}

/** How many rows of a tenant were dropped, because they have served. */
export interface Pruned {
  readonly removals: number;
  readonly verdicts: number;
  readonly lostValues: number;
}

/** Where the server keeps what it knows. A transaction sees the rows of one tenant. */
export interface SyncStorage {
  /** Name of this incarnation: another one after a restore, so that devices notice. */
  readonly store: string;
  read<T>(tenant: string, run: (reader: StorageReader) => Promise<T>): Promise<T>;
  /**
   * Settles when the changes are on the disk. With a journey, `run` changes that one only, and locks
   * it first: several such may share one commit.
   */
  write<T>(
    scope: { readonly tenant: string; readonly journey?: string },
    run: (writer: StorageWriter) => Promise<T>,
  ): Promise<T>;
  /** Settles when the database answers. @throws StorageError when it does not. */
  check(): Promise<void>;
  /** Drops what has served; to be called once a day. */
  prune(tenant: string, nowMs: number): Promise<Pruned>;
  close(): Promise<void>;
}
