import { createSqlStorage } from '../../server/index.js';
import { demandGrants } from '../support/grants-contract.js';
import { openDatabase } from './support.js';

demandGrants(process.env['CORDEE_TEST_DATABASE'] === 'postgres' ? 'PostgreSQL' : 'PGlite', async () => {
  const sql = await openDatabase();
  return { storage: await createSqlStorage(sql, () => 'store-1'), close: () => sql.close() };
});
