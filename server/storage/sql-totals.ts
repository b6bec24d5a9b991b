import type { Fields } from '../../src/model/value/json.js';
import type { SqlRunner } from './sql.js';
import type { PublishedTotal } from './sync-storage.js';

/*
 * Totals of a tenant, and what they are made of. Each is a function of the storage's port, where its promise stands.
 */

export async function journeyRecords(tx: SqlRunner, tenant: string): Promise<readonly Fields[]> {
  const rows = await tx.query<{ fields: Fields }>(
    `select fields from record where tenant_id = $1 and kind = 'journey' and not deleted order by journey_id, id`,
    [tenant],
  );
  return rows.map(({ fields }) => fields);
}

export async function publishedTotal(tx: SqlRunner, tenant: string, name: string): Promise<Fields | undefined> {
  const [row] = await tx.query<{ shown: Fields | null }>(
    `select shown from published_total where tenant_id = $1 and name = $2`,
    [tenant, name],
  );
  return row?.shown ?? undefined;
}

export async function lockTotal(tx: SqlRunner, tenant: string, name: string): Promise<PublishedTotal | undefined> {
  await tx.query(`insert into published_total (tenant_id, name) values ($1, $2) on conflict do nothing`, [
    tenant,
    name,
  ]);
  const [row] = await tx.query<{ shown: Fields | null; behind: Fields | null }>(
    `select shown, behind from published_total where tenant_id = $1 and name = $2 for update`,
    [tenant, name],
  );
  return row?.shown && row.behind ? { shown: row.shown, behind: row.behind } : undefined;
}

export async function saveTotal(
  tx: SqlRunner,
  tenant: string,
  name: string,
  { shown, behind }: PublishedTotal,
): Promise<void> {
  await tx.query(
    `update published_total set shown = $3::jsonb, behind = $4::jsonb where tenant_id = $1 and name = $2`,
    [tenant, name, JSON.stringify(shown), JSON.stringify(behind)],
  );
}
