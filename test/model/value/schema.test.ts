import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as valibot from 'valibot';
import * as ours from '../../../src/model/value/schema.js';

type Library = Pick<
  typeof valibot,
  | 'string'
  | 'number'
  | 'boolean'
  | 'unknown'
  | 'literal'
  | 'picklist'
  | 'optional'
  | 'object'
  | 'array'
  | 'tuple'
  | 'record'
  | 'union'
  | 'pipe'
  | 'check'
  | 'regex'
  | 'minLength'
  | 'maxLength'
  | 'minValue'
  | 'maxValue'
  | 'integer'
  | 'finite'
  | 'readonly'
  | 'custom'
  | 'maxEntries'
  | 'transform'
>;

/** One over its bound is refused before its members are looked at: ours does that by itself, valibot only when it is told. */
const bounded = (
  v: Library,
  whole: valibot.GenericSchema,
  most: number,
  type: 'length' | 'entries',
): valibot.GenericSchema => {
  if (v !== valibot) return whole;
  const over = (size: number): valibot.GenericSchema =>
    valibot.pipe(
      valibot.unknown(),
      valibot.rawTransform(({ addIssue, NEVER }) => {
        const [expected, received] = [`<=${most}`, String(size)];
        addIssue({ expected, received, message: `Invalid ${type}: Expected ${expected} but received ${received}` });
        return NEVER;
      }),
    );
  const looking = valibot.lazy((input) => {
    const size = type === 'length' ? (Array.isArray(input) ? input.length : 0) : Object.keys(Object(input)).length;
    return size > most ? over(size) : whole;
  });
  return { ...looking, expects: whole.expects } as unknown as valibot.GenericSchema;
};

/** Schemas of every kind, each made once with either library. */
const { tree } = fc.letrec<{
  tree: (v: Library) => valibot.GenericSchema;
  leaf: (v: Library) => valibot.GenericSchema;
}>((tie) => ({
  leaf: fc.constantFrom<(v: Library) => valibot.GenericSchema>(
    (v) => v.string(),
    (v) => v.number(),
    (v) => v.boolean(),
    (v) => v.unknown(),
    (v) => v.literal('a'),
    (v) => v.literal(1),
    (v) => v.picklist(['a', 'b', 'b', 2]),
    (v) => v.picklist([1]),
    (v) => v.custom((value) => value !== null, 'Not nothing.'),
    (v) => v.pipe(v.string(), v.minLength(1), v.maxLength(3), v.regex(/^[a-c]+$/)),
    (v) =>
      v.pipe(
        v.string(),
        v.regex(/^a/, 'Begin with a.'),
        v.check((text) => text !== 'ab', 'Not that.'),
      ),
    (v) => v.pipe(v.number(), v.integer(), v.finite(), v.minValue(0), v.maxValue(2)),
    (v) => v.pipe(v.string(), v.maxLength(1), v.string()),
    (v) =>
      v.pipe(
        v.string(),
        v.minLength(1),
        v.transform((text: string) => `${text}-`),
        v.maxLength(3),
      ),
  ),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    tie('tree').map((of) => (v: Library) => v.optional(of(v))),
    tie('tree').map(
      (of) => (v: Library) => bounded(v, v.pipe(v.array(of(v)), v.maxLength(2), v.readonly()), 2, 'length'),
    ),
    tie('tree').map(
      (of) => (v: Library) => bounded(v, v.pipe(v.record(v.string(), of(v)), v.maxEntries(2)), 2, 'entries'),
    ),
    tie('tree').map((of) => (v: Library) => v.record(v.pipe(v.string(), v.maxLength(3)), of(v))),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map((items) => (v: Library) => v.tuple(items.map((of) => of(v)))),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map((options) => (v: Library) => v.union(options.map((of) => of(v)))),
    fc.dictionary(fc.constantFrom('a', 'b', 'long'), tie('tree')).map(
      (entries) => (v: Library) =>
        v.pipe(
          v.object(Object.fromEntries(Object.entries(entries).map(([key, of]) => [key, of(v)]))),
          v.check((value) => Object.keys(value).length < 3, 'Too many.'),
        ),
    ),
  ),
}));

const leaves = fc.constantFrom<unknown>(
  '',
  'a',
  'ab',
  'abc',
  'abcd',
  'x',
  0,
  1,
  2,
  3,
  -1,
  0.5,
  Number.NaN,
  Infinity,
  true,
  false,
  null,
  undefined,
  Symbol.iterator.description,
);
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'long', 'other', '__proto__', 'constructor'), tie('value'), {
      noNullPrototype: true,
    }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { noNullPrototype: false }),
  ),
}));

