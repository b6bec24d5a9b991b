import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CordeeError, ValidationError } from '../../../src/errors.js';
import { parseTemplate } from '../../../src/model/template/template-import.js';
import { type Raw, rawTemplate, templateNames } from '../support/templates.js';

function issuesOf(input: unknown): readonly string[] {
  try {
    parseTemplate(input);
    return [];
  } catch (error) {
    assert.ok(error instanceof ValidationError, String(error));
    assert.equal(error.code, 'CORDEE_INPUT_INVALID');
    return error.issues.map(({ path, message }) => `${path}: ${message}`);
  }
}

/** What is said of the first-time manager's template after one fault is put in. */
function faultOf(spoil: (template: Raw) => void): string {
  const template = rawTemplate('first-time-manager');
  spoil(template);
  return issuesOf(template).join('\n');
}

test('the three real templates are imported as they are written', () => {
  for (const name of templateNames) assert.deepEqual(parseTemplate(rawTemplate(name)), rawTemplate(name));
});

test('a fault of shape is named by its path, with the remedy, all at once', () => {
  const issues = issuesOf({ ...rawTemplate('peer-onboarding'), title: undefined, address: 'du', extra: 1 });
  assert.deepEqual(issues.toSorted(), [
    'address: Use one of "vous", "tu".',
    'extra: Remove it: a template has no such key here.',
    'title: Add it: it is needed here.',
  ]);
});

test('what a schema says by itself is told as a remedy', () => {
  const said = issuesOf({
    ...rawTemplate('peer-onboarding'),
    steps: rawTemplate('peer-onboarding')['steps'].slice(0, 3),
    duration: { weeks: 0 },
    schemaVersion: '1',
    companions: [],
    measures: [{ id: 'a', kind: 'gas', weeks: [1.5] }],
  });
  for (const issue of said) assert.doesNotMatch(issue, /Expected|received|Invalid/, issue);
  assert.ok(
    said.includes('steps: Make it longer: 5 at least.') && said.includes('duration.weeks: Use 1 or more.'),
    said.join('\n'),
  );
  assert.ok(
    said.includes('schemaVersion: Use 1.') && said.includes('measures.0.weeks.0: Use a whole number.'),
    said.join('\n'),
  );
});

