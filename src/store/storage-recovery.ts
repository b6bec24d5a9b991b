import { isDeviceOnly } from '../model/access/device-only.js';
import type { Database } from './database.js';
import type { StoredScope } from './scope-transaction.js';
import { createMemoryDatabase } from './memory-database.js';
import { type JourneyRow, readRows, writePending } from './rows.js';
import type { Identity } from './store.js';

/**
 * Goes on in memory with what is held there, numbers and all: what waits is still pushed, and the
 * database is left as it is for a better day.
 */
export async function moveToMemory(identity: Identity, held: Iterable<StoredScope>): Promise<Database> {
  const memory = createMemoryDatabase();
  await memory.write([], 'relaxed', async (tx) => {
    tx.put('meta', ['identity'], identity);
    for (const { row, base, pending } of held) {
      const { journey, snap, cursor } = row;
      const head = Math.max(1, row.head);
      tx.put('log', [journey, head], { n: head, puts: [...base.values()], dels: [] });
      tx.put('journeys', [journey], {
        ...row,
        head,
        folded: 0,
        staged: 0,
        snap: undefined,
        cursor: snap === undefined ? cursor : undefined,
      } satisfies JourneyRow);
      for (const change of pending) writePending(tx, change);
    }
  });
  return memory;
}

/**
 * Makes room: journeys that nobody looks at are forgotten as far as the server can give them
 * again. What waits, what was refused and what only this device holds stays.
 *
 * @returns Whether anything was freed.
 */
export const makeRoom = (database: Database, isHeld: (journey: string) => boolean): Promise<boolean> =>
  database.write(['journeys', 'pages', 'log', 'extracts', 'staging'], 'relaxed', async (tx) => {
    let isFreed = false;
    for (const row of await readRows(tx)) {
      const { journey, cursor, version } = row;
      if (isHeld(journey) || cursor === undefined) continue;
      const log = (await tx.values('log', [journey])) as readonly {
        readonly puts: readonly { readonly space: string }[];
      }[];
      const pages = (await tx.values('pages', [journey])) as readonly (readonly { readonly space: string }[])[];
      // The server has never seen these.
      if ([...log.flatMap(({ puts }) => puts), ...pages.flat()].some(({ space }) => isDeviceOnly(space))) continue;
      for (const table of ['pages', 'log', 'staging'] as const) tx.deleteAll(table, [journey]);
      tx.delete('extracts', ['first', journey]);
      // As after a packing, so that another page that holds it reads it anew.
      tx.put('journeys', [journey], {
        ...row,
        cursor: undefined,
        snap: undefined,
        spaces: {},
        staged: 0,
        sums: {},
        head: row.head + 1,
        folded: row.head + 1,
        census: { head: row.head + 1, folded: row.head + 1, pages: 0, own: 0 },
        version: version + 1,
      } satisfies JourneyRow);
      isFreed = true;
    }
    return isFreed;
  });
