import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { ValidationError } from '../../../src/errors.js';
import { parseFields } from '../../../src/model/parse-fields.js';
import { readShape } from '../../../src/model/template/template-import.js';
import { type Raw, rawTemplate, readJson, templateNames } from '../support/templates.js';

const lastDayOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** RFC 3339 full-date, written apart from our own check. */
function isFullDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (!year || !month || !day) return false;
  const last = month === '02' && isLeap(Number(year)) ? 29 : (lastDayOf[Number(month) - 1] ?? 0);
  return Number(day) >= 1 && Number(day) <= last;
}

const validate = new Ajv2020({ formats: { date: isFullDate } }).compile(
  readJson('src/model/template/journey-template.schema.json') as object,
);

type Path = readonly (string | number)[];
type Holder = Record<string | number, unknown>;

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.keys(value).flatMap((key) =>
      pathsIn((value as Holder)[key], [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

const at = (value: unknown, path: Path): unknown => path.reduce<unknown>((inner, key) => (inner as Holder)[key], value);

/** Each leaves the document otherwise than it was; `undefined` for the value takes the key away. */
const replacements: readonly (readonly [name: string, make: (old: unknown) => unknown])[] = [
  ...[
    undefined,
    null,
    true,
    -3,
    -2,
    0,
    1,
    1.5,
    4,
    5,
    367,
    520,
    521,
    1e6,
    1e300,
    '',
    'x',
    'xy',
    'a-b',
    'A',
    'a_b',
    '-a',
    '1.4.0',
    '1.4',
    '1.4.0 ',
    '01.0.0',
    '1.04.0',
    '1.0.00',
    '  ',
    '\n\t',
    '\u3164\u3164',
    '\u200B\u200D',
    'week>=3',
    '!paused && goal.a>=-1',
    'week >= 3',
    'anything',
    '😀',
    '😀😀',
    'coach',
    'pair',
    '2026-02-28',
    '2026-02-29',
    '2024-02-29',
    '2026-13-01',
    '2026-1-1',
    'a'.repeat(64),
    'a'.repeat(65),
    `${'1'.repeat(30)}.0.0`,
    [],
    {},
    [1],
    [null],
    { en: 'ab', fr: 'cd' },
    { en: 'ab' },
  ].map((value) => [`to ${JSON.stringify(value)?.slice(0, 20)}`, () => structuredClone(value)] as const),
  ['with an unknown key', (old) => (isObject(old) ? { ...old, unknown: 1 } : [old, old])],
  [
    'with a key that reaches prototypes',
    (old) => (isObject(old) ? JSON.parse(`{"__proto__": 1, ${JSON.stringify(old).slice(1)}`) : old),
  ],
  ['500 long', (old) => (Array.isArray(old) ? Array.from({ length: 500 }, () => old[0]) : 'é'.repeat(20_000))],
  ['501 long', (old) => (Array.isArray(old) ? Array.from({ length: 501 }, () => old[0]) : 'é'.repeat(20_001))],
  ['one shorter', (old) => (Array.isArray(old) ? old.slice(1) : '𝄞'.repeat(20_000))],
  [
    'turned into a list or an object',
    (old) => (Array.isArray(old) ? { ...old } : isObject(old) ? Object.values(old) : '𝄞'.repeat(20_001)),
  ],
];

const isText = (value: unknown): boolean => isObject(value) && 'en' in value;
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mutate(document: unknown, path: Path, make: (old: unknown) => unknown): unknown {
  const value = make(at(document, path));
  if (path.length === 0) return value;
  const copy = structuredClone(document);
  const holder = at(copy, path.slice(0, -1)) as Holder;
  const key = path.at(-1) ?? '';
  if (value !== undefined) holder[key] = value;
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return copy;
}

function assertAgree(document: unknown, what: string): boolean {
  const bySchema = validate(document);
  const { template, issues } = readShape(document);
  if ((template !== undefined) !== bySchema || issues.length > 0 === bySchema) {
    assert.fail(`${what}: the schema says ${JSON.stringify(validate.errors)}, the code says ${JSON.stringify(issues)}`);
  }
  return bySchema;
}

/** The shortest document in which every key of the schema is used once. */
function everyKeyOnce(): Raw {
  const template = rawTemplate('first-time-manager');
  for (const name of ['relations', 'companions', 'goals', 'phases', 'nudges', 'measures', 'changelog'])
    template[name].splice(1);
  template['highlights'].splice(1);
  template['highlights'][0].prepare.splice(1);
  template['highlights'][0].harvest.splice(1);
  template['steps'].splice(5);
  const [step] = template['steps'];
  const ask = { to: ['peer'], form: 'open', question: { en: 'What?', fr: 'Quoi ?' }, openDays: 7 };
  Object.assign(step, { ask, ifThen: { if: step.title, then: step.why }, goals: ['delegate'], optional: true });
  template['highlights'][0].prepare[0].ask = ask;
  Object.assign(template['relations'][0], { replyWithinDays: 1, liveMeetings: 0 });
  template['measures'][0].items = [step.title];
  const plain = structuredClone(step);
  for (const name of ['ask', 'ifThen', 'goals', 'optional']) delete plain[name];
  template['steps'] = [
    step,
    ...Array.from({ length: 4 }, () => ({ ...plain, prompts: plain.prompts.slice(0, 1), adaptations: [] })),
  ];
  step.prompts.splice(1);
  return JSON.parse(JSON.stringify(template), (_, value) => (isText(value) ? { en: 'It', fr: 'Ça' } : value));
}

test('the schema and the code accept the three real templates', () => {
  for (const name of templateNames) assert.equal(assertAgree(rawTemplate(name), name), true);
});

test('the schema and the code agree on every key of a template spoilt in every way', () => {
  const document = everyKeyOnce();
  assert.equal(assertAgree(document, 'unspoilt'), true);
  const kinds = new Map(
    pathsIn(document).map((path) => [path.map((key) => (typeof key === 'number' ? '*' : key)).join('.'), path]),
  );
  let accepted = 0;
  let refused = 0;
  for (const [kind, path] of kinds) {
    for (const [name, make] of replacements) {
      if (assertAgree(mutate(document, path, make), `${kind} ${name}`)) accepted += 1;
      else refused += 1;
    }
  }
  assert.ok(
    kinds.size > 120 && accepted > 500 && refused > 4_000,
    `${kinds.size} keys, ${accepted} accepted, ${refused} refused`,
  );
});

test('the schema and the code agree on the real templates with several values exchanged', () => {
  const real = templateNames.map(rawTemplate);
  const document = fc.integer({ min: 0, max: 2 }).chain((index) => {
    const template = real[index];
    const paths = pathsIn(template);
    const place = fc.integer({ min: 0, max: paths.length - 1 }).map((at) => paths[at] ?? []);
    return fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 3 }).map((exchanges) => {
      let spoilt: unknown = template;
      for (const [to, from] of exchanges) {
        // An exchange before this one may have taken the place away.
        if (pathsIn(spoilt).some((path) => path.join('.') === to.join('.')))
          spoilt = mutate(spoilt, to, () => structuredClone(at(template, from)));
      }
      return spoilt;
    });
  });
  fc.assert(
    fc.property(document, (spoilt) => void assertAgree(spoilt, 'exchanged')),
    { numRuns: 80, seed: 7 },
  );
});

test('a synced template may hold keys of a newer version, and is read for what this one knows', () => {
  const newer = { ...rawTemplate('first-time-manager'), mood: 'sunny' };
  assert.equal(readShape(newer).template, undefined);
  assert.equal(parseFields('template', newer).steps.length, 15);
  assert.throws(() => parseFields('template', { ...newer, steps: 'many' }), ValidationError);
});
