import { isDeviceOnly } from '../model/access/device-only.js';
import type { DatabaseReader } from './database.js';
import { censusOf, isUnsent, readPending, readRows } from './rows.js';
import { readState } from './scope-transaction.js';
import type { PendingChange, TrayEntry } from './store.js';

/** The journeys that are on this device. */
export const readJourneys = async (tx: DatabaseReader): Promise<readonly string[]> =>
  (await readRows(tx)).filter(({ isGone }) => !isGone).map(({ journey }) => journey);

/** What waits, oldest first, without what the server has accepted. */
export const readUnsent = async (tx: DatabaseReader): Promise<readonly PendingChange[]> =>
  (await readPending(tx)).filter(isUnsent);

export const readTray = async (tx: DatabaseReader): Promise<readonly TrayEntry[]> =>
  (await tx.values('tray', [])) as readonly TrayEntry[];

/** How many records only this device holds, of journeys that have gone too. What an older version stored is counted one by one. */
export async function countOwn(tx: DatabaseReader): Promise<number> {
  const counts = (await readRows(tx)).map(
    async (row) =>
      censusOf(row)?.own ??
      [...(await readState(tx, row.journey)).base.values()].filter(({ space }) => isDeviceOnly(space)).length,
  );
  return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
}
