import { describe, it } from 'node:test';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import { describeStoreContract } from '../../src/testing/store-contract.js';
import { createTestEnv } from '../../src/testing/test-env.js';

describeStoreContract('in memory', { describe, it }, async () => {
  const database = createMemoryDatabase();
  return {
    open: () => createRecordStore(database, createTestEnv()),
    persists: true,
    cleanUp: () => database.destroy(),
  };
});
