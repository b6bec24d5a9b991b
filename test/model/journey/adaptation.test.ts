import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CordeeError, ValidationError } from '../../../src/errors.js';
import type { Adaptation } from '../../../src/model/journey/adaptation.js';
import type { Outcome } from '../../../src/model/journey/planned-step.js';
import { type PlannedPath, planOf, stepIn } from '../../../src/model/journey/path.js';
import { parseInFull } from '../../../src/model/record-in-full.js';
import { adaptation, anyAdaptations, deepFreeze, startedOn } from '../support/journeys.js';
import { realTemplate } from '../support/templates.js';

const template = deepFreeze(realTemplate());
const plan = (...adaptations: readonly Adaptation[]): PlannedPath =>
  planOf(template, deepFreeze(adaptations), startedOn);
const outcomes = (made: PlannedPath): Record<string, Outcome> => Object.fromEntries(made.outcomes);
const idsFrom = (made: PlannedPath, from: string, count: number): readonly string[] => {
  const ids = made.steps.map(({ id }) => id);
  return ids.slice(ids.indexOf(from), ids.indexOf(from) + count);
};
const own = { title: 'Call three customers', instructions: 'Ring, and listen.' };

test('without adaptations the path is the template, each step planned for the first day of its week', () => {
  const made = plan();
  assert.deepEqual(
    made.steps.map(({ step }) => step),
    template.steps,
  );
  assert.deepEqual(
    made.steps.slice(0, 4).map(({ plannedFor }) => plannedFor),
    ['2026-09-07', '2026-09-07', '2026-09-14', '2026-09-21'],
  );
  assert.ok(
    made.steps.every(
      ({ state, origin, adaptations }) => state === 'planned' && origin === 'template' && adaptations.length === 0,
    ),
  );
  assert.deepEqual([made.template, made.version, made.startedOn], ['first-time-manager', '1.4.0', startedOn]);
});

test('move gives the step another week, and its place on the path', () => {
  const made = plan(adaptation({ id: 'a', op: 'move', target: 'one-to-ones', week: 9 }));
  assert.deepEqual(idsFrom(made, 'hand-over', 3), ['hand-over', 'one-to-ones', 'while-small']);
  const moved = stepIn(made, 'one-to-ones');
  assert.deepEqual(
    [moved?.step.week, moved?.plannedFor, moved?.step.phase, moved?.adaptations],
    [9, '2026-11-02', 'first-pitches', ['a']],
  );
});

test('skip takes the step off the path and keeps it in the plan', () => {
  const made = plan(adaptation({ id: 'a', op: 'skip', target: 'peer-triad' }));
  assert.deepEqual([stepIn(made, 'peer-triad')?.state, stepIn(made, 'peer-triad')?.adaptations], ['skipped', ['a']]);
  assert.equal(made.steps.length, template.steps.length);
});

test('replace puts a step of the coach in the place of the other, in its week and with its audience', () => {
  const made = plan(
    adaptation({ id: 'a', op: 'replace', target: 'hand-over', content: own, reason: 'The team is too small.' }),
  );
  assert.deepEqual(idsFrom(made, 'hand-over', 3), ['hand-over', 'a', 'while-small']);
  assert.equal(stepIn(made, 'hand-over')?.state, 'replaced');
  const replacement = stepIn(made, 'a');
  assert.deepEqual(
    [replacement?.origin, replacement?.state, replacement?.plannedFor],
    ['replacement', 'planned', '2026-10-26'],
  );
  const both = (text: string) => ({ en: text, fr: text });
  assert.deepEqual(replacement?.step, {
    id: 'a',
    phase: 'first-pitches',
    week: 8,
    kind: 'practise',
    owner: 'coachee',
    minutes: 30,
    audience: 'circle',
    goals: ['delegate'],
    title: both('Call three customers'),
    instructions: both('Ring, and listen.'),
    doneWhen: both('Call three customers'),
    why: both('The team is too small.'),
    coachGuide: both('The team is too small.'),
    prompts: [],
    adaptations: [],
  });
});

