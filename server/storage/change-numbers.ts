import type { Count } from './sql-rows.js';
import type { SqlRunner } from './sql.js';

/**
 * [JB5] Lets the change log go on after what is in it, as the owner. A copy that is read into another cluster brings
 * numbers with it that transactions there have not come to. Whatever may have been written there since is told again.
 */
export async function continueChangeNumbers(tx: SqlRunner): Promise<void> {
  const [log] = await tx.query<{ found: boolean }>(
    `select to_regprocedure('change_number(bigint)') is not null as found`,
  );
  // A copy of an older version has no log yet.
  if (log?.found !== true) return;
  // The owner sees the rows of every tenant for this step.
  for (const table of ['journey', 'follower']) await tx.query(`alter table ${table} no force row level security`);
  const [row] = await tx.query<{ last: Count; current: Count; counted: Count }>(
    `select greatest((select max(changed) from journey), (select max(number) from follower), 0) as last,
       txid_current() as current, change_number(txid_current()) as counted`,
  );
  const [last, current, counted] = [row?.last, row?.current, row?.counted].map((count) => Number(count ?? 0)) as [
    number,
    number,
    number,
  ];
  if (last > counted) {
    await tx.query(`update journey set changed = $1 where changed > 0 and changed <= $2`, [last + 1, counted]);
    await tx.query(
      `create or replace function change_number(bigint) returns bigint language sql immutable as 'select $1 + ${last + 1 - current}'`,
    );
  }
  for (const table of ['journey', 'follower']) await tx.query(`alter table ${table} force row level security`);
}
