import type { Sql } from './sql.js';
import type { Pruned } from './sync-storage.js';

const dayMs = 86_400_000;

/** A copy that was away for longer starts again, so nobody needs to be told what left a space before. */
export const removalDays = 90;
/** A device sends an operation again only until it has kept the answer, and says when it has. */
export const verdictDays = 30;
/** Values that lost against a later one are part of the history of changes. */
export const lostValueDays = 90;
/** Failures of the server on one operation that nobody sent again. */
const failureDays = 1;

/**
 * Drops what has served, for one tenant. Each journey by itself, so that nobody waits for long:
 *
 * 1. Removals older than 90 days; the journey's `floor_rev` rises to the last of them, so that a
 *    copy from before starts again rather than keep what left.
 * 2. Verdicts that the device has acknowledged, after 30 days; never its last one, by which a copied
 *    device is known.
 * 3. Values that lost, after 90 days.
 * 4. Secrets of guests, 90 days after the end of their membership was seen.
 * 5. Answers to pushes about journeys that there are not: older servers kept them.
 */
export async function pruneTenant(sql: Sql, tenant: string, nowMs: number): Promise<Pruned> {
  const before = (days: number): string => new Date(nowMs - days * dayMs).toISOString();
  const journeys = await sql.transaction(
    (tx) =>
      tx.query<{ journey_id: string }>(
        `select distinct journey_id from removal where tenant_id = $1 and removed_at < $2::timestamptz order by journey_id`,
        [tenant, before(removalDays)],
      ),
    { tenant, isReadOnly: true },
  );
  let removals = 0;
  for (const { journey_id: journey } of journeys) {
    removals += await sql.transaction(
      async (tx) => {
        await tx.query(`select 1 from journey where tenant_id = $1 and journey_id = $2 for update`, [tenant, journey]);
        const rows = await tx.query<{ rev: number | string | bigint }>(
          `delete from removal where tenant_id = $1 and journey_id = $2 and removed_at < $3::timestamptz returning rev`,
          [tenant, journey, before(removalDays)],
        );
        const last = Math.max(0, ...rows.map(({ rev }) => Number(rev)));
        await tx.query(
          `update journey set floor_rev = greatest(floor_rev, $3) where tenant_id = $1 and journey_id = $2`,
          [tenant, journey, last],
        );
        return rows.length;
      },
      { tenant },
    );
  }
  return sql.transaction(
    async (tx) => {
      const verdicts = await tx.query(
        `delete from verdict using replica_journey as progress
       where verdict.tenant_id = $1 and progress.tenant_id = $1 and progress.journey_id = verdict.journey_id
         and progress.replica = verdict.replica and verdict.seq <= progress.acked_seq and verdict.seq < progress.last_seq
         and verdict.answered_at < $2::timestamptz
       returning 1`,
        [tenant, before(verdictDays)],
      );
      await tx.query(
        `with gone as (
         delete from replica_journey as progress where tenant_id = $1
           and not exists (select 1 from journey j where j.tenant_id = progress.tenant_id and j.journey_id = progress.journey_id)
         returning journey_id, replica
       )
       delete from verdict using gone where verdict.tenant_id = $1 and verdict.journey_id = gone.journey_id and verdict.replica = gone.replica`,
        [tenant],
      );
      const lostValues = await tx.query(
        `delete from lost_value where tenant_id = $1 and lost_at < $2::timestamptz returning 1`,
        [tenant, before(lostValueDays)],
      );
      await tx.query(`delete from push_failure where tenant_id = $1 and failed_at < $2::timestamptz`, [
        tenant,
        before(failureDays),
      ]);
      // A device that was away learns for as long that its guest's membership has ended.
      await tx.query(
        `update guest set ended_at = case when m.state = 'ended' then coalesce(ended_at, $2::timestamptz) end from membership m
       where guest.tenant_id = $1 and m.tenant_id = $1 and m.journey_id = guest.journey_id and m.id = guest.member
         and (m.state = 'ended') is distinct from (ended_at is not null)`,
        [tenant, before(0)],
      );
      await tx.query(
        `with gone as (delete from guest where tenant_id = $1 and ended_at < $2::timestamptz returning hash)
       delete from door using gone where door.hash = gone.hash`,
        [tenant, before(removalDays)],
      );
      return { removals, verdicts: verdicts.length, lostValues: lostValues.length };
    },
    { tenant },
  );
}
