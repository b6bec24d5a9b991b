import { type Grantee, type Standing, granteeKey } from '../../src/model/scope/grant.js';
import type { Id } from '../../src/model/value/ids.js';
import type {
  ScopeChanges,
  ScopeRow,
  LogPosition,
  LostValue,
  MemberRow,
  ScopeKey,
  RemovalRow,
  ReplicaOutcome,
  ReplicaProgress,
  PublishedTotal,
  SpaceRow,
  StoredRow,
  VerdictRow,
} from '../../server/storage/sync-storage.js';

/** One journey as it was committed. None of this is ever changed in place: a change makes another. */
export interface JourneyState {
  readonly row: ScopeRow;
  readonly members: ReadonlyMap<Id, MemberRow & { readonly rev: number; readonly sinceRev: number }>;
  readonly spaces: ReadonlyMap<string, SpaceRow>;
  readonly records: ReadonlyMap<string, StoredRow>;
  readonly removals: ReadonlyMap<string, RemovalRow>;
}

export interface KeptGrant {
  readonly place: ScopeKey;
  readonly space: string;
  readonly to: Grantee;
  readonly epoch: number;
  readonly sinceRev: number;
  readonly isActive: boolean;
}

interface KeptStanding {
  readonly epoch: number;
  readonly isActive: boolean;
}

export interface JobState {
  readonly dueMs: number;
  readonly leasedUntilMs: number | undefined;
  readonly asked: number;
  readonly run: number;
  readonly attempts: number;
}

export interface StorageState {
  readonly journeys: ReadonlyMap<string, JourneyState>;
  readonly owners: ReadonlyMap<string, Id>;
  readonly progress: ReadonlyMap<string, ReplicaProgress>;
  readonly verdicts: ReadonlyMap<string, readonly VerdictRow[]>;
  readonly lostValues: readonly LostValue[];
  /** How often the server failed on an operation. */
  readonly failures: ReadonlyMap<string, number>;
  readonly grants: ReadonlyMap<string, KeptGrant>;
  /** By person: their functions and cohorts, the ones that were taken away too. */
  readonly standings: ReadonlyMap<string, ReadonlyMap<string, KeptStanding>>;
  /** What the server keeps for itself. */
  readonly settings: ReadonlyMap<string, string>;
  /** By scope, the number of the transaction that last moved it. */
  readonly changed: ReadonlyMap<string, number>;
  readonly followers: ReadonlyMap<string, LogPosition>;
  readonly jobs: ReadonlyMap<string, JobState>;
  /** By tenant and name. */
  readonly totals: ReadonlyMap<string, PublishedTotal>;
}

/** What one statement does to whatever state it finds. */
export type Statement = (state: StorageState) => StorageState;

export const emptyState: StorageState = {
  journeys: new Map(),
  owners: new Map(),
  progress: new Map(),
  verdicts: new Map(),
  lostValues: [],
  failures: new Map(),
  grants: new Map(),
  standings: new Map(),
  settings: new Map(),
  changed: new Map(),
  followers: new Map(),
  jobs: new Map(),
  totals: new Map(),
};

// No id holds a line break.
export const placeKey = ({ tenant, journey }: ScopeKey): string => `${tenant}\n${journey}`;
export const replicaKey = (place: ScopeKey, replica: Id): string => `${placeKey(place)}\n${replica}`;
export const ownerKey = (tenant: string, replica: Id): string => `${tenant}\n${replica}`;
export const recordKey = (type: string, id: Id): string => `${type}/${id}`;
const removalKey = ({ space, type, id }: RemovalRow): string => `${space} ${type}/${id}`;

