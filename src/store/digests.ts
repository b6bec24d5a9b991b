import type { Observable } from 'rxjs';
import type { DatabaseReader, DatabaseWriter } from './database.js';
import { readState } from './scope-transaction.js';
import { readRow, readRows } from './rows.js';
import { show } from './optimistic-view.js';
import type { Commit, Digest, JourneyRecords } from './store.js';

/** The digest of a journey as it is kept: right as long as the journey has this version. */
export interface KeptDigest {
  /** Missing in what an older version kept. */
  readonly name?: string;
  readonly journey: string;
  readonly version: number;
  readonly value: unknown;
}

export interface DigestContext {
  readonly commits$: Observable<Commit>;
  readonly read: <T>(body: (tx: DatabaseReader) => Promise<T>) => Promise<T>;
  readonly write: <T>(body: (tx: DatabaseWriter) => Promise<T>) => Promise<T>;
  /** What is in memory of a journey; `version` is undefined while something is under way. */
  readonly heldOf: (
    journey: string,
  ) => { readonly records: JourneyRecords; readonly version: number | undefined; readonly isGone: boolean } | undefined;
}

interface Cache {
  readonly values: Map<string, unknown>;
  readonly stale: Set<string>;
}

/** Answers with the digests of all journeys: from memory, then from what was kept, and only for what has changed from the records. */
export function createDigests({
  commits$,
  read,
  write,
  heldOf,
}: DigestContext): (digest: Digest) => Promise<ReadonlyMap<string, unknown>> {
  const caches = new Map<string, Cache>();
  commits$.subscribe(({ journeys }) => {
    for (const { stale } of caches.values()) for (const journey of journeys) stale.add(journey);
  });

  return async ({ name, of }) => {
    let cache = caches.get(name);
    const kept = new Map<string, KeptDigest>();
    if (!cache) {
      caches.set(name, (cache = { values: new Map(), stale: new Set() }));
      const { stale } = cache;
      await read(async (tx) => {
        const [rows, stored] = await Promise.all([readRows(tx), tx.values('extracts', ['digest', name])]);
        for (const row of rows) stale.add(row.journey);
        for (const digest of stored as readonly KeptDigest[]) kept.set(digest.journey, digest);
        for (const { journey, version, isGone } of rows) {
          const there = heldOf(journey);
          if (isGone || kept.get(journey)?.version !== version || (there && there.version !== version)) continue;
          cache?.values.set(journey, kept.get(journey)?.value);
          stale.delete(journey);
        }
      });
    }
    const { values, stale } = cache;
    const made: KeptDigest[] = [];
    for (const journey of [...stale]) {
      stale.delete(journey);
      const found =
        heldOf(journey) ??
        (await read(async (tx) => {
          const { row, base, pending } = await readState(tx, journey);
          return {
            records: show(journey, base, pending),
            version: row.version,
            isGone: row.isGone || row.version === 0,
          };
        }));
      if (found.isGone) values.delete(journey);
      else {
        const value = of(found.records);
        values.set(journey, value);
        if (found.version !== undefined) made.push({ name, journey, version: found.version, value });
      }
    }
    if (made.length > 0) {
      write(async (tx) => {
        for (const digest of made) {
          if ((await readRow(tx, digest.journey)).version === digest.version)
            tx.put('extracts', ['digest', name, digest.journey], digest);
        }
      }).catch(() => undefined);
    }
    return new Map(values);
  };
}
