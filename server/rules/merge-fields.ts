import { type Fields, type Json, isSameJson } from '../../src/model/value/json.js';
import { type StoredStamp, createStamp, stampAfter, winsOver } from './stamps.js';

/** An edit of some fields; `null` takes a field away. */
export interface Edit {
  readonly fields: Fields;
  readonly ms: number;
  readonly replica: string;
  readonly seen: Readonly<Record<string, string>>;
}

export interface Merged {
  readonly fields: Fields;
  readonly stamps: Readonly<Record<string, StoredStamp>>;
  readonly isChanged: boolean;
  /** Fields whose value lost, with that value. */
  readonly lost: readonly (readonly [field: string, value: Json])[];
}

/** Merges an edit field by field into what is stored, by the clock-skew rule. Deterministic, and harmless when repeated. */
export function mergeFields(
  stored: { readonly fields: Fields; readonly stamps: Readonly<Record<string, StoredStamp>> } | undefined,
  { fields: edited, ms, replica, seen }: Edit,
): Merged {
  const fields: Record<string, Json> = { ...stored?.fields };
  const stamps: Record<string, StoredStamp> = { ...stored?.stamps };
  const lost: [string, Json][] = [];
  let isChanged = false;
  for (const [field, value] of Object.entries(edited)) {
    const stamp = Object.hasOwn(stamps, field) ? stamps[field] : undefined;
    if (value === null ? !Object.hasOwn(fields, field) : isSameJson(value, fields[field])) continue;
    if (!winsOver(stamp, { ms, replica, seen: Object.hasOwn(seen, field) ? seen[field] : undefined })) {
      lost.push([field, value]);
      continue;
    }
    if (value === null) delete fields[field];
    else fields[field] = value;
    stamps[field] = stamp === undefined ? createStamp(ms, replica) : stampAfter(stamp, ms, replica);
    isChanged = true;
  }
  return { fields, stamps, isChanged, lost };
}
