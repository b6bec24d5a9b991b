import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValidationError } from '../../../src/errors.js';
import type { Adaptation } from '../../../src/model/journey/adaptation.js';
import type { Template } from '../../../src/model/template/template.js';
import { changedFields, changesBetween } from '../../../src/model/template/template-version.js';
import { type Merge, type MergeInput, mergeOnto } from '../../../src/model/journey/merge.js';
import { planOf, stepIn } from '../../../src/model/journey/path.js';
import { parseInFull } from '../../../src/model/record-in-full.js';
import { adaptation, anyAdaptations, anyNextVersion, anyWritten, deepFreeze, startedOn } from '../support/journeys.js';
import { nextVersion, realTemplate } from '../support/templates.js';

const from = deepFreeze(realTemplate());

function merge(input: Partial<MergeInput> & { readonly to: Template }): Merge {
  let count = 0;
  const createId = () => `M${count++}`;
  return mergeOnto({
    from,
    startedOn,
    adaptations: [],
    runs: [],
    answers: [],
    signature: { by: 'marc', at: '2026-11-20T08:00:00.000Z', reason: 'It stays with Inès.', createId },
    ...input,
  });
}

const step = (template: Template, id: string) => {
  const found = template.steps.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};
const without = (id: string) => (draft: Template) => {
  draft.steps = draft.steps.filter((one) => one.id !== id);
};
const rowOf = (merged: Merge, id: string) => merged.rows.find((row) => row.step === id);

const toSix = adaptation({
  id: 'ad-1',
  op: 'move',
  target: 'one-to-ones',
  week: 6,
  reason: { en: 'Two people were on leave.', fr: 'Deux personnes en congé.' },
});
const goodOnly = adaptation({
  id: 'ad-2',
  op: 'use',
  target: 'while-small',
  variant: 'good-only',
  reason: 'Begin with what is good.',
});

test('A-COA-3: two adaptations of 1.4.0 are still there on 1.5.0, with their reasons, and the preview has three columns', () => {
  const to = nextVersion(from, (draft) => {
    step(draft, 'hand-over').title.en = 'Hand over one real thing';
    step(draft, 'one-to-ones').week = 7;
  });
  const merged = merge({ to, adaptations: [toSix, goodOnly] });
  assert.deepEqual(merged.adaptations, [toSix, goodOnly]);
  assert.deepEqual(merged.conflicts, [
    { adaptation: 'ad-1', step: 'one-to-ones', kind: 'week-changed', fields: ['week'], choice: 'yours' },
  ]);
  const row = rowOf(merged, 'one-to-ones');
  assert.deepEqual([row?.old?.week, row?.new?.week, row?.yours?.step.week, row?.change], [5, 7, 6, 'changed']);
  assert.equal(stepIn(merged.plan, 'hand-over')?.step.title.en, 'Hand over one real thing');
  assert.equal(stepIn(merged.plan, 'while-small')?.variant?.id, 'good-only');
  assert.equal(merged.plan.version, '1.5.0');
  assert.deepEqual(
    merged.rows.filter(({ change }) => change === 'changed').map((one) => one.step),
    ['one-to-ones', 'hand-over'],
  );
});

test('what is chosen as new takes the adaptation away, and only that one', () => {
  const to = nextVersion(from, (draft) => void (step(draft, 'one-to-ones').week = 7));
  const merged = merge({ to, adaptations: [toSix, goodOnly], choices: new Map([['ad-1', 'new']]) });
  assert.deepEqual([merged.dropped, merged.adaptations], [[toSix], [goodOnly]]);
  assert.equal(stepIn(merged.plan, 'one-to-ones')?.step.week, 7);
  assert.equal(merged.conflicts[0]?.choice, 'new');
});

test('a coach who decided on the week that it had then is asked when the author moves it', () => {
  const to = nextVersion(from, (draft) => void (step(draft, 'one-to-ones').week = 7));
  const merged = merge({ to, adaptations: [{ ...toSix, week: 5 }] });
  assert.deepEqual([merged.conflicts[0]?.kind, stepIn(merged.plan, 'one-to-ones')?.step.week], ['week-changed', 5]);
  const overridden = { ...toSix, id: 'ad-0', at: '2026-09-30T00:00:00.000Z' };
  assert.deepEqual(
    merge({ to, adaptations: [overridden, toSix] }).conflicts.map(({ adaptation: id }) => id),
    ['ad-1'],
  );
});

