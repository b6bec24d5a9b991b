import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { createId, idSchema } from '../../../src/model/value/ids.js';

const at = (now: number, byte = 0) =>
  createId({ now: () => now, randomBytes: (count) => new Uint8Array(count).fill(byte) });

describe('an id made on a device', () => {
  it('is a ULID: ten letters of time, sixteen of chance', () => {
    assert.equal(at(1_469_918_176_385), '01ARYZ6S410000000000000000');
    assert.match(at(1_763_860_000_123, 255), /^[0-9A-HJKMNP-TV-Z]{26}$/);
    assert.ok(v.is(idSchema, at(0)));
  });

  it('sorts by age', () => {
    const moments = [0, 1, 31, 32, 1_023, 1_024, 1_763_860_000_123, 1_763_860_000_124];
    assert.deepEqual(
      moments.map((now) => at(now)).toSorted(),
      moments.map((now) => at(now)),
    );
  });

  it('is an id even when the clock is before 1970 or between two milliseconds', () => {
    assert.equal(at(-5), at(0));
    assert.equal(at(7.9), at(7));
  });
});

describe('any id', () => {
  it('holds nothing that a space or a path is made with', () => {
    for (const id of ['a', 'one-to-ones', 'j1_one-to-ones', '0'.repeat(96)]) assert.ok(v.is(idSchema, id), id);
    for (const id of ['', '-a', '_a', 'a/b', 'a:b', 'a.b', 'a b', 'é', '__proto__', '0'.repeat(97), 'a\n'])
      assert.ok(!v.is(idSchema, id), id);
  });
});
