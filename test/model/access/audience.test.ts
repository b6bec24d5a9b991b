import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Audience,
  type Reader,
  isInAudience,
  isNarrowerOrSame,
  readersOf,
} from '../../../src/model/access/audience.js';
import { canReadWords } from '../../../src/model/conversation/forum.js';
import { canEndMembership } from '../../../src/model/people/membership-end.js';
import { canReadSpace, spaceOf } from '../../../src/model/access/space.js';
import {
  anyAudience,
  anyMember,
  anyStates,
  bertrand,
  ended,
  genevieve,
  hana,
  ines,
  marc,
  ofCohort,
  onRope,
  paused,
  rope,
  sofia,
  yann,
} from '../members.js';

const names = (audience: Audience, author = 'ines') => readersOf(audience, author, rope).map(({ person }) => person);

describe('who is in an audience', () => {
  it('self: the author and nobody else, not even the person accompanied', () => {
    assert.deepEqual(names({ kind: 'self' }), ['ines']);
    assert.deepEqual(names({ kind: 'self' }, 'marc'), ['marc']);
  });

  it('pair: the person and the one of that relation', () => {
    assert.deepEqual(names({ kind: 'pair', relation: marc.id }), ['ines', 'marc']);
    assert.deepEqual(names({ kind: 'pair', relation: bertrand.id }), ['ines', 'bertrand']);
    assert.deepEqual(names({ kind: 'pair', relation: 'm-nobody' }), ['ines']);
  });

  it('guides: coach, mentor and tutor, without the sponsor', () => {
    assert.deepEqual(names({ kind: 'guides' }), ['ines', 'marc', 'genevieve', 'yann']);
  });

  it('guides: with the sponsor whose signed frame says so, and only the sponsor', () => {
    const framed: Reader = { ...bertrand, readsGuides: true };
    assert.equal(isInAudience({ kind: 'guides' }, 'ines', framed), true);
    assert.equal(isInAudience({ kind: 'circle' }, 'ines', framed), false);
    assert.equal(isInAudience({ kind: 'guides' }, 'ines', { ...hana, readsGuides: true }), false);
    assert.equal(isInAudience({ kind: 'guides' }, 'ines', { ...framed, state: 'paused' }), false);
  });

  it('circle: every active member except sponsor and cohort', () => {
    assert.deepEqual(names({ kind: 'circle' }), ['ines', 'marc', 'genevieve', 'yann', 'sofia', 'hana']);
  });

  it('cohort: the person and that cohort, no other cohort, no circle', () => {
    assert.deepEqual(names({ kind: 'cohort', cohort: 'autumn' }), ['ines', 'lea']);
    assert.deepEqual(names({ kind: 'cohort', cohort: 'spring' }), ['ines']);
  });

  it('chosen: the person and the list, but nobody who is paused or has left', () => {
    const list = [hana, bertrand, paused, ended].map(({ id }) => id);
    assert.deepEqual(names({ kind: 'chosen', members: list }), ['ines', 'hana', 'bertrand']);
  });

  it('is decided by membership, not by having written it', () => {
    assert.equal(isInAudience({ kind: 'guides' }, 'hana', hana), false);
  });
});

describe('a membership that is not active', () => {
  it('reads nothing at all, from the moment it is paused or ended', () => {
    fc.assert(
      fc.property(
        anyAudience,
        anyMember,
        fc.constantFrom<Reader['state']>('paused', 'ended'),
        (audience, reader, state) => {
          const out = { ...reader, state };
          assert.equal(isInAudience(audience, reader.person, out), false);
          assert.equal(canReadSpace(spaceOf('j', audience, reader.person), out), false);
          assert.equal(canReadSpace('j/path', out), false);
        },
      ),
    );
  });

  it('is ended by the person for anybody, and by everybody for themself', () => {
    assert.equal(canEndMembership(hana, ines), true);
    assert.equal(canEndMembership(hana, hana), true);
    assert.equal(canEndMembership(paused, paused), true);
    assert.equal(canEndMembership(ines, ines), true);
    for (const other of [marc, genevieve, yann, sofia, bertrand]) assert.equal(canEndMembership(hana, other), false);
    assert.equal(canEndMembership(ended, ines), false);
    assert.equal(canEndMembership(hana, { ...ines, state: 'ended' }), false);
  });
});

describe('narrower or the same', () => {
  it('is so for an audience and itself', () => {
    fc.assert(
      fc.property(anyAudience, anyMember, (audience, author) => {
        assert.ok(isNarrowerOrSame(audience, audience, author.person, rope));
      }),
    );
  });

  it('is carried from one to the next', () => {
    fc.assert(
      fc.property(anyAudience, anyAudience, anyAudience, anyMember, anyStates, (a, b, c, author, members) => {
        if (!isNarrowerOrSame(a, b, author.person, members) || !isNarrowerOrSame(b, c, author.person, members)) return;
        assert.ok(isNarrowerOrSame(a, c, author.person, members));
      }),
    );
  });

  it('means that nobody new reads', () => {
    fc.assert(
      fc.property(anyAudience, anyAudience, anyMember, anyStates, (next, current, author, members) => {
        const before = new Set(readersOf(current, author.person, members));
        const isNarrower = readersOf(next, author.person, members).every((reader) => before.has(reader));
        assert.equal(isNarrowerOrSame(next, current, author.person, members), isNarrower);
      }),
    );
  });
});

describe('the words of a contribution', () => {
  const words = { by: 'hana', audience: { kind: 'circle' } as const };
  const readers = (item: Parameters<typeof canReadWords>[0]) =>
    onRope.filter((reader) => canReadWords(item, reader)).map(({ person }) => person);

  it('are read by its audience', () => {
    assert.deepEqual(readers(words), ['ines', 'marc', 'genevieve', 'yann', 'sofia', 'hana']);
    assert.equal(canReadWords(words, ofCohort), false);
  });

  it('are left to their author and to the person who hid them', () => {
    assert.deepEqual(readers({ ...words, hiddenAt: '2026-11-12T10:00:00.000Z' }), ['ines', 'hana']);
    assert.equal(canReadWords({ ...words, hiddenAt: '2026-11-12T10:00:00.000Z' }, { ...hana, state: 'ended' }), false);
  });

  it('are nobody’s once withdrawn', () => {
    assert.deepEqual(
      readers({ ...words, withdrawnAt: '2026-11-12T10:00:00.000Z', hiddenAt: '2026-11-12T10:00:00.000Z' }),
      [],
    );
  });
});