test('an author who moves a step where the coach moved it makes no conflict', () => {
  const to = nextVersion(from, (draft) => void (step(draft, 'one-to-ones').week = 6));
  const merged = merge({ to, adaptations: [toSix] });
  assert.deepEqual([merged.conflicts, merged.adaptations], [[], [toSix]]);
});

test('a step that the version lost stays when it was adapted, unless it is let go', () => {
  const to = nextVersion(from, without('one-to-ones'));
  const kept = merge({ to, adaptations: [toSix] });
  assert.equal(kept.conflicts[0]?.kind, 'step-removed');
  assert.equal(rowOf(kept, 'one-to-ones')?.change, 'removed');
  assert.deepEqual(
    [stepIn(kept.plan, 'one-to-ones')?.step.week, stepIn(kept.plan, 'one-to-ones')?.origin],
    [6, 'addition'],
  );
  assert.deepEqual(
    kept.added.map(({ op, target, reason }) => [op, target, reason]),
    [['add', 'three-goals', 'It stays with Inès.']],
  );
  const gone = merge({ to, adaptations: [toSix], choices: new Map([['ad-1', 'new']]) });
  assert.equal(stepIn(gone.plan, 'one-to-ones'), undefined);
  assert.equal(rowOf(gone, 'one-to-ones')?.yours, undefined);
});

test('the preview goes by week, with what goes away where it stood, and each row tells of its own conflicts', () => {
  const to = nextVersion(from, (draft) => {
    for (const id of ['hand-over', 'three-goals']) without(id)(draft);
    step(draft, 'one-to-ones').week = 7;
  });
  const later = adaptation({ id: 'ad-3', op: 'move', target: 'hand-over', week: 20, reason: 'After the summer.' });
  const { rows } = merge({ to, adaptations: [toSix, later] });
  assert.deepEqual(
    rows
      .filter(({ conflicts }) => conflicts.length > 0)
      .map((row) => [row.step, row.conflicts.map(({ adaptation: id }) => id)]),
    [
      ['one-to-ones', ['ad-1']],
      ['hand-over', ['ad-3']],
    ],
  );
  const lost = rowOf({ rows } as Merge, 'three-goals');
  assert.deepEqual([lost?.change, lost?.new, lost?.yours], ['removed', undefined, undefined]);
  const weeks = rows.map(({ yours, old }) => yours?.step.week ?? old?.week ?? 0);
  assert.deepEqual(
    weeks,
    weeks.toSorted((a, b) => a - b),
  );
  assert.deepEqual(rows.map((row) => row.step).toSorted(), from.steps.map(({ id }) => id).toSorted());
});

test('a step that is kept is as its version had it, and what the coach changed in it is made once', () => {
  const soften = adaptation({
    id: 'ad-4',
    op: 'soften',
    target: 'one-to-ones',
    content: { optional: true },
    reason: 'A full week.',
  });
  const kept = merge({ to: nextVersion(from, without('one-to-ones')), adaptations: [soften] });
  const { week: _, id: __, prompts: ___, ...content } = { ...step(from, 'one-to-ones'), id: '' };
  const { prompts: ____, id: _____, ...added } = { ...kept.added[0]?.content, id: '' };
  assert.deepEqual({ ...added, goals: added.goals ?? [] }, { ...content, goals: content.goals ?? [] });
  assert.equal(stepIn(kept.plan, 'one-to-ones')?.step.optional, true);
});

test('a step that the version lost goes when nobody began, wrote in or adapted it', () => {
  const merged = merge({
    to: nextVersion(from, without('one-to-ones')),
    runs: [{ step: 'one-to-ones', state: 'ahead' }],
  });
  assert.deepEqual([stepIn(merged.plan, 'one-to-ones'), merged.added], [undefined, []]);
});

