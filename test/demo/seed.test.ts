import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCalendarShift } from '../../demo/calendar-shift.js';
import { readScenario, readTemplates } from '../../demo/scenario.js';
import { createSeedContext, membershipOf } from '../../demo/seed/seed-context.js';
import { seedJourney } from '../../demo/seed/seed-journey.js';
import { type Reader } from '../../src/model/access/audience.js';
import { canReadSpace } from '../../src/model/access/space.js';

const scenario = readScenario();
const now = Date.parse('2027-03-03T09:00:00Z');
const context = createSeedContext(
  scenario,
  readTemplates(),
  createCalendarShift(scenario.journey.today, 'Europe/Madrid', now),
);
const records = seedJourney(context);
const readBy = (person: string) => {
  const { role } = context.circle.find(({ id }) => id === person) ?? {};
  if (!role || role === 'programme-lead') return [];
  const reader: Reader = { id: membershipOf(person), person, role, state: 'active' };
  return records.filter(({ space }) => canReadSpace(space, reader));
};
const wordsOf = (person: string) => JSON.stringify(readBy(person));

test('every record has a name of its own', () => {
  assert.equal(new Set(records.map(({ type, id }) => `${type}/${id}`)).size, records.length);
});

test('the coachee reads all of it, companions the circle only, the company nothing', () => {
  assert.equal(readBy('ines').length, records.length);
  assert.match(wordsOf('marc'), /onze fois/);
  assert.match(wordsOf('genevieve'), /contremaître/);
  for (const companion of ['sofia', 'driss', 'hana', 'julian']) {
    assert.match(wordsOf(companion), /planning|timetable/);
    assert.doesNotMatch(wordsOf(companion), /onze fois|contremaître|Carvajal|Réparer|"baseline"|plannedFor/);
  }
  assert.deepEqual(readBy('claire'), []);
});

test('words are in the language of who wrote them', () => {
  const langs = records
    .filter(({ type }) => type === 'contribution')
    .map(({ fields }) => [fields['by'], (fields['body'] as { lang: string }).lang]);
  for (const [by, lang] of langs) assert.equal(lang, scenario.people.find(({ id }) => id === by)?.locale);
});

test('nothing of the past lies ahead, and the steps stand in the eleventh week', () => {
  for (const { type, fields } of records) {
    for (const field of ['at', 'openedAt', 'doneAt']) {
      const moment = fields[field];
      if (typeof moment === 'string') assert.ok(Date.parse(moment) < now, `${type} ${moment}`);
    }
  }
  const steps = new Map(records.filter(({ type }) => type === 'stepRun').map(({ fields }) => [fields['step'], fields]));
  assert.equal(
    steps.get('one-to-ones')?.['plannedFor'],
    steps.get('what-do-you-need')?.['plannedFor'],
    'moved from week 5 to week 6',
  );
  assert.deepEqual(
    [...steps.values()].map(({ state }) => state),
    [...Array<string>(7).fill('done'), 'underway', ...Array<string>(7).fill('ahead')],
  );
});

test('what served is told to its giver and to the coach, not to the circle', () => {
  const served = records.filter(({ type }) => type === 'served');
  assert.equal(served.length, 4);
  assert.match(wordsOf('hana'), /Dit\. Elle m’a montré/);
  assert.doesNotMatch(wordsOf('driss'), /Dit\. Elle m’a montré/);
});
