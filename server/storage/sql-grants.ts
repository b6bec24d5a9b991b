import { type CompanyFunction, type Grantee, type Standing, granteeKey } from '../../src/model/scope/grant.js';
import type { Id } from '../../src/model/value/ids.js';
import type { SqlRunner } from './sql.js';
import type { Count } from './sql-rows.js';
import type { HeldGrant, ScopeKey } from './sync-storage.js';

/*
 * Who reads a space of a scope without a membership. Each is a function of the storage's port, where its promise
 * stands.
 */

/** Active grants that name the person of `$2`, or something that they are. Whoever came by a link alone is nobody of the tenant's. */
export const grantsOfPerson = `select g.journey_id, g.space, g.epoch || coalesce('.' || s.epoch, '') as token, g.since_rev
  from space_grant g left join standing s
    on s.tenant_id = $1 and s.person = $2 and s.kind = g.kind and s.name = g.name and s.is_active
  where g.tenant_id = $1 and g.is_active and (
    g.kind = 'person' and g.name = $2
    or s.person is not null
    or g.kind = 'tenant' and (
      exists (select 1 from membership where tenant_id = $1 and person = $2 and home = 'company')
      or not exists (select 1 from membership where tenant_id = $1 and person = $2)
    )
  )`;

export interface GrantColumns {
  readonly space: string;
  readonly token: string;
  readonly since_rev: Count;
}

export const grantOf = ({ space, token, since_rev }: GrantColumns): HeldGrant => ({
  space,
  token,
  sinceRev: Number(since_rev),
});

export async function heldGrants(
  tx: SqlRunner,
  { tenant, journey }: ScopeKey,
  person: Id,
): Promise<readonly HeldGrant[]> {
  const rows = await tx.query<GrantColumns>(
    `select * from (${grantsOfPerson}) held where journey_id = $3 order by space, token`,
    [tenant, person, journey],
  );
  return rows.map(grantOf);
}

export async function standingOf(tx: SqlRunner, tenant: string, person: Id): Promise<Standing> {
  const rows = await tx.query<{ kind: string; name: string }>(
    `select kind, name from standing where tenant_id = $1 and person = $2 and is_active order by kind, name`,
    [tenant, person],
  );
  const named = (wanted: string): string[] => rows.filter(({ kind }) => kind === wanted).map(({ name }) => name);
  return { functions: named('function') as CompanyFunction[], cohorts: named('cohort') };
}

export function grantedRevisions(
  tx: SqlRunner,
  tenant: string,
  people: readonly Id[],
): Promise<readonly { readonly person: Id; readonly journey: string; readonly rev: number }[]> {
  return tx
    .query<{ person: Id; journey_id: string; rev: Count }>(
      `select distinct p.person, j.journey_id, j.rev
       from unnest($2::text[]) as p(person), lateral (${grantsOfPerson.replaceAll('$2', 'p.person')}) held
       join journey j on j.tenant_id = $1 and j.journey_id = held.journey_id`,
      [tenant, people],
    )
    .then((rows) => rows.map(({ person, journey_id, rev }) => ({ person, journey: journey_id, rev: Number(rev) })));
}

export async function saveGrant(
  tx: SqlRunner,
  { tenant, journey }: ScopeKey,
  { space, to }: { readonly space: string; readonly to: Grantee },
  isGiven: boolean,
): Promise<void> {
  const { kind, name } = granteeKey(to);
  await tx.query(
    isGiven
      ? `insert into space_grant as g (tenant_id, journey_id, space, kind, name, epoch, since_rev, is_active)
         select $1, $2, $3, $4, $5, 1, rev, true from journey where tenant_id = $1 and journey_id = $2
         on conflict (tenant_id, journey_id, space, kind, name) do update
           set epoch = g.epoch + 1, since_rev = excluded.since_rev, is_active = true where not g.is_active`
      : `update space_grant set is_active = false
         where tenant_id = $1 and journey_id = $2 and space = $3 and kind = $4 and name = $5`,
    [tenant, journey, space, kind, name],
  );
}

export async function saveStanding(
  tx: SqlRunner,
  tenant: string,
  person: Id,
  { functions, cohorts }: Standing,
): Promise<void> {
  const held = [
    ...functions.map((name) => ({ kind: 'function', name })),
    ...cohorts.map((name) => ({ kind: 'cohort', name })),
  ];
  await tx.query(
    `with held as (select * from jsonb_to_recordset($3::jsonb) as h(kind text, name text)), taken as (
       update standing s set is_active = false where tenant_id = $1 and person = $2
         and not exists (select 1 from held h where h.kind = s.kind and h.name = s.name)
     )
     insert into standing as s (tenant_id, person, kind, name, epoch, is_active)
     select $1, $2, kind, name, 1, true from held
     on conflict (tenant_id, person, kind, name) do update
       set epoch = s.epoch + 1, is_active = true where not s.is_active`,
    [tenant, person, JSON.stringify(held)],
  );
}
