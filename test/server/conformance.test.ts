import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type SyncJourney, describeSyncConformance } from '../../src/testing/index.js';

/** Our own server, in a process of its own: only HTTP leads there. */
const child: ChildProcess = fork(fileURLToPath(new URL('conformance-child.js', import.meta.url)));
const [{ url }] = (await once(child, 'message')) as [{ readonly url: string }];
let count = 0;

after(async () => {
  child.disconnect();
  await once(child, 'exit');
});

describeSyncConformance(
  'the reference server',
  { describe, it },
  {
    baseUrl: url,
    tokenFor: async (person) => `valmonte.${person}`,
    async prepare(): Promise<SyncJourney> {
      const journey = `J${++count}`;
      const made = new Promise<void>((resolve) => {
        child.on('message', (message: { readonly made?: string }) => {
          if (message.made === journey) resolve();
        });
      });
      child.send({ journey });
      await made;
      return { journey, coachee: 'ines', companion: 'hana', companionMember: 'm-hana', stranger: 'zoe' };
    },
  },
);
