import type * as v from 'valibot';
import {
  type Item,
  type Members,
  type Schema,
  anyOf,
  demand,
  entriesOf,
  holder,
  isObject,
  make,
  nameOf,
  refuse,
  run,
  tested,
} from './schema-parts.js';

/**
 * The schemas of valibot that travel to a page, under its names, with its types and its answers.
 * Written again because every page pays for them: see `docs/decisions/0022-what-travels.md`. Those of
 * valibot may hold ours and the other way round.
 */
export type { GenericSchema, InferInput, InferIssue, InferOutput, ObjectEntries } from 'valibot';

/* @__NO_SIDE_EFFECTS__ */
export function string(): Schema<string> {
  return tested('string', (value) => typeof value === 'string');
}

/* @__NO_SIDE_EFFECTS__ */
export function number(): Schema<number> {
  return tested('number', (value) => typeof value === 'number' && !Number.isNaN(value));
}

/* @__NO_SIDE_EFFECTS__ */
export function boolean(): Schema<boolean> {
  return tested('boolean', (value) => typeof value === 'boolean');
}

/* @__NO_SIDE_EFFECTS__ */
export function unknown(): Schema<unknown> {
  return tested('unknown', () => true);
}

/* @__NO_SIDE_EFFECTS__ */
export function custom<T>(isGood: (value: unknown) => boolean, message: string): Schema<T> {
  return tested('unknown', isGood, message);
}

/* @__NO_SIDE_EFFECTS__ */
export function literal<const L extends v.Literal>(literal: L): Schema<L> {
  return tested(nameOf(literal), (value) => value === literal);
}

/* @__NO_SIDE_EFFECTS__ */
export function picklist<const T extends number | string>(options: readonly T[]): Schema<T> {
  return tested(anyOf(options.map(nameOf)), (value) => options.includes(value as T));
}

/* @__NO_SIDE_EFFECTS__ */
export function optional<const S extends v.GenericSchema>(wrapped: S): v.OptionalSchema<S, undefined> {
  return make(
    'schema',
    'optional',
    `(${wrapped.expects} | undefined)`,
    (dataset, config) => {
      if (dataset.value !== undefined) return run(wrapped, dataset.value, config);
      dataset.typed = true;
    },
    { wrapped },
  );
}

/* @__NO_SIDE_EFFECTS__ */
export function object<const E extends v.ObjectEntries>(entries: E): v.ObjectSchema<E, undefined> {
  return holder(
    'Object',
    isObject,
    (input: Members, memberOf, dataset) => {
      const output: Record<string, unknown> = {};
      for (const [key, entry] of Object.entries(entries)) {
        if (key in input) output[key] = memberOf(key, entry);
        else if (entry.type !== 'optional') {
          dataset.typed = false;
          refuse(dataset, 'key', nameOf(key), 'undefined', undefined, [{ key }]);
        }
      }
      return output;
    },
    { entries },
  );
}

/* @__NO_SIDE_EFFECTS__ */
export function array<const I extends v.GenericSchema>(item: I): Schema<v.InferInput<I>[], v.InferOutput<I>[]> {
  return holder(
    'Array',
    Array.isArray,
    (input: readonly unknown[], memberOf) => [...input].map((_, index) => memberOf(index, item)),
    {
      item,
      sizeOf: (value: unknown) => (Array.isArray(value) ? value.length : 0),
    },
  );
}

/* @__NO_SIDE_EFFECTS__ */
export function tuple<const I extends v.TupleItems>(
  items: I,
): Schema<v.InferInput<v.TupleSchema<I, undefined>>, v.InferOutput<v.TupleSchema<I, undefined>>> {
  return holder('Array', Array.isArray, (_input, memberOf) => items.map((item, index) => memberOf(index, item)), {
    items,
  });
}

/** Names that could reach a prototype are left out. */
const isSafe = (name: string): boolean => !['__proto__', 'prototype', 'constructor'].includes(name);

/* @__NO_SIDE_EFFECTS__ */
export function record<const V extends v.GenericSchema>(
  key: Schema<string>,
  value: V,
): Schema<Record<string, v.InferInput<V>>, Record<string, v.InferOutput<V>>> {
  return holder(
    'Object',
    isObject,
    (input: Members, memberOf) =>
      Object.fromEntries(
        Object.keys(input)
          .filter(isSafe)
          .map((name) => [memberOf(name, key, name), memberOf(name, value)]),
      ),
    { value, sizeOf: entriesOf },
  );
}

