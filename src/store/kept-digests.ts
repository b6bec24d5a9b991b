import type { DatabaseWriter } from './database.js';
import { readRow } from './rows.js';
import type { Digest, JourneyRecords } from './store.js';

/** The digest of a journey as it is kept: right as long as the journey has this version. */
export interface KeptDigest {
  /** Missing in what an older version kept. */
  readonly name?: string;
  readonly journey: string;
  readonly version: number;
  readonly value: unknown;
}

/** Keeps digests of a journey, unless another page has changed it since this version. Gives whether it did. */
export async function keepDigests(
  tx: DatabaseWriter,
  digests: readonly Digest[],
  records: JourneyRecords,
  version: number,
): Promise<boolean> {
  if ((await readRow(tx, records.journey)).version !== version) return false;
  putDigests(tx, digests, records, version);
  return true;
}

export function putDigests(
  tx: DatabaseWriter,
  digests: readonly Digest[],
  records: JourneyRecords,
  version: number,
): void {
  const { journey } = records;
  for (const { name, of } of digests)
    tx.put('extracts', ['digest', name, journey], { name, journey, version, value: of(records) } satisfies KeptDigest);
}

/** Forgets every digest of a journey. */
export async function deleteDigests(tx: DatabaseWriter, journey: string): Promise<void> {
  for (const kept of (await tx.values('extracts', ['digest'])) as readonly KeptDigest[]) {
    if (kept.journey === journey)
      tx.deleteAll('extracts', kept.name === undefined ? ['digest'] : ['digest', kept.name, journey]);
  }
}
