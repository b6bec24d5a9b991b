import type { FurtherRecordType, RecordOf } from '../../model/record.js';
import { furtherSchemas } from '../../model/scope/further-records.js';
import type { Id } from '../../model/value/ids.js';
import * as v from '../../model/value/schema.js';
import type { JourneyRecords, ViewRecord } from '../../store/store.js';
import { oncePer } from './typed.js';

/** A record that a first screen does without, with its fields as their type says. */
export type FurtherRead<T extends FurtherRecordType> = RecordOf<T> & { readonly record: ViewRecord };

const checked = oncePer((record: ViewRecord): unknown => {
  const schema = furtherSchemas[record.type as FurtherRecordType];
  const result = v.safeParse<v.GenericSchema>(schema, record.fields);
  return result.success ? { ...(result.output as object), id: record.id, record } : undefined;
});
const checkedList = oncePer((list: readonly ViewRecord[]): readonly unknown[] =>
  list.map(checked).filter((record) => record !== undefined),
);

/** All records of a type that can be read; one whose fields are not those of its type is left out. */
export const furtherListOf = <T extends FurtherRecordType>(
  records: JourneyRecords,
  type: T,
): readonly FurtherRead<T>[] => checkedList(records.list(type)) as readonly FurtherRead<T>[];

export const furtherOf = <T extends FurtherRecordType>(
  records: JourneyRecords,
  type: T,
  id: Id,
): FurtherRead<T> | undefined => {
  const record = records.get(type, id);
  return record && (checked(record) as FurtherRead<T> | undefined);
};
