export { type Harness } from './harness.js';
export { type StoreUnderTest, describeStoreContract } from './store-contract.js';
export { type TestEnv, createTestEnv } from './test-env.js';
export { createMemoryDatabase } from '../store/memory-database.js';
export { createRecordStore } from '../store/record-store.js';
export { ContractDevice, type NewOperation, topicBy } from './contract-device.js';
export { type Participant, type SyncUnderTest, describeSyncAdapterContract } from './sync-adapter-contract.js';
export { type SyncConformanceOptions, type SyncJourney, describeSyncConformance } from './sync-conformance.js';
export { type TestConnectivity, createTestConnectivity } from './test-connectivity.js';
export { type TestCordee, type TestCordeeOptions, createTestCordee } from './test-cordee.js';
export type { TestDevice } from './test-device.js';
export {
  type TestJourney,
  type TestJourneyOptions,
  type TestMember,
  type TestRecord,
  createTestJourney,
} from './test-records.js';
export { type TestCommand, type TestServer, createTestServer } from './test-server.js';
