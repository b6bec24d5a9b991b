import { wordless } from '../../src/model/conversation/words.js';

/*
 * Parts of the one statement that saves a change of a scope: `$1` is its tenant, `$2` the scope, `$3` the new revision.
 */

export const putRecords = (rows: string): string => `put as (
    select * from jsonb_to_recordset(${rows}) as r(type text, id text, space text, rev bigint, deleted boolean, fields jsonb, stamps jsonb)
  ), written as (
    insert into record (tenant_id, journey_id, kind, id, space, rev, deleted, fields, stamps)
    select $1, $2, type, id, space, rev, deleted, fields, stamps from put
    on conflict (tenant_id, journey_id, kind, id) do update
    set space = excluded.space, rev = excluded.rev, deleted = excluded.deleted, fields = excluded.fields, stamps = excluded.stamps
  ), returned as (
    delete from removal using put
    where removal.tenant_id = $1 and removal.journey_id = $2
      and removal.kind = put.type and removal.id = put.id and removal.space = put.space and not put.deleted
  ), forgotten as (
    delete from lost_value using put
    where lost_value.tenant_id = $1 and lost_value.journey_id = $2
      and lost_value.kind = put.type and lost_value.id = put.id and (put.deleted or put.fields->'body' = '${JSON.stringify(wordless)}'::jsonb)
  )`;

export const putRemovals = (rows: string): string => `removed as (
    insert into removal (tenant_id, journey_id, space, kind, id, rev)
    select $1, $2, space, type, id, rev from jsonb_to_recordset(${rows}) as r(space text, type text, id text, rev bigint)
    on conflict (tenant_id, journey_id, space, kind, id) do update set rev = excluded.rev, removed_at = excluded.removed_at
  )`;

export const putMemberships = (rows: string): string => `placed as (
    insert into membership (tenant_id, journey_id, id, person, role, home, state, epoch, paused_by, rev, since_rev)
    select $1, $2, id, person, role, home, state, epoch, "pausedBy", $3, $3
    from jsonb_to_recordset(${rows}) as r(id text, person text, role text, home text, state text, epoch integer, "pausedBy" text)
    on conflict (tenant_id, journey_id, id) do update
    set person = excluded.person, role = excluded.role, home = excluded.home, state = excluded.state,
        epoch = excluded.epoch, paused_by = excluded.paused_by, rev = excluded.rev,
        since_rev = case when membership.epoch = excluded.epoch then coalesce(membership.since_rev, membership.rev) else excluded.rev end
  )`;

export const putSpaces = (rows: string): string => `summed as (
    insert into space (tenant_id, journey_id, name, created_rev, rev, records, checksum)
    select $1, $2, name, "createdRev", rev, records, checksum
    from jsonb_to_recordset(${rows}) as r(name text, "createdRev" bigint, rev bigint, records integer, checksum text)
    on conflict (tenant_id, journey_id, name) do update
    set rev = excluded.rev, records = excluded.records, checksum = excluded.checksum
  )`;

export const dropSpaces = (names: string): string => `dropped as (
    delete from space where tenant_id = $1 and journey_id = $2 and records = 0 and name in (select jsonb_array_elements_text(${names}))
  )`;
