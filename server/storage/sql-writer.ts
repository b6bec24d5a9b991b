import type { Id } from '../../src/model/value/ids.js';
import type { Standing } from '../../src/model/scope/grant.js';
import { changedScopes, saveFollower, takeFollower } from './sql-changes.js';
import { saveGrant, saveStanding } from './sql-grants.js';
import { addJob, endJob, holdJob, keepJob, renewJob, takeJob } from './sql-jobs.js';
import { dropSpaces, putMemberships, putRecords, putRemovals, putSpaces } from './save-parts.js';
import { lockTotal, saveTotal } from './sql-totals.js';
import { SqlReader } from './sql-reader.js';
import type { SqlValue } from './sql.js';
import type {
  DeniedTokens,
  GuestRow,
  InvitationLink,
  JobEnd,
  JobKey,
  JobLease,
  LeaseTerms,
  LogPosition,
  ScopeChanges,
  MemberRow,
  PublishedTotal,
  ScopeKey,
  ReplicaOutcome,
  SpaceRow,
  StorageWriter,
} from './sync-storage.js';

/** What a lock keeps still until this transaction changes it. */
interface Locked {
  readonly members: readonly MemberRow[];
  readonly spaces: readonly SpaceRow[];
}

const keyOf = ({ tenant, journey }: ScopeKey): string => JSON.stringify([tenant, journey]);

/** Writes of one transaction. All rows of one change go to the database as one statement. */
export class SqlWriter extends SqlReader implements StorageWriter {
  readonly #locked = new Map<string, Locked>();

  /** Whoever locks a journey wants its members and spaces: they are asked for in the same breath. */
  async lock(scopeKey: ScopeKey) {
    const [journey, members, spaces] = await Promise.all([
      this.journey(scopeKey, 'for update'),
      super.members(scopeKey),
      super.spaces(scopeKey),
    ]);
    this.#locked.set(keyOf(scopeKey), { members, spaces });
    return journey;
  }

  override async members(scopeKey: ScopeKey) {
    return this.#locked.get(keyOf(scopeKey))?.members ?? super.members(scopeKey);
  }

  override async spaces(scopeKey: ScopeKey) {
    return this.#locked.get(keyOf(scopeKey))?.spaces ?? super.spaces(scopeKey);
  }

  async createJourney({ tenant, journey }: ScopeKey) {
    await this.tx.query(`insert into journey (tenant_id, journey_id) values ($1, $2) on conflict do nothing`, [
      tenant,
      journey,
    ]);
  }

  async save(
    scopeKey: ScopeKey,
    { rev, records, removals, spaces, droppedSpaces, memberships, templateKey }: ScopeChanges,
  ) {
    const { tenant, journey } = scopeKey;
    this.#locked.delete(keyOf(scopeKey));
    const values: SqlValue[] = [tenant, journey, rev, templateKey ?? null];
    const parts: string[] = [];
    // What is empty costs its planning all the same, so it is left out.
    const add = (rows: readonly unknown[], write: (parameter: string) => string): void => {
      if (rows.length > 0) parts.push(write(`$${values.push(JSON.stringify(rows))}::jsonb`));
    };
    add(records, putRecords);
    add(removals, putRemovals);
    add(memberships, putMemberships);
    add(spaces, putSpaces);
    add(droppedSpaces ?? [], dropSpaces);
    await this.tx.query(
      `${parts.length > 0 ? `with ${parts.join(', ')} ` : ''}update journey set rev = $3, template_key = coalesce($4, template_key) where tenant_id = $1 and journey_id = $2`,
      values,
    );
  }

  async saveOutcome(
    { tenant, journey }: ScopeKey,
    { replica, person, progress, verdicts, lostValues, at }: ReplicaOutcome,
  ) {
    await this.tx.query(
      `with come as (
         insert into replica_journey (tenant_id, journey_id, replica, last_seq, last_rev, acked_seq) values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant_id, journey_id, replica) do update set last_seq = excluded.last_seq, last_rev = excluded.last_rev
       ), lost as (
         insert into lost_value (tenant_id, journey_id, kind, id, field, replica, seq, person, value, lost_at)
         select $1, $2, type, id, field, $3, seq, $7, value, $8::timestamptz
         from jsonb_to_recordset($9::jsonb) as r(type text, id text, field text, seq bigint, value jsonb)
         on conflict do nothing
       )
       insert into verdict (tenant_id, journey_id, replica, seq, rev, status, code, lost, hash, tx, answered_at)
       select $1, $2, $3, seq, rev, st, code, lost, hash, tx, $8::timestamptz
       from jsonb_to_recordset($10::jsonb) as r(seq bigint, rev bigint, st text, code text, lost jsonb, hash text, tx text)`,
      [
        tenant,
        journey,
        replica,
        progress.lastSeq,
        progress.lastRev,
        progress.ackedSeq,
        person,
        at,
        JSON.stringify(lostValues),
        JSON.stringify(verdicts),
      ],
    );
  }

  async claimReplica(tenant: string, replica: Id, person: Id) {
    await this.tx.query(`insert into replica (tenant_id, replica, person) values ($1, $2, $3) on conflict do nothing`, [
      tenant,
      replica,
      person,
    ]);
    return (await this.replicaOwner(tenant, replica)) ?? person;
  }

  saveGrant(scopeKey: ScopeKey, grant: Parameters<StorageWriter['saveGrant']>[1], isGiven: boolean) {
    return saveGrant(this.tx, scopeKey, grant, isGiven);
  }

