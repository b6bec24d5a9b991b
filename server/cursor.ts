import * as v from 'valibot';
import { schemaVersion } from '../src/protocol/version.js';

const cursorSchema = v.object({
  /** Incarnation of the database, and version of the records, that the copy was made from. */
  s: v.string(),
  v: v.string(),
  /** Everything up to this revision has been sent. */
  r: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** While all is being sent from the beginning: up to where no removal was missed. */
  h: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** How far a copy of a journey has come. Opaque to devices. It opens nothing: access is asked anew each time. */
export interface Cursor {
  readonly store: string;
  readonly schema: string;
  readonly rev: number;
  readonly completeTo: number;
}

export function encodeCursor({ store, schema, rev, completeTo }: Cursor): string {
  const fields = { s: store, v: schema, r: rev, ...(completeTo > rev ? { h: completeTo } : {}) };
  return Buffer.from(JSON.stringify(fields)).toString('base64url');
}

/** Undefined for what this server never made. */
export function decodeCursor(text: string): Cursor | undefined {
  try {
    const parsed = v.safeParse(cursorSchema, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (!parsed.success) return undefined;
    const { s, v: schema, r, h } = parsed.output;
    return { store: s, schema, rev: r, completeTo: Math.max(r, h ?? 0) };
  } catch {
    return undefined;
  }
}

export const startCursor = (store: string, completeTo: number): Cursor => ({ store, schema: schemaVersion, rev: 0, completeTo });
