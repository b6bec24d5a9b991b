import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Audience, Reader } from '../../../src/model/access/audience.js';
import { isInAudience } from '../../../src/model/access/audience.js';
import {
  judgeAudienceChange,
  keepingAuthor,
  unfitReaders,
  widensAudience,
} from '../../../src/model/access/audience-change.js';
import { parseEntity } from '../../../src/model/entity.js';
import { outcomeOf } from '../../../src/model/access/move-outcome.js';
import { type MoveProposal, withAnswer } from '../../../src/model/access/move-proposal.js';
import type { PermissionObject } from '../../../src/model/access/permissions.js';
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

const circle: Audience = { kind: 'circle' };
const guides: Audience = { kind: 'guides' };
const self: Audience = { kind: 'self' };
const pairWith = ({ id }: Reader): Audience => ({ kind: 'pair', relation: id });
const only = (...members: readonly Reader[]): Audience => ({ kind: 'chosen', members: members.map(({ id }) => id) });

const judge = (asker: Reader, author: Reader, from: Audience, to: Audience, object: PermissionObject = 'topic') =>
  judgeAudienceChange({ item: { by: author.person, audience: from }, object, to, asker, members: rope });

describe('a wider audience', () => {
  const isWider = (next: Audience, current: Audience, author = ines, members: readonly Reader[] = rope) =>
    widensAudience(next, current, author.person, members);

  it('goes from the pair outwards', () => {
    assert.equal(isWider(guides, pairWith(marc)), true);
    assert.equal(isWider(circle, guides), true);
    assert.equal(isWider(pairWith(marc), guides), false);
    assert.equal(isWider(guides, circle), false);
    assert.equal(isWider(self, circle), false);
  });

  it('counts those who will come, though the names of today are the same', () => {
    const everybody = only(...onRope.filter((reader) => isInAudience(circle, 'ines', reader)));
    const members = onRope.filter(({ state }) => state === 'active');
    assert.equal(isWider(circle, everybody, ines, members), true);
    assert.equal(isWider(everybody, circle, ines, members), false);
  });

  it('counts those who are paused, and not those who have left', () => {
    assert.equal(isWider(only(hana, paused), only(hana)), true);
    assert.equal(isWider(only(hana, ended), only(hana)), false);
  });

  it('counts a cohort as others than the circle', () => {
    assert.equal(isWider({ kind: 'cohort', cohort: 'autumn' }, circle), true);
    assert.equal(isWider(circle, { kind: 'cohort', cohort: 'autumn' }), true);
    assert.equal(isWider({ kind: 'cohort', cohort: 'spring' }, { kind: 'cohort', cohort: 'autumn' }), true);
  });

  it('counts the sponsor whose frame opens the guides', () => {
    const framed = rope.map((reader) => (reader === bertrand ? { ...reader, readsGuides: true } : reader));
    assert.equal(isWider(guides, circle, ines, framed), true);
  });

  it('does not count the author, who reads their own anyway', () => {
    assert.equal(isWider(self, pairWith(marc), hana), false);
  });

  it('is never an audience that is wider than itself', () => {
    fc.assert(
      fc.property(anyAudience, anyMember, (audience, author) => {
        assert.equal(widensAudience(audience, audience, author.person, rope), false);
      }),
    );
  });
});

describe('narrowing', () => {
  it('is the author’s, at once', () => {
    assert.deepEqual(judge(ines, ines, circle, pairWith(marc)), { may: 'yes' });
    assert.deepEqual(judge(hana, hana, circle, only(hana, sofia)), { may: 'yes' });
  });

  it('is the person’s for anybody’s answer, topic, synthesis and harvest', () => {
    for (const object of ['answer', 'topic', 'synthesis', 'harvest'] as const) {
      assert.deepEqual(judge(ines, hana, circle, guides, object), { may: 'yes' });
    }
  });

  it('is not the person’s for what the table does not give them', () => {
    for (const object of ['served', 'challenge', 'alliance-pulse'] as const) {
      assert.deepEqual(judge(ines, marc, circle, guides, object), { may: 'no', why: 'not-yours' });
    }
  });

  it('does not reach what its author keeps to themself', () => {
    assert.deepEqual(judge(ines, marc, self, guides), { may: 'no', why: 'not-yours' });
  });

  it('keeps its author inside', () => {
    assert.deepEqual(judge(hana, hana, circle, guides), { may: 'no', why: 'author-outside' });
    assert.deepEqual(judge(hana, hana, circle, only(sofia)), { may: 'no', why: 'author-outside' });
  });

  it('is nobody else’s', () => {
    for (const other of [genevieve, sofia, bertrand, ofCohort]) {
      assert.deepEqual(judge(other, hana, circle, guides), { may: 'no', why: 'not-yours' });
    }
  });
});

