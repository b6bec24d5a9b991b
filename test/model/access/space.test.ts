import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isInAudience } from '../../../src/model/access/audience.js';
import { isDeviceOnly } from '../../../src/model/access/device-only.js';
import { audienceOf, canReadSpace, pathSpaceOf, spaceOf } from '../../../src/model/access/space.js';
import { anyAudience, anyMember, anyStates, bertrand, hana, ines, marc, ofCohort, onRope, sofia } from '../members.js';

describe('a space', () => {
  it('says its rule in its name', () => {
    assert.equal(spaceOf('j1', { kind: 'self' }, 'ines'), 'j1/self:ines');
    assert.equal(spaceOf('j1', { kind: 'pair', relation: 'm-marc' }, 'ines'), 'j1/pair:m-marc');
    assert.equal(spaceOf('j1', { kind: 'guides' }, 'ines'), 'j1/guides');
    assert.equal(spaceOf('j1', { kind: 'circle' }, 'ines'), 'j1/circle');
    assert.equal(spaceOf('j1', { kind: 'cohort', cohort: 'autumn' }, 'ines'), 'j1/cohort:autumn');
    assert.equal(spaceOf('j1', { kind: 'chosen', members: ['b', 'a', 'b'] }, 'ines'), 'j1/chosen:a.b');
    assert.equal(pathSpaceOf('j1'), 'j1/path');
  });

  it('is read by those whom the audience holds, and by nobody else', () => {
    fc.assert(
      fc.property(anyAudience, anyMember, anyStates, (audience, author, members) => {
        for (const reader of [...members, ofCohort]) {
          assert.equal(
            canReadSpace(spaceOf('j', audience, author.person), reader),
            isInAudience(audience, author.person, reader),
          );
        }
      }),
    );
  });

  it('is one for two audiences only when the same people read both', () => {
    fc.assert(
      fc.property(anyAudience, anyAudience, anyMember, anyStates, (a, b, author, members) => {
        if (spaceOf('j', a, author.person) !== spaceOf('j', b, author.person)) return;
        for (const reader of members) {
          assert.equal(isInAudience(a, author.person, reader), isInAudience(b, author.person, reader));
        }
      }),
    );
  });

  it('gives its audience back, by the same name', () => {
    fc.assert(
      fc.property(anyAudience, anyMember, (audience, author) => {
        const space = spaceOf('template:a:1.0.0', audience, author.person);
        const back = audienceOf(space);
        assert.ok(back);
        assert.equal(spaceOf('template:a:1.0.0', back, author.person), space);
      }),
    );
  });

  it('of the path is read by the person and the coach while they are active', () => {
    assert.deepEqual(
      onRope.filter((reader) => canReadSpace('j/path', reader)),
      [ines, marc],
    );
    assert.equal(canReadSpace('j/path', { ...marc, state: 'paused' }), false);
    assert.equal(audienceOf('j/path'), undefined);
  });

  it('of the guides is not opened to a sponsor by their frame, for it holds more than the frame is about', () => {
    const framed = { ...bertrand, readsGuides: true };
    assert.equal(isInAudience({ kind: 'guides' }, 'ines', framed), true);
    assert.equal(canReadSpace('j/guides', framed), false);
    assert.equal(canReadSpace('j/pair:m-bertrand', framed), true);
  });

  it('that nobody made is read by nobody', () => {
    for (const name of [
      'j/',
      'j',
      '',
      'j/all',
      'j/__proto__',
      'j/constructor:x',
      'j/circle2',
      'j/Circle',
      'j/pair',
      'j/chosen:',
      'j/self:',
      'j/cohort:',
    ]) {
      for (const reader of [marc, sofia, hana])
        assert.equal(canReadSpace(name, reader), false, `${name} ${reader.person}`);
    }
  });

  it('stays on the device when it is the author’s own', () => {
    assert.equal(isDeviceOnly('j/self:ines'), true);
    for (const name of ['j/pair:self', 'self:x/circle', 'j/chosen:self.a', 'j/path'])
      assert.equal(isDeviceOnly(name), false, name);
  });
});
