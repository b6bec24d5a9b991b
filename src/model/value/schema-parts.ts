import type * as v from 'valibot';

/** What the schemas of `schema.ts` are made of. */

/** A value on its way. `typed`: it is of its type, whatever `issues` say of it. */
export interface Dataset {
  value: unknown;
  typed?: boolean;
  issues?: Issue[] | undefined;
}

interface Issue {
  readonly type: string;
  readonly expected: string | null;
  readonly received: string;
  readonly message: string;
  path?: { readonly key: unknown }[] | undefined;
}

/** What a pipe is made of: a schema, or a demand on what a schema has let through. */
export interface Item {
  readonly kind: 'schema' | 'validation' | 'transformation';
  readonly type: string;
  readonly expects: string | null;
  readonly '~run': Run;
  /** Of a list or a map: how many there are, before one of them is looked at. */
  readonly sizeOf?: (value: unknown) => number;
  /** Of a demand: how many there may be. */
  readonly most?: number;
}

/** What is wrong in more places than this is not what it was taken for: nothing more of it is looked at. */
const maxIssues = 100;

type Run = (dataset: Dataset, config: object) => Dataset;
export type Schema<Input, Output = Input> = v.GenericSchema<Input, Output>;
export type Members = Readonly<Record<number | string, unknown>>;

export const make = <T>(
  kind: Item['kind'],
  type: string,
  expects: string | null,
  read: (dataset: Dataset, config: object) => Dataset | void,
  more?: object,
): T =>
  ({ kind, type, expects, ...more, '~run': (dataset, config) => read(dataset, config) ?? dataset }) satisfies Item as T;

export const run = (schema: unknown, value: unknown, config: object): Dataset =>
  (schema as Item)['~run']({ value }, config);

export const nameOf = (value: unknown): string =>
  typeof value === 'string'
    ? `"${value}"`
    : Object(value) === value
      ? ((Object.getPrototypeOf(value) as object | null)?.constructor?.name ?? 'null')
      : String(value);

export function refuse(
  dataset: Dataset,
  type: string,
  expected: string | null,
  received = nameOf(dataset.value),
  message = `Invalid ${type}: ${expected ? `Expected ${expected} but r` : 'R'}eceived ${received}`,
  path?: Issue['path'],
): void {
  (dataset.issues ??= []).push({ type, expected, received, message, path });
}

/** A type that a test tells. */
export const tested = <T>(expects: string, isGood: (value: unknown) => boolean, message?: string): Schema<T> =>
  make('schema', '', expects, (dataset) => {
    dataset.typed = isGood(dataset.value);
    if (!dataset.typed) refuse(dataset, 'type', expects, undefined, message);
  });

/** A demand on the values of a type, or on what `of` takes from them. */
export const demand = <T>(
  type: string,
  expects: string | null,
  isMet: (value: never) => boolean,
  message?: string,
  of = (value: unknown): unknown => value,
  more?: object,
): T =>
  make(
    'validation',
    type,
    expects,
    (dataset) => {
      if (!dataset.typed) return;
      const found = of(dataset.value);
      if (!isMet(found as never)) refuse(dataset, type, expects, nameOf(found), message);
    },
    more,
  );

type MemberOf = (key: number | string, schema: unknown, value?: unknown) => unknown;

/** A type of values with members. `read` puts them together anew, from what `memberOf` gives for each. */
export const holder = <T>(
  expects: string,
  isGood: (value: unknown) => boolean,
  read: (input: never, memberOf: MemberOf, dataset: Dataset) => unknown,
  more?: object,
): T =>
  make(
    'schema',
    '',
    expects,
    (dataset, config) => {
      const input = dataset.value as Members;
      dataset.typed = isGood(input);
      if (!dataset.typed) return refuse(dataset, 'type', expects);
      dataset.value = read(
        input as never,
        (key, schema, value = input[key]) => {
          if ((dataset.issues?.length ?? 0) >= maxIssues) {
            dataset.typed = false;
            return undefined;
          }
          const result = run(schema, value, config);
          for (const issue of result.issues ?? []) {
            (issue.path ??= []).unshift({ key });
            (dataset.issues ??= []).push(issue);
          }
          dataset.typed &&= result.typed === true;
          return result.value;
        },
        dataset,
      );
    },
    more,
  );

export const entriesOf = (value: unknown): number => Object.keys(Object(value)).length;

export const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

export const anyOf = (names: readonly string[]): string => {
  const [only = 'never', ...others] = new Set(names);
  return others.length > 0 ? `(${[only, ...others].join(' | ')})` : only;
};
