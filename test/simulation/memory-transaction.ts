import type { Id } from '../../src/model/value/ids.js';
import type { RecordType } from '../../src/model/record.js';
import { type CompanyFunction, type Standing, granteeKey } from '../../src/model/scope/grant.js';
import { scopeOf } from '../../src/model/scope/scope-kind.js';
import type { Space } from '../../src/model/access/space.js';
import { groupBy } from '../../src/util/group-by.js';
import type {
  Change,
  ChangesQuestion,
  JobEnd,
  JobKey,
  JobLease,
  LeaseTerms,
  LogPosition,
  MemberRow,
  OpenMembership,
  PublishedTotal,
  ReachableScope,
  ReplicaOutcome,
  ScopeChanges,
  ScopeKey,
  ScopeRow,
  StorageReader,
  StorageWriter,
  StoredRow,
} from '../../server/storage/sync-storage.js';
import {
  addJob,
  changedScopes,
  dueJob,
  endedJob,
  followerKey,
  heldJob,
  keepJob,
  noteChange,
  saveFollower,
  setJob,
} from './memory-jobs.js';
import {
  type JourneyState,
  type Statement,
  type StorageState,
  acknowledge,
  claimReplica,
  countFailure,
  createJourney,
  failureKey,
  ownerKey,
  placeKey,
  putSetting,
  saveGrant,
  saveStanding,
  type KeptGrant,
  recordKey,
  replicaKey,
  save,
  saveOutcome,
  saveTotal,
  totalKey,
} from './memory-state.js';

const byId = <T extends { readonly id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : 1);

/** What the server asks of its storage to sync. Invitations and guests are not simulated, and no token is ever denied. */
type SimulatedReader = Pick<
  StorageReader,
  | 'journey'
  | 'members'
  | 'spaces'
  | 'record'
  | 'recordsByIds'
  | 'dependents'
  | 'writtenBy'
  | 'recordsOf'
  | 'changesAfter'
  | 'reachableBy'
  | 'revisionsOf'
  | 'states'
  | 'replicaOwner'
  | 'replica'
  | 'progress'
  | 'verdicts'
  | 'verdictsAfter'
  | 'deniedTokens'
  | 'setting'
  | 'heldGrants'
  | 'standing'
  | 'grantedRevisions'
  | 'journeyRecords'
  | 'publishedTotal'
>;
type SimulatedWriter = SimulatedReader &
  Pick<
    StorageWriter,
    | 'lock'
    | 'createJourney'
    | 'save'
    | 'saveOutcome'
    | 'claimReplica'
    | 'acknowledge'
    | 'countFailure'
    | 'keepSetting'
    | 'replaceSetting'
    | 'saveGrant'
    | 'saveStanding'
    | 'takeFollower'
    | 'changedScopes'
    | 'saveFollower'
    | 'addJob'
    | 'keepJob'
    | 'takeJob'
    | 'renewJob'
    | 'holdJob'
    | 'endJob'
    | 'lockTotal'
    | 'saveTotal'
  >;

