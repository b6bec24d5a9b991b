import { describe, it } from 'node:test';
import { createMemoryServer } from '../../examples/sync-adapter/memory-server.js';
import { describeSyncAdapterContract } from '../../src/testing/index.js';

describeSyncAdapterContract('the example in memory', { describe, it }, async () => {
  const { adapterFor } = createMemoryServer('J', [
    { id: 'm-ines', person: 'ines', role: 'coachee' },
    { id: 'm-hana', person: 'hana', role: 'companion' },
  ]);
  const participant = (person: string) => ({ person, adapter: adapterFor(person) });
  return { journey: 'J', coachee: participant('ines'), companion: participant('hana'), stranger: participant('zoe') };
});
