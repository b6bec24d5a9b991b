import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { CursorSeal } from './cursor-keys.js';

const revision = v.pipe(v.number(), v.integer(), v.minValue(0));
const cursorSchema = v.object({
  s: v.string(),
  v: v.string(),
  r: revision,
  p: v.optional(v.object({ c: revision, n: revision, g: v.string() })),
  h: v.optional(v.string()),
  k: v.optional(v.string()),
  m: v.optional(v.string()),
});

/**
 * How far a copy of a journey has come. Opaque to devices. It opens nothing: access is asked anew each
 * time. It holds no revision that its reader cannot see, and none may be put into it: it is signed.
 */
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
  /** The last revision of the journey that the reader could see then. */
  readonly head: number;
  /** Fingerprint of the grants of the spaces that existed then: while it holds, paging goes on. */
  readonly grants: string;
}

/** Whose copy a cursor speaks of: it is nobody else's. */
export interface CursorOwner {
  readonly tenant: string;
  readonly person: string;
  readonly journey: string;
}

/** The grants that a device was told, by space. */
export type Grants = Readonly<Record<string, string>>;

/**
 * @param grants That are told together with it, and come back with it.
 * @param seal Without it the cursor is one as older nodes make them.
 */
export function encodeCursor(
  { store, schema, rev, paging }: Cursor,
  owner: CursorOwner,
  grants: Grants,
  seal: CursorSeal | undefined,
): string {
  const p = paging && { c: paging.completeTo, n: paging.head, g: paging.grants };
  const fields = {
    s: store,
    v: schema,
    r: rev,
    p,
    ...(seal === undefined ? {} : { h: fingerprintOf(grants), k: seal.key }),
  };
  return Buffer.from(
    JSON.stringify(seal === undefined ? fields : { ...fields, m: seal.sign(signedText(owner, fields)) }),
  ).toString('base64url');
}

export interface DecodedCursor extends Cursor {
  /** Whether this server made it, for this person and journey. */
  readonly isSigned: boolean;
  /** Whether it names a key that this database never had. */
  readonly isForeign: boolean;
  /** Of the grants that were told with it. */
  readonly grantsFingerprint: string | undefined;
}

/** Undefined for what no server of ours made. */
export function decodeCursor(text: string, owner: CursorOwner, seal: CursorSeal): DecodedCursor | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const parsed = v.safeParse(cursorSchema, json);
    if (!parsed.success) return undefined;
    const { s, v: schema, r, p, h, k: key, m: mac } = parsed.output;
    // As it came, so that what a newer node put into it is signed too.
    const { m: _, ...fields } = json as Record<string, unknown>;
    return {
      store: s,
      schema,
      rev: r,
      paging: p && { completeTo: p.c, head: p.n, grants: p.g },
      grantsFingerprint: h,
      isForeign: key !== undefined && seal.isForeign(key),
      isSigned: key !== undefined && mac !== undefined && seal.isSigned(signedText(owner, fields), { key, mac }),
    };
  } catch {
    return undefined;
  }
}

/**
 * The grants that a device may be believed to hold: those that were told with its cursor, or none. An
 * older cursor does not say which they were.
 */
export const believedGrants = ({ isSigned, grantsFingerprint }: DecodedCursor, claimed: Grants): Grants =>
  isSigned && grantsFingerprint !== fingerprintOf(claimed) ? {} : claimed;

const fingerprintOf = (grants: Grants): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(grants).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url')
    .slice(0, 16);

const signedText = ({ tenant, person, journey }: CursorOwner, fields: object): string =>
  JSON.stringify([tenant, person, journey, fields]);
