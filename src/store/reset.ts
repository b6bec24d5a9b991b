import { isDeviceOnly } from '../model/device-only.js';
import type { Id } from '../model/ids.js';
import type { JourneyDraft } from './journey-draft.js';
import { removeAll } from './pack-journey.js';
import { sendAgain } from './send-again.js';
import { type Drafts, type StagedPage, type StoreReset, forgetStaged } from './server-updates.js';
import { keyOf } from './shown-records.js';
import type { ServerRecord } from './store.js';

/** [ST11] Sets a page of a journey that comes anew aside: the view keeps working on the old records until the last one, which takes their place. */
export const storeReset: StoreReset = async (drafts, draft, page, person) => {
  const { tx } = drafts;
  const { journey, staged } = draft.row;
  const { more, puts, deletions, isRestored = false } = page;
  if (more) {
    draft.set({ staged: staged + 1 });
    tx.put('staging', [journey, staged + 1], { puts, deletions, isRestored } satisfies StagedPage);
    return;
  }
  await swapIn(drafts, draft, [...((await tx.values('staging', [journey])) as readonly StagedPage[]), page], person);
  draft.isTold = true;
};

async function swapIn(
  drafts: Drafts,
  draft: JourneyDraft,
  pages: readonly StagedPage[],
  person: Id | undefined,
): Promise<void> {
  const next = new Map<string, ServerRecord>();
  for (const { puts, deletions } of pages) {
    for (const { type, id, space } of deletions)
      if (next.get(keyOf(type, id))?.space === space) next.delete(keyOf(type, id));
    for (const record of puts) next.set(keyOf(record.type, record.id), record);
  }
  const isGone = ({ type, id, space }: ServerRecord): boolean => !isDeviceOnly(space) && !next.has(keyOf(type, id));
  const lost =
    pages.some(({ isRestored }) => isRestored) && person !== undefined
      ? [...draft.records()].filter((record) => isGone(record) && record.fields['by'] === person)
      : undefined;
  forgetStaged(draft);
  removeAll(draft, isGone);
  for (const record of next.values()) draft.put(record);
  if (lost) await sendAgain(drafts, draft, lost);
}
