import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ValidationError } from '../../src/errors.js';
import { alliancePulse } from '../../src/insight/alliance.js';
import { proposeLoad } from '../../src/insight/coach-load.js';
import { compareCost } from '../../src/insight/cost-comparison.js';
import { feedbackCompleteness } from '../../src/insight/feedback-completeness.js';
import { goalAttainment } from '../../src/insight/goal-attainment.js';
import { ifThenShares, transferShares } from '../../src/insight/practice-shares.js';
import { differenceOf, proportionOf } from '../../src/insight/proportion.js';
import { rhythmOf } from '../../src/insight/rhythm.js';
import { servedRates } from '../../src/insight/served-rate.js';
import { instantOf } from '../../src/model/value/time.js';

const dayMs = 86_400_000;
const now = Date.parse('2026-11-16T09:00:00Z');
const daysAgo = (...days: readonly number[]) => days.map((day) => instantOf(now - day * dayMs));

describe('rhythm', () => {
  it('has none before the first act', () => {
    assert.equal(rhythmOf([], now), undefined);
    assert.equal(rhythmOf([instantOf(now + 1)], now), undefined);
  });

  it('measures against three days when the person is faster than that', () => {
    const rhythm = rhythmOf(daysAgo(4, 5, 6, 7), now);
    assert.deepEqual(rhythm, { state: 'in-rhythm', days: 4, usualDays: 3, ratio: 4 / 3 });
  });

  it('slows at one and a half times the own pace and is quiet at three times', () => {
    const weekly = (days: number) => rhythmOf(daysAgo(days, days + 10, days + 20, days + 30), now)?.state;
    assert.deepEqual([14.99, 15, 29.99, 30].map(weekly), ['in-rhythm', 'slowing', 'slowing', 'quiet']);
  });

  it('takes the median of the last eight gaps and forgets older ones', () => {
    const gaps = [40, 40, 40, 4, 4, 4, 4, 6, 6, 6, 6];
    const ages = gaps.reduceRight<number[]>((list, gap) => [...list, (list.at(-1) ?? 0) + gap], [1]);
    assert.equal(rhythmOf(daysAgo(...ages), now)?.usualDays, 5);
  });

  it('does not depend on the order of the acts', () => {
    assert.deepEqual(rhythmOf(daysAgo(9, 2, 20, 5), now), rhythmOf(daysAgo(2, 5, 9, 20), now));
  });
});

describe('goal attainment T', () => {
  const equal = (...levels: readonly (-2 | -1 | 0 | 1 | 2)[]) =>
    levels.map((level) => ({ importance: 1, difficulty: 1, level }));
  const weighted = (...levels: readonly (-2 | -1 | 0 | 1 | 2)[]) => {
    const weights = [
      [3, 2],
      [3, 3],
      [1, 2],
    ] as const;
    return levels.map((level, index) => ({
      importance: weights[index]?.[0] ?? 0,
      difficulty: weights[index]?.[1] ?? 0,
      level,
    }));
  };
  const rounded = (value: number | undefined) => value?.toFixed(2);

  it('vector: equal weights at 0, 1, 1 give 59.13', () =>
    assert.equal(rounded(goalAttainment(equal(0, 1, 1))), '59.13'));
  it('vector: weights 6, 9, 2 at -2, -1, -1 give 32.43', () =>
    assert.equal(rounded(goalAttainment(weighted(-2, -1, -1))), '32.43'));
  it('vector: weights 6, 9, 2 at -1, -1, 0 give 38.54', () =>
    assert.equal(rounded(goalAttainment(weighted(-1, -1, 0))), '38.54'));
  it('vector: all reached give 50', () => assert.equal(goalAttainment(weighted(0, 0, 0)), 50));
  it('is undefined without a goal', () => assert.equal(goalAttainment([]), undefined));
});

