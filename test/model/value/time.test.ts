import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEntity } from '../../../src/model/entity.js';
import template from '../../../demo/content/templates/first-time-manager.json' with { type: 'json' };
import { createJourney } from '../../../src/model/journey/running-journey.js';
import type { Template } from '../../../src/model/template/template.js';
import * as v from '../../../src/model/value/schema.js';
import {
  compareInstants,
  dateIn,
  instantSchema,
  knownZone,
  plainDateSchema,
  timeZoneSchema,
} from '../../../src/model/value/time.js';
import { samples } from '../samples.js';

const writtenFormOf = (text: string): unknown => {
  const result = v.safeParse(instantSchema, text);
  return result.success ? result.output : 'refused';
};

test('a moment comes out in one form, whatever its offset and its precision', () => {
  for (const [given, written] of [
    ['2026-11-12T10:00:00+01:00', '2026-11-12T09:00:00.000Z'],
    ['2026-11-12T09:30:00.000Z', '2026-11-12T09:30:00.000Z'],
    ['2026-11-12T09:45Z', '2026-11-12T09:45:00.000Z'],
    ['2026-11-12T09:45:01.5Z', '2026-11-12T09:45:01.500Z'],
    ['2026-11-12T09:45:01.123456789Z', '2026-11-12T09:45:01.123Z'],
    ['2026-12-31T23:30:00-05:00', '2027-01-01T04:30:00.000Z'],
  ] as const)
    assert.equal(writtenFormOf(given), written);
});

test('what no calendar and no clock shows is no moment, no day and no zone', () => {
  for (const given of [
    '2026-02-30T10:00:00Z',
    '2026-11-12T24:00:00Z',
    '2026-11-12T24:00Z',
    '2026-11-12T25:00:00Z',
    '2026-11-12T10:60:00Z',
    '2026-11-12T10:00:61Z',
    '2026-11-12T10:00:00+24:00',
    '2026-11-12 10:00:00Z',
    '2026-11-12T10:00:00',
    '9999-12-31T23:59:59-05:00',
    '0000-01-01T00:00:00+05:00',
  ])
    assert.equal(writtenFormOf(given), 'refused', given);
  for (const day of ['2026-02-30', '2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31'])
    assert.equal(v.is(plainDateSchema, day), false, day);
  for (const zone of ['Mars/X', 'Etc/Unknown', 'Europe/Atlantis', '', 'local'])
    assert.equal(v.is(timeZoneSchema, zone), false, zone);
});

test('what is parsed holds its moments in the one form, however deep', () => {
  assert.equal(
    parseEntity('topic', { ...samples.topic, at: '2026-11-12T10:00:00+01:00' }).at,
    '2026-11-12T09:00:00.000Z',
  );
  const tried = [{ at: '2026-11-12T10:00+01:00' }];
  assert.deepEqual(parseEntity('ifThen', { ...samples.ifThen, tried }).tried, [{ at: '2026-11-12T09:00:00.000Z' }]);
});

test('moments of any form are in the order of time', () => {
  assert.deepEqual(
    ['2026-11-12T09:45Z', '2026-11-12T10:00:00+01:00', '2026-11-12T09:30:00.000Z'].toSorted(compareInstants),
    ['2026-11-12T10:00:00+01:00', '2026-11-12T09:30:00.000Z', '2026-11-12T09:45Z'],
  );
});

test('a journey as a value begins on a day that there is, in a zone that there is', () => {
  const begin = { template: template as unknown as Template, startedOn: '2026-09-07', timeZone: 'Europe/Madrid' };
  const journey = createJourney(begin);
  for (const wrong of [{ timeZone: 'Mars/X' }, { startedOn: '2026-02-30' }, { timeZone: '' }])
    assert.throws(() => createJourney({ ...begin, ...wrong }), { code: 'CORDEE_INPUT_INVALID' });
  for (const wrong of [{ timeZone: 'Mars/X' }, { pausedUntil: '2026-02-30' }])
    assert.throws(() => journey.change(wrong), { code: 'CORDEE_INPUT_INVALID' });
  assert.equal(journey.change({ pausedUntil: undefined, timeZone: 'Asia/Tokyo' }).parts.timeZone, 'Asia/Tokyo');
});

test('in a zone that is not known here, it is the day of UTC', () => {
  assert.equal(dateIn('Mars/X', Date.parse('2026-11-12T23:30:00Z')), '2026-11-12');
  assert.deepEqual(
    [knownZone('Europe/Madrid'), knownZone('Mars/X'), knownZone(undefined)],
    ['Europe/Madrid', 'UTC', 'UTC'],
  );
});
