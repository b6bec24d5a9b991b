// IndexedDB by hand: the floor that the others are compared with. One record per key, four indexes; a live query is
// asked again after a write that concerns it, and tabs tell each other what was written in one message.
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

export const about = { name: 'raw', label: 'raw IndexedDB', durabilities: ['strict', 'relaxed'] };

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const opened = (name) => {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    const table = request.result.createObjectStore('records', { keyPath: 'key' });
    table.createIndex('byType', ['journey', 'type']);
    table.createIndex('byTopic', ['topic', 'at']);
    table.createIndex('byKind', ['kind', 'at']);
    table.createIndex('byReader', ['reader', 'journey']);
  };
  return asked(request);
};

const from = (...key) => IDBKeyRange.bound(key, [...key, []]);

export async function open({ name, durability }) {
  const database = await opened(name);
  const channel = new BroadcastChannel(name);
  const watched = new Map();
  const table = () => database.transaction('records').objectStore('records');

  const readThread = async (topic) => threadOf(await asked(table().index('byTopic').getAll(from(topic))));
  const askAgain = (topics) => {
    for (const topic of topics) for (const listener of watched.get(topic) ?? []) void readThread(topic).then(listener);
  };
  channel.onmessage = ({ data }) => askAgain(data);

  const put = (rows) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction('records', 'readwrite', { durability });
      const store = transaction.objectStore('records');
      for (const row of rows) store.put(row);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      transaction.commit();
    });
  const putAndTell = async (rows) => {
    await put(rows);
    const topics = [...new Set(rows.flatMap(({ topic }) => topic ?? []))];
    askAgain(topics);
    channel.postMessage(topics);
  };

  return {
    ingest: ({ records }) => put(records.map(rowOf)),
    async firstScreen(journey) {
      const records = table();
      const [template, marks, ...lists] = await Promise.all([
        asked(records.get(templateKey)),
        asked(records.index('byReader').getAllKeys(IDBKeyRange.only([coach, journey]))),
        ...screenTypes.map((type) => asked(records.index('byType').getAll(IDBKeyRange.only([journey, type])))),
      ]);
      return firstScreenOf(lists.flat(), template, new Set(marks.map(itemOfMark)));
    },
    watchThread(_journey, topic, listener) {
      const listeners = watched.get(topic) ?? new Set();
      watched.set(topic, listeners.add(listener));
      void readThread(topic).then(listener);
      return () => listeners.delete(listener);
    },
    write: (record) => putAndTell([rowOf(record)]),
    applyRemote: (records) => putAndTell(records.map(rowOf)),
    async unread(since) {
      const records = table();
      const rows = await asked(
        records.index('byKind').getAll(IDBKeyRange.bound(['encouragement', since], ['encouragement', []])),
      );
      const marked = new Set(
        await Promise.all(rows.map(({ id, journey }) => asked(records.getKey(markKeyOf(id, journey))))),
      );
      return unreadOf(rows, ({ id, journey }) => marked.has(markKeyOf(id, journey)));
    },
    async search(prefix) {
      const pattern = prefixPattern(prefix);
      const rows = await asked(table().index('byKind').getAll());
      return rows.filter(({ fields }) => pattern.test(fields.body.text)).map(({ id }) => id);
    },
    async close() {
      channel.close();
      database.close();
    },
  };
}
