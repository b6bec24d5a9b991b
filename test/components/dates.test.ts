import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAndMonth, dayIn, fullMoment, shortDay } from '../../components/views/dates.js';

test('French counts the first day of a month, and no other', () => {
  assert.deepEqual(
    ['2026-02-01', '2026-02-11', '2026-02-21'].map((day) => dayAndMonth(day, 'fr')),
    ['1er\u00a0février', '11\u00a0février', '21\u00a0février'],
  );
  assert.equal(shortDay('2026-03-01', 'fr-CA'), '1er\u00a0mars');
  assert.match(fullMoment('2026-02-01T12:05:00Z', 'fr'), /^dimanche 1er février 2026/);
  assert.equal(dayAndMonth('2026-02-01', 'en'), 'February\u00a01');
});

test('what lasts several days is said from its first to its last', () => {
  // Which spaces stand around the dash is the business of Intl.
  assert.match(shortDay('2026-11-24', 'en', 2), /^Nov\s24\s*–\s*25$/);
  assert.equal(shortDay('2026-11-24', 'en'), 'Nov\u00a024');
  assert.match(shortDay('2026-01-31', 'fr', 2), /^31\sjanv\.\s*–\s*1er\sfévr\.$/);
});

test('what is no day is not said', () => {
  assert.equal(dayAndMonth('soon', 'fr'), '');
});

test('a day is that of the place', () => {
  assert.equal(dayIn(Date.parse('2026-11-16T23:30:00Z'), 'Europe/Madrid'), '2026-11-17');
});
