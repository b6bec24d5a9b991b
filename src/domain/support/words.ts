import { groupBy } from '../../util/group-by.js';
import { readersOf } from '../../model/access/audience.js';
import { isDeviceOnly } from '../../model/access/device-only.js';
import { writtenAt } from '../../model/conversation/words.js';
import type { ViewRecord } from '../../store/store.js';
import type { Delivery, MemberView, WordsView } from '../../api/views.js';
import type { JourneyContext } from './members.js';
import { type Read, isSameList, listOf, oncePer } from './typed.js';

type Words = Read<'answer'> | Read<'topic'> | Read<'contribution'> | Read<'challenge'>;

/** Read marks by the item that they are on. */
export type Marks = ReadonlyMap<string | undefined, readonly Read<'readMark'>[]>;

const marksIn = oncePer((list: readonly Read<'readMark'>[]): Marks => groupBy(list, ({ item }) => item));
export const marksOf = ({ records }: JourneyContext): Marks => marksIn(listOf(records, 'readMark'));

interface Made {
  readonly members: readonly MemberView[];
  readonly read: readonly Read<'readMark'>[];
  readonly view: WordsView;
}
const made = new WeakMap<Words, Made>();

/** An item made of words, with who reads it and how far it has come. The same object until something in it changes. */
export function wordsOf(words: Words, { members, me }: JourneyContext, marks: Marks): WordsView {
  const read = marks.get(words.id) ?? [];
  const before = made.get(words);
  if (before?.members === members && isSameList(before.read, read)) return before.view;
  const view = makeView(words, members, me, read);
  made.set(words, { members, read, view });
  return view;
}

function makeView(
  { by, body, audience, record, ...words }: Words,
  members: readonly MemberView[],
  me: MemberView,
  read: Made['read'],
): WordsView {
  const readBy = members.filter(({ person }) => person !== by && read.some((mark) => mark.by === person));
  return {
    id: words.id,
    author: members.find(({ person }) => person === by),
    isMine: by === me.person,
    body,
    writtenAt: writtenAt(words),
    sentLate: words.writtenAt !== undefined,
    audience,
    readers: readersOf(audience, by, members).filter(({ person }) => person !== by),
    readBy,
    withdrawn: words.withdrawnAt !== undefined,
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