test('a step that is begun or written in never leaves the journey', () => {
  const to = nextVersion(from, without('frame'));
  const begun = merge({ to, runs: [{ step: 'frame', state: 'underway' }] });
  assert.equal(stepIn(begun.plan, 'frame')?.state, 'planned');
  // Nothing comes before the first step, so it follows what is the first now.
  assert.equal(begun.added[0]?.target, 'inside-view');
  const written = merge({ to, answers: [{ id: 'a1', step: 'frame', prompt: 'hope' }] });
  assert.deepEqual(written.answers, [
    { answer: 'a1', step: 'frame', prompt: 'hope', place: 'step-kept', question: step(from, 'frame').prompts[0]?.text },
  ]);
  assert.ok(stepIn(written.plan, 'frame')?.step.prompts.some(({ id }) => id === 'hope'));
});

test('a step that is kept forgets goals that the version lost, and a phase that it lost', () => {
  const to: Template = {
    ...from,
    version: '2.0.0',
    steps: from.steps.slice(4),
    goals: from.goals.slice(1),
    phases: from.phases.slice(1),
  };
  const merged = merge({ to, runs: [{ step: 'three-goals', state: 'done' }] });
  const kept = stepIn(merged.plan, 'three-goals');
  assert.deepEqual(
    [kept?.step.goals, kept?.step.phase, kept?.step.week],
    [['feedback', 'one-to-one'], 'first-pitches', 3],
  );
});

test('a skipped step that somebody wrote in is kept off the path', () => {
  const skip = adaptation({ id: 'ad-3', op: 'skip', target: 'frame' });
  const to = nextVersion(from, without('frame'));
  const merged = merge({ to, adaptations: [skip], answers: [{ id: 'a1', step: 'frame', prompt: 'hope' }] });
  assert.deepEqual(merged.conflicts, []);
  assert.equal(stepIn(merged.plan, 'frame')?.state, 'skipped');
  assert.deepEqual(
    merged.added.map(({ op }) => op),
    ['add'],
  );
});

test('what was replaced and written in is kept off the path also when its replacement is let go', () => {
  const replace = adaptation({
    id: 'ad-4',
    op: 'replace',
    target: 'frame',
    content: { title: 'By letter', instructions: 'Write.' },
  });
  const merged = merge({
    to: nextVersion(from, without('frame')),
    adaptations: [replace],
    choices: new Map([['ad-4', 'new']]),
    answers: [{ id: 'a1', step: 'frame', prompt: 'hope' }],
  });
  assert.equal(stepIn(merged.plan, 'frame')?.state, 'skipped');
  assert.equal(stepIn(merged.plan, 'ad-4'), undefined);
});

test('a question that was answered stays in its step when the author no longer asks it', () => {
  const to = nextVersion(from, (draft) => {
    step(draft, 'frame').prompts = step(draft, 'frame').prompts.slice(2);
    step(draft, 'stop-list').prompts = step(draft, 'stop-list').prompts.slice(1);
    step(draft, 'stop-list').optional = true;
  });
  const answers = [
    ['a1', 'frame', 'hope'],
    ['a2', 'frame', 'limits'],
    ['a3', 'frame', 'rhythm'],
    ['a4', 'stop-list', 'only-me'],
  ] as const;
  const merged = merge({ to, answers: answers.map(([id, stepId, prompt]) => ({ id, step: stepId, prompt })) });
  assert.deepEqual(
    merged.answers.map(({ place }) => place),
    ['question-kept', 'question-kept', 'unchanged', 'question-kept'],
  );
  assert.deepEqual(
    merged.added.map(({ op, target }) => [op, target]),
    [
      ['soften', 'frame'],
      ['soften', 'stop-list'],
    ],
  );
  assert.deepEqual(
    stepIn(merged.plan, 'frame')?.step.prompts.map(({ id }) => id),
    ['rhythm', 'hope', 'limits'],
  );
  assert.deepEqual(
    [stepIn(merged.plan, 'frame')?.step.optional, stepIn(merged.plan, 'stop-list')?.step.optional],
    [false, true],
  );
});

test('an answer is told when its question is asked otherwise now, and left alone when no step asked it', () => {
  const to = nextVersion(
    from,
    (draft) =>
      void Object.assign(step(draft, 'frame').prompts[0] ?? {}, { text: { en: 'Otherwise?', fr: 'Autrement ?' } }),
  );
  const merged = merge({
    to,
    answers: [
      { id: 'a1', step: 'frame', prompt: 'hope' },
      { id: 'a2', step: 'pt-guess', prompt: 'pt-guess' },
    ],
  });
  assert.deepEqual(
    merged.answers.map(({ place }) => place),
    ['reworded', 'elsewhere'],
  );
  assert.equal(merged.answers[0]?.question?.en, 'If these six months go well, what will your team notice first?');
});

