import { createSqlStorage, migratePostgres, openPostgres } from '../../server/index.js';
import { MemoryStorage } from '../simulation/memory-storage.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { startPostgres } from '../support/postgres.js';
import { describeJobs } from './jobs-contract.js';

/** So many milliseconds go by for rows that say until when. */
const passing = (ms: number): string =>
  `update job set due_at = due_at - ${ms} * interval '1 millisecond', leased_until = leased_until - ${ms} * interval '1 millisecond'`;

describeJobs('the storage in memory', true, async () => {
  const memory = new MemoryStorage();
  let nowMs = 1_000_000_000_000;
  memory.nowMs = () => nowMs;
  return {
    storage: memory.connect(),
    async passMs(ms) {
      nowMs += ms;
    },
    close: async () => undefined,
  };
});

describeJobs('PGlite', false, async () => {
  const sql = await openMemoryDatabase();
  return {
    storage: await createSqlStorage(sql, () => 'store-1'),
    async passMs(ms) {
      await sql.transaction((tx) => tx.query(passing(ms)));
    },
    close: () => sql.close(),
  };
});

describeJobs('PostgreSQL', true, async () => {
  const postgres = await startPostgres();
  const database = await postgres.createDatabase();
  // The statistics that it keeps are transactions, too, and what they hold up would be told a moment later.
  await postgres.query(database, `alter system set autovacuum = off`);
  await postgres.query(database, `select pg_reload_conf()`);
  await migratePostgres({ ownerUrl: database.ownerUrl, app: 'app', createStoreName: () => 'store-1' });
  const sql = await openPostgres({ url: database.appUrl });
  return {
    storage: await createSqlStorage(sql, () => ''),
    async passMs(ms) {
      await postgres.query(database, passing(ms));
    },
    async close() {
      await sql.close();
      await postgres.stop();
    },
  };
});
