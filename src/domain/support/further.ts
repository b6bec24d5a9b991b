import type { FurtherRecordType, RecordOf } from '../../model/record.js';
import type { FurtherSchemas, SchemaLoader } from '../../model/scope/load-schemas.js';
import type { Id } from '../../model/value/ids.js';
import * as v from '../../model/value/schema.js';
import type { JourneyRecords, ViewRecord } from '../../store/store.js';
import type { DomainContext } from './domain-context.js';
import { oncePer } from './typed.js';

/** A record that a first screen does without, with its fields as their type says. */
export type FurtherRead<T extends FurtherRecordType> = RecordOf<T> & { readonly record: ViewRecord };

/** Reads the records of one kind of scope that a first screen does without. One whose fields are not those of its type is left out and told of. */
export interface FurtherReader<S extends FurtherSchemas> {
  list<T extends keyof S & FurtherRecordType>(records: JourneyRecords, type: T): readonly FurtherRead<T>[];
  one<T extends keyof S & FurtherRecordType>(records: JourneyRecords, type: T, id: Id): FurtherRead<T> | undefined;
}

type Told = Pick<DomainContext, 'unreadable'>;

// One for each client and kind: a list is the same as long as nothing in it changes, and what is odd is told once.
const readersOf = oncePer((_domain: Told) => new Map<FurtherSchemas, FurtherReader<FurtherSchemas>>());

/**
 * The reader of a kind, once its schemas are here.
 *
 * @throws SyncError `CORDEE_SYNC_OFFLINE`, `retryable`, when they cannot be fetched.
 */
export async function readFurther<S extends FurtherSchemas>(
  domain: Told,
  load: SchemaLoader<S>,
): Promise<FurtherReader<S>> {
  const schemas = await load();
  const readers = readersOf(domain);
  const reader = readers.get(schemas) ?? createReader(domain, schemas);
  readers.set(schemas, reader);
  return reader;
}

function createReader(
  { unreadable }: Told,
  schemas: Readonly<Record<string, v.GenericSchema | undefined>>,
): FurtherReader<FurtherSchemas> {
  const checked = oncePer((record: ViewRecord): { readonly value?: unknown } => {
    const { type, id, space, fields } = record;
    const schema = schemas[type];
    const result = schema && v.safeParse(schema, fields);
    if (result?.success) return { value: { ...(result.output as object), id, record } };
    unreadable?.(space.slice(0, space.lastIndexOf('/')), type, id);
    return {};
  });
  const checkedList = oncePer((list: readonly ViewRecord[]): readonly unknown[] =>
    list.map((record) => checked(record).value).filter((value) => value !== undefined),
  );
  return {
    list: (records, type) => checkedList(records.list(type)) as readonly FurtherRead<typeof type>[],
    one: (records, type, id) => {
      const record = records.get(type, id);
      return record && (checked(record).value as FurtherRead<typeof type> | undefined);
    },
  };
}