test('a variant that the author dropped or rewrote stays in the words the person has', () => {
  for (const [kind, rewrite] of [
    ['variant-removed', (draft: Template) => void (step(draft, 'while-small').adaptations = [])],
    [
      'variant-changed',
      (draft: Template) =>
        void (step(draft, 'while-small').adaptations = [
          { id: 'good-only', when: { en: 'Now', fr: 'Là' }, change: { en: 'Else', fr: 'Autre' } },
        ]),
    ],
  ] as const) {
    const to = nextVersion(from, rewrite);
    const merged = merge({ to, adaptations: [goodOnly] });
    assert.equal(merged.conflicts[0]?.kind, kind);
    assert.deepEqual(
      stepIn(merged.plan, 'while-small')?.variant?.change,
      step(from, 'while-small').adaptations[0]?.change,
    );
    // Once in the person's own words it does not depend on the author any more.
    assert.deepEqual(
      merge({ from: to, to: nextVersion(from, rewrite, '1.6.0'), adaptations: merged.adaptations }).conflicts,
      [],
    );
    assert.deepEqual(merge({ to, adaptations: [goodOnly], choices: new Map([['ad-2', 'new']]) }).added, []);
  }
});

test('a variant that the template does not have makes no conflict', () => {
  const to = nextVersion(from, (draft) => void (step(draft, 'while-small').adaptations = []));
  assert.deepEqual(merge({ to, adaptations: [{ ...goodOnly, variant: 'unheard-of' }] }).conflicts, []);
});

test('softened words conflict with the same words of the author, and with no others', () => {
  const soften = (content: Adaptation['content']) =>
    adaptation({ id: 'ad-5', op: 'soften', target: 'hand-over', content });
  const conflictOf = (content: Adaptation['content'], change: (draft: Template) => void) =>
    merge({ to: nextVersion(from, change), adaptations: [soften(content)] }).conflicts.map(({ kind, fields }) => [
      kind,
      ...fields,
    ]);
  const retitle = (draft: Template) => void (step(draft, 'hand-over').title.en = 'Anew');
  const ask = (index: number) => (draft: Template) => void (step(draft, 'hand-over').prompts[index]!.text.en = 'Anew?');
  assert.deepEqual(conflictOf({ title: 'Gently', optional: false }, retitle), [['words-changed', 'title']]);
  assert.deepEqual(conflictOf({ instructions: 'Gently' }, retitle), []);
  assert.deepEqual(conflictOf({ title: undefined }, retitle), []);
  assert.deepEqual(
    conflictOf(undefined, (draft) => void (step(draft, 'hand-over').optional = true)),
    [['words-changed', 'optional']],
  );
  assert.deepEqual(conflictOf({ prompts: [{ id: 'itch', role: 'coachee', text: 'Gently?' }] }, ask(0)), [
    ['words-changed', 'prompts'],
  ]);
  assert.deepEqual(conflictOf({ prompts: [{ id: 'itch', role: 'coachee', text: 'Gently?' }] }, ask(1)), []);
  assert.deepEqual(conflictOf({ title: 'Gently' }, ask(1)), []);
});

test('a step that is skipped or replaced conflicts when the author says something else in it', () => {
  const change = (draft: Template) => void (step(draft, 'hand-over').instructions.en = 'Anew');
  const replace = adaptation({
    id: 'ad-4',
    op: 'replace',
    target: 'hand-over',
    content: { title: 'Own', instructions: 'Own' },
  });
  for (const op of [replace, adaptation({ id: 'ad-4', op: 'skip', target: 'hand-over' })]) {
    assert.deepEqual(
      merge({ to: nextVersion(from, change), adaptations: [op] }).conflicts.map(({ kind, fields }) => [
        kind,
        ...fields,
      ]),
      [['step-changed', 'instructions']],
    );
    const later = nextVersion(from, (draft) => void (step(draft, 'hand-over').week = 9));
    assert.deepEqual(merge({ to: later, adaptations: [op] }).conflicts, []);
  }
});

