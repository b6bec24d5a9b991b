import { fdatasyncSync } from 'node:fs';
import { openFolderDatabase } from '../../server/index.js';
import '../support/light-wasm.js';

/** Writes numbers into a database for ever, and tells each once it is acknowledged. Killed by its parent, or by a disk that refuses. */
const [folder = '', failAfter = '', segments = ''] = process.argv.slice(2);
let isRefused = false;
const sync = (descriptor: number): void => {
  if (isRefused) throw new Error('EIO');
  fdatasyncSync(descriptor);
};
try {
  const sql = await openFolderDatabase(folder, sync);
  await sql.transaction((tx) =>
    tx.query(`create table if not exists entry (number bigint primary key, filler text not null)`),
  );
  const [last] = await sql.transaction((tx) =>
    tx.query<{ number: number }>(`select coalesce(max(number), 0)::int as number from entry`),
  );
  process.stdout.write('open\n');
  for (let number = (last?.number ?? 0) + 1; ; number++) {
    await sql.transaction((tx) => tx.query(`insert into entry values ($1, repeat('x', 500))`, [number]));
    process.stdout.write(`${number}\n`);
    isRefused = String(number) === failAfter;
    // Each change begins a segment of the journal, of 16 MiB.
    if (segments === 'each') await sql.transaction((tx) => tx.query(`select pg_switch_wal()`));
  }
} catch (error) {
  process.stdout.write(
    `failed ${error instanceof Error && 'code' in error ? String(error.code) : ''}: ${error instanceof Error ? error.message : ''}\n`,
  );
}
