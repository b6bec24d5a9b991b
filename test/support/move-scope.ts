import type { ScopeKey, StorageWriter } from '../../server/storage/sync-storage.js';

/** Moves a scope to its next revision, without a record. */
export async function moveScope(writer: StorageWriter, scope: ScopeKey): Promise<void> {
  await writer.createJourney(scope);
  const row = await writer.lock(scope);
  await writer.save(scope, {
    rev: (row?.rev ?? 0) + 1,
    records: [],
    removals: [],
    spaces: [],
    memberships: [],
    templateKey: undefined,
  });
}