test('what is done is not asked about again', () => {
  const to = nextVersion(from, (draft) => void (step(draft, 'one-to-ones').week = 7));
  const merged = merge({
    to,
    adaptations: [toSix],
    runs: [{ step: 'one-to-ones', state: 'done' }],
    choices: new Map([['ad-1', 'new']]),
  });
  assert.deepEqual([merged.conflicts, merged.adaptations], [[], [toSix]]);
});

test('a step that the coach added stays when the one it followed goes', () => {
  const added = adaptation({
    id: 'ad-6',
    op: 'add',
    target: 'one-to-ones',
    content: { title: 'Call', instructions: 'Call one customer.' },
  });
  const merged = merge({ to: nextVersion(from, without('one-to-ones')), adaptations: [added] });
  assert.deepEqual(
    merged.adaptations.map(({ id }) => id),
    ['ad-6', 'M0'],
  );
  assert.equal(stepIn(merged.plan, 'ad-6')?.step.title.en, 'Call');
  assert.equal(stepIn(merged.plan, 'ad-6')?.step.week, 5);
  assert.equal(rowOf(merged, 'ad-6')?.change, 'own');
  assert.deepEqual(merged.conflicts, []);
});

test('a step of the author with the id of one that was kept takes its place and still asks what was answered', () => {
  const lost = nextVersion(from, without('frame'));
  const first = merge({ to: lost, answers: [{ id: 'a1', step: 'frame', prompt: 'hope' }] });
  const back = nextVersion(
    from,
    (draft) => void (step(draft, 'frame').prompts = step(draft, 'frame').prompts.slice(1)),
    '1.6.0',
  );
  const second = merge({
    from: lost,
    to: back,
    adaptations: first.adaptations,
    answers: [{ id: 'a1', step: 'frame', prompt: 'hope' }],
  });
  assert.equal(stepIn(second.plan, 'frame')?.origin, 'template');
  assert.equal(second.answers[0]?.place, 'question-kept');
  assert.ok(stepIn(second.plan, 'frame')?.step.prompts.some(({ id }) => id === 'hope'));
});

test('new steps of the author come in, each told as added', () => {
  const to = nextVersion(from, (draft) => void draft.steps.splice(1, 0, { ...step(from, 'frame'), id: 'first-day' }));
  const merged = merge({ to });
  assert.deepEqual(rowOf(merged, 'first-day'), {
    step: 'first-day',
    old: undefined,
    new: step(to, 'first-day'),
    yours: stepIn(merged.plan, 'first-day'),
    change: 'added',
    fields: [],
    reordered: false,
    conflicts: [],
  });
  assert.deepEqual(changesBetween(from, to), {
    added: ['first-day'],
    removed: [],
    changed: new Map(),
    reordered: new Set(),
  });
});

test('additions are the newest of the journey even when a clock was ahead', () => {
  const ahead = { ...goodOnly, at: '2030-01-01T00:00:00.000Z' };
  const merged = merge({
    to: nextVersion(from, (draft) => void (step(draft, 'while-small').adaptations = [])),
    adaptations: [ahead],
  });
  assert.equal(merged.added[0]?.at, '2030-01-01T00:00:00.001Z');
});

test('a step that the coach moved stands in the phase of its week, also where the new version draws its phases otherwise', () => {
  const to = nextVersion(from, (draft) => {
    const [first, second] = draft.phases;
    assert.ok(first && second);
    [first.toWeek, second.fromWeek] = [6, 7];
    for (const one of draft.steps) if (one.week <= 6) one.phase = first.id;
  });
  const later = { ...toSix, week: 7 };
  assert.equal(stepIn(planOf(from, [{ ...toSix, week: 13 }], startedOn), 'one-to-ones')?.step.phase, 'into-the-wind');
  assert.equal(stepIn(merge({ to, adaptations: [toSix] }).plan, 'one-to-ones')?.step.phase, 'rope-up');
  assert.equal(stepIn(merge({ to, adaptations: [later] }).plan, 'one-to-ones')?.step.phase, 'first-pitches');
  const lost = nextVersion(from, (draft) => {
    without('one-to-ones')(draft);
    draft.phases = draft.phases.map((phase) => ({ ...phase, id: `new-${phase.id}` }));
    for (const one of draft.steps) one.phase = `new-${one.phase}`;
  });
  assert.equal(
    stepIn(merge({ to: lost, runs: [{ step: 'one-to-ones', state: 'open' }] }).plan, 'one-to-ones')?.step.phase,
    'new-first-pitches',
    'one that is carried too',
  );
});

