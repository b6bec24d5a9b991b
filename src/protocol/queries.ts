import type { Action, PermissionObject } from '../model/access/permissions.js';
import type { CompanyFunction } from '../model/scope/grant.js';
import { type Id, idSchema } from '../model/value/ids.js';
import { localizedTitleSchema } from '../model/value/localized-text.js';
import * as v from '../model/value/schema.js';
import { instantSchema } from '../model/value/time.js';
import { journeyKeySchema, whoseSchema } from './messages.js';
import { protocolVersions } from './version.js';

/** [QU3] Who may ask: a member of the journey that is named, by any of these actions on a row of the table; or who has one of these functions. */
export type QueryPermission =
  | { readonly object: PermissionObject; readonly may: readonly Action[] }
  | { readonly functions: readonly CompanyFunction[] };

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
/** A share as it may be shown outside the pair: near none and near all a bound. */
const shareSchema = v.union([
  v.object({ kind: v.literal('exact'), percent, lowPercent: percent, highPercent: percent }),
  v.object({ kind: v.picklist(['below', 'above']), percent }),
  v.object({ kind: v.literal('withheld') }),
]);

/** [QU1] Every query: the schema of its arguments, who may ask it, and the schema of the answer. Its handler is in `server/queries/`. */
export const queries = {
  /** How many notes the guides of a journey keep. Their words never leave. */
  'notes.count': {
    args: v.object({ journey: journeyKeySchema }),
    permission: { object: 'guide-note', may: ['count'] },
    answer: v.object({ notes: count }),
  },
  /**
   * How many people are on a journey, or were, in all and by template, and which share of them has ended it. Each
   * person counts once, by the journey that they began last. A group that is too small is not told of.
   */
  'programme.journeys': {
    args: v.object({}),
    permission: { functions: ['programme-lead'] },
    answer: v.object({
      smallestGroup: count,
      groups: v.array(
        v.object({
          /** Absent: everybody. */
          template: v.optional(v.object({ id: idSchema, title: v.optional(localizedTitleSchema) })),
          people: count,
          ended: shareSchema,
          /** When these figures were made. They stay for seven days at least, and until enough people make a difference. */
          at: instantSchema,
        }),
      ),
    }),
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly args: v.GenericSchema<unknown, Readonly<Record<string, unknown>>>;
      readonly permission: QueryPermission;
      readonly answer: v.GenericSchema;
    }
  >
>;

export type QueryName = keyof typeof queries;
export type QueryArgs<N extends QueryName> = v.InferOutput<(typeof queries)[N]['args']>;
export type QueryAnswer<N extends QueryName> = v.InferOutput<(typeof queries)[N]['answer']>;

/** The queries that a row of the table decides about. They name a journey. */
export type JourneyQueryName = {
  [N in QueryName]: (typeof queries)[N]['permission'] extends { readonly object: PermissionObject } ? N : never;
}[QueryName];

/** A query with the arguments of its name. */
export type Query<N extends QueryName = QueryName> = {
  readonly [M in N]: { readonly name: M; readonly args: QueryArgs<M> };
}[N];

export const queryNames = Object.keys(queries) as readonly QueryName[];

export const isQueryName = (name: string): name is QueryName => Object.hasOwn(queries, name);

/** The journey that a query is about, if it is about one. */
export const journeyOfQuery = (args: Readonly<Record<string, unknown>>): Id | undefined =>
  typeof args['journey'] === 'string' ? args['journey'] : undefined;

export const queryRequestSchema = v.object({
  v: v.picklist(protocolVersions),
  name: v.pipe(v.string(), v.maxLength(64)),
  args: v.pipe(v.record(v.string(), v.unknown()), v.maxEntries(20)),
});
export type QueryRequest = v.InferOutput<typeof queryRequestSchema>;

export const queryResponseSchema = v.object({
  v: v.picklist(protocolVersions),
  /** By the server's clock, when it answered. */
  at: v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15)),
  answer: v.unknown(),
  whose: v.optional(whoseSchema),
});
export type QueryResponse = v.InferOutput<typeof queryResponseSchema>;
