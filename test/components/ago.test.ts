import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, fullMoment, timeAgo } from '../../components/views/dates.js';

// Before the first clock is made: whoever reads is in Toronto.
process.env['TZ'] = 'America/Toronto';

const now = Date.parse('2026-11-30T15:00:00Z');
const ago = (instant: string, from = now): string => timeAgo(instant, from, 'en').replace('.', '');

test('after a week, the day is the reader’s, and the same as in the whole moment', () => {
  const evening = '2026-11-12T01:30:00.000Z';
  assert.equal(ago(evening), 'November\u00a011');
  assert.equal(dayOf(evening, 'en'), 'November\u00a011');
  assert.match(fullMoment(evening, 'en'), /November\s11,\s2026/);
});

test('yesterday is the day before on the reader’s calendar, and not whatever is less than two days ago', () => {
  const here = (time: string): string => new Date(`2026-11-${time}`).toISOString();
  assert.equal(ago(here('28T11:00:00-05:00')), '2 days ago');
  assert.equal(ago(here('29T00:10:00-05:00')), 'yesterday');
  assert.equal(ago(here('28T23:50:00-05:00')), '2 days ago');
  assert.equal(ago(here('29T10:01:00-05:00')), '23 hr ago');
  assert.equal(timeAgo(here('28T11:00:00-05:00'), now, 'fr').replaceAll('\u00a0', ' '), 'avant-hier');
  assert.equal(ago(here('24T00:01:00-05:00')), '6 days ago');
  assert.equal(ago(here('23T23:59:00-05:00')), 'November\u00a023');
});

test('on the day of 25 hours, what was written on it is of that day', () => {
  assert.equal(ago('2026-11-01T04:05:00Z', Date.parse('2026-11-02T04:55:00Z')), '24 hr ago');
});

test('what is to come, and what is no moment', () => {
  assert.equal(ago('2026-11-30T15:05:00Z'), '1 min ago');
  assert.equal(ago('soon'), '');
  assert.equal(dayOf('soon', 'en'), '');
});
