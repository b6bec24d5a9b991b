// How a peer keeps a record, and how an application makes its answers from such rows: the same code for all of them,
// so that what is measured is the library. Cordée does not use this; it answers through its own views.
import { coach, coachPlace, membershipIdOf, templateId } from './constants.mjs';

/** A record as one row: its fields as they came, and beside them what is looked up by. Absent ones are left out. */
export function rowOf({ type, id, space, rev, fields, stamps }) {
  const journey = space.slice(0, space.indexOf('/'));
  const row = { key: `${type}/${id}`, type, id, journey, space, rev, fields, stamps };
  if (fields.at !== undefined) row.at = fields.at;
  // All words have a kind, so that one index finds them all.
  if (fields.body !== undefined) row.kind = fields.kind ?? type;
  if (fields.topic !== undefined) row.topic = fields.topic;
  if (type === 'readMark') row.reader = fields.by;
  return row;
}

export const templateKey = `template/${templateId}`;
/** What the first screen needs of a journey besides its template and the reader's marks. */
export const screenTypes = ['journey', 'member', 'stepRun', 'highlightRun', 'topic', 'challenge', 'contribution'];
export const wordsTypes = ['topic', 'challenge', 'contribution'];
/** A mark's key says what it is on. */
export const itemOfMark = (key) => key.slice(key.indexOf('/') + 1, key.lastIndexOf('_'));
export const markKeyOf = (item, journey) => `readMark/${item}_${membershipIdOf(journey, coachPlace)}`;

export function groupedBy(list, nameOf) {
  const groups = new Map();
  for (const item of list) {
    const group = groups.get(nameOf(item));
    if (group) group.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return groups;
}

const rank = { coachee: 0, coach: 1, mentor: 2, tutor: 3, sponsor: 4, peer: 5, companion: 6 };
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
export const byAge = (a, b) => compare(a.at, b.at) || compare(a.id, b.id);
const newestFirst = (a, b) => byAge(b, a);
const byRank = (a, b) => rank[a.role] - rank[b.role] || compare(a.id, b.id);

/**
 * The first screen of the widget: the journey, who is on it, the path, what the company plans, the
 * challenges, and the topics of the forum with the time of the last word and whether there is news.
 *
 * @param rows Rows of `screenTypes`, in any order.
 * @param marked Ids of the items that the reader has marked as read.
 */
export function firstScreenOf(rows, template, marked) {
  const of = (type) => rows.filter((row) => row.type === type);
  const [journey] = of('journey');
  const titles = new Map(template.fields.steps.map(({ id, title }) => [id, title.en]));
  const steps = of('stepRun')
    .map(({ fields }) => ({
      id: fields.step,
      title: titles.get(fields.step),
      state: fields.state,
      plannedFor: fields.plannedFor,
    }))
    .toSorted((a, b) => compare(a.plannedFor, b.plannedFor));
  const said = groupedBy(of('contribution'), ({ topic }) => topic);
  const isNews = ({ id, fields }) => fields.by !== coach && !marked.has(id);
  return {
    id: journey.id,
    state: journey.fields.state,
    members: of('member')
      .map(({ id, fields }) => ({ id, name: fields.name, role: fields.role }))
      .toSorted(byRank),
    steps,
    next: steps.find(({ state }) => state === 'underway')?.id,
    done: steps.filter(({ state }) => state === 'done').length,
    events: of('highlightRun')
      .map(({ id, fields }) => ({ id, startsOn: fields.startsOn }))
      .toSorted((a, b) => compare(a.startsOn, b.startsOn)),
    challenges: of('challenge')
      .toSorted(newestFirst)
      .map((row) => ({ id: row.id, isSeen: !isNews(row), replies: said.get(row.id)?.length ?? 0 })),
    topics: of('topic')
      .map((row) => {
        const words = [row, ...(said.get(row.id) ?? [])];
        return {
          id: row.id,
          pinned: row.fields.pinned,
          lastAt: words.map(({ at }) => at).reduce((a, b) => (a > b ? a : b)),
          hasNews: words.some(isNews),
          voices: new Set(words.map(({ fields }) => fields.by)).size,
        };
      })
      .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || compare(b.lastAt, a.lastAt)),
  };
}

/** A thread as it is read: oldest first. */
export const threadOf = (rows) => rows.toSorted(byAge).map(({ fields }) => ({ by: fields.by, text: fields.body.text }));

/** Ids of the encouragements that this reader has not marked, newest first. */
export const unreadOf = (rows, isMarked) =>
  rows
    .filter((row) => row.fields.by !== coach && !isMarked(row))
    .toSorted(newestFirst)
    .map(({ id }) => id);

const accents = { a: 'aàáâãäå', c: 'cç', e: 'eèéêë', i: 'iìíîï', n: 'nñ', o: 'oòóôõö', u: 'uùúûü', y: 'yýÿ' };

/** Finds a word that begins with these letters, whatever their accents: one pass over a text, nothing allocated. */
export function prefixPattern(prefix) {
  const letters = [...prefix].map((letter) => `[${accents[letter] ?? letter}]`).join('');
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters}`, 'iu');
}
