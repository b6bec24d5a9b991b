import type { Id } from '../../src/model/value/ids.js';
import { groupBy } from '../../src/util/group-by.js';
import type { SqlRunner } from './sql.js';
import {
  type Count,
  type JourneyColumns,
  type MemberColumns,
  type ProgressColumns,
  type RecordColumns,
  type SpaceColumns,
  type VerdictColumns,
  journeyColumns,
  journeyOf,
  memberOf,
  progressOf,
  recordOf,
  spaceOf,
  verdictColumns,
  verdictOf,
} from './sql-rows.js';
import type {
  Change,
  ChangesQuestion,
  ReachableScope,
  ReplicaProgress,
  ReplicaState,
  VerdictRow,
} from './sync-storage.js';

/*
 * The questions of a pull: one statement each, however many journeys it is about. Each is a function of
 * the storage's port, where its promise stands.
 */

export async function replicaState(tx: SqlRunner, tenant: string, replica: Id): Promise<ReplicaState> {
  // A device that was claimed and has pushed nothing yet is one row without a journey.
  const rows = await tx.query<{ [Column in keyof ProgressColumns]: ProgressColumns[Column] | null } & { person: Id }>(
    `select r.person, p.journey_id, p.last_seq, p.last_rev, p.acked_seq from replica r
     left join replica_journey p on p.tenant_id = r.tenant_id and p.replica = r.replica
     where r.tenant_id = $1 and r.replica = $2 order by p.journey_id`,
    [tenant, replica],
  );
  return {
    owner: rows[0]?.person,
    journeys: new Map(
      rows.flatMap((row): [string, ReplicaProgress][] =>
        row.journey_id === null ? [] : [[row.journey_id, progressOf(row as ProgressColumns)]],
      ),
    ),
  };
}

interface ReachableColumns extends JourneyColumns {
  readonly journey_id: string;
  readonly memberships: readonly (MemberColumns & { readonly since_rev: Count })[] | null;
  readonly spaces: readonly SpaceColumns[] | null;
}

export async function reachableBy(
  tx: SqlRunner,
  tenant: string,
  person: Id,
): Promise<ReadonlyMap<string, ReachableScope>> {
  // Arrays of ids rather than joins: whatever is known of the tables' sizes, each row is looked up by its key.
  const rows = await tx.query<ReachableColumns>(
    `with own as materialized (
       select journey_id, json_agg(json_build_object(
         'journey_id', journey_id, 'id', id, 'person', person, 'role', role, 'home', home, 'state', state,
         'epoch', epoch, 'paused_by', paused_by, 'since_rev', coalesce(since_rev, rev)
       ) order by id) as memberships
       from membership where tenant_id = $1 and person = $2 and state = 'active' group by journey_id
     ), joined as materialized (
       select journey_id, ${journeyColumns} from journey
       where tenant_id = $1 and journey_id = any(array(select journey_id from own))
     ), scope as (
       select false as is_template, joined.*, own.memberships from joined join own using (journey_id)
       union all
       select true, journey_id, ${journeyColumns}, null from journey
       where tenant_id = $1 and journey_id = any(array(select template_key from joined))
         and journey_id <> all(array(select journey_id from joined))
     )
     select scope.*, (
       select json_agg(json_build_object(
         'name', name, 'created_rev', created_rev, 'rev', rev, 'records', records, 'checksum', checksum
       ) order by name) from space where space.tenant_id = $1 and space.journey_id = scope.journey_id
     ) as spaces from scope order by is_template, journey_id`,
    [tenant, person],
  );
  return new Map(
    rows.map((row) => [
      row.journey_id,
      {
        row: journeyOf(row),
        spaces: (row.spaces ?? []).map(spaceOf),
        memberships: (row.memberships ?? []).map((membership) => ({
          ...memberOf(membership),
          journey: membership.journey_id,
          sinceRev: Number(membership.since_rev),
        })),
      },
    ]),
  );
}

const changed = (table: 'record' | 'removal'): string =>
  `from ${table} where ${table}.tenant_id = $1 and ${table}.journey_id = asked.journey and ${table}.rev > asked.after
   and ${table}.space = any(asked.spaces) ${table === 'record' ? 'and not deleted' : ''}`;

export async function changesAfter(
  tx: SqlRunner,
  tenant: string,
  asked: readonly ChangesQuestion[],
  count: number,
): Promise<ReadonlyMap<string, readonly Change[]>> {
  // Journey by journey, how far the room that is left reaches: the journeys behind it are not looked at. Then the
  // rows themselves, with the whole of the last revision.
  const rows = await tx.query<RecordColumns & { journey: string; gone: boolean }>(
    `with recursive asked as materialized (
       select * from jsonb_to_recordset($2::jsonb) as a(at integer, journey text, spaces text[], after bigint)
     ), reached as (
       select 0 as at, $3::bigint as room, null::bigint as rev
       union all
       select asked.at, reached.room - found.changes, found.rev
       from reached join asked on asked.at = reached.at + 1, lateral (
         select count(*) as changes, max(rev) as rev from (
           (select rev ${changed('record')} order by rev limit reached.room)
           union all
           (select rev ${changed('removal')} order by rev limit reached.room)
           order by rev limit reached.room
         ) oldest
       ) found
       where reached.room > 0
     )
     select asked.journey, change.*, false as deleted
     from reached join asked on asked.at = reached.at, lateral (
       select rev, false as gone, kind, id, space, fields, stamps ${changed('record')} and rev <= reached.rev
       union all
       select rev, true, kind, id, space, null, null ${changed('removal')} and rev <= reached.rev
     ) change
     order by asked.at, change.rev, change.kind, change.id`,
    [
      tenant,
      JSON.stringify(asked.map(({ journey, spaces, from }, at) => ({ at: at + 1, journey, spaces, after: from }))),
      count,
    ],
  );
  const byJourney = groupBy(rows, ({ journey }) => journey);
  return new Map([...byJourney].map(([journey, found]) => [journey, found.map(changeOf)]));
}

const changeOf = (row: RecordColumns & { readonly gone: boolean }): Change =>
  row.gone
    ? { kind: 'removal', row: { type: row.kind, id: row.id, space: row.space, rev: Number(row.rev) } }
    : { kind: 'put', row: recordOf(row) };

export async function verdictsAfter(
  tx: SqlRunner,
  tenant: string,
  replica: Id,
  after: ReadonlyMap<string, number>,
  count: number,
): Promise<ReadonlyMap<string, readonly VerdictRow[]>> {
  const rows = await tx.query<VerdictColumns & { journey: string }>(
    `select h.journey, v.* from jsonb_to_recordset($3::jsonb) as h(journey text, after bigint), lateral (
       select ${verdictColumns} from verdict
       where tenant_id = $1 and journey_id = h.journey and replica = $2 and seq > h.after order by seq limit $4
     ) v order by h.journey, v.seq`,
    [tenant, replica, JSON.stringify([...after].map(([journey, held]) => ({ journey, after: held }))), count],
  );
  const byJourney = groupBy(rows, ({ journey }) => journey);
  return new Map([...byJourney].map(([journey, found]) => [journey, found.map(verdictOf)]));
}
