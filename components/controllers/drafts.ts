import type { CordeeClient } from '../../src/index.js';

const settleMs = 400;

/** `undefined` while it is looked for on this device. */
const drafts = new WeakMap<CordeeClient, Map<string, string | undefined>>();
/** What this page last saw or put on the disk. */
const onDisk = new WeakMap<CordeeClient, Map<string, string>>();
interface Unkept {
  readonly client: CordeeClient;
  readonly place: string;
  readonly text: string;
  timer?: ReturnType<typeof setTimeout>;
}
const unkept = new Set<Unkept>();

/**
 * What was typed at a place of a form and not stored yet: it outlives the form and the page. A place is
 * named `kind/journey/…`. Until it has been looked up there is none; `onFound` tells when there is.
 */
export function draftOf(client: CordeeClient | undefined, place: string, onFound: () => void): string {
  if (!client) return '';
  const known = textsOf(client);
  if (!known.has(place)) {
    known.set(place, undefined);
    client.drafts.get(journeyIn(place), place).then(
      (draft) => {
        if (draft) noteOnDisk(client, place, draft.text);
        // What is typed meanwhile is newer.
        if (!draft || known.get(place) !== undefined) return;
        known.set(place, draft.text);
        onFound();
      },
      () => undefined,
    );
  }
  return known.get(place) ?? '';
}

/** Keeps what is typed, on this device a moment later; an empty text forgets it at once. */
export function keepDraft(client: CordeeClient | undefined, place: string, text: string): void {
  if (!client) return;
  textsOf(client).set(place, text);
  for (const older of unkept) if (older.client === client && older.place === place) drop(older);
  if (unkept.size === 0) follow('addEventListener');
  const last: Unkept = { client, place, text };
  last.timer = setTimeout(() => store(last), text === '' ? 0 : settleMs);
  unkept.add(last);
}

/** Forgets what was stored. What was typed at that place meanwhile, here or in another page, stays. */
export async function forgetDraft(client: CordeeClient | undefined, place: string, stored: string): Promise<void> {
  if (!client) return;
  const known = textsOf(client);
  if ((known.get(place) ?? stored).trim() !== stored.trim()) return;
  for (const one of unkept) if (one.client === client && one.place === place) drop(one);
  known.set(place, '');
  const found = await client.drafts.get(journeyIn(place), place).catch(() => undefined);
  if (!found || known.get(place) !== '') return;
  if (found.text.trim() === stored.trim() || found.text === onDisk.get(client)?.get(place))
    keepDraft(client, place, '');
  else known.delete(place);
}

function noteOnDisk(client: CordeeClient, place: string, text: string): void {
  const texts = onDisk.get(client) ?? new Map<string, string>();
  onDisk.set(client, texts.set(place, text));
}

function textsOf(client: CordeeClient): Map<string, string | undefined> {
  const known = drafts.get(client) ?? new Map<string, string | undefined>();
  drafts.set(client, known);
  return known;
}

const journeyIn = (place: string): string => place.split('/')[1] ?? '';

function drop(one: Unkept): void {
  clearTimeout(one.timer);
  unkept.delete(one);
  if (unkept.size === 0) follow('removeEventListener');
}

function store(one: Unkept): void {
  drop(one);
  const { client, place, text } = one;
  noteOnDisk(client, place, text);
  // The text is still in the field and in memory when the disk takes none; storing the form says so.
  client.drafts.keep(journeyIn(place), place, text === '' ? undefined : { text }).catch(() => undefined);
}

const storeAll = (): void => [...unkept].forEach(store);

/** A page that is left or hidden may not come back. */
function follow(how: 'addEventListener' | 'removeEventListener'): void {
  globalThis[how]('pagehide', storeAll);
  document[how]('visibilitychange', storeAll);
}
