import { readersOf } from '../model/audience.js';
import { isDeviceOnly } from '../model/space.js';
import { writtenAt } from '../model/words.js';
import type { ViewRecord } from '../store/store.js';
import type { Delivery, WordsView } from '../views.js';
import type { Rope } from './members.js';
import { type Read, listOf } from './typed.js';

type Words = Read<'answer'> | Read<'topic'> | Read<'contribution'> | Read<'challenge'>;

/** Read marks by the item that they are on. */
export type Marks = ReadonlyMap<string, readonly Read<'readMark'>[]>;

export function marksOf({ records }: Rope): Marks {
  const marks = new Map<string, Read<'readMark'>[]>();
  for (const mark of listOf(records, 'readMark')) {
    const list = marks.get(mark.item) ?? [];
    list.push(mark);
    marks.set(mark.item, list);
  }
  return marks;
}

/** An item made of words, with who reads it and how far it has come. */
export function wordsOf(words: Words, { members, me }: Rope, marks: Marks): WordsView {
  const { id, by, body, audience, record } = words;
  const read = marks.get(id) ?? [];
  const readBy = members.filter(({ person }) => person !== by && read.some((mark) => mark.by === person));
  return {
    id,
    author: members.find(({ person }) => person === by),
    isMine: by === me.person,
    body,
    writtenAt: writtenAt(words),
    sentLate: words.writtenAt !== undefined,
    audience,
    readers: readersOf(audience, by, members).filter(({ person }) => person !== by),
    readBy,
    delivery: deliveryOf(record, by === me.person && readBy.length > 0),
  };
}

/** Where a record has got to. */
export function deliveryOf(record: ViewRecord, isRead: boolean): Delivery {
  if (isDeviceOnly(record.space)) return 'device-only';
  if (record.from === 'device') return 'waiting';
  return isRead ? 'read' : 'sent';
}

export const byAge = (a: WordsView, b: WordsView): number => compare(a.writtenAt, b.writtenAt) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