const faults: readonly (readonly [what: string, spoil: (t: Raw) => void, said: RegExp])[] = [
  ['a blank title', (t) => (t['title'].fr = ' \n '), /^title\.fr: Write something that can be seen/],
  [
    'a title of nothing visible',
    (t) => (t['title'].en = '\u200B\u2060\u3164'),
    /^title\.en: Write something that can be seen/,
  ],
  [
    'a version with leading zeros',
    (t) => (t['version'] = '01.0.0'),
    /^version: Use three numbers without leading zeros/,
  ],
  [
    'a nudge with a rule in free text',
    (t) => (t['nudges'][0].rule = 'when it feels right'),
    /^nudges\.0\.rule: Use conditions of the list.*week>=3 && activeCompanions<2\.$/,
  ],
  [
    'a nudge about what is not in the list',
    (t) => (t['nudges'][0].rule = 'week>=3 && mood<2'),
    /^nudges\.0\.rule: Use conditions of the list/,
  ],
  [
    'a nudge about a goal that is not there',
    (t) => (t['nudges'][0].rule = 'week>=3 && goal.sing<=-1'),
    /^nudges\.0\.rule: Use a goal of this template: delegate/,
  ],
  [
    'a nudge about the silence of nobody',
    (t) => (t['nudges'][0].rule = 'sponsor.silentDays>=9'),
    /^nudges\.0\.rule: Add a relation for the sponsor/,
  ],
  [
    'a phase that is not there',
    (t) => (t['steps'][2].phase = 'summit'),
    /^steps\.2\.phase: Use a phase of this template: rope-up, first-pitches/,
  ],
  [
    'a week outside its phase',
    (t) => (t['steps'][2].week = 7),
    /^steps\.2\.week: Use week 1 to 4, those of phase "rope-up"/,
  ],
  [
    'a goal that is not there',
    (t) => (t['steps'][3].goals = ['see', 'delegate']),
    /^steps\.3\.goals\.0: Use a goal of this template: delegate/,
  ],
  [
    'a goal named twice',
    (t) => (t['steps'][3].goals = ['delegate', 'delegate']),
    /^steps\.3\.goals\.1: Choose another: "delegate"/,
  ],
  [
    'two prompts of one id',
    (t) => (t['steps'][0].prompts[1].id = 'hope'),
    /^steps\.0\.prompts\.1\.id: Choose another: "hope"/,
  ],
  [
    'two variants of one id',
    (t) => t['steps'][0].adaptations.push(t['steps'][0].adaptations[0]),
    /^steps\.0\.adaptations\.1\.id: Choose/,
  ],
  ['two steps of one id', (t) => (t['steps'][4].id = 'frame'), /^steps\.4\.id: Choose another: "frame"/],
  [
    'an activity with the id of a step',
    (t) => (t['highlights'][1].harvest[0].id = 'frame'),
    /^highlights\.1\.harvest\.0\.id: Choose/,
  ],
  ['two companions of one id', (t) => (t['companions'][1].id = t['companions'][0].id), /^companions\.1\.id: Choose/],
  [
    'two relations of one role',
    (t) => (t['relations'][1].role = 'coach'),
    /^relations\.1\.role: Choose another: "coach"/,
  ],
  ['phases that overlap', (t) => (t['phases'][1].fromWeek = 4), /^phases\.1\.fromWeek: Begin in week 5 or later/],
  [
    'a phase that ends before it begins',
    (t) => (t['phases'][3].toWeek = 20),
    /phases\.3\.toWeek: End in week 21 or later/,
  ],
  [
    'a phase after the end',
    (t) => (t['phases'][3].toWeek = 27),
    /^phases\.3\.toWeek: Choose a week up to 26, or lengthen "duration.weeks"/,
  ],
  [
    'an event after the end',
    (t) => (t['highlights'][0].typicalWeek = 30),
    /^highlights\.0\.typicalWeek: Choose a week up to 26/,
  ],
  [
    'a measure after the end',
    (t) => (t['measures'][1].weeks[1] = 27),
    /^measures\.1\.weeks\.1: Choose a week up to 26/,
  ],
  ['a measure twice in a week', (t) => (t['measures'][1].weeks[1] = 4), /^measures\.1\.weeks\.1: Choose another: "4"/],
  [
    'a preparation after the event',
    (t) => (t['highlights'][0].prepare[1].dayOffset = 1),
    /^highlights\.0\.prepare\.1\.dayOffset: Prepare before/,
  ],
  [
    'a harvest before the event',
    (t) => (t['highlights'][0].harvest[0].dayOffset = -1),
    /^highlights\.0\.harvest\.0\.dayOffset: Harvest after/,
  ],
  [
    'a prompt for a role without relation',
    (t) => (t['steps'][0].prompts[0].role = 'sponsor'),
    /^steps\.0\.prompts\.0\.role: Add a relation for the sponsor/,
  ],
  [
    'a step owned by a role without relation',
    (t) => (t['steps'][0].owner = 'sponsor'),
    /^steps\.0\.owner: Add a relation/,
  ],
  [
    'an ask of a role without relation',
    (t) => (t['steps'][5].ask.to = ['peer', 'sponsor']),
    /^steps\.5\.ask\.to\.1: Add a relation/,
  ],
  ['a nudge to a role without relation', (t) => (t['nudges'][2].to = 'sponsor'), /^nudges\.2\.to: Add a relation/],
  [
    'a version without its entry in the changelog',
    (t) => (t['version'] = '1.5.0'),
    /^changelog: Add an entry for version 1\.5\.0/,
  ],
  [
    'a changelog in the wrong order',
    (t) => (t['changelog'] = t['changelog'].toReversed()),
    /^changelog\.1\.version: Put the oldest first/,
  ],
  [
    'two entries for one version',
    (t) => t['changelog'].push(t['changelog'][2]),
    /^changelog\.3\.version: Put the oldest first: 1\.4\.0 does not follow 1\.4\.0/,
  ],
  [
    'an entry newer than the version',
    (t) => (t['version'] = '1.2.0'),
    /^changelog\.2\.version: Raise "version", or remove the entry: 1\.4\.0 is newer/,
  ],
  ['half a character', (t) => (t['steps'][1].why.fr = 'Oui \ud83d'), /^steps\.1\.why\.fr: A character is broken/],
];