describe('[WD3] the author of words that fewer are to read', () => {
  const active = (members: readonly Reader[]): readonly Reader[] =>
    members.map((member) => ({ ...member, state: 'active' as const }));

  it('is named beside those who read on', () => {
    assert.deepEqual(keepingAuthor(pairWith(hana), 'sofia', rope), only(hana, sofia));
    assert.deepEqual(keepingAuthor(guides, 'hana', rope), only(marc, genevieve, yann, hana));
    assert.deepEqual(keepingAuthor(only(marc), 'hana', rope), only(marc, hana));
  });

  it('changes nothing where they are inside, or nobody signs it', () => {
    for (const [audience, author] of [
      [circle, 'hana'],
      [guides, 'marc'],
      [only(hana, sofia), 'hana'],
      [pairWith(marc), 'ines'],
      [guides, ''],
    ] as const) {
      assert.deepEqual(keepingAuthor(audience, author, rope), audience);
    }
  });

  it('reads on with the person accompanied alone where more are inside than can be named', () => {
    const many = Array.from({ length: 24 }, (_, at): Reader => ({
      id: `m-${at}`,
      person: `mentor-${at}`,
      role: 'mentor',
      state: 'active',
    }));
    assert.deepEqual(keepingAuthor(guides, 'hana', [ines, hana, ...many]), pairWith(hana));
    assert.deepEqual(keepingAuthor(guides, 'hana', [ines, hana, ...many.slice(1)]), only(...many.slice(1), hana));
  });

  it('finds them again who rests, and who has left and comes back', () => {
    for (const away of [paused, ended]) {
      const kept = keepingAuthor(only(marc), away.person, rope);
      assert.ok(isInAudience(kept, away.person, { ...away, state: 'active' }));
    }
  });

  it('is always inside, and nobody reads who did not, but them', () => {
    fc.assert(
      fc.property(anyAudience, anyMember, anyStates, (audience, author, members) => {
        if (audience.kind === 'self' || audience.kind === 'cohort') return;
        const kept = keepingAuthor(audience, author.person, members);
        const place = active(members).find(({ id }) => id === author.id);
        assert.ok(place && isInAudience(kept, author.person, place));
        for (const member of active(members)) {
          if (member.person !== author.person && isInAudience(kept, author.person, member))
            assert.ok(isInAudience(audience, author.person, member), member.id);
        }
      }),
    );
  });
});

describe('widening', () => {
  it('is the person’s alone for their own words', () => {
    assert.deepEqual(judge(ines, ines, pairWith(marc), circle), { may: 'yes' });
  });

  it('takes the person’s yes when the author wants it', () => {
    assert.deepEqual(judge(hana, hana, pairWith(hana), circle), { may: 'ask', whose: ['coachee'] });
  });

  it('takes the author’s yes when the person wants it', () => {
    assert.deepEqual(judge(ines, hana, pairWith(hana), circle), { may: 'ask', whose: ['author'] });
  });
});

describe('the coach', () => {
  it('proposes a move, wider or narrower, and performs none', () => {
    assert.deepEqual(judge(marc, hana, guides, circle), { may: 'ask', whose: ['author', 'coachee'] });
    assert.deepEqual(judge(marc, hana, circle, guides), { may: 'ask', whose: ['author', 'coachee'] });
    assert.deepEqual(judge(marc, ines, circle, guides), { may: 'ask', whose: ['author'] });
  });

  it('proposes nothing for what they do not read', () => {
    assert.deepEqual(judge(marc, hana, pairWith(hana), circle), { may: 'no', why: 'not-yours' });
  });

  it('moves their own words as any author does', () => {
    assert.deepEqual(judge(marc, marc, circle, guides), { may: 'yes' });
    assert.deepEqual(judge(marc, marc, guides, circle), { may: 'ask', whose: ['coachee'] });
  });
});

describe('an audience that does not fit the item', () => {
  const unfit = (object: PermissionObject, audience: Audience) =>
    unfitReaders(object, audience, 'ines', onRope).map(({ role }) => role);
  const cohort: Audience = { kind: 'cohort', cohort: 'autumn' };

  it('names a sponsor under anything but a topic or a goal', () => {
    const withSponsor = only(hana, bertrand);
    for (const object of ['answer', 'challenge', 'synthesis', 'harvest'] as const)
      assert.deepEqual(unfit(object, withSponsor), ['sponsor']);
    assert.deepEqual(unfit('topic', withSponsor), []);
    assert.deepEqual(unfit('goal', only(bertrand)), []);
  });

  it('gives a cohort anything but a topic', () => {
    for (const object of ['answer', 'challenge', 'synthesis', 'harvest', 'goal'] as const)
      assert.deepEqual(unfit(object, cohort), ['cohort']);
    assert.deepEqual(unfit('topic', cohort), []);
  });

  it('shows a goal or a rating to the circle', () => {
    assert.deepEqual(unfit('goal', circle), ['peer', 'companion']);
    assert.deepEqual(unfit('goal', guides), []);
  });

  it('is refused to everybody', () => {
    assert.deepEqual(judge(marc, marc, self, guides, 'guide-note'), { may: 'no', why: 'not-for-them' });
    for (const asker of [ines, hana]) {
      assert.deepEqual(judge(asker, asker, circle, only(hana, bertrand), 'challenge'), {
        may: 'no',
        why: 'not-for-them',
      });
    }
  });

  it('is none of those who read for themselves alone', () => {
    for (const object of ['answer', 'self-reflection', 'guide-note'] as const)
      assert.deepEqual(unfit(object, self), []);
  });
});