/** The whole port: what is not simulated says so when it is asked. */
export const wholePort = <R extends SimulatedReader>(
  simulated: R,
): R extends SimulatedWriter ? StorageWriter : StorageReader =>
  new Proxy(simulated, {
    get(of, name) {
      const value: unknown = Reflect.get(of, name);
      // A promise is not what this is, even if somebody asks.
      if (value === undefined && name !== 'then')
        throw new Error(`The storage of the simulation has no "${String(name)}".`);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  }) as never;

/** A place as it is told, without the revision at which it last changed. */
const memberOf = ({
  rev: _,
  sinceRev: __,
  ...member
}: MemberRow & { readonly rev: number; readonly sinceRev: number }): MemberRow => member;

/** Reads of one moment. */
export class MemoryReader implements SimulatedReader {
  protected state: StorageState;

  constructor(state: StorageState) {
    this.state = state;
  }

  #at(place: ScopeKey): JourneyState | undefined {
    return this.state.journeys.get(placeKey(place));
  }

  async journey(place: ScopeKey) {
    return this.#at(place)?.row;
  }

  async members(place: ScopeKey) {
    return [...(this.#at(place)?.members.values() ?? [])].map(memberOf).toSorted(byId);
  }

  async spaces(place: ScopeKey) {
    return [...(this.#at(place)?.spaces.values() ?? [])].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async record(place: ScopeKey, type: RecordType, id: Id) {
    return this.#at(place)?.records.get(recordKey(type, id));
  }

  async recordsByIds(place: ScopeKey, ids: readonly Id[]) {
    return this.#find(place, (row) => ids.includes(row.id));
  }

  async dependents(place: ScopeKey, field: Parameters<StorageReader['dependents']>[1], ids: readonly Id[]) {
    return this.#find(place, ({ deleted, fields }) => !deleted && ids.includes(String(fields[field])));
  }

  async writtenBy(place: ScopeKey, person: Id) {
    return this.#find(place, ({ deleted, fields }) => !deleted && fields['by'] === person);
  }

  async recordsOf(place: ScopeKey, type: RecordType) {
    return this.#find(place, (row) => !row.deleted && row.type === type);
  }

  #find(place: ScopeKey, isWanted: (row: StoredRow) => boolean): readonly StoredRow[] {
    return [...(this.#at(place)?.records.values() ?? [])]
      .filter(isWanted)
      .toSorted((a, b) => (a.type === b.type ? byId(a, b) : a.type < b.type ? -1 : 1));
  }

  async changesAfter(tenant: string, asked: readonly ChangesQuestion[], count: number) {
    const found = new Map<string, readonly Change[]>();
    let room = count;
    for (const { journey, spaces, from } of asked) {
      if (room <= 0) break;
      const changes = this.#changes({ tenant, journey }, spaces, from, room);
      if (changes.length > 0) found.set(journey, changes);
      room -= changes.length;
    }
    return found;
  }

  #changes(place: ScopeKey, spaces: readonly Space[], from: number, count: number): readonly Change[] {
    const readable = new Set(spaces);
    const found: Change[] = [];
    for (const row of this.#at(place)?.records.values() ?? []) {
      if (row.rev > from && !row.deleted && readable.has(row.space)) found.push({ kind: 'put', row });
    }
    for (const row of this.#at(place)?.removals.values() ?? [])
      if (row.rev > from && readable.has(row.space)) found.push({ kind: 'removal', row });
    const sorted = found.toSorted(
      ({ row: a }, { row: b }) => a.rev - b.rev || (a.type === b.type ? byId(a, b) : a.type < b.type ? -1 : 1),
    );
    const last = sorted[Math.min(count, sorted.length) - 1]?.row.rev ?? 0;
    return sorted.filter(({ row }) => row.rev <= last);
  }

  async reachableBy(tenant: string, person: Id) {
    const found = new Map<string, ReachableScope>();
    const add = async (journey: string, memberships: readonly OpenMembership[]): Promise<ScopeRow | undefined> => {
      const row = this.#at({ tenant, journey })?.row;
      const grants = await this.heldGrants({ tenant, journey }, person);
      if (row !== undefined)
        found.set(journey, { row, spaces: await this.spaces({ tenant, journey }), memberships, grants });
      return row;
    };
    const templates = new Set<string>();
    for (const [journey, memberships] of groupBy(this.#memberships(tenant, person), (one) => one.journey)) {
      const row = await add(journey, memberships);
      if (row?.templateKey !== undefined) templates.add(row.templateKey);
    }
    const granted = new Set(this.#heldBy(tenant, person).map(({ place: { journey } }) => journey));
    for (const scope of [...granted, scopeOf('person', person)].toSorted()) await add(scope, []);
    for (const template of [...templates].toSorted()) if (!found.has(template)) await add(template, []);
    return found;
  }

  #heldBy(tenant: string, person: Id): readonly (KeptGrant & { readonly token: string })[] {
    const standing = this.state.standings.get(ownerKey(tenant, person));
    const homes = [...this.state.journeys]
      .filter(([key]) => key.startsWith(`${tenant}\n`))
      .flatMap(([, { members }]) => [...members.values()].filter((member) => member.person === person))
      .map(({ home }) => home);
    return [...this.state.grants.values()].flatMap((grant) => {
      const { kind, name } = granteeKey(grant.to);
      const named = standing?.get(`${kind}\n${name}`);
      const isHeld =
        kind === 'person'
          ? name === person
          : kind === 'tenant'
            ? homes.length === 0 || homes.includes('company')
            : named?.isActive === true;
      const token = kind === 'function' || kind === 'cohort' ? `${grant.epoch}.${named?.epoch}` : `${grant.epoch}`;
      return grant.isActive && grant.place.tenant === tenant && isHeld ? [{ ...grant, token }] : [];
    });
  }

  async heldGrants({ tenant, journey }: ScopeKey, person: Id) {
    return this.#heldBy(tenant, person)
      .filter(({ place }) => place.journey === journey)
      .map(({ space, token, sinceRev }) => ({ space, token, sinceRev }))
      .toSorted((a, b) => (a.space === b.space ? (a.token < b.token ? -1 : 1) : a.space < b.space ? -1 : 1));
  }

  async standing(tenant: string, person: Id) {
    const held = [...(this.state.standings.get(ownerKey(tenant, person)) ?? [])].filter(([, { isActive }]) => isActive);
    const named = (kind: string): string[] =>
      held.flatMap(([key]) => (key.startsWith(`${kind}\n`) ? [key.slice(kind.length + 1)] : [])).toSorted();
    return { functions: named('function') as CompanyFunction[], cohorts: named('cohort') };
  }

  async grantedRevisions(tenant: string, people: readonly Id[]) {
    return people.flatMap((person) =>
      [...new Set(this.#heldBy(tenant, person).map(({ place: { journey } }) => journey))].flatMap((journey) => {
        const rev = this.#at({ tenant, journey })?.row.rev;
        return rev === undefined ? [] : [{ person, journey, rev }];
      }),
    );
  }

  #memberships(tenant: string, person: Id): readonly OpenMembership[] {
    const found: OpenMembership[] = [];
    for (const [key, { members }] of this.state.journeys) {
      const [owner, journey = ''] = key.split('\n');
      if (owner !== tenant) continue;
      for (const member of members.values())
        if (member.person === person && member.state === 'active')
          found.push({ ...memberOf(member), journey, sinceRev: member.sinceRev });
    }
    return found.toSorted((a, b) => (a.journey === b.journey ? byId(a, b) : a.journey < b.journey ? -1 : 1));
  }

  async revisionsOf(tenant: string, people: readonly Id[]) {
    return [...this.state.journeys].flatMap(([key, { row, members }]) => {
      const [owner, journey = ''] = key.split('\n');
      const there = new Set([...members.values()].map(({ person }) => person));
      return owner === tenant
        ? people.filter((person) => there.has(person)).map((person) => ({ person, journey, rev: row.rev }))
        : [];
    });
  }

  async states(tenant: string, journeys: readonly string[]) {
    return journeys.flatMap((journey) => {
      const state = this.#at({ tenant, journey });
      return state === undefined
        ? []
        : [
            {
              journey,
              rev: state.row.rev,
              members: [...state.members.values()].map((member) => ({ ...memberOf(member), rev: member.rev })),
              spaces: [...state.spaces.values()],
            },
          ];
    });
  }

  async replicaOwner(tenant: string, replica: Id) {
    return this.state.owners.get(ownerKey(tenant, replica));
  }

  async replica(tenant: string, replica: Id) {
    const found = [...this.state.progress].flatMap(([key, progress]) => {
      const [owner, journey = '', name] = key.split('\n');
      return owner === tenant && name === replica ? [[journey, progress] as const] : [];
    });
    return {
      owner: await this.replicaOwner(tenant, replica),
      journeys: new Map(found.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    };
  }

  async progress(place: ScopeKey, replica: Id) {
    return this.state.progress.get(replicaKey(place, replica));
  }

  async verdicts(place: ScopeKey, replica: Id, after: number, count: number) {
    return (this.state.verdicts.get(replicaKey(place, replica)) ?? []).filter(({ seq }) => seq > after).slice(0, count);
  }

  async deniedTokens() {
    return [];
  }

  async verdictsAfter(tenant: string, replica: Id, after: ReadonlyMap<string, number>, count: number) {
    const found = [...after].map(
      async ([journey, held]) => [journey, await this.verdicts({ tenant, journey }, replica, held, count)] as const,
    );
    return new Map(await Promise.all(found));
  }

  async journeyRecords(tenant: string) {
    return [...this.state.journeys]
      .filter(([key]) => key.startsWith(`${tenant}\n`))
      .flatMap(([, { records }]) => [...records.values()])
      .filter(({ type, deleted }) => type === 'journey' && !deleted)
      .toSorted(byId)
      .map(({ fields }) => fields);
  }

  async publishedTotal(tenant: string, name: string) {
    return this.state.totals.get(totalKey(tenant, name))?.shown;
  }

  async setting(key: string) {
    return this.state.settings.get(key);
  }
}

/** What the transaction needs of the database around it. */
export interface TransactionHost {
  committed(): StorageState;
  /** Settles once no other transaction has the journey. */
  take(place: ScopeKey): Promise<void>;
  /** Of this transaction, given when it first asks: a later one has a higher number, and may be committed earlier. */
  number(): number;
  /** The lowest number that is under way. */
  oldest(): number;
  nowMs(): number;
}

/** Writes of one transaction: seen by it at once, and by others when it is committed. */
export class MemoryWriter extends MemoryReader implements SimulatedWriter {
  readonly #host: TransactionHost;
  readonly statements: Statement[] = [];

  constructor(host: TransactionHost) {
    super(host.committed());
    this.#host = host;
  }

  #run(statement: Statement): void {
    this.state = statement(this.state);
    this.statements.push(statement);
  }

  async lock(place: ScopeKey) {
    this.#host.number();
    await this.#host.take(place);
    // What is read from here on is as it is now that nobody else changes it.
    this.state = this.statements.reduce((state, statement) => statement(state), this.#host.committed());
    return this.journey(place);
  }

  async createJourney(place: ScopeKey) {
    const before = this.state;
    this.#run(createJourney(place));
    if (this.state !== before) this.#run(noteChange(place, this.#host.number()));
  }

  async save(place: ScopeKey, changes: ScopeChanges) {
    this.#run(save(place, changes));
    this.#run(noteChange(place, this.#host.number()));
  }

  async saveOutcome(place: ScopeKey, outcome: ReplicaOutcome) {
    this.#run(saveOutcome(place, outcome));
  }

  async claimReplica(tenant: string, replica: Id, person: Id) {
    this.#run(claimReplica(tenant, replica, person));
    return (await this.replicaOwner(tenant, replica)) ?? person;
  }

  async saveGrant(place: ScopeKey, grant: Parameters<StorageWriter['saveGrant']>[1], isGiven: boolean) {
    this.#run(saveGrant(place, grant, isGiven));
  }

  async saveStanding(tenant: string, person: Id, standing: Standing) {
    this.#run(saveStanding(tenant, person, standing));
  }

  async acknowledge(tenant: string, replica: Id, held: ReadonlyMap<string, number>) {
    for (const [journey, seq] of held) this.#run(acknowledge({ tenant, journey }, replica, seq));
  }

  async countFailure(place: ScopeKey, replica: Id, seq: number) {
    this.#run(countFailure(place, replica, seq));
    return this.state.failures.get(failureKey(place, replica, seq)) ?? 1;
  }

  async keepSetting(key: string, value: string) {
    // A database lets one transaction wait for another that keeps the same value.
    await this.lock({ tenant: '', journey: key });
    if (!this.state.settings.has(key)) this.#run(putSetting(key, value));
    return this.state.settings.get(key) ?? value;
  }

  async lockTotal(tenant: string, name: string) {
    await this.lock({ tenant: '', journey: totalKey(tenant, name) });
    return this.state.totals.get(totalKey(tenant, name));
  }

  async saveTotal(tenant: string, name: string, total: PublishedTotal) {
    this.#run(saveTotal(tenant, name, total));
  }

  async replaceSetting(key: string, before: string, after: string) {
    if (this.state.settings.get(key) !== before) return false;
    this.#run(putSetting(key, after));
    return true;
  }

  /** Waits where a database would say that another has it. */
  async takeFollower(tenant: string, name: string) {
    await this.lock({ tenant, journey: `\nfollower/${name}` });
    return this.state.followers.get(followerKey(tenant, name)) ?? { number: 0, journey: '' };
  }

  async changedScopes(tenant: string, after: LogPosition, count: number) {
    return changedScopes(this.#host.committed(), tenant, after, count, this.#host.oldest());
  }

  async saveFollower(tenant: string, name: string, position: LogPosition) {
    this.#run(saveFollower(tenant, name, position));
  }

  async addJob(job: JobKey, afterMs: number) {
    await this.#lockJobs(job.tenant);
    this.#run(addJob(job, this.#host.nowMs() + afterMs));
  }

  async keepJob(job: JobKey, everyMs: number) {
    await this.#lockJobs(job.tenant);
    this.#run(keepJob(job, this.#host.nowMs() + everyMs));
  }

  async takeJob(tenant: string, names: readonly string[], { leaseMs, pauseMs }: LeaseTerms) {
    await this.#lockJobs(tenant);
    const takenAtMs = this.#host.nowMs();
    const due = dueJob(this.state, tenant, names, takenAtMs);
    if (due === undefined) return undefined;
    const { name, key, state } = due;
    const run = state.run + 1;
    const attempts = state.attempts + 1;
    const dueMs = takenAtMs + pauseMs(attempts);
    this.#run(setJob(due, { ...state, run, attempts, dueMs, leasedUntilMs: takenAtMs + leaseMs }));
    return { tenant, name, key, run, attempts, asked: state.asked, takenAtMs };
  }

  async renewJob(lease: JobLease, leaseMs: number) {
    await this.#lockJobs(lease.tenant);
    const job = heldJob(this.state, lease);
    if (job !== undefined) this.#run(setJob(lease, { ...job, leasedUntilMs: this.#host.nowMs() + leaseMs }));
    return job !== undefined;
  }

  async holdJob(lease: JobLease) {
    await this.#lockJobs(lease.tenant);
    return heldJob(this.state, lease) !== undefined;
  }

  async endJob(lease: JobLease, end: JobEnd) {
    await this.#lockJobs(lease.tenant);
    const job = heldJob(this.state, lease);
    if (job !== undefined) this.#run(setJob(lease, endedJob(job, lease, end, this.#host.nowMs())));
    return job !== undefined;
  }

  async #lockJobs(tenant: string): Promise<void> {
    await this.lock({ tenant, journey: '\njobs' });
  }
}
