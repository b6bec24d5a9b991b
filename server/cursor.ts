import * as v from 'valibot';

const revision = v.pipe(v.number(), v.integer(), v.minValue(0));
const cursorSchema = v.object({
  s: v.string(),
  v: v.string(),
  r: revision,
  p: v.optional(v.object({ c: revision, n: revision, g: v.string(), f: v.optional(v.array(v.string()), []) })),
});

/** How far a copy of a journey has come. Opaque to devices. It opens nothing: access is asked anew each time. */
export interface Cursor {
  /** Incarnation of the database, and version of the records, that the copy was made from. */
  readonly store: string;
  readonly schema: string;
  /** Everything up to this revision has been sent. */
  readonly rev: number;
  /** There only between two pages. */
  readonly paging?: Paging | undefined;
}

/** What was so when the first of several pages was made. */
export interface Paging {
  /** Up to here the device missed no removal. */
  readonly completeTo: number;
  /** The journey's revision then. */
  readonly head: number;
  /** Spaces of which the device held nothing when it began: of what had left them before it never learns. */
  readonly fresh: readonly string[];
  /** Fingerprint of the grants of the spaces that existed then: while it holds, paging goes on. */
  readonly grants: string;
}

export function encodeCursor({ store, schema, rev, paging }: Cursor): string {
  const p = paging && { c: paging.completeTo, n: paging.head, g: paging.grants, ...(paging.fresh.length > 0 ? { f: paging.fresh } : {}) };
  return Buffer.from(JSON.stringify({ s: store, v: schema, r: rev, p })).toString('base64url');
}

/** Undefined for what this server never made. */
export function decodeCursor(text: string): Cursor | undefined {
  try {
    const parsed = v.safeParse(cursorSchema, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (!parsed.success) return undefined;
    const { s, v: schema, r, p } = parsed.output;
    return { store: s, schema, rev: r, paging: p && { completeTo: p.c, head: p.n, grants: p.g, fresh: p.f } };
  } catch {
    return undefined;
  }
}
