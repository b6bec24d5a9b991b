import { ValidationError } from '../../src/errors.js';
import type { Fields } from '../../src/model/value/json.js';
import { parseInFull } from '../../src/model/record-in-full.js';
import type { RecordType } from '../../src/model/record.js';
import { demand } from './refused.js';
import { isStorable } from './storable.js';

/** A field that is set to nothing is none. */
export const withoutNulls = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** The fields as the schema of their type has them; what it does not know is left out. */
export function checkedFields(type: RecordType, fields: Fields): Fields {
  demand(isStorable(fields), 'invalid', 'A text that no database keeps.');
  try {
    // Dates, ids and texts: all that a schema gives is JSON.
    return parseInFull(type, fields) as unknown as Fields;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    demand(false, 'invalid', `Not a ${type}: ${error.issues.map(({ path }) => path).join(', ')}.`);
  }
}