  saveStanding(tenant: string, person: Id, standing: Standing) {
    return saveStanding(this.tx, tenant, person, standing);
  }

  lockTotal(tenant: string, name: string) {
    return lockTotal(this.tx, tenant, name);
  }

  saveTotal(tenant: string, name: string, total: PublishedTotal) {
    return saveTotal(this.tx, tenant, name, total);
  }

  async acknowledge(tenant: string, replica: Id, held: ReadonlyMap<string, number>) {
    await this.tx.query(
      `update replica_journey r set acked_seq = least(r.last_seq, h.seq)
       from jsonb_to_recordset($3::jsonb) as h(journey text, seq bigint)
       where r.tenant_id = $1 and r.replica = $2 and r.journey_id = h.journey and r.acked_seq < h.seq`,
      [tenant, replica, JSON.stringify([...held].map(([journey, seq]) => ({ journey, seq })))],
    );
  }

  async countFailure({ tenant, journey }: ScopeKey, replica: Id, seq: number) {
    const [row] = await this.tx.query<{ failures: number }>(
      `insert into push_failure as f (tenant_id, journey_id, replica, seq, failures) values ($1, $2, $3, $4, 1)
       on conflict (tenant_id, journey_id, replica, seq) do update set failures = f.failures + 1, failed_at = excluded.failed_at
       returning failures`,
      [tenant, journey, replica, seq],
    );
    return row?.failures ?? 1;
  }

  async saveLink({ tenant, journey, id, hash, expiresMs }: InvitationLink) {
    await this.tx.query(
      `delete from door using invitation_link l where l.tenant_id = $1 and l.journey_id = $2 and l.id = $3 and door.hash = l.hash`,
      [tenant, journey, id],
    );
    // An id that is a link's of another journey stays that one's, whoever names it.
    const kept = await this.tx.query(
      `insert into invitation_link as l (tenant_id, journey_id, id, hash, expires_ms) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, id) do update set hash = excluded.hash, expires_ms = excluded.expires_ms
       where l.journey_id = excluded.journey_id returning 1`,
      [tenant, journey, id, hash, expiresMs],
    );
    if (kept.length > 0) await this.#openDoor(tenant, hash);
    return kept.length > 0;
  }

  async dropLink({ tenant, journey, id, hash }: InvitationLink) {
    await this.tx.query(`delete from door where hash = $1 and tenant = $2`, [hash, tenant]);
    await this.tx.query(
      `delete from invitation_link where tenant_id = $1 and journey_id = $2 and id = $3 and hash = $4`,
      [tenant, journey, id, hash],
    );
  }

  async saveGuest({ tenant, journey, hash, member, person, invitation }: GuestRow) {
    await this.#openDoor(tenant, hash);
    await this.tx.query(
      `insert into guest (tenant_id, journey_id, hash, member, person, invitation) values ($1, $2, $3, $4, $5, $6)`,
      [tenant, journey, hash, member, person, invitation],
    );
  }

  async dropGuest(tenant: string, person: Id) {
    await this.tx.query(
      `delete from door using guest g where g.tenant_id = $1 and g.person = $2 and door.hash = g.hash`,
      [tenant, person],
    );
    await this.tx.query(`delete from guest where tenant_id = $1 and person = $2`, [tenant, person]);
  }

  async denyTokens(tenant: string, { person, issuedBeforeS }: DeniedTokens, forgetS: number) {
    await this.tx.query(
      `insert into denied_token (tenant_id, person, issued_before_s) values ($1, $2, $3)
       on conflict (tenant_id, person) do update set issued_before_s = greatest(denied_token.issued_before_s, excluded.issued_before_s)`,
      [tenant, person, issuedBeforeS],
    );
    await this.tx.query(`delete from denied_token where tenant_id = $1 and issued_before_s < $2`, [tenant, forgetS]);
  }

  async keepSetting(key: string, value: string) {
    await this.tx.query(`insert into setting (key, value) values ($1, $2) on conflict do nothing`, [key, value]);
    return (await this.setting(key)) ?? value;
  }

  async replaceSetting(key: string, before: string, after: string) {
    const rows = await this.tx.query(`update setting set value = $3 where key = $1 and value = $2 returning 1`, [
      key,
      before,
      after,
    ]);
    return rows.length > 0;
  }

  takeFollower(tenant: string, name: string) {
    return takeFollower(this.tx, tenant, name);
  }

  changedScopes(tenant: string, after: LogPosition, count: number) {
    return changedScopes(this.tx, tenant, after, count);
  }

  saveFollower(tenant: string, name: string, position: LogPosition) {
    return saveFollower(this.tx, tenant, name, position);
  }

  addJob(job: JobKey, afterMs: number) {
    return addJob(this.tx, job, afterMs);
  }

  keepJob(job: JobKey, everyMs: number) {
    return keepJob(this.tx, job, everyMs);
  }

  takeJob(tenant: string, names: readonly string[], terms: LeaseTerms) {
    return takeJob(this.tx, tenant, names, terms);
  }

  renewJob(lease: JobLease, leaseMs: number) {
    return renewJob(this.tx, lease, leaseMs);
  }

  holdJob(lease: JobLease) {
    return holdJob(this.tx, lease);
  }

  endJob(lease: JobLease, end: JobEnd) {
    return endJob(this.tx, lease, end);
  }

  async #openDoor(tenant: string, hash: string) {
    await this.tx.query(`insert into door (hash, tenant) values ($1, $2)`, [hash, tenant]);
  }
}
