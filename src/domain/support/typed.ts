import type { Id } from '../../model/value/ids.js';
import type { Fields } from '../../model/value/json.js';
import type { JourneyRecordType, RecordOf } from '../../model/record.js';
import { isWritten, msOf, written } from '../../model/value/time.js';
import type { JourneyRecords, ViewRecord } from '../../store/store.js';

/** A record with its fields as their type says: the store keeps none that are not. */
export type Read<T extends JourneyRecordType> = RecordOf<T> & { readonly record: ViewRecord };

/** Makes one thing of an object, once for as long as that object lives. */
export function oncePer<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) made.set(key, (value = make(key)));
    return value;
  };
}

/** Whether two lists hold the same objects. */
export const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

// The store gives the same record, and the same list, until they change: so do these, and whatever is made of them.
const typed = oncePer((record: ViewRecord): unknown => ({
  ...record.fields,
  ...inOneForm(record.fields),
  id: record.id,
  record,
}));
const typedList = oncePer((list: readonly ViewRecord[]): unknown => list.map(typed));

/** Lists are sorted by these moments as texts; what was stored before they had one form, or by another server, may have another. */
function inOneForm(fields: Fields): Fields | undefined {
  const odd = moments.filter(
    (name) => typeof fields[name] === 'string' && !isWritten(fields[name]) && Number.isFinite(msOf(fields[name])),
  );
  return odd.length === 0 ? undefined : Object.fromEntries(odd.map((name) => [name, written(String(fields[name]))]));
}

const moments = ['at', 'writtenAt'] as const;

/** All records of a type. */
export const listOf = <T extends JourneyRecordType>(records: JourneyRecords, type: T): readonly Read<T>[] =>
  typedList(records.list(type)) as readonly Read<T>[];

export function oneOf<T extends JourneyRecordType>(records: JourneyRecords, type: T, id: Id): Read<T> | undefined {
  const record = records.get(type, id);
  return record && (typed(record) as Read<T>);
}
