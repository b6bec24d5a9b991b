import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCalendarShift } from '../../demo/calendar-shift.js';
import { dateIn } from '../../src/model/value/time.js';

const lastDay = '2026-11-16';
const startedOn = '2026-09-07';

test('whatever the day, the journey is in its eleventh week', () => {
  for (let day = 0; day < 800; day++) {
    const now = Date.parse('2026-06-01T12:00:00Z') + day * 86_400_000;
    const start = createCalendarShift(lastDay, 'Europe/Madrid', now).date(startedOn);
    const days = (Date.parse(dateIn('Europe/Madrid', now)) - Date.parse(start)) / 86_400_000;
    assert.equal(Math.floor(days / 7) + 1, 11, new Date(now).toISOString());
  }
});

test('days keep their weekday and moments their hour', () => {
  const shift = createCalendarShift(lastDay, 'Europe/Madrid', Date.parse('2027-03-03T09:00:00Z'));
  assert.equal(new Date(shift.date(startedOn)).getUTCDay(), new Date(startedOn).getUTCDay());
  assert.match(shift.instant('2026-11-12T18:42:00+01:00'), /T17:42:00\.000Z$/);
  assert.match(shift.instant('2026-09-18', '08:12'), /T08:12:00\.000Z$/);
});

test('the week changes with the midnight of the person, not of the server', () => {
  const lateSundayInLondon = Date.parse('2026-11-22T23:30:00Z');
  assert.equal(createCalendarShift(lastDay, 'Europe/London', lateSundayInLondon).date(startedOn), startedOn);
  assert.equal(createCalendarShift(lastDay, 'Europe/Madrid', lateSundayInLondon).date(startedOn), '2026-09-14');
});
