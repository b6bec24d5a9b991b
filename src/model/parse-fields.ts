import { parseInput } from './value/parse.js';
import { type JourneyRecordType, type RecordOf, recordSchemas } from './record.js';
import type * as v from './value/schema.js';

/**
 * The fields of a record, checked. Fields that this version does not know are left out.
 *
 * @throws ValidationError with a path for each problem.
 */
export function parseFields<T extends JourneyRecordType>(type: T, fields: unknown): Omit<RecordOf<T>, 'id'> {
  return parseInput<v.GenericSchema>(recordSchemas[type], fields, `The fields are not those of a "${type}".`) as Omit<
    RecordOf<T>,
    'id'
  >;
}