test('add puts a small step between the two of them after its target, and says all that the coach says', () => {
  const plain = stepIn(plan(adaptation({ id: 'a', op: 'add', target: 'frame', content: own })), 'a');
  assert.deepEqual(
    [
      plain?.origin,
      plain?.step.week,
      plain?.step.kind,
      plain?.step.owner,
      plain?.step.minutes,
      plain?.step.audience,
      plain?.step.goals,
    ],
    ['addition', 1, 'practise', 'coachee', 15, 'pair', []],
  );
  const content = {
    ...own,
    why: 'Why',
    doneWhen: { en: 'Done', fr: 'Fait' },
    coachGuide: 'Guide',
    kind: 'meet',
    owner: 'coach',
    minutes: 2,
    audience: 'guides',
    phase: 'hand-over-the-rope',
    goals: ['feedback'],
    optional: true,
    prompts: [{ id: 'p', role: 'coachee', text: 'What?' }],
    ask: { to: ['peer'], form: 'open', question: { en: 'What?', fr: 'Quoi ?' } },
    ifThen: { if: { en: 'If', fr: 'Si' }, then: { en: 'So', fr: 'Alors' } },
    adaptations: [{ id: 'v', when: { en: 'When', fr: 'Quand' }, change: { en: 'So', fr: 'Ainsi' } }],
  } as const satisfies object;
  const full = stepIn(
    plan(
      adaptation({
        id: 'a',
        op: 'add',
        target: 'frame',
        week: 22,
        content: structuredClone(content) as unknown as NonNullable<Adaptation['content']>,
      }),
    ),
    'a',
  );
  const both = (text: string) => ({ en: text, fr: text });
  assert.deepEqual(full?.step, {
    ...content,
    id: 'a',
    week: 22,
    title: both(own.title),
    instructions: both(own.instructions),
    why: both('Why'),
    coachGuide: both('Guide'),
    prompts: [{ id: 'p', role: 'coachee', text: both('What?') }],
  });
});

test('an added step whose phase the template does not have is in the phase of its target', () => {
  const made = plan(adaptation({ id: 'a', op: 'add', target: 'one-to-ones', content: { ...own, phase: 'summit' } }));
  assert.equal(stepIn(made, 'a')?.step.phase, 'first-pitches');
});

test('use takes a prepared variant, or the words of one that the template has lost', () => {
  const used = plan(adaptation({ id: 'a', op: 'use', target: 'while-small', variant: 'good-only' }));
  assert.deepEqual(
    stepIn(used, 'while-small')?.variant,
    template.steps.find(({ id }) => id === 'while-small')?.adaptations[0],
  );
  const lost = plan(
    adaptation({
      id: 'a',
      op: 'use',
      target: 'while-small',
      variant: 'lost',
      content: { instructions: 'By letter.' },
      reason: 'Far away.',
    }),
  );
  assert.deepEqual(stepIn(lost, 'while-small')?.variant, {
    id: 'lost',
    when: { en: 'Far away.', fr: 'Far away.' },
    change: { en: 'By letter.', fr: 'By letter.' },
  });
  const unknown = plan(adaptation({ id: 'a', op: 'use', target: 'while-small', variant: 'unheard-of' }));
  assert.deepEqual([stepIn(unknown, 'while-small')?.variant, outcomes(unknown)], [undefined, { a: 'unknown-variant' }]);
});

test('soften says the step more gently, lets it be left out, and takes no question away', () => {
  const made = plan(
    adaptation({
      id: 'a',
      op: 'soften',
      target: 'stop-list',
      content: { minutes: 5, phase: 'rope-up', prompts: [{ id: 'regret', role: 'coachee', text: 'Any regret?' }] },
    }),
    adaptation({
      id: 'b',
      op: 'soften',
      target: 'stop-list',
      content: { title: 'One thing to stop', prompts: [{ id: 'extra', role: 'coach', text: 'And you?' }] },
    }),
    adaptation({ id: 'c', op: 'soften', target: 'halfway' }),
    adaptation({ id: 'd', op: 'soften', target: 'peer-triad', content: { minutes: 20, optional: false } }),
  );
  const softened = stepIn(made, 'stop-list');
  assert.deepEqual(
    softened?.step.prompts.map(({ id, text }) => [id, text.fr === 'Any regret?']),
    [
      ['only-me', false],
      ['regret', true],
      ['extra', false],
    ],
  );
  assert.deepEqual(
    [
      softened?.step.minutes,
      softened?.step.title.fr,
      softened?.step.optional,
      softened?.step.phase,
      softened?.adaptations,
    ],
    [5, 'One thing to stop', true, 'into-the-wind', ['a', 'b']],
  );
  assert.equal(stepIn(made, 'halfway')?.step.optional, true);
  assert.deepEqual([stepIn(made, 'peer-triad')?.step.optional, stepIn(made, 'peer-triad')?.step.minutes], [false, 20]);
});

