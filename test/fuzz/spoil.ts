import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '../../src/model/value/json.js';

/** Inputs for each boundary: a thousand, or what `CORDEE_FUZZ_RUNS` says (ten thousand at night). */
export const runs = Number(process.env['CORDEE_FUZZ_RUNS'] ?? 1_000);

const deep = (depth: number): Json => JSON.parse('[{"a":'.repeat(depth) + '0' + '}]'.repeat(depth)) as Json;

const nasty = fc
  .constantFrom<() => Json>(
    ...[
      '\uD800',
      '\0',
      'x'.repeat(70_000),
      '__proto__',
      'constructor',
      '../..',
      '',
      ' ',
      '\u202E',
      'null',
      '0',
      '[]',
      'J/circle',
      'template:a:1',
    ].map((text) => () => text),
    ...[1e308, -1, 0, -0, 0.5, 2 ** 53, -(2 ** 53), 1e21, true, false, null].map((value) => () => value),
    () => [],
    () => ({}),
    () => deep(40),
    () => deep(2_000),
    () => Array.from({ length: 2_000 }, (_, at) => at),
    () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as Json,
    () => ({ kind: 'chosen', members: ['__proto__', '__proto__'] }),
    () => ({ length: 9 }),
  )
  .map((make) => make());

export const hostile: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: nasty },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }) as fc.Arbitrary<Json> },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

const change = fc.tuple(
  fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 }),
  hostile,
  fc.constantFrom('put', 'put', 'drop', 'add'),
  fc.constantFrom('__proto__', 'constructor', 'x', 'v', '0', ''),
);

/** A right message with some of its values, however deep, replaced, taken away or joined by others. */
export const spoilt = (whole: Json): fc.Arbitrary<Json> =>
  fc.array(change, { maxLength: 3 }).map((changes) => {
    let root = structuredClone(whole);
    for (const [path, value, how, name] of changes) {
      if (typeof root !== 'object' || root === null) return root;
      let place: object = root;
      for (const [depth, at] of path.entries()) {
        const keys = Object.keys(place);
        const key = keys[at % Math.max(1, keys.length)];
        const inside: unknown = key === undefined ? undefined : Reflect.get(place, key);
        if (depth < path.length - 1 && typeof inside === 'object' && inside !== null) {
          place = inside;
          continue;
        }
        const target = how === 'add' ? name : key;
        if (target === undefined) root = value;
        else if (how === 'drop') Reflect.deleteProperty(place, target);
        else Object.defineProperty(place, target, { value, enumerable: true, configurable: true, writable: true });
        break;
      }
    }
    return root;
  });

const prototypes = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Map.prototype,
  Promise.prototype,
];
const shape = (): string => JSON.stringify(prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String)));
const before = shape();

/** Fails when anything was added to what every object inherits. */
export function assertUnpolluted(): void {
  assert.equal(Reflect.get({}, 'polluted'), undefined);
  assert.equal(shape(), before);
}

/** Fails when what is done with one input takes the processor too long: a few such inputs would keep a page or a node busy. */
export async function withinTime<T>(run: () => Promise<T> | T, mostMs = 1_000): Promise<T> {
  const start = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(start);
  const tookMs = (user + system) / 1_000;
  assert.ok(tookMs <= mostMs, `One input took the processor ${Math.round(tookMs)} ms, of ${mostMs}.`);
  return result;
}
