import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ValidationError } from '../../src/errors.js';
import { type EntityType, entitySchemas, parseEntity } from '../../src/model/entity.js';
import { isDeviceOnly } from '../../src/model/access/device-only.js';
import { audienceOf, canReadSpace } from '../../src/model/access/space.js';
import { parseFields } from '../../src/model/parse-fields.js';
import { isJourneyRecordType } from '../../src/model/record.js';
import { isStorableText } from '../../src/model/value/text.js';
import { marc } from './members.js';
import { samples } from './samples.js';

const types = (Object.keys(entitySchemas) as EntityType[]).filter(
  (type) => type !== 'template' && type !== 'templateVersion',
);
const anyType = fc.constantFrom(...types);

const nested = (depth: number): unknown => JSON.parse('[{"a":'.repeat(depth) + '0' + '}]'.repeat(depth));
// Each made anew, because a test freezes what it gives away.
const nasty = fc
  .constantFrom<() => unknown>(
    ...[
      '\uD800',
      'a\uDC00b',
      '\0',
      'x'.repeat(200_000),
      ' '.repeat(30_000),
      '\u202E',
      '__proto__',
      'constructor',
      '../..',
      1e308,
      -1e308,
      2 ** 53,
      -0,
      0.1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -1,
      true,
      null,
      undefined,
      Symbol.iterator,
      10n,
      '2026-99-99',
      '9999-12-31T23:59:59.999999999Z',
      '0000-01-01',
      '+275760-09-13',
      'Europe/../Paris',
    ].map((value) => () => value),
    () => [],
    () => ({}),
    () => nested(2_000),
    () => new Map([['kind', 'self']]),
    () => new Date(0),
    () => Array.from({ length: 20_000 }, () => ({ person: '' })),
    () =>
      JSON.parse(
        '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"kind":"self"}',
      ) as unknown,
    () => ({ kind: 'chosen', members: ['__proto__', '__proto__'] }),
    () => ({ kind: 'chosen', members: { length: 1 } }),
    () => ({ kind: 'self', length: 9 }),
  )
  .map((make) => make());
const hostileValue = fc.oneof(
  { weight: 3, arbitrary: nasty },
  {
    weight: 1,
    arbitrary: fc.anything({
      maxDepth: 4,
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSparseArray: true,
      stringUnit: 'binary',
    }),
  },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const put = (place: object, key: string, value: unknown) =>
  Object.defineProperty(place, key, { value, enumerable: true, configurable: true, writable: true });

/** A valid entity with a few of its values, however deep, put in the place of others; some keys as no literal can write them. */
const spoilt = fc
  .tuple(
    anyType,
    fc.array(fc.tuple(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 }), hostileValue), { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([type, changes, isPolluted]) => {
    const whole: Record<string, unknown> = structuredClone(samples[type]) as never;
    for (const [path, value] of changes) {
      let place = whole;
      for (const [depth, at] of path.entries()) {
        const keys = Object.keys(place);
        const key = keys[at % Math.max(1, keys.length)];
        if (key === undefined) break;
        const inside = place[key];
        if (depth < path.length - 1 && isObject(inside)) place = inside;
        else {
          put(place, key, value);
          break;
        }
      }
    }
    if (isPolluted) for (const key of ['__proto__', 'constructor', 'prototype']) put(whole, key, { polluted: true });
    return { type, input: whole as unknown };
  });

function freeze(input: unknown): void {
  const left = [input];
  while (left.length > 0) {
    const value = left.pop();
    if (!isObject(value) || Object.isFrozen(value) || ArrayBuffer.isView(value)) continue;
    Object.freeze(value);
    for (const key of Reflect.ownKeys(value)) left.push(Reflect.get(value, key));
  }
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return isObject(value) ? Object.values(value).flatMap(stringsIn) : [];
}

/** What it gives, or undefined when it refuses as it should. */
function outcome<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    assert.ok(error instanceof ValidationError, String(error));
    assert.equal(error.code, 'CORDEE_INPUT_INVALID');
    assert.ok(error.issues.length > 0 && error.issues.length <= 50);
    return undefined;
  }
}

function assertHarmless(type: EntityType, input: unknown): boolean {
  freeze(input);
  const parsed = outcome(() => parseEntity(type, input));
  if (isJourneyRecordType(type))
    assert.equal(outcome(() => parseFields(type, input)) === undefined && parsed !== undefined, false);
  assert.equal(Reflect.get({}, 'polluted'), undefined);
  if (parsed === undefined) return false;
  assert.deepEqual(
    Object.keys(parsed).filter((key) => key !== 'id' && !Object.hasOwn(entitySchemas[type].entries, key)),
    [],
  );
  for (const text of stringsIn(parsed)) assert.ok(isStorableText(text), JSON.stringify(text));
  assert.deepEqual(parseEntity(type, parsed), parsed);
  return true;
}

describe('a hostile input', () => {
  it('is refused with our error or read without harm, and never changed', (t) => {
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(spoilt, ({ type, input }) => {
        seen[assertHarmless(type, input) ? 'read' : 'refused'] += 1;
      }),
      { numRuns: 1_500 },
    );
    t.diagnostic(`${seen.read} read, ${seen.refused} refused`);
    assert.ok(seen.read > 100 && seen.refused > 100);
  });

  it('of any shape at all is refused with our error', () => {
    fc.assert(
      fc.property(anyType, hostileValue, (type, input) => {
        assert.equal(assertHarmless(type, input), false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('cannot bring fields in through a prototype', () => {
    const { displayName: _left, ...rest } = samples.person;
    const input = JSON.parse(JSON.stringify({ ...rest, at: 1 }).replace('"at":1', '"__proto__":{"displayName":"Eve"}'));
    assert.equal(
      outcome(() => parseEntity('person', input)),
      undefined,
    );
    const read = parseEntity(
      'person',
      JSON.parse(JSON.stringify({ ...samples.person, at: 1 }).replace('"at":1', '"__proto__":{"isAdmin":true}')),
    );
    assert.equal(Reflect.get(read, 'isAdmin'), undefined);
    assert.equal(Object.getPrototypeOf(read), Object.prototype);
  });

  it('is read in a time that grows with its size only', () => {
    const start = performance.now();
    for (const type of types) {
      for (const value of ['9'.repeat(200_000), `${'a-'.repeat(100_000)}/`, '\n'.repeat(200_000)]) {
        const fields = Object.fromEntries(Object.keys(samples[type]).map((name) => [name, value]));
        assertHarmless(type, fields);
      }
    }
    assert.ok(performance.now() - start < 5_000);
  });

  it('in the place of a space lets nobody in', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (name) => {
        const known = ['guides', 'circle', 'path'].includes(name.slice(name.lastIndexOf('/') + 1));
        if (known || name.includes(`:${marc.id}`) || name.includes(`self:${marc.person}`)) return;
        assert.equal(canReadSpace(name, marc), false);
        assert.equal(typeof isDeviceOnly(name), 'boolean');
        assert.notEqual(audienceOf(name), null);
      }),
      { numRuns: 2_000 },
    );
  });
});
