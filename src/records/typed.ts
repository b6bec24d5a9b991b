import type { Id } from '../model/ids.js';
import type { RecordOf, RecordType } from '../model/record.js';
import type { JourneyRecords, ViewRecord } from '../store/store.js';

/** A record with its fields as their type says: the store keeps none that are not. */
export type Read<T extends RecordType> = RecordOf<T> & { readonly record: ViewRecord };

const typed = <T extends RecordType>(record: ViewRecord): Read<T> => ({ ...record.fields, id: record.id, record }) as unknown as Read<T>;

/** All records of a type. */
export const listOf = <T extends RecordType>(records: JourneyRecords, type: T): readonly Read<T>[] => records.list(type).map((record) => typed<T>(record));

export function oneOf<T extends RecordType>(records: JourneyRecords, type: T, id: Id): Read<T> | undefined {
  const record = records.get(type, id);
  return record && typed<T>(record);
}