test('of two of a kind the later decides, and a move back to where it was changes nothing', () => {
  const made = plan(
    adaptation({ id: 'late', op: 'move', target: 'one-to-ones', week: 5, at: '2026-10-03T00:00:00.000Z' }),
    adaptation({ id: 'early', op: 'move', target: 'one-to-ones', week: 9, at: '2026-10-02T00:00:00.000Z' }),
  );
  assert.deepEqual(outcomes(made), { late: 'no-change', early: 'overridden' });
  assert.deepEqual([stepIn(made, 'one-to-ones')?.step.week, stepIn(made, 'one-to-ones')?.adaptations], [5, []]);
});

test('instants are compared as moments, whatever their offset', () => {
  const made = plan(
    adaptation({ id: 'a', op: 'move', target: 'frame', week: 2, at: '2026-10-01T10:00:00+02:00' }),
    adaptation({ id: 'b', op: 'move', target: 'frame', week: 3, at: '2026-10-01T09:00:00.000Z' }),
  );
  assert.equal(stepIn(made, 'frame')?.step.week, 3);
});

test('between skip and replace the later decides, and a replacement that falls stays off the path', () => {
  const replace = adaptation({ id: 'r', op: 'replace', target: 'hand-over', content: own });
  const skip = adaptation({ id: 's', op: 'skip', target: 'hand-over', at: '2026-10-02T00:00:00.000Z' });
  const skipped = plan(
    skip,
    replace,
    adaptation({ id: 'm', op: 'move', target: 'r', week: 9 }),
    adaptation({ id: 'r2', op: 'replace', target: 'r', content: own }),
  );
  assert.deepEqual(
    [stepIn(skipped, 'hand-over')?.state, stepIn(skipped, 'r')?.state, stepIn(skipped, 'r2')?.state],
    ['skipped', 'skipped', 'skipped'],
  );
  assert.deepEqual(outcomes(skipped), { s: 'applied', r: 'overridden', m: 'off-path', r2: 'off-path' });
  const again = plan(
    skip,
    replace,
    adaptation({ id: 'z', op: 'replace', target: 'hand-over', content: own, at: '2026-10-03T00:00:00.000Z' }),
  );
  assert.deepEqual([stepIn(again, 'r')?.state, stepIn(again, 'z')?.state], ['replaced', 'planned']);
});

test('a step off the path keeps its other adaptations for later, and says that they wait', () => {
  const made = plan(
    adaptation({ id: 'a', op: 'skip', target: 'while-small' }),
    adaptation({ id: 'b', op: 'move', target: 'while-small', week: 11 }),
    adaptation({ id: 'c', op: 'use', target: 'while-small', variant: 'good-only' }),
    adaptation({ id: 'd', op: 'soften', target: 'while-small' }),
    adaptation({ id: 'e', op: 'add', target: 'while-small', content: own }),
  );
  assert.deepEqual(outcomes(made), { a: 'applied', b: 'off-path', c: 'off-path', d: 'off-path', e: 'applied' });
  assert.deepEqual(stepIn(made, 'while-small')?.adaptations, ['a']);
  assert.equal(stepIn(made, 'e')?.state, 'planned');
});

test('a replacement comes in the week that the step was moved to', () => {
  const made = plan(
    adaptation({ id: 'm', op: 'move', target: 'hand-over', week: 9 }),
    adaptation({ id: 'r', op: 'replace', target: 'hand-over', content: own }),
  );
  assert.equal(stepIn(made, 'r')?.step.week, 9);
});

test('what was added can be adapted like any step, in whatever order it is written', () => {
  const early = { at: '2026-10-01T00:00:00.000Z' };
  const made = plan(
    adaptation({ id: 'm', op: 'move', target: 'a', week: 3, ...early }),
    adaptation({ id: 'b', op: 'add', target: 'a', content: own, ...early }),
    adaptation({ id: 'a', op: 'add', target: 'frame', content: own }),
    adaptation({ id: 'c', op: 'add', target: 'frame', content: own }),
  );
  assert.deepEqual(idsFrom(made, 'frame', 3), ['frame', 'c', 'inside-view']);
  assert.deepEqual(idsFrom(made, 'a', 3), ['a', 'b', 'three-goals']);
});

test('an unknown target, a circle and an id that is taken change nothing', () => {
  const made = plan(
    adaptation({ id: 'x', op: 'skip', target: 'nowhere' }),
    adaptation({ id: 'y', op: 'add', target: 'z', content: own }),
    adaptation({ id: 'z', op: 'add', target: 'y', content: own }),
    adaptation({ id: 'frame', op: 'replace', target: 'inside-view', content: own }),
    adaptation({ id: 't', op: 'add', target: 'inside-view', content: { ...own, id: 'frame' } }),
  );
  assert.deepEqual(outcomes(made), {
    x: 'unknown-target',
    y: 'unknown-target',
    z: 'unknown-target',
    frame: 'id-taken',
    t: 'id-taken',
  });
  assert.deepEqual(made.steps, plan().steps);
});

