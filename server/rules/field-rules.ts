import type { Action } from '../../src/model/access/permissions.js';
import type { RecordType } from '../../src/model/record.js';

/** What a device may write by `set`. The other types change by commands or by the server's own hand. */
export const writableTypes: readonly RecordType[] = [
  'stepRun',
  'adaptation',
  'answer',
  'topic',
  'contribution',
  'served',
  'challenge',
  'readMark',
  'goal',
  'goalRating',
  'ifThen',
  'note',
];

/** Set by the server when a record is made, and never again. */
export const serverFields: readonly string[] = ['by', 'at', 'writtenAt'];

/** Of a meeting, `at` is when it takes place, and whoever plans it says so. */
export const serverFieldsOf = (type: RecordType): readonly string[] =>
  type === 'practiceMeeting' ? serverFields.filter((field) => field !== 'at') : serverFields;

/** Moments: the device says that it happened, the server says when. */
export const serverDatedFields: readonly string[] = ['openedAt', 'doneAt', 'withdrawnAt', 'hiddenAt'];

/** What a record is about: it stays so. */
export const fixedFields: Readonly<Partial<Record<RecordType, readonly string[]>>> = {
  stepRun: ['step'],
  adaptation: ['op', 'target'],
  answer: ['step', 'prompt'],
  contribution: ['topic', 'replyTo'],
  served: ['contribution'],
  readMark: ['item'],
  goalRating: ['goal'],
  note: ['item'],
};

/** Fields that need another right than `write`: with `or`, in its place; without, that one only. */
const rights: Readonly<Partial<Record<RecordType, Readonly<Record<string, readonly Action[]>>>>> = {
  topic: { state: ['write', 'move'], pinned: ['move'] },
  challenge: { state: ['write', 'move'] },
  contribution: { hiddenAt: ['narrow'] },
  stepRun: { plannedFor: ['adapt'] },
};

/** The values that a new record has without anybody's decision. */
const beginnings: Readonly<Partial<Record<RecordType, Readonly<Record<string, unknown>>>>> = {
  topic: { state: 'open', pinned: false },
  challenge: { state: 'raised' },
};

/** Which rights open a field: any of them does. */
export function rightsFor(type: RecordType, field: string): readonly Action[] {
  if (type === 'adaptation') return ['adapt'];
  const special = rights[type];
  return (special && Object.hasOwn(special, field) ? special[field] : undefined) ?? ['write'];
}

/** The rights that a field of a new record needs: those of making it, unless its value decides something. */
export const rightsToBegin = (type: RecordType, field: string, value: unknown): readonly Action[] =>
  Object.hasOwn(beginnings[type] ?? {}, field) && beginnings[type]?.[field] === value
    ? rightsFor(type, '')
    : rightsFor(type, field);
