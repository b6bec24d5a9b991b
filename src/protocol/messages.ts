import { variant } from 'valibot';
import * as v from '../model/value/schema.js';
import { idSchema } from '../model/value/ids.js';
import type { Fields } from '../model/value/json.js';
import { limits } from './limits.js';
import { protocolVersions } from './version.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const sequence = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER));
const ms = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15));
/** No name of `unsafeKeys`: answers are maps by journey. With `~` begin the kinds of scope of protocol 2. */
export const journeyKeySchema = v.pipe(
  v.string(),
  v.regex(/^(?!(?:constructor|prototype)$)[A-Za-z0-9~][A-Za-z0-9:._-]{0,159}$/),
);
const spaceKey = v.pipe(v.string(), v.minLength(1), v.maxLength(4_096));
const typeName = v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/));
const opaque = v.pipe(v.string(), v.maxLength(512));
const unsafeKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** Whether a JSON value is shallow enough and has no key that could reach a prototype. */
function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= limits.jsonDepth) return false;
  return Object.keys(value).every(
    (key) => !unsafeKeys.includes(key) && isPlain((value as Record<string, unknown>)[key], depth + 1),
  );
}

const fieldsSchema = v.custom<Fields>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value),
  'Not an object of plain JSON.',
);
const writtenFieldsSchema = v.pipe(fieldsSchema, v.maxEntries(limits.opFields));
const stampsSchema = v.record(v.string(), v.string());
const envelope = { v: v.picklist(protocolVersions) };

/** When it was written, by the device's own clock: `raw` ms since 1970, `clk` era of that clock. */
const written = { seq: sequence, raw: ms, clk: count };
const target = { t: typeName, id: idSchema };

export const operationSchema = variant('k', [
  v.object({
    ...written,
    ...target,
    k: v.literal('set'),
    space: spaceKey,
    f: writtenFieldsSchema,
    seen: v.optional(v.pipe(stampsSchema, v.maxEntries(limits.opFields))),
  }),
  v.object({ ...written, ...target, k: v.literal('del') }),
  v.object({
    ...written,
    k: v.literal('do'),
    name: v.pipe(v.string(), v.regex(/^[a-zA-Z]+\.[a-zA-Z]+$/), v.maxLength(64)),
    args: writtenFieldsSchema,
    if: v.optional(v.object({ rev: count })),
  }),
]);
/** One change, numbered without gaps per replica and journey. */
export type Operation = v.InferOutput<typeof operationSchema>;

export const transactionSchema = v.object({
  tx: idSchema,
  journey: journeyKeySchema,
  ops: v.pipe(v.array(operationSchema), v.minLength(1), v.maxLength(limits.txOps)),
});
/** Operations of one journey that happen all or not at all. */
export type Transaction = v.InferOutput<typeof transactionSchema>;

export const pushRequestSchema = v.object({
  ...envelope,
  schema: v.pipe(v.string(), v.maxLength(16)),
  replica: idSchema,
  rawNow: ms,
  clk: count,
  txs: v.pipe(v.array(transactionSchema), v.maxLength(limits.pushOps)),
});
export type PushRequest = v.InferOutput<typeof pushRequestSchema>;

/** The lasting answer to an operation. */
export const verdictSchema = v.union([
  v.object({ seq: sequence, st: v.literal('ok'), rev: count }),
  v.object({ seq: sequence, st: v.literal('lost'), rev: count, lost: v.array(v.string()) }),
  v.object({ seq: sequence, st: v.literal('noop') }),
  /** One of `refusals`, or a newer server's. */
  v.object({ seq: sequence, st: v.literal('no'), code: v.string() }),
]);
export type Verdict = v.InferOutput<typeof verdictSchema>;

const serverSchema = v.object({ time: ms, store: v.string(), v: v.tuple([count, count]) });
/** For whom the server answers: it may call a person otherwise than the issuer of their token does. Older servers do not say it. */
export const whoseSchema = v.object({ tenant: v.string(), person: v.string() });
export type Whose = v.InferOutput<typeof whoseSchema>;

const resultsByJourney = v.record(v.string(), v.array(verdictSchema));

