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

export const digestOf = ({ name, of }: Digest, records: JourneyRecords, version: number): Required<KeptDigest> => ({
  name,
  journey: records.journey,
  version,
  value: of(records),
});

export const putDigest = (tx: DatabaseWriter, digest: Required<KeptDigest>): void =>
  tx.put('extracts', ['digest', digest.name, digest.journey], digest);

/** Keeps each that is of the version that its journey has: another page may have changed it since. */
export async function keepDigests(tx: DatabaseWriter, made: readonly Required<KeptDigest>[]): Promise<void> {
  for (const digest of made) if ((await readRow(tx, digest.journey)).version === digest.version) putDigest(tx, digest);
}

/** Forgets every digest of a journey. */
export async function deleteDigests(tx: DatabaseWriter, journey: string): Promise<void> {
  for (const kept of (await tx.values('extracts', ['digest'])) as readonly KeptDigest[]) {
    if (kept.journey === journey)
      tx.deleteAll('extracts', kept.name === undefined ? ['digest'] : ['digest', kept.name, journey]);
  }
}
