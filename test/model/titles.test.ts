import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EntityType, entitySchemas, parseEntity } from '../../src/model/entity.js';
import { parseFields } from '../../src/model/parse-fields.js';
import { isReadable } from '../../src/model/record.js';
import { parseInFull } from '../../src/model/record-in-full.js';
import { parseTemplate } from '../../src/model/template/template-import.js';
import { samples } from './samples.js';

const breaks = ['\r\n', '\n', '\r', '\t', '\u0085', '\u2028', '\u2029', '\u0007'];
const titles = new Set(['title', 'stepTitle']);

/** The same with a break of every kind in each title, in both languages. */
function broken(value: unknown, isTitle = false): unknown {
  if (typeof value === 'string') return isTitle ? `One${breaks.join('two')}three` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => broken(item, isTitle));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, broken(item, isTitle || titles.has(key))]),
  );
}

function titlesIn(value: unknown, isTitle = false): readonly string[] {
  if (typeof value === 'string') return isTitle ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => titlesIn(item, isTitle || titles.has(key)));
}

const oneLine = `One ${Array.from({ length: breaks.length - 1 }, () => 'two').join(' ')} three`;

describe('titles are one line', () => {
  const types = (Object.keys(entitySchemas) as EntityType[]).filter((type) => titlesIn(samples[type]).length > 0);

  it('wherever something has one: a goal, an event, a step, a plan, an initiative, a template and all that is in it', () => {
    assert.deepEqual(types.toSorted(), [
      'goal',
      'highlight',
      'highlightRun',
      'initiative',
      'journeyTemplate',
      'pricePlan',
      'template',
      'templateVersion',
      'topic',
    ]);
    for (const type of types) {
      const found = titlesIn(parseEntity(type, broken(samples[type])));
      assert.deepEqual([...new Set(found)], [oneLine], type);
      assert.equal(found.length, titlesIn(samples[type]).length, type);
    }
    assert.deepEqual([...new Set(titlesIn(parseTemplate(broken(samples.template))))], [oneLine]);
  });

  it('on a device that writes and on the server that keeps them', () => {
    const { id: _, ...goal } = samples.goal;
    assert.deepEqual(titlesIn(parseFields('goal', broken(goal))), [oneLine]);
    assert.deepEqual(titlesIn(parseInFull('goal', broken(goal))), [oneLine]);
    const step = {
      by: 'marc',
      at: goal && '2026-11-12T17:42:00.000Z',
      op: 'add',
      target: 's',
      reason: 'x',
      content: {
        title: 'a\nb',
        instructions: 'a\nb',
        week: 1,
        phase: 'p',
        kind: 'reflect',
        owner: 'coachee',
        minutes: 5,
        audience: 'self',
        why: 'x',
        doneWhen: 'x',
        coachGuide: 'x',
        prompts: [],
      },
    };
    assert.deepEqual(titlesIn(parseInFull('adaptation', { ...step, week: 1 })), ['a b']);
  });

  it('and what was kept with a break before stays readable', () => {
    const { id: _, ...run } = samples.highlightRun;
    assert.ok(isReadable('highlightRun', broken(run)));
  });
});
