import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWorking, localTimeIn, nextOpening } from '../../src/insight/local-clock.js';

const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
const opening = (
  zone: string,
  from: string,
  now: string,
  to = '23:00',
  days: readonly (1 | 2 | 3 | 4 | 5 | 6 | 7)[] = everyDay,
): string => {
  const ms = nextOpening(zone, { days: [...days], from, to }, Date.parse(now));
  return ms === undefined ? 'never' : new Date(ms).toISOString().replace(':00.000Z', 'Z');
};

// Each row: the zone, when the day begins, now, and when it begins next.
const nights: readonly (readonly [zone: string, from: string, now: string, opens: string, why: string])[] = [
  ['Africa/Cairo', '00:00', '2027-04-29T21:00:00Z', '2027-04-29T22:00Z', 'no midnight: the day begins at one'],
  ['Africa/Cairo', '00:30', '2027-04-29T21:30:00Z', '2027-04-29T22:00Z', 'half past midnight is skipped'],
  ['Africa/Cairo', '01:00', '2027-04-29T21:30:00Z', '2027-04-29T22:00Z', 'the first minute that there is'],
  ['Africa/Cairo', '02:30', '2027-04-29T21:30:00Z', '2027-04-29T23:30Z', 'after the night of 23 hours'],
  ['Africa/Cairo', '00:30', '2026-10-29T20:30:00Z', '2026-10-29T22:30Z', 'the last hour of Thursday comes twice'],
  ['Asia/Beirut', '00:00', '2027-03-27T21:00:00Z', '2027-03-27T22:00Z', 'no midnight'],
  ['Asia/Beirut', '00:30', '2027-03-27T21:59:00Z', '2027-03-27T22:00Z', 'half past midnight is skipped'],
  ['Asia/Beirut', '01:30', '2027-03-27T21:00:00Z', '2027-03-27T22:30Z', 'after the jump'],
  ['Asia/Beirut', '00:15', '2026-10-24T20:30:00Z', '2026-10-24T22:15Z', 'the hour before midnight comes twice'],
  ['America/Havana', '00:00', '2027-03-14T04:30:00Z', '2027-03-14T05:00Z', 'no midnight'],
  ['America/Havana', '00:45', '2027-03-14T04:30:00Z', '2027-03-14T05:00Z', 'a quarter to one is skipped'],
  ['America/Havana', '00:30', '2026-11-01T03:30:00Z', '2026-11-01T04:30Z', 'the first of two'],
  ['America/Havana', '00:30', '2026-11-01T05:10:00Z', '2026-11-01T05:30Z', 'the second, when the first is past'],
  ['Europe/Madrid', '02:30', '2027-03-28T00:30:00Z', '2027-03-28T01:00Z', 'half past two is skipped'],
  ['Europe/Madrid', '02:00', '2027-03-28T00:30:00Z', '2027-03-28T01:00Z', 'two is skipped'],
  ['Europe/Madrid', '02:15', '2026-10-24T23:00:00Z', '2026-10-25T00:15Z', 'the first of two'],
  ['Europe/Madrid', '02:15', '2026-10-25T01:05:00Z', '2026-10-25T01:15Z', 'the second, when the first is past'],
  ['Europe/Madrid', '09:00', '2027-03-28T00:30:00Z', '2027-03-28T07:00Z', 'an ordinary morning after it'],
  ['Australia/Lord_Howe', '02:15', '2026-10-03T15:00:00Z', '2026-10-03T15:30Z', 'half an hour is skipped'],
];

for (const [zone, from, now, opens, why] of nights) {
  test(`in ${zone}, a day that begins at ${from}, asked at ${now}: ${why}`, () => {
    assert.equal(opening(zone, from, now), opens);
    assert.ok(
      isWorking(localTimeIn(zone, Date.parse(opens)), { days: [...everyDay], from, to: '23:00' }),
      'it is open then',
    );
  });
}

test('a day whose hours are all skipped is passed over', () => {
  assert.equal(opening('Asia/Beirut', '00:00', '2027-03-27T21:00:00Z', '00:45'), '2027-03-28T21:00Z');
  assert.equal(opening('Asia/Beirut', '00:00', '2027-03-27T21:00:00Z', '00:45', [7]), '2027-04-03T21:00Z');
});

test('at every quarter of an hour of a year, the next opening is ahead, and nothing before it is open', () => {
  for (const zone of ['Africa/Cairo', 'America/Havana', 'Europe/Madrid', 'Pacific/Apia', 'Asia/Kathmandu']) {
    const hours = { days: [1, 3, 7] as (1 | 3 | 7)[], from: '00:30', to: '03:15' };
    for (let ms = Date.parse('2026-10-20T00:00:00Z'); ms < Date.parse('2026-11-10T00:00:00Z'); ms += 900_000) {
      if (isWorking(localTimeIn(zone, ms), hours)) continue;
      const opens = nextOpening(zone, hours, ms) ?? 0;
      assert.ok(opens > ms, `${zone} ${new Date(ms).toISOString()}`);
      for (let before = ms; before < opens; before += 900_000)
        assert.ok(!isWorking(localTimeIn(zone, before), hours), `${zone} ${new Date(before).toISOString()}`);
    }
  }
});

test('a zone that is not known here has the clock of UTC', () => {
  assert.deepEqual(localTimeIn('Mars/Olympus_Mons', Date.parse('2026-11-30T10:20:00Z')), {
    date: '2026-11-30',
    weekday: 1,
    minute: 620,
  });
  assert.equal(opening('Mars/Olympus_Mons', '09:00', '2026-11-30T01:00:00Z'), '2026-11-30T09:00Z');
});
