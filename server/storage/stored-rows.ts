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
  /** Who paused or ended it; unknown of what an older version ended. */
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
  /** None of a template, which is reached by the journeys that are made from it, nor of what is granted. */
  readonly memberships: readonly OpenMembership[];
  readonly grants: readonly HeldGrant[];
}

/** That somebody reads a space by a grant. Given again after it was taken away, it has another token. */
export interface HeldGrant {
  readonly space: Space;
  readonly token: string;
  /** The revision of its scope when it was given. */
  readonly sinceRev: number;
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

/** A total of a tenant: what is shown of it, and what stands behind all that was, which leaves the server never. */
export interface PublishedTotal {
  readonly shown: Fields;
  readonly behind: Fields;
}