describe('proportions', () => {
  it('vector: 24 of 30 lies between 0.627 and 0.905', () => {
    const { low, high, share } = proportionOf(24, 30) ?? assert.fail();
    assert.deepEqual([low.toFixed(3), share, high.toFixed(3)], ['0.627', 0.8, '0.905']);
  });

  it('vector: 56 of 70 less 48 of 80 is 0.2, between 0.0524 and 0.3339 (Newcombe 1998)', () => {
    const [a, b] = [proportionOf(56, 70) ?? assert.fail(), proportionOf(48, 80) ?? assert.fail()];
    const { difference, low, high } = differenceOf(a, b);
    assert.deepEqual([difference.toFixed(4), low.toFixed(4), high.toFixed(4)], ['0.2000', '0.0524', '0.3339']);
  });

  it('stays inside 0 and 1 and holds the share', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const proportion = proportionOf(Math.min(a, b), Math.max(a, b));
        if (!proportion) return;
        assert.ok(0 <= proportion.low && proportion.low <= proportion.share);
        assert.ok(proportion.share <= proportion.high && proportion.high <= 1);
      }),
    );
  });

  it('is undefined of nothing and refuses what are not counts', () => {
    assert.equal(proportionOf(0, 0), undefined);
    for (const [part, whole] of [
      [2, 1],
      [-1, 3],
      [0.5, 3],
      [1, Number.NaN],
    ] as const) {
      assert.throws(() => proportionOf(part, whole), ValidationError);
    }
  });
});

describe('served rate', () => {
  it('counts words read at least seven days ago, per place', () => {
    const read = (place: string, days: number | undefined, served: boolean) => ({
      place,
      readAt: days === undefined ? undefined : instantOf(now - days * dayMs),
      served,
    });
    const rates = servedRates(
      [
        read('delegate', 7, true),
        read('delegate', 8, false),
        read('delegate', 6.9, true),
        read('delegate', undefined, false),
        read('feedback', 30, true),
      ],
      now,
    );
    assert.deepEqual(
      [...rates].map(([place, { part, whole }]) => [place, part, whole]),
      [
        ['delegate', 1, 2],
        ['feedback', 1, 1],
      ],
    );
  });
});

describe('alliance', () => {
  const coachee = { goal: 5, way: 4, bond: 3 };
  it('shows nothing until both sides have answered', () => {
    assert.equal(alliancePulse(coachee, undefined), undefined);
    assert.equal(alliancePulse(undefined, coachee), undefined);
  });
  it('gives both means and what lies between them', () => {
    assert.deepEqual(alliancePulse(coachee, { goal: 5, way: 5, bond: 5 }), { coachee: 4, guide: 5, difference: -1 });
  });
});

describe('coach load', () => {
  const marc = { coach: 'marc', limit: 27, assigned: 26.5 };
  const others = [
    { coach: 'full', limit: 27, assigned: 26 },
    { coach: 'ada', limit: 20, assigned: 18 },
    marc,
    { coach: 'eve', limit: 27, assigned: 10 },
    { coach: 'bob', limit: 27, assigned: 12 },
  ];

  it('[A-CL-2] refuses 1.5 units beside 26.5 of 27, with the reason and two coaches with room', () => {
    assert.deepEqual(proposeLoad(1.5, marc, others), {
      accepted: false,
      reason: 'over-limit',
      limit: 27,
      assigned: 26.5,
      proposed: 1.5,
      withRoom: [others[3], others[4]],
    });
  });

  it('accepts up to the limit itself, exactly', () => {
    assert.deepEqual(proposeLoad(0.5, marc, others), { accepted: true, assigned: 27 });
    assert.equal(proposeLoad(0.1, { coach: 'a', limit: 0.3, assigned: 0.2 }, []).accepted, true);
  });

  it('names nobody when nobody has room', () => {
    const verdict = proposeLoad(30, marc, others);
    assert.deepEqual(verdict.accepted ? assert.fail() : verdict.withRoom, []);
  });
});

