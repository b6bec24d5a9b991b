// PouchDB 9. Its guides say to put into `_id` what one looks things up by, and to read ranges with allDocs(): so it is
// done, since a secondary index would have to be built first. Live by one changes() feed, which hears the other tabs.
import PouchDB from 'pouchdb-browser';
import { coach } from '../workload/constants.mjs';
import {
  firstScreenOf,
  prefixPattern,
  rowOf,
  screenTypes,
  templateKey,
  threadOf,
  unreadOf,
  wordsTypes,
} from '../workload/rows.mjs';

export const about = { name: 'pouchdb', label: 'PouchDB', package: 'pouchdb-browser', durabilities: ['relaxed'] };

const ropeTypes = screenTypes.filter((type) => !wordsTypes.includes(type));

function docIdOf({ key, type, id, journey, topic, at, reader, fields }) {
  if (key === templateKey) return key;
  if (type === 'readMark') return `mark/${reader}/${journey}/${fields.item}`;
  if (wordsTypes.includes(type)) return `words/${journey}/${topic ?? id}/${at}/${id}`;
  return `rope/${journey}/${type}/${id}`;
}
const topicOf = (docId) => (docId.startsWith('words/') ? docId.split('/')[2] : undefined);

/** A record as its document; an encouragement also as an empty one that sorts by its time. */
function docsOf(record) {
  const row = rowOf(record);
  const document = { _id: docIdOf(row), ...row };
  return row.kind === 'encouragement'
    ? [document, { _id: `encouragement/${row.at}/${row.journey}/${row.fields.by}/${row.id}` }]
    : [document];
}

export async function open({ name }) {
  const database = new PouchDB(name, { revs_limit: 1 });
  const watched = new Map();
  const range = async (prefix, include = true) => {
    const { rows } = await database.allDocs({ startkey: prefix, endkey: `${prefix}\ufff0`, include_docs: include });
    return include ? rows.map(({ doc }) => doc) : rows.map(({ id }) => id);
  };
  const contributions = (documents) => documents.filter(({ type }) => type === 'contribution');
  const readThread = async (journey, topic) => threadOf(contributions(await range(`words/${journey}/${topic}/`)));

  let dirty = new Set();
  let feed;
  /** Each thread once for all changes that come together. */
  const onChange = ({ id }) => {
    const topic = topicOf(id);
    if (topic === undefined || !watched.has(topic)) return;
    if (dirty.size === 0)
      setTimeout(() => {
        const topics = dirty;
        dirty = new Set();
        for (const one of topics)
          for (const { journey, listener } of watched.get(one) ?? []) void readThread(journey, one).then(listener);
      });
    dirty.add(topic);
  };
  const putAll = async (records) => {
    const results = await database.bulkDocs(records.flatMap(docsOf));
    const refused = results.filter(({ error }) => error);
    if (refused.length > 0) throw new Error(`PouchDB refused ${refused.length} documents: ${refused[0].message}`);
  };

  return {
    ingest: ({ records }) => putAll(records),
    async firstScreen(journey) {
      const [template, words, marks, ...lists] = await Promise.all([
        database.get(templateKey),
        range(`words/${journey}/`),
        range(`mark/${coach}/${journey}/`, false),
        ...ropeTypes.map((type) => range(`rope/${journey}/${type}/`)),
      ]);
      return firstScreenOf(
        [...words, ...lists.flat()],
        template,
        new Set(marks.map((id) => id.slice(id.lastIndexOf('/') + 1))),
      );
    },
    watchThread(journey, topic, listener) {
      feed ??= database.changes({ since: 'now', live: true }).on('change', onChange);
      const listeners = watched.get(topic) ?? new Set();
      const entry = { journey, listener };
      watched.set(topic, listeners.add(entry));
      void readThread(journey, topic).then(listener);
      return () => listeners.delete(entry);
    },
    write: putOne,
    applyRemote: putAll,
    async unread(since) {
      const { rows } = await database.allDocs({ startkey: `encouragement/${since}`, endkey: 'encouragement/\ufff0' });
      const found = rows.map(({ id }) => {
        const [, at, journey, by, item] = id.split('/');
        return { id: item, at, journey, fields: { by } };
      });
      const marks = await database.allDocs({ keys: found.map(({ id, journey }) => `mark/${coach}/${journey}/${id}`) });
      const marked = new Set(marks.rows.flatMap(({ id, key, error }) => (error ? [] : [id ?? key])));
      return unreadOf(found, ({ id, journey }) => marked.has(`mark/${coach}/${journey}/${id}`));
    },
    async search(prefix) {
      const pattern = prefixPattern(prefix);
      return (await range('words/')).filter(({ fields }) => pattern.test(fields.body.text)).map(({ id }) => id);
    },
    async close() {
      feed?.cancel();
      await database.close();
    },
  };

  async function putOne(record) {
    const [document, ...pointers] = docsOf(record);
    if (pointers.length > 0) await putAll([record]);
    else await database.put(document);
  }
}
