import fc from 'fast-check';
import type { Adaptation } from '../../../src/model/journey/adaptation.js';
import type { Id } from '../../../src/model/value/ids.js';
import type { Template, TemplateStep } from '../../../src/model/template/template.js';

export const startedOn = '2026-09-07';
export const at = '2026-10-01T10:00:00.000Z';

/** An adaptation with what a test does not say filled in. */
export const adaptation = (fields: Pick<Adaptation, 'id' | 'op' | 'target'> & Partial<Adaptation>): Adaptation => ({
  by: 'marc',
  at,
  reason: `Because of ${fields.id}.`,
  ...fields,
});

export const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
};

const ops = ['move', 'skip', 'replace', 'add', 'use', 'soften'] as const;
const words = fc.constantFrom('One', 'Two', 'Three');

/** Up to twelve adaptations that aim at steps of the template, at what others bring, and at nothing. */
export function anyAdaptations(template: Template): fc.Arbitrary<readonly Adaptation[]> {
  const ids = Array.from({ length: 12 }, (_, index) => `A${index}`);
  const steps = template.steps.slice(0, 6);
  const variants = steps.flatMap(({ adaptations }) => adaptations.map(({ id }) => id));
  const prompts = steps.flatMap((step) => step.prompts.map(({ id }) => id));
  return fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 12, size: 'max' }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((id) =>
        fc
          .record({
            op: fc.constantFrom(...ops),
            target: fc.oneof(
              { weight: 5, arbitrary: fc.constantFrom(...steps.map((step) => step.id)) },
              fc.constantFrom(...ids, 'nowhere'),
            ),
            minute: fc.integer({ min: 0, max: 5 }),
            week: fc.integer({ min: 1, max: 26 }),
            hasWeek: fc.boolean(),
            variant: fc.constantFrom(...variants, 'unheard-of'),
            title: words,
            prompt: fc.option(fc.constantFrom(...prompts, 'own'), { nil: undefined }),
            taken: fc.integer({ min: 0, max: 9 }),
          })
          .map(({ op, target, minute, week, hasWeek, variant, title, prompt, taken }) => {
            const isNew = op === 'add' || op === 'replace';
            return adaptation({
              id,
              op,
              target,
              at: `2026-10-01T10:0${minute}:00.000Z`,
              ...(op === 'move' || (isNew && hasWeek) ? { week } : {}),
              ...(op === 'use' ? { variant } : {}),
              ...(isNew || op === 'soften'
                ? {
                    content: {
                      ...(isNew ? { title, instructions: title } : {}),
                      ...(op === 'add' && taken === 0 ? { id: 'frame' } : {}),
                      ...(op === 'soften' && hasWeek ? { title } : {}),
                      ...(prompt ? { prompts: [{ id: prompt, role: 'coachee', text: title }] } : {}),
                    },
                  }
                : {}),
            });
          }),
      ),
    ),
  );
}

const edits: readonly ((step: TemplateStep, week: number) => Partial<TemplateStep> | undefined)[] = [
  () => undefined,
  () => undefined,
  (_, week) => ({ week }),
  () => ({ title: { en: 'Said anew', fr: 'Redit' } }),
  ({ prompts }) => ({ prompts: prompts.slice(1) }),
  ({ prompts }) => ({ prompts: prompts.map((prompt) => ({ ...prompt, text: { en: 'Asked anew', fr: 'Redemandé' } })) }),
  () => ({ adaptations: [] }),
  ({ adaptations }) => ({
    adaptations: adaptations.map((variant) => ({ ...variant, change: { en: 'Done anew', fr: 'Refait' } })),
  }),
  () => ({ optional: true }),
];

/** Another version: any of its first steps may be gone, moved, said or asked otherwise, and one may be new. */
export const anyNextVersion = (template: Template): fc.Arbitrary<Template> =>
  fc
    .record({
      touched: fc.uniqueArray(
        fc.record({
          index: fc.integer({ min: 0, max: 7 }),
          edit: fc.constantFrom(...edits),
          week: fc.integer({ min: 1, max: 26 }),
        }),
        {
          maxLength: 6,
          size: 'max',
          selector: ({ index }) => index,
        },
      ),
      fresh: fc.boolean(),
    })
    .map(({ touched, fresh }) => ({
      ...template,
      version: '1.5.0',
      steps: [
        ...template.steps.flatMap((step, index) => {
          const touch = touched.find((one) => one.index === index);
          if (!touch) return [step];
          const change = touch.edit(step, touch.week);
          return change ? [{ ...step, ...change }] : [];
        }),
        ...(fresh ? template.steps.slice(0, 1).map((step) => ({ ...step, id: 'fresh', week: 2 })) : []),
      ],
    }));

export interface Written {
  readonly runs: readonly {
    readonly step: Id;
    readonly state: 'ahead' | 'open' | 'underway' | 'done' | 'skipped' | 'replaced';
  }[];
  readonly answers: readonly { readonly id: Id; readonly step: Id; readonly prompt: Id }[];
}

/** What a journey may have begun and written, in steps of the template, in steps brought by adaptations, and elsewhere. */
export function anyWritten(template: Template): fc.Arbitrary<Written> {
  const steps = template.steps.slice(0, 8);
  const stepIds = [...steps.map(({ id }) => id), 'A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'pt-guess'];
  const places = steps.flatMap((step) => step.prompts.map(({ id }) => ({ step: step.id, prompt: id })));
  const anyPlace = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...places) },
    fc.record({
      step: fc.constantFrom(...stepIds),
      prompt: fc.constantFrom(...places.slice(0, 6).map(({ prompt }) => prompt), 'own'),
    }),
  );
  return fc.record({
    runs: fc.uniqueArray(
      fc.record({
        step: fc.constantFrom(...stepIds),
        state: fc.constantFrom('ahead', 'open', 'underway', 'done', 'skipped', 'replaced'),
      }),
      { selector: ({ step }) => step, maxLength: 6, size: 'max' },
    ),
    answers: fc
      .array(anyPlace, { maxLength: 8, size: 'max' })
      .map((list) => list.map((place, index) => ({ id: `answer-${index}`, ...place }))),
  });
}
