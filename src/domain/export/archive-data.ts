import { fieldsReadBy, keepsNoWords, withoutWords } from '../../model/conversation/hidden-words.js';
import type { Fields, Json } from '../../model/value/json.js';
import { type RecordType, recordSchemas } from '../../model/record.js';
import { isDeviceOnly } from '../../model/access/device-only.js';
import { ownSpaceOf } from '../../model/access/space.js';
import type { JourneyRecords } from '../../store/store.js';
import { toJson } from '../../util/to-json.js';

/** A record as an archive holds it. */
export interface ArchivedRecord {
  readonly type: RecordType;
  readonly id: string;
  readonly space: string;
  readonly fields: Fields;
}

export const archiveFormat = 'cordee-archive';
export const archiveVersion = 1;

/**
 * All that this reader may know of a journey, in one order: by type, then id. What was hidden from them or taken
 * back is empty, also where an older server gave it with its words. `onlyMine` never left the device.
 */
export function archivedRecords(
  records: JourneyRecords,
  reader: { readonly person: string; readonly isCoachee: boolean },
): { readonly shared: readonly ArchivedRecord[]; readonly onlyMine: readonly ArchivedRecord[] } {
  const all = (Object.keys(recordSchemas) as RecordType[]).toSorted().flatMap((type) =>
    records
      .list(type)
      .map(({ id, space, fields }): ArchivedRecord => ({
        type,
        id,
        space,
        fields: keepsNoWords(fields) ? withoutWords(fields) : fieldsReadBy(fields, reader),
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  return {
    shared: all.filter(({ space }) => !isDeviceOnly(space)),
    onlyMine: all.filter(({ space }) => isDeviceOnly(space)),
  };
}

/**
 * What this person wrote where they alone read, on all of their devices, in one order. A note that cannot be read is
 * taken along as it is.
 */
export const ownRecords = (records: JourneyRecords, person: string): readonly ArchivedRecord[] =>
  records
    .list('note')
    .filter(({ space, fields }) => space === ownSpaceOf(records.journey, person) && fields['by'] === person)
    .map(({ type, id, space, fields }): ArchivedRecord => ({ type, id, space, fields }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** The same text for the same JSON, whatever the order of its keys. */
export function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return toJson(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join()}]`;
  const entries = Object.entries(value as { readonly [key: string]: Json })
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${toJson(key)}:${canonical(inner)}`).join()}}`;
}

/** SHA-256, in hexadecimal. */
export async function hashOf(value: Json): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
