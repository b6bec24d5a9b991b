import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import '../../src/sync/network.js';
import { createTestEnv } from '../../src/testing/test-env.js';

let warming: Promise<void> | undefined;

/** Fetches the parts of the product that are fetched when they are first used: a first run must not differ from a second. */
export const warmUp = (): Promise<void> => (warming ??= (async () => {
  const store = await createRecordStore(createMemoryDatabase(), createTestEnv());
  const { replica } = await store.identity();
  await store.applyAnswers(replica, {});
  store.close();
})());
