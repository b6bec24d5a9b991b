import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import type { RecordType } from '../../src/model/record.js';
import type { Space } from '../../src/model/access/space.js';
import type { Grantee, Standing } from '../../src/model/scope/grant.js';

import type { ChangedScope, JobEnd, JobKey, JobLease, LeaseTerms, LogPosition } from './job-rows.js';
import type {
  Change,
  ChangesQuestion,
  DeniedTokens,
  GuestRow,
  HeldGrant,
  InvitationLink,
  MemberRow,
  PublishedTotal,
  ReachableScope,
  ReplicaOutcome,
  ReplicaProgress,
  ReplicaState,
  ScopeChanges,
  ScopeKey,
  ScopeRevision,
  ScopeRow,
  SpaceRow,
  StoredRow,
  VerdictRow,
} from './stored-rows.js';

export type * from './job-rows.js';
export type * from './stored-rows.js';

/** Reads of one moment. */
export interface StorageReader {
  journey(scopeKey: ScopeKey): Promise<ScopeRow | undefined>;
  members(scopeKey: ScopeKey): Promise<readonly MemberRow[]>;
  spaces(scopeKey: ScopeKey): Promise<readonly SpaceRow[]>;
  record(scopeKey: ScopeKey, type: RecordType, id: Id): Promise<StoredRow | undefined>;
  /** Records of any type with one of these ids. */
  recordsByIds(scopeKey: ScopeKey, ids: readonly Id[]): Promise<readonly StoredRow[]>;
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
  /**
   * Every journey in which a person has an active membership, what is granted to them, and what is their own; then
   * every template that one of those journeys is made from.
   */
  reachableBy(tenant: string, person: Id): Promise<ReadonlyMap<string, ReachableScope>>;
  /** What is granted to a person in one scope: by name, by a function or a cohort of theirs, or as everybody inside. */
  heldGrants(scopeKey: ScopeKey, person: Id): Promise<readonly HeldGrant[]>;
  standing(tenant: string, person: Id): Promise<Standing>;
  /** The revision of every scope of which something is granted to one of these people. */
  grantedRevisions(
    tenant: string,
    people: readonly Id[],
  ): Promise<readonly { readonly person: Id; readonly journey: string; readonly rev: number }[]>;
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
  /** The fields of every `journey` of a tenant, not deleted. */
  journeyRecords(tenant: string): Promise<readonly Fields[]>;
  /** A total of a tenant as it is shown. */
  publishedTotal(tenant: string, name: string): Promise<Fields | undefined>;
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
  /** Gives or takes away a grant, from this revision of its scope on. */
  saveGrant(
    scopeKey: ScopeKey,
    grant: { readonly space: Space; readonly to: Grantee },
    isGiven: boolean,
  ): Promise<void>;
  /** Gives these functions and cohorts to a person, and takes away all others. */
  saveStanding(tenant: string, person: Id, standing: Standing): Promise<void>;
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
  /** Takes a total for this transaction: no other makes it anew until this one ends. Undefined when it was never shown. */
  lockTotal(tenant: string, name: string): Promise<PublishedTotal | undefined>;
  saveTotal(tenant: string, name: string, total: PublishedTotal): Promise<void>;
  /** Counts one more failure of the server on this operation, on whichever node; gives how many there were. */
  countFailure(scopeKey: ScopeKey, replica: Id, seq: number): Promise<number>;
  /** Takes a follower of a tenant's changes until this transaction ends, and gives how far it came; undefined while another transaction has it. */
  takeFollower(tenant: string, name: string): Promise<LogPosition | undefined>;
  /**
   * Scopes of which a change is after this position, oldest first, each once with its last change: none while another
   * transaction may still commit a change that stands before it.
   *
   * @throws StorageError when the position is of a database that this one was not made from.
   */
  changedScopes(tenant: string, after: LogPosition, count: number): Promise<readonly ChangedScope[]>;
  saveFollower(tenant: string, name: string, position: LogPosition): Promise<void>;
  /** Asks for a job, due after so long, or earlier where it was to be. One that is under way is done again afterwards, and one that failed keeps its pause. */
  addJob(job: JobKey, afterMs: number): Promise<void>;
  /** Sees to it that there is a job that comes back: due after its period at the latest. */
  keepJob(job: JobKey, everyMs: number): Promise<void>;
  /** Takes the job of these names that is due longest, unless somebody holds it. */
  takeJob(tenant: string, names: readonly string[], terms: LeaseTerms): Promise<JobLease | undefined>;
  /** Holds a job for longer. Gives false, and changes nothing, when somebody else took it. */
  renewJob(lease: JobLease, leaseMs: number): Promise<boolean>;
  /** Nobody else takes the job until this transaction ends. Gives false when somebody has. */
  holdJob(lease: JobLease): Promise<boolean>;
  /** Gives a job back. Gives false, and changes nothing, when somebody else took it. */
  endJob(lease: JobLease, end: JobEnd): Promise<boolean>;
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