describe('any change of audience', () => {
  it('needs an active membership', () => {
    assert.deepEqual(judge(paused, paused, circle, self), { may: 'no', why: 'not-active' });
    assert.deepEqual(judge({ ...ines, state: 'ended' }, ines, circle, self), { may: 'no', why: 'not-active' });
  });

  it('names nobody who is not in the journey', () => {
    assert.deepEqual(judge(ines, ines, circle, pairWith(ended)), { may: 'no', why: 'nobody-there' });
    assert.deepEqual(judge(ines, ines, circle, { kind: 'chosen', members: [marc.id, 'm-claire'] }), {
      may: 'no',
      why: 'nobody-there',
    });
    assert.deepEqual(judge(ines, ines, circle, only(ines, marc)), { may: 'yes' });
  });

  it('gives nobody new a text without a yes of its author and of the person', () => {
    fc.assert(
      fc.property(anyMember, anyMember, anyAudience, anyAudience, (asker, author, from, to) => {
        const verdict = judge(asker, author, from, to);
        const agreed = new Set([
          asker.person === author.person ? 'author' : '',
          asker.role === 'coachee' ? 'coachee' : '',
        ]);
        if (author.role === 'coachee' && agreed.has('author')) agreed.add('coachee');
        if (verdict.may === 'ask') for (const who of verdict.whose) agreed.add(who);
        if (author.role === 'coachee' && agreed.has('author')) agreed.add('coachee');
        if (verdict.may === 'no' || !widensAudience(to, from, author.person, rope)) return;
        assert.ok(agreed.has('author') && agreed.has('coachee'), JSON.stringify(verdict));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a proposed move', () => {
  const proposal: MoveProposal = {
    id: 'p1',
    item: 'c1',
    by: 'marc',
    at: '2026-11-12T10:00:00.000Z',
    from: pairWith(hana),
    to: circle,
    answers: [],
  };
  const item = { by: 'hana', audience: pairWith(hana) };
  const answer = (person: string, isYes: boolean) => ({ person, isYes, at: '2026-11-12T11:00:00.000Z' });
  const after = (...answers: readonly ReturnType<typeof answer>[]) =>
    outcomeOf(answers.reduce(withAnswer, proposal), item, 'ines');

  it('is agreed when the author and the person have said yes, in any order', () => {
    assert.equal(after(), 'waiting');
    assert.equal(after(answer('hana', true)), 'waiting');
    assert.equal(after(answer('ines', true)), 'waiting');
    assert.equal(after(answer('ines', true), answer('hana', true)), 'agreed');
  });

  it('is declined by one no', () => {
    assert.equal(after(answer('ines', true), answer('hana', false)), 'declined');
    assert.equal(after(answer('ines', false)), 'declined');
  });

  it('lets everybody change their mind', () => {
    assert.equal(after(answer('hana', false), answer('ines', true), answer('hana', true)), 'agreed');
    assert.equal(after(answer('hana', true), answer('hana', false), answer('ines', true)), 'declined');
  });

  it('does not hear anybody else, nor its proposer for them', () => {
    assert.equal(after(answer('marc', true), answer('sofia', true), answer('ines', true)), 'waiting');
    assert.equal(after(answer('marc', false), answer('ines', true), answer('hana', true)), 'agreed');
  });

  it('holds the yes of a proposer who is one of the two', () => {
    const own = { ...proposal, by: 'hana' };
    assert.equal(outcomeOf(own, item, 'ines'), 'waiting');
    assert.equal(outcomeOf(withAnswer(own, answer('ines', true)), item, 'ines'), 'agreed');
    assert.equal(outcomeOf(withAnswer(own, answer('hana', false)), item, 'ines'), 'declined');
  });

  it('takes one yes when the person wrote it', () => {
    const hers = { by: 'ines', audience: pairWith(hana) };
    assert.equal(outcomeOf(withAnswer(proposal, answer('ines', true)), hers, 'ines'), 'agreed');
  });

  it('is outdated once the item has other readers, for a yes was for those', () => {
    const agreed = [answer('hana', true), answer('ines', true)].reduce(withAnswer, proposal);
    assert.equal(outcomeOf(agreed, { ...item, audience: guides }, 'ines'), 'outdated');
    assert.equal(
      outcomeOf({ ...agreed, from: only(hana, sofia) }, { ...item, audience: only(sofia, hana) }, 'ines'),
      'agreed',
    );
  });

  it('is not changed by an answer: there is a new one', () => {
    withAnswer(proposal, answer('hana', true));
    assert.deepEqual(proposal.answers, []);
    assert.deepEqual(parseEntity('moveProposal', proposal), proposal);
  });
});