/** The journey cut to sixteen weeks, and what came after them left out. */
const shorter = () =>
  nextVersion(from, (draft) => {
    draft.duration.weeks = 16;
    draft.steps = draft.steps.filter(({ week }) => week <= 16);
    draft.phases = draft.phases.slice(0, 3).map((phase) => ({ ...phase, toWeek: Math.min(phase.toWeek, 16) }));
    draft.highlights = draft.highlights.map((event) => ({ ...event, typicalWeek: Math.min(event.typicalWeek, 16) }));
    draft.measures = draft.measures.map((measure) => ({
      ...measure,
      weeks: measure.weeks.filter((week) => week <= 16),
    }));
  });

test('a week that a shorter version no longer has is asked about, of a step that was moved and of one that the coach added', () => {
  const beyond = { ...toSix, week: 20 };
  const added = adaptation({
    id: 'own',
    op: 'add',
    target: 'one-to-ones',
    week: 18,
    content: { title: 'Own', instructions: 'Own' },
  });
  const conflicts = (...adaptations: readonly Adaptation[]) =>
    merge({ to: shorter(), adaptations }).conflicts.map(({ step: id, kind, fields }) => [id, kind, fields]);
  assert.deepEqual(conflicts(beyond, added), [
    ['one-to-ones', 'after-end', ['week']],
    ['own', 'after-end', ['week']],
  ]);
  assert.deepEqual(conflicts({ ...beyond, week: 16 }), []);
  assert.deepEqual(conflicts({ ...beyond, week: 30 }), [], 'one that was beyond the end before is as it was');
  const given = merge({
    to: shorter(),
    adaptations: [beyond, added],
    choices: new Map([
      ['ad-1', 'new'],
      ['own', 'new'],
    ]),
  });
  assert.deepEqual([stepIn(given.plan, 'one-to-ones')?.step.week, stepIn(given.plan, 'own')], [5, undefined]);
  assert.equal(
    stepIn(merge({ to: shorter(), adaptations: [beyond] }).plan, 'one-to-ones')?.step.phase,
    'into-the-wind',
  );
});

test('a journey does not go back to an older version', () => {
  const newer = nextVersion(from, () => {});
  assert.throws(
    () => merge({ from: newer, to: from }),
    (error) =>
      error instanceof ValidationError &&
      error.issues[0]?.path === 'to.version' &&
      error.issues[0].message.includes('1.5.0'),
  );
  assert.equal(merge({ to: from }).plan.version, '1.4.0');
});

test('an author who puts a step elsewhere within its week is told of', () => {
  const to = nextVersion(from, (draft) => {
    const [first, second, ...rest] = draft.steps;
    assert.ok(first && second);
    draft.steps = [second, first, ...rest];
  });
  const moved = [...changesBetween(from, to).reordered];
  assert.equal(moved.length, 1);
  assert.ok(['frame', 'inside-view'].includes(moved[0] ?? ''));
  const rows = merge({ to }).rows.filter(({ reordered }) => reordered);
  assert.deepEqual(
    rows.map(({ step: id, change, fields }) => [id, change, fields]),
    [[moved[0], 'changed', []]],
  );
  assert.deepEqual(
    [
      ...changesBetween(
        from,
        nextVersion(from, (draft) => void draft.steps.reverse()),
      ).reordered,
    ].length,
    1,
    'across weeks there is no order',
  );
});

test('versions of two templates are not merged', () => {
  assert.throws(
    () => merge({ to: realTemplate('peer-onboarding') }),
    (error) => error instanceof ValidationError && error.issues[0]?.path === 'to.id',
  );
});

const anyJourney = fc.tuple(anyAdaptations(from), anyWritten(from), anyNextVersion(from)).map(deepFreeze);
const settings = { numRuns: 100, seed: 41 };

test('property: a merge onto the same version changes nothing', () => {
  fc.assert(
    fc.property(anyJourney, ([adaptations, written]) => {
      const merged = merge({ to: from, adaptations, ...written });
      assert.deepEqual([merged.conflicts, merged.added, merged.dropped, merged.adaptations], [[], [], [], adaptations]);
      assert.deepEqual(merged.plan, planOf(from, adaptations, startedOn));
      assert.ok(merged.answers.every(({ place }) => place === 'unchanged' || place === 'elsewhere'));
      assert.ok(merged.rows.every(({ change }) => change === 'same' || change === 'own'));
    }),
    settings,
  );
});

