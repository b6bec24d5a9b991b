import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type Json, isSameJson } from '../../../src/model/value/json.js';
import { textIn } from '../../../src/model/value/localized-text.js';

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const copyOf = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;

describe('two JSON values', () => {
  it('say the same when they are copies', () => {
    fc.assert(fc.property(json, (value) => isSameJson(copyOf(value), copyOf(value))));
  });

  it('say the same exactly when they are equal all the way down', () => {
    const bit = fc.constantFrom(0, 1);
    const few = fc.oneof(
      fc.constantFrom<Json>(null, 0, 1, '', 'a', true, [], {}),
      fc.array(bit, { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b'), bit, { noNullPrototype: true }),
    );
    fc.assert(
      fc.property(few, few, (a, b) => assert.equal(isSameJson(a, b), isDeepStrictEqual(a, b))),
      { numRuns: 1_000 },
    );
  });

  it('are told apart by shape, and by keys whatever they are called', () => {
    assert.equal(isSameJson([], {}), false);
    assert.equal(isSameJson({ a: 1 }, { b: 1 }), false);
    assert.equal(isSameJson({ toString: null }, { valueOf: null }), false);
    assert.equal(isSameJson(undefined, null), false);
    assert.equal(isSameJson({ a: [1, { b: null }] }, { a: [1, { b: null }] }), true);
  });
});

describe('a text in two languages', () => {
  it('is French for whoever reads French, and English for everybody else', () => {
    const text = { en: 'Rope', fr: 'Cordée' };
    for (const locale of ['fr', 'fr-CA', 'FR']) assert.equal(textIn(text, locale), 'Cordée');
    for (const locale of ['en', 'es', '']) assert.equal(textIn(text, locale), 'Rope');
  });
});