/** What a database that keeps JSON gives back. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const withJourney = (state: StorageState, place: ScopeKey, journey: JourneyState): StorageState => ({
  ...state,
  journeys: new Map(state.journeys).set(placeKey(place), journey),
});

export const createJourney =
  (place: ScopeKey): Statement =>
  (state) =>
    state.journeys.has(placeKey(place))
      ? state
      : withJourney(state, place, {
          row: { rev: 0, floorRev: 0, templateKey: undefined },
          members: new Map(),
          spaces: new Map(),
          records: new Map(),
          removals: new Map(),
        });

export const save =
  (place: ScopeKey, changes: ScopeChanges): Statement =>
  (state) => {
    const before = state.journeys.get(placeKey(place));
    if (before === undefined) return state;
    const [records, removals] = [new Map(before.records), new Map(before.removals)];
    const [spaces, members] = [new Map(before.spaces), new Map(before.members)];
    for (const row of changes.records) {
      records.set(recordKey(row.type, row.id), { ...row, fields: asJson(row.fields), stamps: asJson(row.stamps) });
      if (!row.deleted) removals.delete(removalKey(row));
    }
    for (const row of changes.removals) removals.set(removalKey(row), row);
    for (const space of changes.spaces)
      spaces.set(space.name, { ...space, createdRev: spaces.get(space.name)?.createdRev ?? space.createdRev });
    for (const member of changes.memberships) {
      const known = members.get(member.id);
      members.set(member.id, {
        ...member,
        rev: changes.rev,
        sinceRev: known?.epoch === member.epoch ? known.sinceRev : changes.rev,
      });
    }
    const row = {
      ...before.row,
      rev: Math.max(before.row.rev, changes.rev),
      templateKey: changes.templateKey ?? before.row.templateKey,
    };
    for (const name of changes.droppedSpaces ?? []) spaces.delete(name);
    return withJourney(state, place, { row, members, spaces, records, removals });
  };

export const saveOutcome =
  (place: ScopeKey, { replica, progress, verdicts, lostValues }: ReplicaOutcome): Statement =>
  (state) => {
    const key = replicaKey(place, replica);
    const before = state.progress.get(key);
    const known = state.verdicts.get(key) ?? [];
    if (verdicts.some(({ seq }) => known.some((verdict) => verdict.seq === seq)))
      throw new Error('A number has two verdicts.');
    return {
      ...state,
      progress: new Map(state.progress).set(key, { ...progress, ackedSeq: before?.ackedSeq ?? progress.ackedSeq }),
      verdicts: new Map(state.verdicts).set(
        key,
        [...known, ...verdicts].toSorted((a, b) => a.seq - b.seq),
      ),
      lostValues: [...state.lostValues, ...lostValues],
    };
  };

export const claimReplica =
  (tenant: string, replica: Id, person: Id): Statement =>
  (state) =>
    state.owners.has(ownerKey(tenant, replica))
      ? state
      : { ...state, owners: new Map(state.owners).set(ownerKey(tenant, replica), person) };

export const acknowledge =
  (place: ScopeKey, replica: Id, seq: number): Statement =>
  (state) => {
    const key = replicaKey(place, replica);
    const before = state.progress.get(key);
    if (before === undefined || before.ackedSeq >= seq) return state;
    return {
      ...state,
      progress: new Map(state.progress).set(key, { ...before, ackedSeq: Math.min(before.lastSeq, seq) }),
    };
  };

export const failureKey = (place: ScopeKey, replica: Id, seq: number): string =>
  `${replicaKey(place, replica)}\n${seq}`;

export const countFailure =
  (place: ScopeKey, replica: Id, seq: number): Statement =>
  (state) => {
    const key = failureKey(place, replica, seq);
    return { ...state, failures: new Map(state.failures).set(key, (state.failures.get(key) ?? 0) + 1) };
  };

export const saveGrant =
  (place: ScopeKey, { space, to }: { readonly space: string; readonly to: Grantee }, isActive: boolean): Statement =>
  (state) => {
    const { kind, name } = granteeKey(to);
    const key = [placeKey(place), space, kind, name].join('\n');
    const before = state.grants.get(key);
    const at = state.journeys.get(placeKey(place));
    if (at === undefined || before?.isActive === isActive || (before === undefined && !isActive)) return state;
    const next = isActive
      ? { place, space, to, epoch: (before?.epoch ?? 0) + 1, sinceRev: at.row.rev, isActive }
      : { ...(before as KeptGrant), isActive };
    return { ...state, grants: new Map(state.grants).set(key, next) };
  };

export const saveStanding =
  (tenant: string, person: Id, { functions, cohorts }: Standing): Statement =>
  (state) => {
    const key = ownerKey(tenant, person);
    const held = new Set([
      ...functions.map((name) => `function\n${name}`),
      ...cohorts.map((name) => `cohort\n${name}`),
    ]);
    const next = new Map(state.standings.get(key));
    for (const [name, standing] of next) next.set(name, { ...standing, isActive: held.has(name) && standing.isActive });
    for (const name of held) {
      const before = next.get(name);
      if (!before?.isActive) next.set(name, { epoch: (before?.epoch ?? 0) + 1, isActive: true });
    }
    return { ...state, standings: new Map(state.standings).set(key, next) };
  };

export const putSetting =
  (key: string, value: string): Statement =>
  (state) => ({ ...state, settings: new Map(state.settings).set(key, value) });

export const totalKey = (tenant: string, name: string): string => `${tenant}\n${name}`;

export const saveTotal =
  (tenant: string, name: string, total: PublishedTotal): Statement =>
  (state) => ({ ...state, totals: new Map(state.totals).set(totalKey(tenant, name), asJson(total)) });

/** Forgets what left before a revision: whoever was away for longer begins again. */
export const forgetRemovals =
  (place: ScopeKey, upTo: number): Statement =>
  (state) => {
    const before = state.journeys.get(placeKey(place));
    const forgotten = [...(before?.removals ?? [])].filter(([, { rev }]) => rev <= upTo);
    if (before === undefined || forgotten.length === 0) return state;
    const removals = new Map([...before.removals].filter(([, { rev }]) => rev > upTo));
    const floorRev = Math.max(before.row.floorRev, ...forgotten.map(([, { rev }]) => rev));
    return withJourney(state, place, { ...before, row: { ...before.row, floorRev }, removals });
  };
