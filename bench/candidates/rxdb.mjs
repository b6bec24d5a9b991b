// RxDB 17 over its Dexie storage: a collection per use with its own indexes, live by `find().$`, tabs by `multiInstance`.
import { createRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { coach } from '../workload/constants.mjs';
import {
  firstScreenOf,
  groupedBy,
  itemOfMark,
  markKeyOf,
  prefixPattern,
  rowOf,
  screenTypes,
  templateKey,
  threadOf,
  unreadOf,
  wordsTypes,
} from '../workload/rows.mjs';

export const about = { name: 'rxdb', label: 'RxDB', package: 'rxdb', durabilities: ['strict', 'relaxed'] };

const text = { type: 'string', maxLength: 128 };
const schemaOf = (indexed, indexes) => ({
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: {
    key: { type: 'string', maxLength: 200 },
    type: text,
    id: { type: 'string' },
    journey: text,
    space: { type: 'string' },
    rev: { type: 'number' },
    fields: { type: 'object' },
    stamps: { type: 'object' },
    topic: text,
    kind: text,
    at: text,
    reader: text,
  },
  required: ['key', 'type', 'id', 'journey', ...indexed],
  indexes,
});

const ropeTypes = screenTypes.filter((type) => !wordsTypes.includes(type));
const collectionOf = ({ type }) => (type === 'readMark' ? 'marks' : wordsTypes.includes(type) ? 'words' : 'rope');
/** Whatever is in an index must be there. */
const completed = (row) => (collectionOf(row) === 'words' ? { topic: '', ...row } : row);

export async function open({ name, durability }) {
  const database = await createRxDatabase({
    name,
    storage: getRxStorageDexie({ chromeTransactionDurability: durability }),
    multiInstance: true,
    eventReduce: true,
  });
  const { rope, words, marks } = await database.addCollections({
    rope: { schema: schemaOf([], [['journey', 'type']]) },
    words: {
      schema: schemaOf(
        ['topic', 'kind', 'at'],
        [
          ['topic', 'at'],
          ['kind', 'at'],
          ['journey', 'at'],
        ],
      ),
    },
    marks: { schema: schemaOf(['reader', 'at'], [['reader', 'journey']]) },
  });
  const rowsOf = (documents) => documents.map((document) => document.toJSON());
  const put = async (records) => {
    const byCollection = groupedBy(
      records.map((record) => completed(rowOf(record))),
      collectionOf,
    );
    await Promise.all(
      [...byCollection].map(async ([collection, rows]) => {
        const { error } = await database[collection].bulkInsert(rows);
        if (error.length > 0) throw new Error(`RxDB refused ${error.length} rows.`);
      }),
    );
  };

  return {
    ingest: ({ records }) => put(records),
    async firstScreen(journey) {
      const [template, own, said, marked] = await Promise.all([
        rope.findOne(templateKey).exec(),
        rope.find({ selector: { journey, type: { $in: ropeTypes } } }).exec(),
        words.find({ selector: { journey } }).exec(),
        marks.find({ selector: { reader: coach, journey } }).exec(),
      ]);
      return firstScreenOf(
        [...rowsOf(own), ...rowsOf(said)],
        template.toJSON(),
        new Set(marked.map(({ key }) => itemOfMark(key))),
      );
    },
    watchThread(_journey, topic, listener) {
      const subscription = words
        .find({ selector: { topic }, sort: [{ at: 'asc' }] })
        .$.subscribe((documents) => listener(threadOf(rowsOf(documents))));
      return () => subscription.unsubscribe();
    },
    write: async (record) => {
      await words.insert(completed(rowOf(record)));
    },
    applyRemote: put,
    async unread(since) {
      const found = rowsOf(await words.find({ selector: { kind: 'encouragement', at: { $gte: since } } }).exec());
      const marked = await marks.findByIds(found.map(({ id, journey }) => markKeyOf(id, journey))).exec();
      return unreadOf(found, ({ id, journey }) => marked.has(markKeyOf(id, journey)));
    },
    async search(prefix) {
      const { source, flags } = prefixPattern(prefix);
      const found = await words.find({ selector: { 'fields.body.text': { $regex: source, $options: flags } } }).exec();
      return found.map(({ id }) => id);
    },
    close: () => database.close(),
  };
}
