// TinyBase 10: everything in memory, listened to through its Indexes, saved by its IndexedDB persister, which writes
// whole tables and opens the database at each save. Another tab hears of a row by a message: the persister's own way,
// to read everything again each second, would not be a fair one.
import { createIndexes, createStore } from 'tinybase';
import { createIndexedDbPersister } from 'tinybase/persisters/persister-indexed-db';
import { coach } from '../workload/constants.mjs';
import {
  firstScreenOf,
  prefixPattern,
  rowOf,
  screenTypes,
  templateKey,
  unreadOf,
  wordsTypes,
} from '../workload/rows.mjs';

export const about = { name: 'tinybase', label: 'TinyBase', package: 'tinybase', durabilities: ['relaxed'] };

const tableOf = (type) => (type === 'readMark' ? 'marks' : wordsTypes.includes(type) ? 'words' : 'rope');

/** Cells for what is looked up and shown, the rest as text: a cell is a primitive first of all. */
function cellsOf({ type, id, journey, topic, kind, at, reader, space, rev, stamps, fields }) {
  const { by, body, item, ...others } = fields;
  switch (tableOf(type)) {
    case 'words':
      return {
        type,
        id,
        journey,
        kind,
        at,
        by,
        text: body.text,
        more: JSON.stringify({ space, rev, stamps, lang: body.lang, ...others }),
        ...(topic === undefined ? {} : { topic }),
      };
    case 'marks':
      return { id, journey, reader, item, at, more: JSON.stringify({ space, rev, stamps }) };
    default:
      return { type, id, journey, fields: JSON.stringify(fields), more: JSON.stringify({ space, rev, stamps }) };
  }
}

const wordsRow = ({ type, id, journey, kind, at, by, topic, more }) => ({
  type,
  id,
  journey,
  kind,
  at,
  topic,
  fields: { by, pinned: more?.includes('"pinned":true') },
});

export async function open({ name }) {
  const store = createStore();
  const indexes = createIndexes(store);
  const persister = createIndexedDbPersister(store, name);
  await persister.load();
  const channel = new BroadcastChannel(name);
  const set = (records) =>
    store.transaction(() => {
      for (const record of records)
        store.setRow(tableOf(record.type), `${record.type}/${record.id}`, cellsOf(rowOf(record)));
    });
  channel.onmessage = ({ data }) => set(data);

  const rowsOf = (table, isWanted) => {
    const rows = [];
    store.forEachRow(table, (rowId) => {
      if (isWanted(rowId)) rows.push(store.getRow(table, rowId));
    });
    return rows;
  };
  const inJourney = (table, journey) => rowsOf(table, (rowId) => store.getCell(table, rowId, 'journey') === journey);
  const hasIndex = (id) => indexes.getIndexIds().includes(id);

  return {
    ingest: async ({ records }) => {
      set(records);
    },
    flush: () => persister.save(),
    async firstScreen(journey) {
      const own = inJourney('rope', journey)
        .filter(({ type }) => screenTypes.includes(type))
        .map((row) => ({ ...row, fields: JSON.parse(row.fields) }));
      const marks = rowsOf(
        'marks',
        (rowId) =>
          store.getCell('marks', rowId, 'reader') === coach && store.getCell('marks', rowId, 'journey') === journey,
      );
      const template = { fields: JSON.parse(store.getCell('rope', templateKey, 'fields')) };
      return firstScreenOf(
        [...own, ...inJourney('words', journey).map(wordsRow)],
        template,
        new Set(marks.map(({ item }) => item)),
      );
    },
    watchThread(_journey, topic, listener) {
      if (!hasIndex('byTopic')) indexes.setIndexDefinition('byTopic', 'words', 'topic', 'at');
      const tell = () => {
        const rows = indexes.getSliceRowIds('byTopic', topic).map((rowId) => store.getRow('words', rowId));
        listener(rows.map(({ by, text }) => ({ by, text })));
      };
      tell();
      const id = indexes.addSliceRowIdsListener('byTopic', topic, tell);
      return () => indexes.delListener(id);
    },
    async write(record) {
      set([record]);
      channel.postMessage([record]);
      await persister.save();
    },
    async applyRemote(records) {
      set(records);
      channel.postMessage(records);
      await persister.save();
    },
    async unread(since) {
      if (!hasIndex('encouragements')) {
        indexes.setIndexDefinition(
          'encouragements',
          'words',
          (getCell) => (getCell('kind') === 'encouragement' && getCell('at') >= since ? 'recent' : []),
          'at',
        );
        indexes.setIndexDefinition('marked', 'marks', (getCell) =>
          getCell('reader') === coach ? getCell('item') : [],
        );
      }
      const found = indexes
        .getSliceRowIds('encouragements', 'recent')
        .map((rowId) => wordsRow(store.getRow('words', rowId)));
      return unreadOf(found, ({ id }) => indexes.hasSlice('marked', id));
    },
    async search(prefix) {
      const pattern = prefixPattern(prefix);
      return rowsOf('words', (rowId) => pattern.test(store.getCell('words', rowId, 'text'))).map(({ id }) => id);
    },
    async close() {
      channel.close();
      await persister.destroy();
    },
  };
}
