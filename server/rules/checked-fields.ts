import { ValidationError } from '../../src/errors.js';
import { type Fields, type Json, isSameJson } from '../../src/model/value/json.js';
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

/** Of these fields, those that would change, with what they would be; `null` for one that goes. */
export function changedFields(fields: Iterable<string>, before: Fields | undefined, after: Fields): Fields {
  const valueIn = (all: Fields, field: string): Json => (Object.hasOwn(all, field) ? (all[field] ?? null) : null);
  const changes: Record<string, Json> = {};
  for (const field of fields) {
    const value = valueIn(after, field);
    if (!isSameJson(value, valueIn(before ?? {}, field))) changes[field] = value;
  }
  return changes;
}
