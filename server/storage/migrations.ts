/**
 * The steps of the database, in the order they were written. A step that has been published is
 * never changed: the next one changes what it left. Each is one list of statements.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `create table meta (key text primary key, value text not null)`,
    `create table journey (
      tenant_id text not null, journey_id text not null,
      rev bigint not null default 0,
      floor_rev bigint not null default 0,
      template_key text,
      primary key (tenant_id, journey_id)
    ) with (fillfactor = 50)`,
    `create table record (
      tenant_id text not null, journey_id text not null, kind text not null, id text not null,
      space text not null, rev bigint not null, deleted boolean not null default false,
      fields jsonb not null, stamps jsonb not null,
      primary key (tenant_id, journey_id, kind, id)
    )`,
    `create index record_rev on record (tenant_id, journey_id, rev)`,
    `create index record_id on record (tenant_id, journey_id, id)`,
    `create index record_parent on record (tenant_id, journey_id, (fields->>'topic')) where fields ? 'topic'`,
    `create index record_item on record (tenant_id, journey_id, (fields->>'item')) where fields ? 'item'`,
    `create table removal (
      tenant_id text not null, journey_id text not null, space text not null, kind text not null, id text not null,
      rev bigint not null,
      primary key (tenant_id, journey_id, space, kind, id)
    )`,
    `create index removal_rev on removal (tenant_id, journey_id, rev)`,
    `create table space (
      tenant_id text not null, journey_id text not null, name text not null,
      created_rev bigint not null, rev bigint not null, records integer not null, checksum text not null,
      primary key (tenant_id, journey_id, name)
    )`,
    `create table membership (
      tenant_id text not null, journey_id text not null, id text not null,
      person text not null, role text not null, home text not null, state text not null,
      epoch integer not null, paused_by text,
      primary key (tenant_id, journey_id, id)
    )`,
    `create index membership_person on membership (tenant_id, person)`,
    `create table replica (
      tenant_id text not null, replica text not null, person text not null,
      primary key (tenant_id, replica)
    )`,
    `create table replica_journey (
      tenant_id text not null, journey_id text not null, replica text not null,
      last_seq bigint not null, last_rev bigint not null, acked_seq bigint not null,
      primary key (tenant_id, journey_id, replica)
    )`,
    `create index replica_journeys on replica_journey (tenant_id, replica)`,
    `create table verdict (
      tenant_id text not null, journey_id text not null, replica text not null, seq bigint not null,
      rev bigint, status text not null, code text, lost jsonb, hash text not null, tx text not null,
      primary key (tenant_id, journey_id, replica, seq)
    )`,
    `create table lost_value (
      tenant_id text not null, journey_id text not null, kind text not null, id text not null, field text not null,
      replica text not null, seq bigint not null, person text not null, value jsonb not null, lost_at timestamptz not null,
      primary key (tenant_id, journey_id, kind, id, field, replica, seq)
    )`,
  ],
  [
    // Under a policy, PostgreSQL uses an index only for operators that cannot leak, and `->>` is none of them.
    `alter table record
      add column topic text generated always as (fields->>'topic') stored,
      add column item text generated always as (fields->>'item') stored`,
    `drop index record_parent`,
    `drop index record_item`,
    `create index record_topic on record (tenant_id, journey_id, topic) where topic is not null`,
    `create index record_item on record (tenant_id, journey_id, item) where item is not null`,
    // When a membership last changed: what another node needs to know whose streams to end.
    `alter table membership add column rev bigint not null default 0`,
    // How long it is kept.
    `alter table removal add column removed_at timestamptz not null default now()`,
    `create index removal_age on removal (tenant_id, removed_at)`,
    `alter table verdict add column answered_at timestamptz not null default now()`,
    // How often the server failed on one operation, on whichever node.
    `create table push_failure (
      tenant_id text not null, journey_id text not null, replica text not null, seq bigint not null,
      failures integer not null, failed_at timestamptz not null default now(),
      primary key (tenant_id, journey_id, replica, seq)
    )`,
  ],
  [
    // Which tenant a secret is of, asked before anybody is known. It names no person and no journey.
    `create table door (hash text primary key, tenant text not null)`,
    `create table invitation_link (
      tenant_id text not null, journey_id text not null, id text not null, hash text not null, expires_ms bigint not null,
      primary key (tenant_id, id)
    )`,
    `create index invitation_link_hash on invitation_link (tenant_id, hash)`,
    `create index invitation_link_expiry on invitation_link (tenant_id, expires_ms)`,
    `create table guest (
      tenant_id text not null, journey_id text not null, hash text not null, member text not null, person text not null,
      invitation text not null, ended_at timestamptz,
      primary key (tenant_id, hash)
    )`,
    `create table denied_token (
      tenant_id text not null, person text not null, issued_before_s bigint not null,
      primary key (tenant_id, person)
    )`,
    // What the server keeps for itself, such as the key with which it vouches for guests.
    `create table setting (key text primary key, value text not null)`,
  ],
  [
    // What was hidden or taken back so far was given to its readers with its words. The owner sees the rows of every tenant for this step.
    ...['journey', 'space', 'record', 'lost_value'].map((table) => `alter table ${table} no force row level security`),
    // Whoever holds a copy of such a journey reads it anew: nothing of it is newer than this, and nothing older is gone on from.
    `with told as (
       select distinct tenant_id, journey_id from record
       where not deleted and (fields ? 'hiddenAt' or (fields ? 'withdrawnAt' and fields->'body'->>'text' not in ('…', '—')))
     ), moved as (
       update journey j set rev = j.rev + 1, floor_rev = j.rev + 1 from told
       where j.tenant_id = told.tenant_id and j.journey_id = told.journey_id
       returning j.tenant_id, j.journey_id, j.rev
     )
     update space s set rev = moved.rev from moved where s.tenant_id = moved.tenant_id and s.journey_id = moved.journey_id`,
    `delete from lost_value l using record r
     where r.tenant_id = l.tenant_id and r.journey_id = l.journey_id and r.kind = l.kind and r.id = l.id and r.fields ? 'withdrawnAt'`,
    `update record set fields = jsonb_set(fields - 'attachments', '{body}', '{"text":"…"}')
     where not deleted and fields ? 'withdrawnAt' and fields ? 'body'`,
    ...['journey', 'space', 'record', 'lost_value'].map((table) => `alter table ${table} force row level security`),
  ],
  [
    // From which revision on a membership has been open without a break: of what left before, its holder is not told.
    // It comes first: a node that serves takes this table before the others, and must not meet the migration half-way.
    `alter table membership add column since_rev bigint`,
    // A client names invitations, so one of another journey may have the same id. Older nodes still name a link by its
    // tenant and id alone, and whoever takes one back names no journey: the id stays one link's in a tenant.
    `alter table invitation_link drop constraint invitation_link_pkey, add primary key (tenant_id, journey_id, id)`,
    `create unique index invitation_link_id on invitation_link (tenant_id, id)`,
    // A link whose id another journey has too may have been written by that one: it opens nothing from now on, and the
    // next sweep tells the guides. The policies bind the owner as well, so it goes tenant by tenant.
    `do $$
     declare own text;
     begin
       for own in select distinct tenant from door loop
         perform set_config('cordee.tenant', own, true);
         with foreign_link as (
           select l.journey_id, l.id, l.hash from invitation_link l
           where l.tenant_id = own and (
             exists (select 1 from record r where r.tenant_id = own and r.kind = 'invitation' and r.id = l.id and r.journey_id <> l.journey_id)
             or not exists (select 1 from record r where r.tenant_id = own and r.kind = 'invitation' and r.id = l.id and r.journey_id = l.journey_id)
           )
         ), closed as (
           delete from door using foreign_link l where door.hash = l.hash
         )
         update invitation_link l set hash = 'revoked:' || l.id, expires_ms = 0 from foreign_link f
         where l.tenant_id = own and l.journey_id = f.journey_id and l.id = f.id;
       end loop;
       perform set_config('cordee.tenant', '', true);
     end $$`,
    // Devices of a database that was there before hold cursors that nobody signed. A new one has no store yet.
    `insert into setting (key, value) select 'cursors-unsigned', 'yes' from meta where key = 'store'`,
  ],
  [
    // Who reads a space of a scope without a membership. What is taken away stays, inactive: given again, it has another
    // epoch, so that a device fetches anew what it had to forget.
    `create table space_grant (
      tenant_id text not null, journey_id text not null, space text not null, kind text not null, name text not null,
      epoch integer not null, since_rev bigint not null, is_active boolean not null,
      primary key (tenant_id, journey_id, space, kind, name)
    )`,
    `create index space_grant_name on space_grant (tenant_id, kind, name)`,
    // The functions and cohorts of a person.
    `create table standing (
      tenant_id text not null, person text not null, kind text not null, name text not null,
      epoch integer not null, is_active boolean not null,
      primary key (tenant_id, person, kind, name)
    )`,
  ],
  [
    // Where a scope stands in the change log of its tenant: the transaction that last moved it. A trigger sets it, so
    // that it is set for what an older node writes, too. What was there before stands at the beginning.
    `alter table journey add column changed bigint not null default 0`,
    `create index journey_changed on journey (tenant_id, changed, journey_id)`,
    // Transactions count anew in another cluster: what is added keeps their order there ([JB5]).
    `create function change_number(bigint) returns bigint language sql immutable as 'select $1 + 0'`,
    `create function note_change() returns trigger language plpgsql as
     'begin new.changed := change_number(txid_current()); return new; end'`,
    `create trigger note_change before insert or update of rev on journey for each row execute function note_change()`,
    // How far each follower of the log came.
    `create table follower (
      tenant_id text not null, name text not null, number bigint not null, journey_id text not null,
      primary key (tenant_id, name)
    )`,
    // Work under a lease. `asked` counts who asked for it, `run` how often it was taken.
    `create table job (
      tenant_id text not null, name text not null, key text not null,
      due_at timestamptz not null, leased_until timestamptz, holder text,
      asked bigint not null default 0, run bigint not null default 0,
      attempts integer not null default 0, failed_with text,
      primary key (tenant_id, name, key)
    )`,
    `create index job_due on job (tenant_id, due_at)`,
  ],
  [
    // Totals as a company is shown them, and who stood behind all that it was shown.
    `create table published_total (
      tenant_id text not null, name text not null, shown jsonb, behind jsonb,
      primary key (tenant_id, name)
    )`,
    `create index record_journeys on record (tenant_id, journey_id) where kind = 'journey'`,
  ],
];