interface Told {
  readonly typed: boolean;
  readonly success: boolean;
  readonly output: unknown;
  readonly issues: readonly unknown[] | undefined;
}

const told = ({ typed, success, output, issues }: valibot.SafeParseResult<valibot.GenericSchema>): Told => ({
  typed,
  success,
  output: success ? output : undefined,
  issues: issues?.map((issue) => ({
    path: valibot.getDotPath(issue),
    message: issue.message,
    expected: issue.expected,
    received: issue.received,
  })),
});

test('a schema answers as that of valibot: value, issues, their paths and their messages', () => {
  fc.assert(
    fc.property(tree, values, (schema, value) => {
      const expected = told(valibot.safeParse(schema(valibot), value));
      const mine = schema(ours as unknown as Library);
      assert.deepEqual(told(ours.safeParse(mine, value)), expected);
      assert.equal(ours.is(mine, value), expected.success);
      assert.deepEqual(
        ours.safeParse(mine, value).issues?.map(ours.getDotPath),
        expected.issues?.map((issue) => (issue as { path: string | null }).path ?? undefined),
      );
    }),
    { numRuns: 3_000 },
  );
});

test('a schema of valibot may hold one of ours, and ours one of valibot', () => {
  fc.assert(
    fc.property(tree, values, (schema, value) => {
      const expected = told(
        valibot.safeParse(valibot.object({ in: valibot.array(schema(valibot)) }), { in: [value, value] }),
      );
      const inside = schema(ours as unknown as Library);
      assert.deepEqual(
        told(valibot.safeParse(valibot.object({ in: valibot.array(inside) }), { in: [value, value] })),
        expected,
      );
      assert.deepEqual(
        told(ours.safeParse(ours.object({ in: ours.array(schema(valibot)) }), { in: [value, value] })),
        expected,
      );
    }),
    { numRuns: 1_000 },
  );
});

test('what is parsed is a copy, and the input stays as it was', () => {
  const schema = ours.object({ list: ours.array(ours.object({ a: ours.string() })) });
  const input = { list: [{ a: 'x', more: 1 }], more: 2 };
  const result = ours.safeParse(schema, input);
  assert.deepEqual(result.output, { list: [{ a: 'x' }] });
  assert.deepEqual(input, { list: [{ a: 'x', more: 1 }], more: 2 });
});

test('a key that could reach a prototype is left out of a record', () => {
  const schema = ours.record(ours.string(), ours.unknown());
  const { output } = ours.safeParse(schema, JSON.parse('{"__proto__":{"x":1},"constructor":1,"prototype":2,"good":3}'));
  assert.deepEqual(output, { good: 3 });
  assert.equal((output as { x?: unknown }).x, undefined);
});

test('a list or a map over its bound is refused before one of its members is looked at, inside anything', () => {
  let looks = 0;
  const member = ours.custom(() => (looks += 1) > 0, 'Any.');
  const schema = ours.object({
    list: ours.pipe(ours.array(member), ours.minLength(1), ours.maxLength(3), ours.readonly()),
    map: ours.pipe(ours.record(ours.string(), member), ours.maxEntries(3)),
  });
  const { issues } = ours.safeParse(schema, { list: [1, 2, 3, 4], map: { a: 1, b: 2, c: 3, d: 4 } });
  assert.deepEqual(
    issues?.map((issue) => `${ours.getDotPath(issue)} ${issue.message}`),
    ['list Invalid length: Expected <=3 but received 4', 'map Invalid entries: Expected <=3 but received 4'],
  );
  assert.equal(looks, 0);
});

test('what is wrong in a hundred places is looked at no further', () => {
  let looks = 0;
  const nothing = ours.custom(() => (looks += 1) < 0, 'Nothing.');
  const schema = ours.array(
    ours.object({ a: nothing, b: ours.array(nothing), c: ours.record(ours.string(), nothing) }),
  );
  const wrong = {
    a: 1,
    b: Array.from({ length: 1_000 }, () => 1),
    c: Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`k${at}`, 1])),
  };
  const { success, issues } = ours.safeParse(
    schema,
    Array.from({ length: 1_000 }, () => wrong),
  );
  assert(!success && looks <= 300 && issues.length <= 300, `${looks} looks, ${issues?.length} issues`);
});