test('a chain of ten thousand added steps is planned', () => {
  const chain = Array.from({ length: 10_000 }, (_, index) =>
    adaptation({ id: `c${index}`, op: 'add', target: index === 0 ? 'frame' : `c${index - 1}`, content: own }),
  );
  assert.equal(planOf(template, chain.toReversed(), startedOn).steps.length, 10_015);
});

test('an adaptation without what its op needs is refused, and planned as if it said nothing', () => {
  const fields = { by: 'marc', at: '2026-10-01T10:00:00.000Z', target: 'frame', reason: 'Because.' };
  for (const op of ['move', 'use', 'replace', 'add'] as const) {
    assert.throws(
      () => parseInFull('adaptation', { ...fields, op }),
      (error) => error instanceof ValidationError && error.issues[0]?.message.includes('"move" its week') === true,
    );
    assert.equal(plan(adaptation({ id: 'a', op, target: 'frame', reason: 'Because.' })).outcomes.size, 1);
  }
  assert.throws(() => parseInFull('adaptation', { ...fields, op: 'add', content: { title: 'Half' } }), ValidationError);
  for (const op of ['skip', 'soften'] as const) assert.equal(parseInFull('adaptation', { ...fields, op }).op, op);
  assert.throws(() => parseInFull('adaptation', { ...fields, op: 'skip', reason: ' ' }), ValidationError);
});

test('the two adaptations of the demonstration are read as before', () => {
  const at = '2026-10-01T10:00:00.000Z';
  const reason = { en: 'Two people were on leave.', fr: 'Deux personnes en congé.' };
  const move = { by: 'marc', at, op: 'move', target: 'one-to-ones', week: 6, reason };
  const use = { by: 'marc', at, op: 'use', target: 'while-small', variant: 'good-only', reason };
  assert.deepEqual([parseInFull('adaptation', move), parseInFull('adaptation', use)], [move, use]);
});

test('property: every order of the same adaptations gives the same plan, and no adaptation is changed', () => {
  const shuffled = anyAdaptations(template).chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray([...list], { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      const made = planOf(template, deepFreeze(list), startedOn);
      assert.deepEqual(planOf(template, deepFreeze(other), startedOn).steps, made.steps);
      const ids = made.steps.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const { id } of template.steps) assert.ok(ids.includes(id));
      assert.deepEqual([...made.outcomes.keys()].toSorted(), list.map(({ id }) => id).toSorted());
      assert.ok(
        made.steps.every(({ step }, index) => index === 0 || (made.steps[index - 1]?.step.week ?? 0) <= step.week),
      );
    }),
    { numRuns: 200, seed: 5 },
  );
});

test('property: an adaptation of one step changes no other step', () => {
  fc.assert(
    fc.property(anyAdaptations(template), (list) => {
      const touched = new Set(list.map(({ target }) => target));
      const made = planOf(template, list, startedOn);
      for (const step of template.steps) if (!touched.has(step.id)) assert.deepEqual(stepIn(made, step.id)?.step, step);
    }),
    { numRuns: 200, seed: 6 },
  );
});

test('hostile fields of an adaptation change nothing and throw only our errors', () => {
  const prototype = Object.getOwnPropertyNames(Object.prototype).join();
  const good = {
    by: 'marc',
    at: '2026-10-01T10:00:00.000Z',
    op: 'add',
    target: 'frame',
    week: 3,
    reason: 'Because.',
    content: { ...own, prompts: [] },
  };
  const value = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
    fc.constantFrom('\ud800', '\0', 1e308, NaN, -1, 2 ** 53, 'x'.repeat(30_000), '__proto__', 'constructor'),
  );
  const key = fc.constantFrom(
    'by',
    'at',
    'op',
    'target',
    'week',
    'variant',
    'reason',
    'content',
    '__proto__',
    'constructor',
    'id',
    'title',
    'prompts',
    'goals',
    'phase',
  );
  let read = 0;
  fc.assert(
    fc.property(key, value, fc.boolean(), (name, spoilt, isInContent) => {
      const copy = structuredClone(good);
      Object.defineProperty(isInContent ? copy.content : copy, name, {
        value: spoilt,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      try {
        planOf(template, [{ ...parseInFull('adaptation', copy), id: 'x' }], startedOn);
        read += 1;
      } catch (error) {
        if (!(error instanceof CordeeError)) throw error;
      }
    }),
    { numRuns: 2_000, seed: 12 },
  );
  assert.ok(read > 100 && read < 1_500, `${read} were read`);
  assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), prototype);
});
