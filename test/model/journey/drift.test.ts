import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AdaptedJourney, type Drift, driftOf } from '../../../src/model/journey/drift.js';
import type { Adaptation } from '../../../src/model/journey/adaptation.js';
import { adaptation } from '../support/journeys.js';
import { realTemplate } from '../support/templates.js';

const template = realTemplate();
const target = 'one-to-ones';

const how: Record<Drift, readonly Partial<Adaptation>[]> = {
  'as-planned': [],
  later: [{ op: 'move', week: 7 }],
  earlier: [{ op: 'move', week: 4 }],
  skipped: [{ op: 'skip' }],
  replaced: [{ op: 'replace', content: { title: 'Own', instructions: 'Own' } }],
};
let made = 0;
const journey = (drift: Drift): AdaptedJourney => ({
  id: `j${made++}`,
  template: template.id,
  version: template.version,
  adaptations: how[drift].map((fields) => adaptation({ id: 'a', op: 'move', target, ...fields })),
});
const journeys = (counts: Partial<Record<Drift, number>>): readonly AdaptedJourney[] =>
  Object.entries(counts).flatMap(([drift, count]) => Array.from({ length: count }, () => journey(drift as Drift)));
const drift = (counts: Partial<Record<Drift, number>>, group?: number) =>
  driftOf(template, journeys(counts), { group }).find(({ step }) => step === target);

test('41 % move this step later', () => {
  const found = drift({ later: 7, 'as-planned': 10 });
  assert.equal(Math.round((found?.shares.get('later') ?? 0) * 100), 41);
  assert.deepEqual([found?.journeys, found?.isNudge, found?.shares.size], [17, true, 2]);
});

test('every step of the template is told of, in its order', () => {
  assert.deepEqual(
    driftOf(template, journeys({ 'as-planned': 5 })).map(({ step }) => step),
    template.steps.map(({ id }) => id),
  );
});

test('nothing is told of four journeys, nor of fewer than a greater group asked for; less than five is never enough', () => {
  assert.equal(drift({ later: 4 }), undefined);
  assert.equal(drift({ later: 4 }, 1), undefined);
  assert.equal(drift({ later: 5 })?.shares.get('later'), 1);
  assert.equal(drift({ later: 7 }, 8), undefined);
});

test('only journeys of this version count', () => {
  const own = journeys({ later: 5 });
  const found = driftOf(template, [
    ...own,
    ...own.map((one) => ({ ...one, version: '1.2.0' })),
    ...own.map((one) => ({ ...one, template: 'other' })),
  ]);
  assert.equal(found[0]?.journeys, 5);
});

test('a share that would tell of fewer than five by subtraction is not given', () => {
  assert.deepEqual([...(drift({ later: 16, skipped: 4 })?.shares ?? [])], []);
  assert.deepEqual([...(drift({ later: 6, 'as-planned': 10, skipped: 4 })?.shares ?? [])], [['as-planned', 0.5]]);
  assert.deepEqual(
    [...(drift({ later: 5, 'as-planned': 5, skipped: 3, earlier: 2, replaced: 5 })?.shares.keys() ?? [])].toSorted(),
    ['as-planned', 'later', 'replaced'],
  );
});

test('of two equal shares the same one gives way, whoever is counted first', () => {
  const list = journeys({ later: 5, 'as-planned': 5, skipped: 3 });
  for (const order of [list, list.toReversed()]) {
    assert.deepEqual(
      [
        ...(driftOf(template, order)
          .find(({ step }) => step === target)
          ?.shares.keys() ?? []),
      ],
      ['as-planned'],
    );
  }
});

test('the author is asked to look from ten journeys on, when three in ten skip or move the step', () => {
  assert.equal(drift({ later: 2, skipped: 1, 'as-planned': 7 })?.isNudge, true);
  assert.equal(drift({ later: 1, earlier: 1, skipped: 1, 'as-planned': 7 })?.isNudge, true);
  assert.equal(drift({ earlier: 2, replaced: 3, 'as-planned': 5 })?.isNudge, false);
  assert.equal(drift({ later: 9 })?.isNudge, false);
});

test('a journey that is new since cannot be read off: the figures stay until the difference is a group', () => {
  const first = journeys({ later: 5, 'as-planned': 5 });
  const drifts = driftOf(template, first);
  const shown = { drifts, counted: new Set(first.map(({ id }) => id)) };
  const then = (added: readonly AdaptedJourney[], of = first) =>
    driftOf(template, [...of, ...added], { before: [shown] });
  assert.deepEqual(then(journeys({ later: 1 })), drifts);
  assert.deepEqual(then([], first.slice(1)), drifts, 'nor can who left');
  assert.equal(then(journeys({ later: 5 }))[0]?.journeys, 15);
  assert.equal(then([])[0]?.journeys, 10);
});

test('a move that is overridden by another does not count twice', () => {
  const twice = {
    ...journey('later'),
    adaptations: [
      adaptation({ id: 'a', op: 'move', target, week: 7 }),
      adaptation({ id: 'b', op: 'move', target, week: 5 }),
    ],
  };
  assert.equal(
    driftOf(
      template,
      Array.from({ length: 5 }, () => twice),
    )
      .find(({ step }) => step === target)
      ?.shares.get('as-planned'),
    1,
  );
});

test('property: each share given, and what is left of the whole, is nobody or a group of five', () => {
  const count = fc.integer({ min: 0, max: 12 });
  let told = 0;
  fc.assert(
    fc.property(
      fc.record({ 'as-planned': count, later: count, earlier: count, skipped: count, replaced: count }),
      (counts) => {
        const found = drift(counts);
        const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
        if (total < 5) return assert.equal(found, undefined);
        const shown = [...(found?.shares ?? [])].map(
          ([name, share]) => [counts[name], Math.round(share * total)] as const,
        );
        for (const [real, shownCount] of shown) assert.ok(real === shownCount && shownCount >= 5);
        const rest = shown.reduce((left, [, one]) => left - one, total);
        assert.ok(rest === 0 || rest >= 5, `${rest} are left`);
        told += shown.length;
      },
    ),
    { numRuns: 150, seed: 3 },
  );
  assert.ok(told > 150);
});
