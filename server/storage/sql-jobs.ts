import type { SqlRunner } from './sql.js';
import type { Count } from './sql-rows.js';
import type { JobEnd, JobKey, JobLease, LeaseTerms } from './sync-storage.js';

/*
 * Work under a lease ([JB6] to [JB12]). Each is a function of the storage's port, where its promise stands. Time is the
 * database's: nodes need not agree on theirs.
 */

const inMs = (parameter: string): string =>
  `clock_timestamp() + ${parameter}::double precision * interval '1 millisecond'`;

/** While nobody else took it, whatever the clock says. */
const isHeld = `tenant_id = $1 and name = $2 and key = $3 and run = $4 and leased_until is not null`;

const leaseOf = ({ tenant, name, key, run }: JobLease): readonly [string, string, string, number] => [
  tenant,
  name,
  key,
  run,
];

export async function addJob(tx: SqlRunner, { tenant, name, key }: JobKey, afterMs: number): Promise<void> {
  await tx.query(
    `insert into job (tenant_id, name, key, due_at, asked) values ($1, $2, $3, ${inMs('$4')}, 1)
     on conflict (tenant_id, name, key) do update
     set asked = job.asked + 1,
         due_at = case when job.attempts = 0 then least(job.due_at, excluded.due_at) else job.due_at end`,
    [tenant, name, key, afterMs],
  );
}

export async function keepJob(tx: SqlRunner, { tenant, name, key }: JobKey, everyMs: number): Promise<void> {
  await tx.query(
    `insert into job (tenant_id, name, key, due_at) values ($1, $2, $3, ${inMs('$4')})
     on conflict (tenant_id, name, key) do update set due_at = excluded.due_at where job.due_at > excluded.due_at`,
    [tenant, name, key, everyMs],
  );
}

export async function takeJob(
  tx: SqlRunner,
  tenant: string,
  names: readonly string[],
  { holder, leaseMs, pauseMs }: LeaseTerms,
): Promise<JobLease | undefined> {
  const [row] = await tx.query<{ name: string; key: string; attempts: number }>(
    `select name, key, attempts from job
     where tenant_id = $1 and name = any($2::text[]) and due_at <= clock_timestamp()
       and (leased_until is null or leased_until <= clock_timestamp())
     order by due_at, name, key limit 1 for no key update skip locked`,
    [tenant, names],
  );
  if (row === undefined) return undefined;
  const { name, key } = row;
  const attempts = row.attempts + 1;
  const [taken] = await tx.query<{ run: Count; asked: Count; at_ms: number }>(
    `update job set run = run + 1, attempts = $4, holder = $5, leased_until = ${inMs('$6')}, due_at = ${inMs('$7')}
     where tenant_id = $1 and name = $2 and key = $3
     returning run, asked, floor(extract(epoch from clock_timestamp()) * 1000)::double precision as at_ms`,
    [tenant, name, key, attempts, holder, leaseMs, pauseMs(attempts)],
  );
  return (
    taken && { tenant, name, key, attempts, run: Number(taken.run), asked: Number(taken.asked), takenAtMs: taken.at_ms }
  );
}

export async function renewJob(tx: SqlRunner, lease: JobLease, leaseMs: number): Promise<boolean> {
  const rows = await tx.query(`update job set leased_until = ${inMs('$5')} where ${isHeld} returning 1`, [
    ...leaseOf(lease),
    leaseMs,
  ]);
  return rows.length > 0;
}

export async function holdJob(tx: SqlRunner, lease: JobLease): Promise<boolean> {
  const rows = await tx.query(`select 1 from job where ${isHeld} for share`, leaseOf(lease));
  return rows.length > 0;
}

export async function endJob(tx: SqlRunner, lease: JobLease, end: JobEnd): Promise<boolean> {
  if (end.kind === 'failed') {
    const failed = await tx.query(
      `update job set leased_until = null, holder = null, failed_with = $5, due_at = ${inMs('$6')} where ${isHeld} returning 1`,
      [...leaseOf(lease), end.failure, end.afterMs],
    );
    return failed.length > 0;
  }
  // Asked for again while it was under way, it is due at once: what it did may have been too early for that.
  const [row] = await tx.query<{ asked: Count }>(
    `select asked from job where ${isHeld} for no key update`,
    leaseOf(lease),
  );
  if (row === undefined) return false;
  const isAskedAgain = Number(row.asked) > lease.asked;
  if (end.kind === 'done' && !isAskedAgain) {
    await tx.query(`delete from job where ${isHeld}`, leaseOf(lease));
    return true;
  }
  await tx.query(
    `update job set leased_until = null, holder = null, failed_with = null, attempts = 0, due_at = ${inMs('$5')} where ${isHeld}`,
    [...leaseOf(lease), isAskedAgain || end.kind === 'done' ? 0 : end.afterMs],
  );
  return true;
}
