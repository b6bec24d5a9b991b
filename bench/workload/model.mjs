// What each answer must be, from plain arrays in memory. It shares nothing with the candidates but the records: the
// queries are written a second time here, in the simplest way.
import { coach, openThreads, remoteChanges, sinceMs } from './constants.mjs';
import { generateJourney, journeyIdOf, templateRecord } from './generate.mjs';
import { rarePrefix } from './sentences.mjs';
import { firstScreenOf, itemOfMark, rowOf, screenTypes, threadOf } from './rows.mjs';

const fold = (text) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const hasWord = (text, prefix) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => word.startsWith(prefix));
const newestFirst = (a, b) => (a.fields.at < b.fields.at ? 1 : a.fields.at > b.fields.at ? -1 : a.id < b.id ? 1 : -1);

/** The answers for so many journeys. */
export function answersFor(journeys) {
  const unread = [];
  const found = [];
  let first;
  for (let index = 0; index < journeys; index++) {
    const { journey, records } = generateJourney(index);
    if (index === 0) first = { journey, records };
    const marked = new Set(
      records.flatMap(({ type, fields }) => (type === 'readMark' && fields.by === coach ? [fields.item] : [])),
    );
    for (const record of records) {
      const { type, id, fields } = record;
      if (
        type === 'contribution' &&
        fields.kind === 'encouragement' &&
        Date.parse(fields.at) >= sinceMs &&
        fields.by !== coach &&
        !marked.has(id)
      )
        unread.push(record);
      if (fields.body !== undefined && hasWord(fields.body.text, rarePrefix)) found.push(id);
    }
  }
  const rows = first.records.map(rowOf);
  const marked = new Set(
    rows.flatMap(({ type, reader, key }) => (type === 'readMark' && reader === coach ? [itemOfMark(key)] : [])),
  );
  return {
    firstScreen: firstScreenOf(
      rows.filter(({ type }) => screenTypes.includes(type)),
      templateRecord(),
      marked,
    ),
    thread: (topic) => threadOf(rows.filter((row) => row.topic === topic)),
    unread: unread.toSorted(newestFirst).map(({ id }) => id),
    found: found.toSorted(),
  };
}

export const topicIdOf = (order, index = 0) => `${journeyIdOf(index)}-topic-${String(order).padStart(2, '0')}`;
export const watchedTopics = Array.from({ length: openThreads }, (_, order) => topicIdOf(order));

/** What a pull brings while the threads are open: so many new words in each. */
export function remoteRecords(atMs) {
  const journey = journeyIdOf(0);
  return Array.from({ length: remoteChanges }, (_, order) => ({
    type: 'contribution',
    id: `${journey}-remote-${String(order).padStart(3, '0')}`,
    space: `${journey}/circle`,
    rev: 100_000 + order,
    fields: {
      by: `${journey}-p${5 + (order % 6)}`,
      at: new Date(atMs + order).toISOString(),
      audience: { kind: 'circle' },
      body: { text: `Remote word ${order}: something new that somebody has just said.`, lang: 'en' },
      topic: watchedTopics[order % openThreads],
      kind: 'answer',
    },
    stamps: {},
    readable: true,
  }));
}
