import type { Id } from '../../src/model/value/ids.js';
import type { RecordType } from '../../src/model/record.js';
import { grantedRevisions, heldGrants, standingOf } from './sql-grants.js';
import { journeyRecords, publishedTotal } from './sql-totals.js';
import { groupBy } from '../../src/util/group-by.js';
import type { SqlRunner } from './sql.js';
import { changesAfter, reachableBy, replicaState, verdictsAfter } from './sql-pull.js';
import {
  type Count,
  type JourneyColumns,
  type LinkColumns,
  type MemberColumns,
  type ProgressColumns,
  type RecordColumns,
  type SpaceColumns,
  type VerdictColumns,
  journeyColumns,
  journeyOf,
  linkColumns,
  linkRowOf,
  memberColumns,
  memberOf,
  progressColumns,
  progressOf,
  recordColumns,
  recordOf,
  spaceColumns,
  spaceOf,
  verdictColumns,
  verdictOf,
} from './sql-rows.js';
import type { ChangesQuestion, MemberRow, ScopeKey, SpaceRow, StorageReader, StoredRow } from './sync-storage.js';

/** Where a record says what it hangs on. Ratings are few, and read this way only when their goal moves or goes: no column of their own. */
const pointers = { topic: 'topic', item: 'item', goal: "fields->>'goal'" } as const;

/** Reads of one transaction. Every statement names the tenant, and the journey where there is one. */
export class SqlReader implements StorageReader {
  protected readonly tx: SqlRunner;

  constructor(tx: SqlRunner) {
    this.tx = tx;
  }

  async journey({ tenant, journey }: ScopeKey, suffix = '') {
    const [row] = await this.tx.query<JourneyColumns>(
      `select ${journeyColumns} from journey where tenant_id = $1 and journey_id = $2 ${suffix}`,
      [tenant, journey],
    );
    return row && journeyOf(row);
  }

  async members({ tenant, journey }: ScopeKey): Promise<readonly MemberRow[]> {
    const rows = await this.tx.query<MemberColumns>(
      `select ${memberColumns} from membership where tenant_id = $1 and journey_id = $2 order by id`,
      [tenant, journey],
    );
    return rows.map(memberOf);
  }

  async spaces({ tenant, journey }: ScopeKey): Promise<readonly SpaceRow[]> {
    const rows = await this.tx.query<SpaceColumns>(
      `select ${spaceColumns} from space where tenant_id = $1 and journey_id = $2 order by name`,
      [tenant, journey],
    );
    return rows.map(spaceOf);
  }

  async record({ tenant, journey }: ScopeKey, type: RecordType, id: Id) {
    const [row] = await this.tx.query<RecordColumns>(
      `select ${recordColumns} from record where tenant_id = $1 and journey_id = $2 and kind = $3 and id = $4`,
      [tenant, journey, type, id],
    );
    return row && recordOf(row);
  }

  async recordsByIds({ tenant, journey }: ScopeKey, ids: readonly Id[]) {
    const rows = await this.tx.query<RecordColumns>(
      `select ${recordColumns} from record where tenant_id = $1 and journey_id = $2 and id = any($3::text[]) order by kind, id`,
      [tenant, journey, ids],
    );
    return rows.map(recordOf);
  }

  async dependents({ tenant, journey }: ScopeKey, field: 'topic' | 'item' | 'goal', ids: readonly Id[]) {
    const rows = await this.tx.query<RecordColumns>(
      `select ${recordColumns} from record
       where tenant_id = $1 and journey_id = $2 and not deleted and ${pointers[field]} = any($3::text[])
       order by kind, id`,
      [tenant, journey, ids],
    );
    return rows.map(recordOf);
  }

  writtenBy({ tenant, journey }: ScopeKey, person: Id) {
    return this.#live(`fields->>'by' = $3`, [tenant, journey, person]);
  }

  recordsOf({ tenant, journey }: ScopeKey, type: RecordType) {
    return this.#live('kind = $3', [tenant, journey, type]);
  }

