import type { Id } from '../src/model/ids.js';
import { SqlReader } from './sql-reader.js';
import type { JourneyChanges, Place, ReplicaOutcome, StorageWriter } from './sync-storage.js';

/** Writes of one transaction. Rows go to the database as one JSON list for each table. */
export class SqlWriter extends SqlReader implements StorageWriter {
  lock(place: Place) {
    return this.journey(place, 'for update');
  }

  async createJourney({ tenant, journey }: Place) {
    await this.tx.query(`insert into journey (tenant_id, journey_id) values ($1, $2) on conflict do nothing`, [tenant, journey]);
  }

  async save({ tenant, journey }: Place, { rev, records, removals, spaces, memberships, templateKey }: JourneyChanges) {
    await this.tx.query(
      `update journey set rev = $3, template_key = coalesce($4, template_key) where tenant_id = $1 and journey_id = $2`,
      [tenant, journey, rev, templateKey ?? null],
    );
    if (records.length > 0) {
      const rows = JSON.stringify(records.map(({ type, ...row }) => ({ ...row, kind: type })));
      await this.tx.query(
        `insert into record (tenant_id, journey_id, kind, id, space, rev, deleted, fields, stamps)
         select $1, $2, kind, id, space, rev, deleted, fields, stamps
         from jsonb_to_recordset($3::jsonb) as r(kind text, id text, space text, rev bigint, deleted boolean, fields jsonb, stamps jsonb)
         on conflict (tenant_id, journey_id, kind, id) do update
         set space = excluded.space, rev = excluded.rev, deleted = excluded.deleted, fields = excluded.fields, stamps = excluded.stamps`,
        [tenant, journey, rows],
      );
      await this.tx.query(
        `delete from removal using jsonb_to_recordset($3::jsonb) as r(kind text, id text, space text, deleted boolean)
         where removal.tenant_id = $1 and removal.journey_id = $2
           and removal.kind = r.kind and removal.id = r.id and removal.space = r.space and not r.deleted`,
        [tenant, journey, rows],
      );
    }
    if (removals.length > 0) {
      await this.tx.query(
        `insert into removal (tenant_id, journey_id, space, kind, id, rev)
         select $1, $2, space, type, id, rev from jsonb_to_recordset($3::jsonb) as r(space text, type text, id text, rev bigint)
         on conflict (tenant_id, journey_id, space, kind, id) do update set rev = excluded.rev`,
        [tenant, journey, JSON.stringify(removals)],
      );
    }
    if (spaces.length > 0) {
      await this.tx.query(
        `insert into space (tenant_id, journey_id, name, created_rev, rev, records, checksum)
         select $1, $2, name, "createdRev", rev, records, checksum
         from jsonb_to_recordset($3::jsonb) as r(name text, "createdRev" bigint, rev bigint, records integer, checksum text)
         on conflict (tenant_id, journey_id, name) do update
         set rev = excluded.rev, records = excluded.records, checksum = excluded.checksum`,
        [tenant, journey, JSON.stringify(spaces)],
      );
    }
    if (memberships.length > 0) {
      await this.tx.query(
        `insert into membership (tenant_id, journey_id, id, person, role, home, state, epoch, paused_by)
         select $1, $2, id, person, role, home, state, epoch, "pausedBy"
         from jsonb_to_recordset($3::jsonb) as r(id text, person text, role text, home text, state text, epoch integer, "pausedBy" text)
         on conflict (tenant_id, journey_id, id) do update
         set person = excluded.person, role = excluded.role, home = excluded.home, state = excluded.state,
             epoch = excluded.epoch, paused_by = excluded.paused_by`,
        [tenant, journey, JSON.stringify(memberships)],
      );
    }
  }

  async saveOutcome({ tenant, journey }: Place, { replica, person, progress, verdicts, lostValues, at }: ReplicaOutcome) {
    await this.tx.query(
      `insert into replica_journey (tenant_id, journey_id, replica, last_seq, last_rev, acked_seq) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, journey_id, replica) do update set last_seq = excluded.last_seq, last_rev = excluded.last_rev`,
      [tenant, journey, replica, progress.lastSeq, progress.lastRev, progress.ackedSeq],
    );
    await this.tx.query(
      `insert into verdict (tenant_id, journey_id, replica, seq, rev, status, code, lost, hash, tx)
       select $1, $2, $3, seq, rev, st, code, lost, hash, tx
       from jsonb_to_recordset($4::jsonb) as r(seq bigint, rev bigint, st text, code text, lost jsonb, hash text, tx text)`,
      [tenant, journey, replica, JSON.stringify(verdicts)],
    );
    if (lostValues.length === 0) return;
    await this.tx.query(
      `insert into lost_value (tenant_id, journey_id, kind, id, field, replica, seq, person, value, lost_at)
       select $1, $2, type, id, field, $3, seq, $4, value, $5::timestamptz
       from jsonb_to_recordset($6::jsonb) as r(type text, id text, field text, seq bigint, value jsonb)
       on conflict do nothing`,
      [tenant, journey, replica, person, at, JSON.stringify(lostValues)],
    );
  }

  async claimReplica(tenant: string, replica: Id, person: Id) {
    await this.tx.query(
      `insert into replica (tenant_id, replica, person) values ($1, $2, $3) on conflict do nothing`,
      [tenant, replica, person],
    );
    return (await this.replicaOwner(tenant, replica)) ?? person;
  }

  async acknowledge({ tenant, journey }: Place, replica: Id, seq: number) {
    await this.tx.query(
      `update replica_journey set acked_seq = least(last_seq, $4)
       where tenant_id = $1 and journey_id = $2 and replica = $3 and acked_seq < $4`,
      [tenant, journey, replica, seq],
    );
  }
}