for (const [what, spoil, said] of faults) {
  test(`${what} is refused, with the remedy`, () => assert.match(faultOf(spoil), said));
}

test('the edges are within: a phase of one week, an activity on the day of its event', () => {
  const template = rawTemplate('first-time-manager');
  Object.assign(template['phases'][3], { fromWeek: 26, toWeek: 26 });
  for (const step of template['steps'].slice(-3)) step.week = 26;
  template['highlights'][0].prepare[0].dayOffset = 0;
  template['highlights'][0].harvest[0].dayOffset = 0;
  assert.deepEqual(issuesOf(template), []);
});

test('a template too deep, too long or too large is refused before it is read', () => {
  let deep: unknown = 'bottom';
  for (let level = 0; level < 100_000; level++) deep = { deep };
  assert.match(issuesOf(deep)[0] ?? '', /Nest less: 16 levels at most/);
  assert.match(
    faultOf((t) => (t['steps'] = Array.from({ length: 501 }, () => ({})))),
    /^steps: Shorten it: 500 items at most/,
  );
  assert.match(
    faultOf((t) => (t['title'].en = 'x'.repeat(2_000_001))),
    /^: Shorten it: .*2000000 characters/,
  );
  assert.match(
    faultOf((t) => (t['steps'][0] = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`k${i}`, 0])))),
    /50000 values/,
  );
  const circle: Raw = {};
  circle['self'] = circle;
  assert.match(issuesOf(circle)[0] ?? '', /Nest less/);
});

test('no more than a hundred faults are told, each on a short line', () => {
  const issues = issuesOf(
    Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${'k'.repeat(2_000)}${index}`, 'x'.repeat(900)])),
  );
  assert.equal(issues.length, 100);
  assert.ok(
    issues.every((issue) => issue.length < 420),
    'A line is long.',
  );
});

const hostileKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'steps', 'id', 'title'];
const hostile = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.constantFrom('\ud800', '\udc00x', '\0', 1e308, -0, NaN, Infinity, Number.MIN_VALUE, 2 ** 53, '9'.repeat(400)),
  fc
    .array(fc.tuple(fc.constantFrom(...hostileKeys), fc.jsonValue()))
    .map((pairs) => JSON.parse(`{${pairs.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join()}}`)),
);

test('hostile input anywhere in a template changes nothing and throws only our errors', () => {
  const prototype = Object.getOwnPropertyNames(Object.prototype).join();
  const template = rawTemplate('first-time-manager');
  const places: readonly ((t: Raw, value: unknown) => void)[] = [
    (t, value) => (t['steps'][3] = value),
    (t, value) => (t['steps'][3].prompts = value),
    (t, value) => (t['goals'][0].levels = value),
    (t, value) => (t['changelog'][2].version = value),
    (t, value) => (t['highlights'][0].prepare[0].dayOffset = value),
    (t, value) => (t['phases'] = [value]),
    (t, value) =>
      Object.defineProperty(t, '__proto__', { value, enumerable: true, configurable: true, writable: true }),
  ];
  const input = fc.oneof(
    hostile,
    fc.tuple(fc.constantFrom(...places), hostile).map(([put, value]) => {
      const copy = structuredClone(template);
      put(copy, value);
      return copy;
    }),
  );
  let imported = 0;
  fc.assert(
    fc.property(input, (value) => {
      try {
        parseTemplate(value);
        imported += 1;
      } catch (error) {
        if (!(error instanceof CordeeError)) throw error;
      }
    }),
    { numRuns: 1_500, seed: 11 },
  );
  assert.ok(imported < 150, `${imported} hostile inputs were imported`);
  assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), prototype);
  assert.deepEqual(template, rawTemplate('first-time-manager'));
});

test('what is imported is a copy, so that a template cannot change under a journey', () => {
  const raw = rawTemplate('first-time-manager');
  const template = parseTemplate(raw);
  raw['steps'][0].title.en = 'Changed later';
  assert.equal(template.steps[0]?.title.en, 'Set the frame together');
});
