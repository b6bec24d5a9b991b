import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf, readMarkSpaceOf } from '../../../src/model/conversation/read-mark.js';

const place = (
  id: string,
  person: string,
  role: 'coachee' | 'coach' | 'companion',
  state: 'active' | 'ended' = 'active',
) => ({ id, person, role, state });
const ines = place('m-ines', 'ines', 'coachee');
const marc = place('m-marc', 'marc', 'coach');
const hana = place('m-hana', 'hana', 'companion');

test('a mark between the person accompanied and another is theirs, whoever read', () => {
  assert.equal(readMarkSpaceOf('j', ines, marc), 'j/pair:m-marc');
  assert.equal(readMarkSpaceOf('j', marc, ines), 'j/pair:m-marc');
});

test('a mark between two others is for the two, in one place', () => {
  assert.equal(readMarkSpaceOf('j', hana, marc), 'j/chosen:m-hana.m-marc');
  assert.equal(readMarkSpaceOf('j', marc, hana), 'j/chosen:m-hana.m-marc');
});

test('of somebody who left and came back, the place that is open counts, in whatever order they are known', () => {
  const left = place('m-1', 'hana', 'companion', 'ended');
  const back = place('m-2', 'hana', 'coach');
  assert.equal(placeOf([left, back, marc], 'hana'), back);
  assert.equal(placeOf([marc, back, left], 'hana'), back);
  assert.equal(placeOf([left], 'hana'), left);
  assert.equal(placeOf([marc], 'hana'), undefined);
});