  async #live(condition: string, parameters: readonly string[]): Promise<readonly StoredRow[]> {
    const rows = await this.tx.query<RecordColumns>(
      `select ${recordColumns} from record
       where tenant_id = $1 and journey_id = $2 and not deleted and ${condition}
       order by kind, id`,
      [...parameters],
    );
    return rows.map(recordOf);
  }

  changesAfter(tenant: string, asked: readonly ChangesQuestion[], count: number) {
    return changesAfter(this.tx, tenant, asked, count);
  }

  reachableBy(tenant: string, person: Id) {
    return reachableBy(this.tx, tenant, person);
  }

  async revisionsOf(tenant: string, people: readonly Id[]) {
    const rows = await this.tx.query<{ person: Id; journey_id: string; rev: Count }>(
      `select distinct m.person, j.journey_id, j.rev from membership m
       join journey j on j.tenant_id = m.tenant_id and j.journey_id = m.journey_id
       where m.tenant_id = $1 and m.person = any($2::text[])`,
      [tenant, people],
    );
    return rows.map(({ person, journey_id, rev }) => ({ person, journey: journey_id, rev: Number(rev) }));
  }

  async states(tenant: string, journeys: readonly string[]) {
    const [rows, members, spaces] = await Promise.all([
      this.tx.query<{ journey_id: string; rev: Count }>(
        `select journey_id, rev from journey where tenant_id = $1 and journey_id = any($2::text[]) order by journey_id`,
        [tenant, journeys],
      ),
      this.tx.query<MemberColumns & { rev: Count }>(
        `select ${memberColumns}, rev from membership where tenant_id = $1 and journey_id = any($2::text[])`,
        [tenant, journeys],
      ),
      this.tx.query<SpaceColumns>(
        `select ${spaceColumns} from space where tenant_id = $1 and journey_id = any($2::text[])`,
        [tenant, journeys],
      ),
    ]);
    const membersOf = groupBy(members, ({ journey_id }) => journey_id);
    const spacesOf = groupBy(spaces, ({ journey_id }) => journey_id);
    return rows.map(({ journey_id, rev }) => ({
      journey: journey_id,
      rev: Number(rev),
      members: (membersOf.get(journey_id) ?? []).map((row) => ({ ...memberOf(row), rev: Number(row.rev) })),
      spaces: (spacesOf.get(journey_id) ?? []).map(spaceOf),
    }));
  }

  async replicaOwner(tenant: string, replica: Id) {
    const [row] = await this.tx.query<{ person: Id }>(
      `select person from replica where tenant_id = $1 and replica = $2`,
      [tenant, replica],
    );
    return row?.person;
  }

  replica(tenant: string, replica: Id) {
    return replicaState(this.tx, tenant, replica);
  }

  heldGrants(scopeKey: ScopeKey, person: Id) {
    return heldGrants(this.tx, scopeKey, person);
  }

  standing(tenant: string, person: Id) {
    return standingOf(this.tx, tenant, person);
  }

  grantedRevisions(tenant: string, people: readonly Id[]) {
    return grantedRevisions(this.tx, tenant, people);
  }

  async progress({ tenant, journey }: ScopeKey, replica: Id) {
    const [row] = await this.tx.query<ProgressColumns>(
      `select ${progressColumns} from replica_journey where tenant_id = $1 and journey_id = $2 and replica = $3`,
      [tenant, journey, replica],
    );
    return row && progressOf(row);
  }

  async verdicts({ tenant, journey }: ScopeKey, replica: Id, after: number, count: number) {
    const rows = await this.tx.query<VerdictColumns>(
      `select ${verdictColumns} from verdict
       where tenant_id = $1 and journey_id = $2 and replica = $3 and seq > $4 order by seq limit $5`,
      [tenant, journey, replica, after, count],
    );
    return rows.map(verdictOf);
  }

  verdictsAfter(tenant: string, replica: Id, after: ReadonlyMap<string, number>, count: number) {
    return verdictsAfter(this.tx, tenant, replica, after, count);
  }

  async tenantOfSecret(hash: string) {
    const [row] = await this.tx.query<{ tenant: string }>(`select tenant from door where hash = $1`, [hash]);
    return row?.tenant;
  }

  async linkByHash(tenant: string, hash: string) {
    const [row] = await this.tx.query<LinkColumns>(
      `select ${linkColumns} from invitation_link where tenant_id = $1 and hash = $2`,
      [tenant, hash],
    );
    return row && linkRowOf(tenant, row);
  }

  async linkOf(tenant: string, invitation: Id) {
    const [row] = await this.tx.query<LinkColumns>(
      `select ${linkColumns} from invitation_link where tenant_id = $1 and id = $2`,
      [tenant, invitation],
    );
    return row && linkRowOf(tenant, row);
  }

  async countLinks({ tenant, journey }: ScopeKey) {
    const [row] = await this.tx.query<{ links: Count }>(
      `select count(*) as links from invitation_link where tenant_id = $1 and journey_id = $2`,
      [tenant, journey],
    );
    return Number(row?.links ?? 0);
  }

  async expiredLinks(tenant: string, nowMs: number, count: number) {
    const rows = await this.tx.query<LinkColumns>(
      `select ${linkColumns} from invitation_link where tenant_id = $1 and expires_ms <= $2 order by expires_ms limit $3`,
      [tenant, nowMs, count],
    );
    return rows.map((row) => linkRowOf(tenant, row));
  }

  async guest(tenant: string, hash: string) {
    const [row] = await this.tx.query<{ journey_id: string; member: Id; person: Id; invitation: Id }>(
      `select journey_id, member, person, invitation from guest where tenant_id = $1 and hash = $2`,
      [tenant, hash],
    );
    return (
      row && {
        tenant,
        hash,
        journey: row.journey_id,
        member: row.member,
        person: row.person,
        invitation: row.invitation,
      }
    );
  }

  async deniedTokens(tenant: string, sinceS: number) {
    const rows = await this.tx.query<{ person: Id; issued_before_s: Count }>(
      `select person, issued_before_s from denied_token where tenant_id = $1 and issued_before_s >= $2`,
      [tenant, sinceS],
    );
    return rows.map(({ person, issued_before_s }) => ({ person, issuedBeforeS: Number(issued_before_s) }));
  }

  journeyRecords(tenant: string) {
    return journeyRecords(this.tx, tenant);
  }

  publishedTotal(tenant: string, name: string) {
    return publishedTotal(this.tx, tenant, name);
  }

  async setting(key: string) {
    const [row] = await this.tx.query<{ value: string }>(`select value from setting where key = $1`, [key]);
    return row?.value;
  }
}
