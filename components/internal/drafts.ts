import type { CordeeClient } from '../../src/index.js';

const settleMs = 400;

/** `undefined` while it is looked for on this device. */
const drafts = new WeakMap<CordeeClient, Map<string, string | undefined>>();
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
    client.drafts.get(journeyIn(place), place).then((draft) => {
      // What is typed meanwhile is newer.
      if (!draft || known.get(place) !== undefined) return;
      known.set(place, draft.text);
      onFound();
    }, () => undefined);
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
  // The text is still in the field and in memory when the disk takes none; storing the form says so.
  client.drafts.keep(journeyIn(place), place, text === '' ? undefined : { text }).catch(() => undefined);
}

const storeAll = (): void => [...unkept].forEach(store);

/** A page that is left or hidden may not come back. */
function follow(how: 'addEventListener' | 'removeEventListener'): void {
  globalThis[how]('pagehide', storeAll);
  document[how]('visibilitychange', storeAll);
}
