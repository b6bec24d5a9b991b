import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { expandEvent } from '../../src/calendar/expand.js';
import { importCalendar } from '../../src/calendar/import-calendar.js';
import { matchingDays } from '../../src/calendar/matching-days.js';
import { repetitionRuleOf } from '../../src/calendar/repetition-rule.js';
import { processorMsOf } from '../support/processor-time.js';

const still = { elapsed: () => 0 };
const read = (...lines: readonly string[]) =>
  importCalendar(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:u', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'), {
    timeZone: 'Europe/Madrid',
    uncategorised: 'ritual',
  }).events;
const one = (...lines: readonly string[]) => read(...lines)[0] ?? assert.fail();
const days = (rule: string, start = '20261124', to = '2030-12-31') =>
  expandEvent(one(`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`), {
    from: '1990-01-01',
    to,
    env: still,
  }).occurrences.map(({ startsOn }) => startsOn);

describe('repeated events', () => {
  it('friday the thirteenth, the first five from September 1997 (RFC 5545)', () => {
    const event = one(
      'DTSTART;TZID=America/New_York:19970902T090000',
      'EXDATE;TZID=America/New_York:19970902T090000',
      'RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    );
    const { occurrences } = expandEvent(event, { from: '1997-01-01', to: '2000-12-31', env: still });
    assert.deepEqual(
      occurrences.map(({ startsAt }) => startsAt),
      [
        '1998-02-13T14:00:00.000Z',
        '1998-03-13T14:00:00.000Z',
        '1998-11-13T14:00:00.000Z',
        '1999-08-13T13:00:00.000Z',
        '2000-10-13T13:00:00.000Z',
      ],
    );
  });

  it('every second week by the day, the last working day, the second Monday from the end', () => {
    assert.deepEqual(days('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=5'), [
      '2026-11-24',
      '2026-11-26',
      '2026-12-08',
      '2026-12-10',
      '2026-12-22',
    ]);
    assert.deepEqual(days('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3', '20261130'), [
      '2026-11-30',
      '2026-12-31',
      '2027-01-29',
    ]);
    assert.deepEqual(days('FREQ=MONTHLY;BYDAY=-2MO;COUNT=3', '20261123'), ['2026-11-23', '2026-12-21', '2027-01-18']);
    assert.deepEqual(days('FREQ=MONTHLY;COUNT=3', '20260131'), ['2026-01-31', '2026-03-31', '2026-05-31']);
    assert.deepEqual(days('FREQ=YEARLY;COUNT=3', '20240229', '2040-01-01'), ['2024-02-29', '2028-02-29', '2032-02-29']);
    assert.deepEqual(days('FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2', '20261126'), ['2026-11-26', '2027-11-25']);
  });

  it('keeps the time on the clock when clocks change', () => {
    const event = one('DTSTART;TZID=Europe/Madrid:20261023T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4');
    const { occurrences } = expandEvent(event, { from: '2026-10-01', to: '2026-12-01', env: still });
    assert.deepEqual(
      occurrences.map(({ startsAt }) => startsAt?.slice(11, 16)),
      ['07:00', '07:00', '08:00', '08:00'],
    );
  });

  it('ends with UNTIL, on its day or at its moment', () => {
    assert.deepEqual(days('FREQ=DAILY;UNTIL=20261126'), ['2026-11-24', '2026-11-25', '2026-11-26']);
    const until = (moment: string) =>
      expandEvent(one('DTSTART;TZID=Europe/Madrid:20261124T090000', `RRULE:FREQ=DAILY;UNTIL=${moment}`), {
        from: '2026-01-01',
        to: '2030-01-01',
        env: still,
      }).occurrences.length;
    assert.deepEqual([until('20261126T080000Z'), until('20261126T075959Z'), until('20261126T090000')], [3, 2, 3]);
  });

  it('moves, cancels and adds single occurrences', () => {
    const text = [
      'BEGIN:VCALENDAR',
      ...[
        'RRULE:FREQ=WEEKLY;COUNT=4\r\nRDATE:20261125T090000Z\r\nEXDATE:20261215T090000Z',
        'RECURRENCE-ID:20261201T090000Z\r\nSTATUS:CANCELLED',
        'RECURRENCE-ID:20261208T090000Z\r\nX:moved',
      ].map(
        (more) =>
          `BEGIN:VEVENT\r\nUID:u\r\n${more.includes('moved') ? 'DTSTART:20261209T100000Z' : 'DTSTART:20261124T090000Z'}\r\n${more}\r\nEND:VEVENT`,
      ),
      'END:VCALENDAR',
    ].join('\r\n');
    const { events } = importCalendar(text, { timeZone: 'Europe/Madrid', uncategorised: 'ritual' });
    const { occurrences } = expandEvent(events[0] ?? assert.fail(), {
      from: '2026-11-01',
      to: '2027-01-01',
      others: events,
      env: still,
    });
    assert.deepEqual(
      occurrences.map(({ startsAt }) => startsAt?.slice(0, 13)),
      ['2026-11-24T09', '2026-11-25T09', '2026-12-09T10'],
    );
  });

  it('a cancelled event never happens, one that is not repeated happens once', () => {
    const all = { from: '2026-01-01', to: '2027-01-01', env: still };
    assert.deepEqual(
      expandEvent(one('DTSTART;VALUE=DATE:20261124', 'STATUS:CANCELLED', 'RRULE:FREQ=DAILY'), all).occurrences,
      [],
    );
    assert.equal(expandEvent(one('DTSTART;VALUE=DATE:20261124'), all).occurrences.length, 1);
    assert.deepEqual(expandEvent(one('DTSTART;VALUE=DATE:20251124'), all).occurrences, []);
  });

  it('is the same as ical.js for rules that ical.js can carry out', () => {
    const weekdays = fc
      .uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1, maxLength: 3 })
      .map((list) => list.join());
    const interval = fc.integer({ min: 1, max: 4 });
    const rules = fc.oneof(
      interval.map((every) => `FREQ=DAILY;INTERVAL=${every}`),
      fc.tuple(interval, weekdays).map(([every, list]) => `FREQ=WEEKLY;INTERVAL=${every};BYDAY=${list}`),
      fc
        .tuple(fc.constantFrom(1, 2, 3, 4, -1, -2), fc.constantFrom('MO', 'WE', 'SU'))
        .map(([nth, day]) => `FREQ=MONTHLY;BYDAY=${nth}${day}`),
      fc.integer({ min: 1, max: 28 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
      fc.constantFrom(
        'FREQ=MONTHLY;BYMONTHDAY=-1',
        'FREQ=YEARLY',
        'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
        'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15',
        'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
      ),
    );
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 3_000 }), (text, shift) => {
        const rule = repetitionRuleOf(ICAL.Recur.fromString(text).toJSON()) ?? assert.fail(text);
        const after = new Date(Date.UTC(2020, 0, 1) + shift * 86_400_000).toISOString().slice(0, 10);
        const start =
          [...matchingDays(rule, after, '2032-12-31')].find((date) => date !== undefined) ?? assert.fail(text);
        const ours = [...matchingDays(rule, start, '2037-12-31')].filter((date) => date !== undefined).slice(0, 8);
        const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString(start));
        const theirs = ours.map(() => iterator.next().toString());
        assert.deepEqual(ours, theirs, `${text} from ${start}`);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('the bounds of repetition', () => {
  const forever = one('DTSTART;VALUE=DATE:20000101', 'RRULE:FREQ=DAILY');

  it('at most 732 times', () => {
    const { occurrences, stoppedBy } = expandEvent(forever, { from: '2000-01-01', to: '2030-01-01', env: still });
    assert.deepEqual([occurrences.length, stoppedBy], [732, 'occurrences']);
  });

  it('stops when half a second is over, between any two days', () => {
    let glances = 0;
    const { occurrences, stoppedBy } = expandEvent(forever, {
      from: '2000-01-01',
      to: '2030-01-01',
      env: { elapsed: () => 250 * glances++ },
    });
    assert.equal(stoppedBy, 'time');
    assert.ok(occurrences.length > 0 && occurrences.length < 200);
  });

  it('stops also while no day matches', () => {
    let glances = 0;
    const never = one('DTSTART;VALUE=DATE:20000101', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30');
    assert.equal(
      expandEvent(never, { from: '2000-01-01', to: '2199-01-01', env: { elapsed: () => 250 * glances++ } }).stoppedBy,
      'time',
    );
  });

  it('a rule that never matches ends by itself, also the first two, from which ical.js never comes back', () => {
    for (const rule of [
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=DAILY;INTERVAL=7;BYDAY=TU',
      'FREQ=WEEKLY;INTERVAL=52;BYMONTH=6',
      'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31',
      'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31',
      'FREQ=YEARLY;INTERVAL=1000;BYDAY=53MO',
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366',
    ]) {
      const event = one('DTSTART;VALUE=DATE:19000202', `RRULE:${rule}`);
      const took = processorMsOf(() => {
        const { stoppedBy } = expandEvent(event, { from: '2026-01-01', to: '2199-12-31', env: performanceEnv });
        assert.ok(stoppedBy === undefined || stoppedBy === 'time');
      });
      assert.ok(took < 600, `${rule} took ${took} ms`);
    }
  });

  it('[T16] a thousand rules of any shape give an expansion within the time', () => {
    const list = (item: fc.Arbitrary<string | number>) =>
      fc.array(item, { minLength: 1, maxLength: 5 }).map((items) => items.join());
    const part = fc.oneof(
      fc.integer({ min: -1, max: 1_001 }).map((value) => `INTERVAL=${value}`),
      fc.nat(2_000).map((value) => `COUNT=${value}`),
      list(fc.integer({ min: -32, max: 32 })).map((value) => `BYMONTHDAY=${value}`),
      list(fc.integer({ min: 0, max: 13 })).map((value) => `BYMONTH=${value}`),
      list(
        fc
          .tuple(fc.constantFrom('', '1', '5', '-1', '53', '-53'), fc.constantFrom('MO', 'FR', 'SU'))
          .map((both) => both.join('')),
      ).map((value) => `BYDAY=${value}`),
      list(fc.integer({ min: -367, max: 367 })).map((value) => `BYSETPOS=${value}`),
      fc.constantFrom('WKST=SU', 'WKST=XX', 'BYHOUR=25', 'BYWEEKNO=53', 'UNTIL=20991231', 'UNTIL=x', 'X=1'),
    );
    const rules = fc.tuple(
      fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY', ''),
      fc.array(part, { maxLength: 4 }),
    );
    let [slowest, expanded] = [0, 0];
    fc.assert(
      fc.property(rules, fc.constantFrom('19000101', '20240229', '20261031'), ([frequency, parts], start) => {
        slowest = Math.max(
          slowest,
          processorMsOf(() => {
            for (const event of read(
              `DTSTART;VALUE=DATE:${start}`,
              `RRULE:${[`FREQ=${frequency}`, ...parts].join(';')}`,
            )) {
              const { occurrences } = expandEvent(event, { from: '2026-01-01', to: '2031-12-31', env: performanceEnv });
              assert.ok(occurrences.length <= 732);
              expanded++;
            }
          }),
        );
      }),
      { seed: 318, numRuns: 1_000 },
    );
    assert.ok(expanded > 200, `${expanded} expanded`);
    assert.ok(slowest < 600, `${slowest} ms`);
  });

  it('a server that imports calendars does not load what expands them', () => {
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, name = ''] of readFileSync(`src/calendar/${file}`, 'utf8').matchAll(/from '\.\/([a-z-]+)\.js'/g))
        visit(`${name}.ts`);
    };
    for (const door of ['import-calendar.ts', 'match-events.ts', 'write-invitation.ts']) visit(door);
    assert.ok(seen.has('repetition-rule.ts'));
    assert.ok(!seen.has('expand.ts') && !seen.has('matching-days.ts'));
  });
});

const performanceEnv = { elapsed: () => performance.now() };
