import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  changedFields,
  changelogSince,
  changesBetween,
  compareVersions,
} from '../../../src/model/template/template-version.js';
import { nextVersion, realTemplate } from '../support/templates.js';

const template = realTemplate();

test('versions are compared by number, not by letter', () => {
  const sorted = ['1.4.0', '1.10.0', '1.9.9', '2.0.0', '0.9.12'].toSorted(compareVersions);
  assert.deepEqual(sorted, ['0.9.12', '1.4.0', '1.9.9', '1.10.0', '2.0.0']);
  assert.equal(compareVersions('1.4.0', '1.4.0'), 0);
});

test('the changelog since a version is what came after it, newest first', () => {
  assert.deepEqual(
    changelogSince(template, '1.0.0').map(({ version }) => version),
    ['1.4.0', '1.2.0'],
  );
  assert.deepEqual(changelogSince(template, '1.4.0'), []);
});

test('two versions differ by the steps that are added, removed and changed, field by field', () => {
  const next = nextVersion(template, (draft) => {
    const [first, second] = draft.steps;
    assert.ok(first && second);
    first.week = 2;
    first.optional = true;
    first.why.fr = 'Autrement.';
    draft.steps.splice(1, 1, { ...second, id: 'other-view' });
  });
  assert.deepEqual(changesBetween(template, next), {
    added: ['other-view'],
    removed: ['inside-view'],
    changed: new Map([['frame', ['week', 'why', 'optional']]]),
    reordered: new Set(),
  });
  assert.deepEqual(changesBetween(template, template), {
    added: [],
    removed: [],
    changed: new Map(),
    reordered: new Set(),
  });
});

test('a field that goes away is a change', () => {
  const step = template.steps.find(({ ask }) => ask);
  assert.ok(step);
  const { ask: _, ...without } = step;
  assert.deepEqual(changedFields(step, without), ['ask']);
});