test('property: whatever is chosen, no answer loses its step or its question, and nothing begun leaves', () => {
  fc.assert(
    fc.property(
      anyJourney,
      fc.array(fc.constantFrom('yours', 'new'), { minLength: 12, maxLength: 12 }),
      ([adaptations, written, to], picks) => {
        const choices = new Map(picks.map((pick, index) => [`A${index}`, pick as 'yours' | 'new']));
        const old = planOf(from, adaptations, startedOn);
        const merged = merge({ to, adaptations, choices, ...written });
        assert.deepEqual(
          merged.answers.map(({ answer }) => answer),
          written.answers.map(({ id }) => id),
        );
        for (const { answer, place, question } of merged.answers) {
          const { step: stepId, prompt } = written.answers.find(({ id }) => id === answer)!;
          const asked = stepIn(old, stepId)?.step.prompts.find(({ id }) => id === prompt);
          assert.deepEqual(question, asked?.text);
          assert.equal(place === 'elsewhere', asked === undefined);
          const now = stepIn(merged.plan, stepId)?.step.prompts.find(({ id }) => id === prompt);
          if (asked && place !== 'reworded') assert.deepEqual(now?.text, asked.text);
          if (asked) assert.ok(now);
        }
        for (const { step: stepId, state } of written.runs) {
          if (state === 'open' || state === 'underway' || state === 'done')
            assert.equal(!!stepIn(merged.plan, stepId), !!stepIn(old, stepId));
        }
      },
    ),
    settings,
  );
});

test('property: adaptations that do not touch what changed survive, and by itself a merge gives none up', () => {
  let survived = 0;
  fc.assert(
    fc.property(anyJourney, ([adaptations, written, to]) => {
      const old = planOf(from, adaptations, startedOn);
      const merged = merge({ to, adaptations, ...written });
      assert.deepEqual(merged.adaptations.slice(0, adaptations.length), adaptations);
      for (const { id, target, op } of adaptations) {
        const [was, now] = [from, to].map((template) => template.steps.find((one) => one.id === target));
        const before = old.outcomes.get(id);
        const after = merged.plan.outcomes.get(id);
        // One that had no effect for want of a free id may have one when that id is given up.
        if (was && now && changedFields(was, now).length === 0 && before !== 'id-taken') {
          assert.equal(after, before);
          assert.ok(merged.conflicts.every((conflict) => conflict.adaptation !== id));
          survived += 1;
        }
        // In force before, in force after; unless a signed copy of it is, or what was skipped is gone.
        if (before !== 'applied' && before !== 'no-change') continue;
        const copied = merged.added.some((one) => one.target === target && one.op === op && op === 'use');
        const isThere = op === 'add' && merged.plan.steps.some(({ id: stepId }) => stepId === id || stepId === 'frame');
        assert.ok(
          after === 'applied' || after === 'no-change' || copied || isThere || (op === 'skip' && !now),
          `${id} ${op} ${before} ${after}`,
        );
      }
    }),
    settings,
  );
  assert.ok(survived > 200, `${survived} survived`);
});

test('property: a merged journey is at rest: merging it once more changes nothing', () => {
  fc.assert(
    fc.property(anyJourney, ([adaptations, written, to]) => {
      const once = merge({ to, adaptations, ...written });
      const twice = merge({ from: to, to, adaptations: once.adaptations, ...written });
      assert.deepEqual([twice.conflicts, twice.added, twice.plan], [[], [], once.plan]);
    }),
    settings,
  );
});

test('property: what a merge adds is an adaptation that can be stored and read again', () => {
  let count = 0;
  fc.assert(
    fc.property(anyJourney, ([adaptations, written, to]) => {
      for (const { id: _, ...fields } of merge({ to, adaptations, ...written }).added) {
        const stored: unknown = JSON.parse(JSON.stringify(fields));
        assert.deepEqual(parseInFull('adaptation', stored), fields);
        count += 1;
      }
    }),
    settings,
  );
  assert.ok(count > 30, `${count} added`);
});
