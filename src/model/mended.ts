import * as v from './value/schema.js';
import type { Fields, Json } from './value/json.js';
import { type JourneyRecordType, isReadable, recordSchemas } from './record.js';
import { instantOf } from './value/time.js';

/** For what a person or their journey cannot be shown without. A reader too many is told of rather than one too few. */
const standIns: { readonly [T in JourneyRecordType]?: Readonly<Record<string, Json>> } = {
  member: { role: 'companion', state: 'active', name: '…', timeZone: 'UTC' },
  membership: {
    role: 'companion',
    state: 'active',
    displayName: '…',
    home: 'outside',
    since: '1970-01-01',
    timeZone: 'UTC',
    locale: 'en',
    hiddenFromCompany: true,
  },
  journey: { state: 'active', timeZone: 'UTC' },
  highlightRun: { timeZone: 'UTC' },
};

/** What keeps words from being shown holds, whatever stands in it. */
const withholding: readonly string[] = ['hiddenAt', 'withdrawnAt'];

/**
 * The fields of a record that this version cannot read as they are, without those that it can do
 * without and with something in the place of those that it cannot; undefined when that is not
 * enough. So one odd field takes nobody out of a circle, and no journey from whom it belongs to.
 */
export function mendedFields(type: JourneyRecordType, fields: Fields): Fields | undefined {
  const { issues } = v.safeParse<v.GenericSchema>(recordSchemas[type], fields);
  const odd = (issues ?? []).map((issue) => v.getDotPath(issue)?.split('.')[0] ?? '');
  if (odd.some((name) => withholding.includes(name))) return undefined;
  const mended: Record<string, Json> = { ...fields };
  for (const name of odd) {
    const value = momentOf(fields[name]) ?? standIns[type]?.[name];
    if (value === undefined) Reflect.deleteProperty(mended, name);
    else mended[name] = value;
  }
  return isReadable(type, mended) ? mended : undefined;
}

/** A moment that was written in a form that is not taken any more. */
const momentOf = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' && /T24:00/.test(value) && Number.isFinite(Date.parse(value))
    ? instantOf(Date.parse(value))
    : undefined;
