import { StorageError } from '../../src/errors.js';
import type { SqlRunner } from './sql.js';
import type { Count } from './sql-rows.js';
import type { ChangedScope, LogPosition } from './sync-storage.js';

/*
 * The change log of a tenant ([JB1] to [JB5]). Each is a function of the storage's port, where its promise stands.
 * The functions named `txid_` are those that PostgreSQL 12 has, too.
 */

export async function takeFollower(tx: SqlRunner, tenant: string, name: string): Promise<LogPosition | undefined> {
  const take = (): Promise<readonly { number: Count; journey_id: string }[]> =>
    tx.query(
      `select number, journey_id from follower where tenant_id = $1 and name = $2 for no key update skip locked`,
      [tenant, name],
    );
  let [row] = await take();
  if (row === undefined) {
    await tx.query(
      `insert into follower (tenant_id, name, number, journey_id) values ($1, $2, 0, '') on conflict do nothing`,
      [tenant, name],
    );
    [row] = await take();
  }
  return row && { number: Number(row.number), journey: row.journey_id };
}

export async function changedScopes(
  tx: SqlRunner,
  tenant: string,
  after: LogPosition,
  count: number,
): Promise<readonly ChangedScope[]> {
  const rows = await tx.query<{ journey_id: string; rev: Count; changed: Count }>(
    // [JB2] What is at or above the oldest transaction under way waits: that one may still commit below it.
    `select journey_id, rev, changed from journey
     where tenant_id = $1 and (changed, journey_id) > ($2::bigint, $3)
       and changed < change_number(txid_snapshot_xmin(txid_current_snapshot()))
     order by changed, journey_id limit $4`,
    [tenant, after.number, after.journey, count],
  );
  if (rows.length === 0) await demandPast(tx, after);
  return rows.map(({ journey_id: journey, rev, changed }) => ({
    journey,
    rev: Number(rev),
    at: { number: Number(changed), journey },
  }));
}

/** [JB5] A position that no transaction here has come to is of another cluster: nothing would ever be after it. */
async function demandPast(tx: SqlRunner, { number }: LogPosition): Promise<void> {
  const [row] = await tx.query<{ next: Count }>(
    `select change_number(txid_snapshot_xmax(txid_current_snapshot())) as next`,
  );
  if (number < Number(row?.next ?? 0)) return;
  throw new StorageError(
    'CORDEE_STORAGE_FAILED',
    'The change log is behind its followers, as after a restore into another cluster: run "node dist/server/process/migrate-main.js --restored".',
  );
}

export async function saveFollower(
  tx: SqlRunner,
  tenant: string,
  name: string,
  { number, journey }: LogPosition,
): Promise<void> {
  await tx.query(`update follower set number = $3, journey_id = $4 where tenant_id = $1 and name = $2`, [
    tenant,
    name,
    number,
    journey,
  ]);
}
