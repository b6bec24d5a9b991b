import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A guest's place as this device keeps it. `secret` opens it, so it is never shown and never synced. */
export interface KeptGuest {
  readonly url: string;
  readonly tenant: string;
  readonly person: string;
  readonly journey: string;
  readonly secret: string;
  readonly acceptedAt: number;
}

interface GuestSchema extends DBSchema {
  readonly guests: { key: string; value: KeptGuest };
  /** Secrets of questions whose answer has not come, by the token of the invitation. */
  readonly asked: { key: string; value: string };
}

/** Keeps secrets on this device; for this visit only where the browser keeps nothing. */
export interface GuestKeeper {
  /** Whether what was kept so far outlives this visit. */
  readonly isLasting: boolean;
  guests(url: string): Promise<readonly KeptGuest[]>;
  secretFor(token: string): Promise<string | undefined>;
  keepSecret(token: string, secret: string): Promise<void>;
  keepGuest(token: string, guest: KeptGuest): Promise<void>;
  forget(guest: Pick<KeptGuest, 'url' | 'person'>): Promise<void>;
}

const openTimeoutMs = 3_000;
const keyOf = ({ url, person }: Pick<KeptGuest, 'url' | 'person'>): string => `${url} ${person}`;

export function createGuestKeeper(after: (delayMs: number, run: () => void) => () => void): GuestKeeper {
  const guests = new Map<string, KeptGuest>();
  const asked = new Map<string, string>();
  let opening: Promise<IDBPDatabase<GuestSchema> | undefined> | undefined;
  let isLasting = true;

  let stopWaiting = (): void => undefined;
  const open = (): Promise<IDBPDatabase<GuestSchema> | undefined> =>
    (opening ??= Promise.race([
      (async () =>
        openDB<GuestSchema>('cordee:guests', 1, {
          upgrade(database) {
            database.createObjectStore('guests');
            database.createObjectStore('asked');
          },
          blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
        }))(),
      new Promise<undefined>((resolve) => (stopWaiting = after(openTimeoutMs, () => resolve(undefined)))),
    ])
      .catch(() => undefined)
      .finally(() => stopWaiting()));

  /** What is in memory is right in any case; a browser that stores nothing makes it all there is. */
  async function inDatabase<T>(run: (database: IDBPDatabase<GuestSchema>) => Promise<T>): Promise<T | undefined> {
    const database = await open();
    try {
      if (database) return await run(database);
    } catch {
      // Said by `isLasting`.
    }
    isLasting = false;
    return undefined;
  }

  return {
    get isLasting() {
      return isLasting;
    },
    async guests(url) {
      for (const guest of (await inDatabase((database) => database.getAll('guests'))) ?? [])
        guests.set(keyOf(guest), guest);
      return [...guests.values()].filter((guest) => guest.url === url).toSorted((a, b) => b.acceptedAt - a.acceptedAt);
    },
    secretFor: async (token) => asked.get(token) ?? inDatabase((database) => database.get('asked', token)),
    async keepSecret(token, secret) {
      asked.set(token, secret);
      await inDatabase((database) => database.put('asked', secret, token));
    },
    async keepGuest(token, guest) {
      guests.set(keyOf(guest), guest);
      asked.delete(token);
      await inDatabase(async (database) => {
        const tx = database.transaction(['guests', 'asked'], 'readwrite', { durability: 'strict' });
        await Promise.all([
          tx.objectStore('guests').put(guest, keyOf(guest)),
          tx.objectStore('asked').delete(token),
          tx.done,
        ]);
      });
    },
    async forget(guest) {
      guests.delete(keyOf(guest));
      await inDatabase((database) => database.delete('guests', keyOf(guest)));
    },
  };
}
