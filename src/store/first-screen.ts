import { grouped } from '../grouped.js';
import { byTime, partOf, writtenAtOf } from './pages.js';
import type { ServerRecord } from './store.js';

/** How many of the newest contributions to a topic, and how many topics, the first screen may show. */
const newestWords = 30;
const newestTopics = 8;

/** The records that the first screen of a journey needs, and no more. */
export interface FirstScreen {
  readonly records: readonly ServerRecord[];
  /** By topic, the moment from which on its contributions are here; a topic that is not named is here whole. */
  readonly since: Readonly<Record<string, string>>;
}

/** Everything but words and marks; of the topics last written in, the newest words with the marks on them. */
export function firstScreenOf(all: readonly ServerRecord[]): FirstScreen {
  const records = all.filter(({ type }) => partOf(type) === 'first');
  const topics = grouped(all.filter(({ type }) => type === 'contribution'), ({ fields }) => String(fields['topic']));
  const since: Record<string, string> = {};
  const shown = new Set(records.map(({ id }) => id));
  const sorted = [...topics].map(([topic, list]) => [topic, list.toSorted(byTime)] as const).toSorted(([, a], [, b]) => byTime(b.at(-1) as ServerRecord, a.at(-1) as ServerRecord));
  for (const [index, [topic, list]] of sorted.entries()) {
    const newest = index < newestTopics ? list.slice(-newestWords) : [];
    for (const record of newest) {
      records.push(record);
      shown.add(record.id);
    }
    // What was written in the same moment as the oldest of them may be left out.
    if (newest.length < list.length) since[topic] = newest[0] ? `${writtenAtOf(newest[0])}\u0000` : '\uffff';
  }
  for (const record of all) if (record.type === 'readMark' && shown.has(String(record.fields['item']))) records.push(record);
  return { records, since };
}
