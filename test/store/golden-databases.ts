/** Every table of a database as it was in a released version. */
export interface GoldenDatabase {
  readonly version: number;
  readonly tables: Readonly<Record<string, readonly (readonly [key: IDBValidKey, value: unknown])[]>>;
}

export const readGolden = async (version: number): Promise<GoldenDatabase> =>
  (await fetch(new URL(`/test/store/golden/version-${version}.json`, location.href))).json() as Promise<GoldenDatabase>;

/** Makes it in IndexedDB as that version had it. */
export const restoreGolden = (name: string, { version, tables }: GoldenDatabase): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const [table, entries] of Object.entries(tables)) {
        const store = request.result.createObjectStore(table);
        for (const [key, value] of entries) store.put(value, key);
      }
    };
    request.onerror = () => reject(request.error as Error);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
