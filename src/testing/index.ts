export { type Harness } from './harness.js';
export { type StoreUnderTest, describeStoreContract } from './store-contract.js';
export { type TestEnv, createTestEnv } from './test-env.js';
export { createMemoryDatabase } from '../store/memory-database.js';
export { createRecordStore } from '../store/record-store.js';
export { ContractDevice, type NewOperation, topicBy } from './contract-device.js';
export { type Participant, type SyncUnderTest, describeSyncAdapterContract } from './sync-adapter-contract.js';
export { type SyncConformanceOptions, type SyncJourney, describeSyncConformance } from './sync-conformance.js';
