import { demandGrants } from '../support/grants-contract.js';
import { MemoryStorage } from './memory-storage.js';

demandGrants('the storage in memory of the simulation', async () => ({
  storage: new MemoryStorage().connect(),
  close: async () => undefined,
}));