/** What fits first. If nothing does, what is wrong with the only one that is of the right type. */
/* @__NO_SIDE_EFFECTS__ */
export function union<const O extends v.UnionOptions>(
  options: O,
): Schema<v.InferInput<O[number]>, v.InferOutput<O[number]>> {
  const expected = anyOf(options.map(({ expects }) => expects));
  return make(
    'schema',
    '',
    expected,
    (dataset, config) => {
      const results = options.map((option) => run(option, dataset.value, config));
      const typed = results.filter((result) => result.typed);
      const fitting = typed.find(({ issues }) => !issues);
      const nearest = typed.length > 0 ? typed : results;
      if (fitting || nearest.length === 1) return fitting ?? nearest[0];
      dataset.typed = typed.length > 0;
      refuse(dataset, 'type', expected);
    },
    { options },
  );
}

/* @__NO_SIDE_EFFECTS__ */
function pipeOf(...items: readonly [Item, ...Item[]]): Item {
  const { sizeOf } = items[0];
  const bound = sizeOf && items.find(({ most }) => most !== undefined);
  return {
    ...items[0],
    ...{ pipe: items },
    '~run': (dataset, config) => {
      const size = bound ? sizeOf(dataset.value) : 0;
      if (bound?.most !== undefined && size > bound.most) {
        dataset.typed = false;
        refuse(dataset, bound.type, bound.expects, nameOf(size));
        return dataset;
      }
      return items.reduce((before, item) => {
        if (!before.issues || item.kind === 'validation') return item['~run'](before, config);
        before.typed = false;
        return before;
      }, dataset);
    },
  };
}

/**
 * A schema, then demands on what it lets through, each told of; a second schema only where nothing is
 * wrong yet. A list or a map that is longer than it may be is refused before one of its members is looked at.
 */
export const pipe = pipeOf as unknown as typeof v.pipe;

/* @__NO_SIDE_EFFECTS__ */
export function check<T>(isMet: (value: T) => boolean, message: string): v.CheckAction<T, string> {
  return demand('input', null, isMet, message);
}

/* @__NO_SIDE_EFFECTS__ */
export function regex(pattern: RegExp, message?: string): v.RegexAction<string, string | undefined> {
  return demand('format', String(pattern), (text: string) => pattern.test(text), message);
}

const lengthOf = (value: unknown): number => (value as v.LengthInput).length;

/* @__NO_SIDE_EFFECTS__ */
export function minLength<T extends v.LengthInput, const N extends number>(
  least: N,
): v.MinLengthAction<T, N, undefined> {
  return demand('length', `>=${least}`, (length: number) => length >= least, undefined, lengthOf);
}

/* @__NO_SIDE_EFFECTS__ */
export function maxLength<T extends v.LengthInput, const N extends number>(
  most: N,
): v.MaxLengthAction<T, N, undefined> {
  return demand('length', `<=${most}`, (length: number) => length <= most, undefined, lengthOf, { most });
}

/* @__NO_SIDE_EFFECTS__ */
export function maxEntries<T extends Record<string, unknown>, const N extends number>(
  most: N,
): v.MaxEntriesAction<T, N, undefined> {
  return demand('entries', `<=${most}`, (entries: number) => entries <= most, undefined, entriesOf, { most });
}

/* @__NO_SIDE_EFFECTS__ */
export function minValue<T extends number>(least: number): v.MinValueAction<T, T, undefined> {
  return demand('value', `>=${least}`, (value: number) => value >= least);
}

/* @__NO_SIDE_EFFECTS__ */
export function maxValue<T extends number>(most: number): v.MaxValueAction<T, T, undefined> {
  return demand('value', `<=${most}`, (value: number) => value <= most);
}

/* @__NO_SIDE_EFFECTS__ */
export function integer<T extends number>(): v.IntegerAction<T, undefined> {
  return demand('integer', null, Number.isInteger);
}

/* @__NO_SIDE_EFFECTS__ */
export function finite<T extends number>(): v.FiniteAction<T, undefined> {
  return demand('finite', null, Number.isFinite);
}

/* @__NO_SIDE_EFFECTS__ */
export function readonly<T>(): v.ReadonlyAction<T> {
  return make('transformation', 'readonly', null, () => undefined);
}

/* @__NO_SIDE_EFFECTS__ */
export function transform<I, O>(change: (value: I) => O): v.TransformAction<I, O> {
  return make('transformation', 'transform', null, (dataset) => void (dataset.value = change(dataset.value as I)));
}

/** What a schema makes of a value, or all that is wrong with it, up to `maxIssues`. */
export function safeParse<const S extends v.GenericSchema>(schema: S, value: unknown): v.SafeParseResult<S> {
  const { typed, value: output, issues } = run(schema, value, {});
  return { typed, success: !issues, output, issues } as unknown as v.SafeParseResult<S>;
}

export const is = <const S extends v.GenericSchema>(schema: S, value: unknown): value is v.InferInput<S> =>
  safeParse(schema, value).success;

/** Where an issue is, from the root: `levels.1`. */
export const getDotPath = ({
  path,
}: {
  readonly path?: readonly { readonly key: unknown }[] | undefined;
}): string | undefined => path?.map(({ key }) => key).join('.');