describe('cost comparison', () => {
  const question = { budget: 36_000, sessionPrice: 360, sessionsPerPerson: 10, pricePerMonth: 129, months: 6 };

  it('[A-HR-4] 36 000 pays ten people by the session and 46 by the month', () => {
    assert.deepEqual(compareCost(question), {
      bySession: { people: 10, perPerson: 3_600 },
      byMonth: { people: 46, perPerson: 774 },
    });
  });

  it('loses nobody to binary fractions', () => {
    const answer = compareCost({ ...question, budget: 0.3, sessionPrice: 0.1, sessionsPerPerson: 1 });
    assert.equal(answer.bySession.people, 3);
  });

  it('refuses what costs nothing', () => {
    assert.throws(
      () => compareCost({ ...question, months: 0, budget: -1 }),
      (error: unknown) =>
        error instanceof ValidationError && error.issues.map(({ path }) => path).join() === 'budget,months',
    );
  });
});

describe('if-then plans and transfer', () => {
  it('counts plans that were tried, and those that worked among those whose outcome was told', () => {
    const shares = ifThenShares([
      { tried: [] },
      { tried: [{}] },
      { tried: [{ worked: false }, { worked: true }] },
      { tried: [{ worked: false }] },
    ]);
    assert.deepEqual(
      [shares.tried?.part, shares.tried?.whole, shares.worked?.part, shares.worked?.whole],
      [3, 4, 1, 2],
    );
    assert.deepEqual(ifThenShares([]), { tried: undefined, worked: undefined });
  });

  it('says what became of a harvest and what got in the way', () => {
    const shares = transferShares([
      { outcome: 'used' },
      { outcome: 'not-used', obstacle: 'no-time' },
      { outcome: 'dropped', obstacle: 'no-support' },
      { outcome: 'not-used', obstacle: 'no-support' },
    ]);
    assert.deepEqual(
      Object.entries(shares?.outcomes ?? {}).map(([name, { part, whole }]) => [name, part, whole]),
      [
        ['used', 1, 4],
        ['not-used', 2, 4],
        ['dropped', 1, 4],
      ],
    );
    assert.deepEqual(shares?.obstacles, [
      ['no-support', 2],
      ['no-time', 1],
    ]);
    assert.equal(transferShares([]), undefined);
  });
});

describe('completeness of feedback', () => {
  const form = {
    moment: 'Hier en réunion',
    saw: 'tu as laissé Pau finir',
    effect: 'il a proposé une date',
    next: 'recommence lundi',
  };

  it('[A-COM-2] "Tu es trop contrôlante" lacks a moment first, then an act', () => {
    assert.deepEqual(feedbackCompleteness({ text: 'Tu es trop contrôlante' }), {
      score: 1,
      missing: ['moment', 'act', 'effect', 'next'],
    });
  });

  it('is five of five when all four lines are written to the person', () => {
    assert.deepEqual(feedbackCompleteness({ text: 'Merci', form }), { score: 5, missing: [] });
  });

  it('sees a trait where an act should be, in both languages', () => {
    for (const saw of [
      'Vous êtes toujours en retard',
      "You're such a perfectionist",
      'You are too kind',
      "T'es une battante",
    ]) {
      assert.deepEqual(feedbackCompleteness({ text: 'x', form: { ...form, saw } }).missing, ['act'], saw);
    }
    for (const saw of ['You are on time', 'Tu es venue me voir', 'You said yes']) {
      assert.deepEqual(feedbackCompleteness({ text: 'x', form: { ...form, saw } }).missing, [], saw);
    }
  });

  it('notices words about somebody rather than to them', () => {
    const about = { moment: 'Monday', saw: 'she let Pau finish', effect: 'he spoke', next: 'again' };
    assert.deepEqual(feedbackCompleteness({ text: 'She did well', form: about }).missing, ['to-person']);
  });

  it('reads 20 000 hostile letters in a moment', () => {
    const started = performance.now();
    feedbackCompleteness({ text: 'tu es '.repeat(3_333) });
    assert.ok(performance.now() - started < 200);
  });
});
