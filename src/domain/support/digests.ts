import type { Id } from '../../model/value/ids.js';
import type { Digest, Store } from '../../store/store.js';

/** The digest of every journey; from the records where the store keeps none, or what makes them cannot be fetched now. */
export async function digestsOf(store: Store, digest: Digest): Promise<ReadonlyMap<Id, unknown>> {
  const kept = await store.digests?.(digest).catch(() => undefined);
  return (
    kept ??
    new Map(
      await Promise.all((await store.journeys()).map(async (id) => [id, digest.of(await store.records(id))] as const)),
    )
  );
}