export const pushResponseSchema = v.object({
  ...envelope,
  server: serverSchema,
  lastSeq: v.record(v.string(), count),
  results: resultsByJourney,
  whose: v.optional(whoseSchema),
  /** Journeys where the server stopped before this `seq`; what follows is to be sent again. */
  stop: v.optional(v.record(v.string(), v.object({ seq: sequence, code: v.literal('busy'), afterMs: count }))),
});
export type PushResponse = v.InferOutput<typeof pushResponseSchema>;

export const pullRequestSchema = v.object({
  ...envelope,
  schema: v.pipe(v.string(), v.maxLength(16)),
  replica: idSchema,
  /** Highest `seq` per journey whose result is safely on this device. */
  resultsAck: v.optional(v.pipe(v.record(journeyKeySchema, count), v.maxEntries(limits.pullJourneys))),
  limit: v.optional(v.object({ records: sequence, bytes: sequence })),
  journeys: v.pipe(
    v.array(
      v.object({
        id: journeyKeySchema,
        /** `to` of the last page stored, verbatim, also while `more` is true. Absent: nothing is held. `resetCursor`: begin anew. */
        cursor: v.optional(opaque),
        /** `access[id].spaces` as it came with that page, whole. */
        spaces: v.pipe(v.record(spaceKey, opaque), v.maxEntries(limits.spacesPerReader)),
        /** Set while a reset is being paged: `snap` of its last page. `cursor` is not read then. */
        snap: v.optional(opaque),
      }),
    ),
    v.maxLength(limits.pullJourneys),
    v.check((journeys) => new Set(journeys.map(({ id }) => id)).size === journeys.length, 'Name each journey once.'),
  ),
});
export type PullRequest = v.InferOutput<typeof pullRequestSchema>;

const putSchema = v.object({ ...target, space: spaceKey, rev: count, f: fieldsSchema, s: stampsSchema });
const deletionSchema = v.object({ ...target, space: spaceKey, rev: count });
/** A record as the server holds it. */
export type Put = v.InferOutput<typeof putSchema>;
/** A record that left a space. It applies only to a copy that is still in that space. */
export type Deletion = v.InferOutput<typeof deletionSchema>;

export const resetReasons = ['horizon', 'store', 'ahead', 'schema', 'checksum', 'grant'] as const;

const pageSchema = v.object({
  id: journeyKeySchema,
  mode: v.picklist(['delta', 'reset']),
  /** One of `resetReasons`, or a newer server's. */
  why: v.optional(v.string()),
  /** The cursor after this page. */
  to: opaque,
  snap: v.optional(opaque),
  more: v.boolean(),
  puts: v.array(putSchema),
  dels: v.array(deletionSchema),
  /** Per space: how many records, and their order-free checksum. With the last page only. */
  sum: v.optional(v.record(v.string(), v.tuple([count, v.string()]))),
});
export type Page = v.InferOutput<typeof pageSchema>;

export const pullResponseSchema = v.object({
  ...envelope,
  server: serverSchema,
  lastSeq: v.record(v.string(), count),
  results: resultsByJourney,
  whose: v.optional(whoseSchema),
  /**
   * Complete: a journey or a space that is not here is forgotten before the pages are applied. A
   * journey's spaces are stored with a page of it. With `more` false, all up to `rev` is there.
   */
  access: v.record(v.string(), v.object({ rev: count, spaces: v.record(v.string(), v.string()) })),
  journeys: v.array(pageSchema),
});
export type PullResponse = v.InferOutput<typeof pullResponseSchema>;

/** What the stream says: `poke` "journey J is at revision N", `bye` "come back after". Never a word. */
export const pokeSchema = v.record(v.string(), count);
export const byeSchema = v.object({ afterMs: count });

export const problemSchema = v.object({
  error: v.object({
    code: v.string(),
    message: v.string(),
    issues: v.optional(v.array(v.object({ path: v.string(), message: v.string() }))),
    /** `seq_gap`: the number that the server waits for. */
    journey: v.optional(v.string()),
    expected: v.optional(sequence),
  }),
});
export type ProblemBody = v.InferOutput<typeof problemSchema>;
