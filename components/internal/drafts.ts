import type { CordeeClient } from '../../src/index.js';

const drafts = new WeakMap<CordeeClient, Map<string, string>>();

/** What was typed at a place and not posted: it outlives the composer that it was typed in, and ends with its client. */
export const draftOf = (client: CordeeClient | undefined, place: string): string => (client && drafts.get(client)?.get(place)) ?? '';

/** Keeps what is typed; an empty text forgets it. */
export function keepDraft(client: CordeeClient | undefined, place: string, text: string): void {
  if (!client) return;
  const kept = drafts.get(client) ?? new Map<string, string>();
  drafts.set(client, kept);
  if (text === '') kept.delete(place);
  else kept.set(place, text);
}
