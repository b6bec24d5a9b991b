import { createInterface } from 'node:readline';
import { createSqlStorage, openPostgres, startJobs } from '../../server/index.js';
import { systemEnv } from '../../src/env.js';

/**
 * A node that has one job, `work`. It looks for it when it reads `look`, ends it when it reads `go`, and tells each step.
 * Killed or frozen by its parent in the middle.
 */
const [url = '', tenant = '', holder = ''] = process.argv.slice(2);
const tell = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const storage = await createSqlStorage(await openPostgres({ url, connections: 4 }), () => '');
let go = (): void => {};
const jobs = startJobs({
  storage,
  tenants: [tenant],
  env: systemEnv,
  log: tell,
  holder,
  jobs: [
    {
      name: 'work',
      async run({ attempts, key, write }) {
        tell({ event: 'began', attempts });
        await new Promise<void>((resolve) => {
          go = resolve;
        });
        await write((writer) => writer.keepSetting(`worked ${key} ${holder}`, String(attempts)));
        return { attempts };
      },
    },
  ],
});
createInterface(process.stdin).on('line', (line) => {
  if (line === 'look') jobs.look();
  if (line === 'go') go();
  if (line === 'close')
    void jobs
      .close()
      .then(() => storage.close())
      .then(() => process.stdin.destroy());
});
tell({ event: 'ready' });
