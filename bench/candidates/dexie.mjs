// Dexie 4 with its own live queries, which also watch the other tabs.
import { Dexie, liveQuery } from 'dexie';
import { coach } from '../workload/constants.mjs';
import {
  firstScreenOf,
  itemOfMark,
  markKeyOf,
  prefixPattern,
  rowOf,
  screenTypes,
  templateKey,
  threadOf,
  unreadOf,
} from '../workload/rows.mjs';

export const about = { name: 'dexie', label: 'Dexie', package: 'dexie', durabilities: ['strict', 'relaxed'] };

export async function open({ name, durability }) {
  const database = new Dexie(name, { chromeTransactionDurability: durability });
  database.version(1).stores({ records: 'key, [journey+type], [topic+at], [kind+at], [reader+journey]' });
  await database.open();
  const { records } = database;
  const threadRows = (topic) =>
    records.where('[topic+at]').between([topic, Dexie.minKey], [topic, Dexie.maxKey]).toArray();

  return {
    ingest: async ({ records: pulled }) => {
      await records.bulkPut(pulled.map(rowOf));
    },
    firstScreen: (journey) =>
      database.transaction('r', records, async () => {
        const [template, marks, rows] = await Promise.all([
          records.get(templateKey),
          records.where('[reader+journey]').equals([coach, journey]).primaryKeys(),
          records
            .where('[journey+type]')
            .anyOf(screenTypes.map((type) => [journey, type]))
            .toArray(),
        ]);
        return firstScreenOf(rows, template, new Set(marks.map(itemOfMark)));
      }),
    watchThread(_journey, topic, listener) {
      const subscription = liveQuery(() => threadRows(topic)).subscribe((rows) => listener(threadOf(rows)));
      return () => subscription.unsubscribe();
    },
    write: async (record) => {
      await records.put(rowOf(record));
    },
    applyRemote: async (pulled) => {
      await records.bulkPut(pulled.map(rowOf));
    },
    unread: (since) =>
      database.transaction('r', records, async () => {
        const rows = await records
          .where('[kind+at]')
          .between(['encouragement', since], ['encouragement', Dexie.maxKey])
          .toArray();
        const marks = await records.bulkGet(rows.map(({ id, journey }) => markKeyOf(id, journey)));
        const unmarked = new Set(rows.filter((_, order) => marks[order] === undefined));
        return unreadOf(rows, (row) => !unmarked.has(row));
      }),
    async search(prefix) {
      const pattern = prefixPattern(prefix);
      const rows = await records
        .where('[kind+at]')
        .between([Dexie.minKey, Dexie.minKey], [Dexie.maxKey, Dexie.maxKey])
        .toArray();
      return rows.filter(({ fields }) => pattern.test(fields.body.text)).map(({ id }) => id);
    },
    async close() {
      database.close();
    },
  };
}
