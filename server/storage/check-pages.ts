import type { PGlite } from '@electric-sql/pglite';

/** Reads every table and every index; rejects when one is not as it must be. */
export async function checkPages(database: PGlite): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.exec('create extension amcheck');
    await tx.query(
      `select bt_index_check(c.oid, true) from pg_class c join pg_am a on a.oid = c.relam
       where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p'`,
    );
    const broken = await tx.query(
      `select 1 from pg_class c, lateral verify_heapam(c.oid) where c.relkind = 'r' and c.relpersistence = 'p' limit 1`,
    );
    if (broken.rows.length > 0) throw new Error('A table is damaged.');
    // The means of the check leave no trace.
    await tx.rollback();
  });
}
