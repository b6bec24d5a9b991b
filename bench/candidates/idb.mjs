// The same tables as the floor, through idb 8 and its promises.
import { openDB } from 'idb';
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

export const about = { name: 'idb', label: 'idb', package: 'idb', durabilities: ['strict', 'relaxed'] };

const from = (...key) => IDBKeyRange.bound(key, [...key, []]);

export async function open({ name, durability }) {
  const database = await openDB(name, 1, {
    upgrade(upgraded) {
      const table = upgraded.createObjectStore('records', { keyPath: 'key' });
      table.createIndex('byType', ['journey', 'type']);
      table.createIndex('byTopic', ['topic', 'at']);
      table.createIndex('byKind', ['kind', 'at']);
      table.createIndex('byReader', ['reader', 'journey']);
    },
  });
  const channel = new BroadcastChannel(name);
  const watched = new Map();

  const readThread = async (topic) => threadOf(await database.getAllFromIndex('records', 'byTopic', from(topic)));
  const askAgain = (topics) => {
    for (const topic of topics) for (const listener of watched.get(topic) ?? []) void readThread(topic).then(listener);
  };
  channel.onmessage = ({ data }) => askAgain(data);

  async function put(rows) {
    const tx = database.transaction('records', 'readwrite', { durability });
    await Promise.all([...rows.map((row) => tx.store.put(row)), tx.done]);
  }
  async function putAndTell(rows) {
    await put(rows);
    const topics = [...new Set(rows.flatMap(({ topic }) => topic ?? []))];
    askAgain(topics);
    channel.postMessage(topics);
  }

  return {
    ingest: ({ records }) => put(records.map(rowOf)),
    async firstScreen(journey) {
      const { store } = database.transaction('records');
      const [template, marks, ...lists] = await Promise.all([
        store.get(templateKey),
        store.index('byReader').getAllKeys([coach, journey]),
        ...screenTypes.map((type) => store.index('byType').getAll([journey, type])),
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
      const { store } = database.transaction('records');
      const rows = await store
        .index('byKind')
        .getAll(IDBKeyRange.bound(['encouragement', since], ['encouragement', []]));
      const marked = new Set(await Promise.all(rows.map(({ id, journey }) => store.getKey(markKeyOf(id, journey)))));
      return unreadOf(rows, ({ id, journey }) => marked.has(markKeyOf(id, journey)));
    },
    async search(prefix) {
      const pattern = prefixPattern(prefix);
      const rows = await database.getAllFromIndex('records', 'byKind');
      return rows.filter(({ fields }) => pattern.test(fields.body.text)).map(({ id }) => id);
    },
    async close() {
      channel.close();
      database.close();
    },
  };
}
