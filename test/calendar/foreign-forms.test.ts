import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expandEvent, expandEvents } from '../../src/calendar/expand.js';
import { importCalendar, type ImportOptions } from '../../src/calendar/import-calendar.js';
import { calendarLimits } from '../../src/calendar/limits.js';
import { ValidationError } from '../../src/errors.js';

const still = { elapsed: () => 0 };
const fixture = (name: string, options: Partial<ImportOptions> = {}) =>
  importCalendar(readFileSync(`test/calendar/fixtures/ours-${name}.ics`, 'utf8'), {
    timeZone: 'Europe/Madrid',
    uncategorised: 'ritual',
    ...options,
  });
const lines = (...more: readonly string[]) =>
  importCalendar(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:u', ...more, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'), {
    timeZone: 'Europe/Madrid',
    uncategorised: 'ritual',
  });
const all = { from: '2000-01-01', to: '2030-12-31', env: still };
const timesIn = ({ events }: ReturnType<typeof importCalendar>, uid?: string) =>
  expandEvents(events, all)
    .filter(({ event }) => uid === undefined || event.uid === uid)
    .flatMap(({ occurrences }) => occurrences.map(({ startsAt, startsOn }) => startsAt ?? startsOn));
const between = (list: readonly string[], from: string, to: string) =>
  list.filter((time) => time >= from && time <= to);

describe('a series in UTC', () => {
  it('keeps its time in UTC when the company’s clocks change', () => {
    assert.deepEqual(timesIn(fixture('utc-series'), 'utc-weekly'), [
      '2026-03-18T12:00:00.000Z',
      '2026-03-25T12:00:00.000Z',
      '2026-04-01T12:00:00.000Z',
    ]);
  });

  it('names its weekdays in UTC, and its days are those of the company', () => {
    const calendar = fixture('utc-series');
    assert.deepEqual(timesIn(calendar, 'utc-late'), ['2026-03-24T23:30:00.000Z', '2026-04-07T23:30:00.000Z']);
    const [, late] = expandEvents(calendar.events, all);
    assert.deepEqual(
      late?.occurrences.map(({ startsOn, days }) => [startsOn, days]),
      [
        ['2026-03-25', 1],
        ['2026-04-08', 1],
      ],
    );
  });
});

describe('a series of whole days', () => {
  it('of Exchange, with exceptions and a moved day written as midnights of a Windows zone', () => {
    const calendar = fixture('exchange-all-day-series');
    assert.deepEqual([calendar.skipped, calendar.notices], [[], []]);
    assert.deepEqual(timesIn(calendar), ['2026-02-05', '2026-02-12', '2026-02-27', '2026-03-05', '2026-03-12']);
  });

  it('of Apple, with a moved day written as a midnight of a zone elsewhere', () => {
    const times = timesIn(fixture('apple-moved-holiday'));
    assert.deepEqual(times.slice(0, 3), ['2002-06-10', '2003-06-09', '2004-06-10']);
  });

  it('with an exception as a midnight in UTC', () => {
    assert.deepEqual(
      timesIn(lines('DTSTART;VALUE=DATE:20260205', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20260211T230000Z')),
      ['2026-02-05', '2026-02-19'],
    );
  });
});

describe('long lines', () => {
  const dates = Array.from({ length: 520 }, (_, week) =>
    new Date(Date.UTC(2026, 0, 6) + week * 604_800_000).toISOString().slice(0, 10).replaceAll('-', ''),
  );

  it('five hundred and twenty exceptions in one line are all exceptions', () => {
    assert.deepEqual(
      timesIn(lines('DTSTART;VALUE=DATE:20251230', 'RRULE:FREQ=WEEKLY;COUNT=522', `EXDATE;VALUE=DATE:${dates.join()}`)),
      ['2025-12-30'],
    );
  });

  it('a rule of sixteen thousand letters is still a rule, or leaves the event out', () => {
    const list = (items: readonly (string | number)[]) =>
      Array.from({ length: 16_000 / items.length / 3 }, () => items.join()).join();
    assert.deepEqual(timesIn(lines('DTSTART;VALUE=DATE:20260105', `RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=${list(['MO'])}`)), [
      '2026-01-05',
      '2026-01-12',
    ]);
    const { events, skipped } = lines(
      'DTSTART;VALUE=DATE:20260105',
      `RRULE:FREQ=MONTHLY;BYDAY=${list(Array.from({ length: 100 }, (_, nth) => `${nth + 1}MO`))}`,
    );
    assert.deepEqual([events, skipped.map(({ reason, line }) => [reason, line])], [[], [['unsupported-rule', 5]]]);
  });

  it('a line with too much before its value is told, and leaves the event out where it decides when that is', () => {
    const long = `;X-A=${'a'.repeat(9_000)}`;
    assert.deepEqual(
      lines('DTSTART;VALUE=DATE:20260105', `X-B${long}:x`).notices.map(({ reason, line }) => [reason, line]),
      [['unreadable-line', 5]],
    );
  });
});

describe('this and all that follow', () => {
  it('move as far, last as long, and one of them may be elsewhere still', () => {
    const [team] = expandEvents(fixture('this-and-future').events, all);
    assert.deepEqual(
      team?.occurrences.map(({ startsAt, endsAt, event }) => [startsAt, endsAt?.slice(11, 16), event.title]),
      [
        ['2026-03-09T08:00:00.000Z', '09:00', 'Team hour'],
        ['2026-03-16T08:00:00.000Z', '09:00', 'Team hour'],
        ['2026-03-24T13:00:00.000Z', '14:30', 'Team hour and a half'],
        ['2026-03-31T12:00:00.000Z', '13:30', 'Team hour and a half'],
        ['2026-04-08T07:00:00.000Z', '08:00', 'Team hour outside'],
        ['2026-04-14T12:00:00.000Z', '13:30', 'Team hour and a half'],
      ],
    );
  });

  it('that are cancelled no longer happen, and move into and out of the days asked for', () => {
    const calendar = fixture('this-and-future');
    const cancelled = calendar.events.map((event) => (event.andFollowing ? { ...event, cancelled: true } : event));
    assert.equal(expandEvents(cancelled, all)[0]?.occurrences.length, 3);
    const one = (from: string, to: string) =>
      expandEvents(calendar.events, { ...all, from, to })[0]?.occurrences.map(({ startsOn }) => startsOn);
    assert.deepEqual([one('2026-03-31', '2026-03-31'), one('2026-03-30', '2026-03-30')], [['2026-03-31'], []]);
  });

  it('a range that is none of the standard’s leaves the event out, with the occurrence', () => {
    const text = readFileSync('test/calendar/fixtures/ours-this-and-future.ics', 'utf8').replace(
      'THISANDFUTURE',
      'THISANDPRIOR',
    );
    const calendar = importCalendar(text, { timeZone: 'Europe/Madrid', uncategorised: 'ritual' });
    assert.deepEqual(
      calendar.skipped.map(({ reason, line, occurrence }) => [reason, line, occurrence]),
      [['unsupported-range', 16, '2026-03-23T08:00:00.000Z']],
    );
    assert.equal(between(timesIn(calendar), '2026-03-23', '2026-03-24').length, 0);
  });
});

describe('lengths', () => {
  it('that are none, or negative, are told and make no length', () => {
    for (const length of ['1 hour', '-PT1H', 'P', 'PT', '']) {
      const { events, notices } = lines('DTSTART:20260406T090000Z', `DURATION:${length}`);
      assert.deepEqual(
        [events[0]?.endsAt, notices.map(({ reason, line, uid }) => [reason, line, uid])],
        ['2026-04-06T09:00:00.000Z', [['bad-duration', 5, 'u']]],
        length,
      );
    }
    assert.deepEqual(lines('DTSTART:20260406T090000Z', 'DURATION:PT1H').notices, []);
  });
});

describe('an occurrence that stands elsewhere and cannot be taken', () => {
  const calendar = fixture('left-out-occurrences', { uncategorised: undefined });

  it('does not happen at its old time, and is told with its line and its occurrence', () => {
    assert.deepEqual(timesIn(calendar, 's1'), [
      '2026-03-02T08:00:00.000Z',
      '2026-03-17T08:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
    assert.deepEqual(
      calendar.skipped.map(({ reason, line, occurrence, detail }) => [reason, line, occurrence, detail]),
      [
        ['unknown-zone', 19, '2026-03-09T08:00:00.000Z', 'Mars/X'],
        ['unknown-category', 33, '2026-03-23T08:00:00.000Z', 'PICNIC'],
        ['unreadable-line', 44, undefined, 'RECURRENCE-ID'],
        ['unknown-zone', 62, '2026-03-16T10:00:00.000Z', 'Mars/X'],
      ],
    );
  });

  it('nor do those that should have followed it', () =>
    assert.deepEqual(timesIn(calendar, 's2'), ['2026-03-02T10:00:00.000Z', '2026-03-09T10:00:00.000Z']));

  it('without a category or a title is of the kind and the title of its series', () => {
    const [, moved] = calendar.events;
    assert.deepEqual([moved?.startsOn, moved?.kind, moved?.title], ['2026-03-17', 'ritual', 'Without a category']);
  });

  it('with a broken RECURRENCE-ID does not take the place of the series', () =>
    assert.equal(calendar.events.filter(({ uid, replaces }) => uid === 's1' && !replaces).length, 1));

  it('by a RECURRENCE-ID in a zone of nobody, at least its day is known', () => {
    const text = ['RRULE:FREQ=WEEKLY;COUNT=3', 'RECURRENCE-ID;TZID=Mars/X:20260309T090000'].map(
      (more) => `BEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=Europe/Madrid:20260302T090000\r\n${more}\r\nEND:VEVENT`,
    );
    const read = importCalendar(['BEGIN:VCALENDAR', ...text, 'END:VCALENDAR'].join('\r\n'), {
      timeZone: 'Europe/Madrid',
      uncategorised: 'ritual',
    });
    assert.deepEqual(
      [timesIn(read).map((time) => time.slice(0, 10)), read.skipped[0]?.occurrence],
      [['2026-03-02', '2026-03-16'], '2026-03-09'],
    );
  });

  it('that is cancelled with no more than its name is cancelled', () => {
    const text = [
      'DTSTART;TZID=Europe/Madrid:20260302T090000\r\nRRULE:FREQ=WEEKLY;COUNT=3',
      'STATUS:CANCELLED\r\nRECURRENCE-ID;TZID=Europe/Madrid:20260309T090000',
    ].map((more) => `BEGIN:VEVENT\r\nUID:u\r\n${more}\r\nEND:VEVENT`);
    const read = importCalendar(['BEGIN:VCALENDAR', ...text, 'END:VCALENDAR'].join('\r\n'), {
      timeZone: 'Europe/Madrid',
      uncategorised: 'ritual',
    });
    assert.deepEqual([timesIn(read).length, read.skipped], [2, []]);
  });
});

describe('days without VALUE=DATE', () => {
  it('are days, and it is said where; a day that does not exist is none', () => {
    const calendar = fixture('bare-dates');
    assert.deepEqual(timesIn(calendar), ['2026-04-06', '2026-05-01', '2026-05-08', '2026-05-22']);
    assert.deepEqual(
      calendar.notices.map(({ reason, line, uid }) => `${reason} ${line} ${uid}`),
      [
        'date-without-value 8 h1',
        'date-without-value 9 h1',
        'date-without-value 15 h2',
        'date-without-value 21 h3',
        'date-without-value 23 h3',
      ],
    );
    assert.deepEqual(
      calendar.skipped.map(({ reason, line }) => [reason, line]),
      [['bad-date', 29]],
    );
  });
});

describe('zones that a calendar describes', () => {
  const calendar = fixture('described-zones');

  it('are followed as it describes them, in its changes and its halves of an hour', () => {
    assert.deepEqual(
      ['z1', 'z2', 'z3', 'z4', 'z5'].map((uid) => timesIn(calendar, uid)),
      [
        ['2026-03-18T08:00:00.000Z', '2026-03-25T08:00:00.000Z', '2026-04-01T07:00:00.000Z'],
        ['2026-07-01T07:00:00.000Z'],
        ['2026-03-02T14:00:00.000Z', '2026-03-09T13:00:00.000Z'],
        ['2026-10-26T08:00:00.000Z'],
        ['2026-03-18T03:30:00.000Z'],
      ],
    );
  });

  it('count their days where the company is, and can be kept as they are', () => {
    const [first] = calendar.events;
    assert.equal(first?.timeZone, 'Europe/Madrid');
    const kept = JSON.parse(JSON.stringify(calendar.events)) as typeof calendar.events;
    assert.deepEqual(timesIn({ ...calendar, events: kept }), timesIn(calendar));
  });

  it('leave the event out when they change more often than two hundred times', () => {
    const changes = (count: number) =>
      Array.from(
        { length: count },
        () => 'BEGIN:STANDARD\r\nDTSTART:20200101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD',
      ).join('\r\n');
    const read = (count: number) =>
      importCalendar(
        `BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Here\r\n${changes(count)}\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=Here:20260406T090000\r\nEND:VEVENT\r\nEND:VCALENDAR`,
        { timeZone: 'Europe/Madrid', uncategorised: 'ritual' },
      );
    assert.deepEqual([read(200).events.length, read(201).skipped[0]?.reason], [1, 'unknown-zone']);
  });

  it('leave the event out when they change by a rule that is not of one day a year', () =>
    assert.deepEqual(
      calendar.skipped.map(({ reason, detail }) => [reason, detail]),
      [['unknown-zone', 'Nobody can follow']],
    ));
});

describe('no length at midnight', () => {
  it('is a whole day at the company’s midnight, and a time at that of UTC', () => {
    const { events } = fixture('midnights');
    assert.deepEqual(
      events.slice(0, 2).map(({ startsOn, startsAt }) => [startsOn, startsAt]),
      [
        ['2026-03-25', undefined],
        ['2026-03-25', '2026-03-25T00:00:00.000Z'],
      ],
    );
  });

  it('stays on its day of the week when it is repeated past a change of clocks', () =>
    assert.deepEqual(timesIn(fixture('midnights'), 'm3'), ['2026-03-23', '2026-04-06']));
});

describe('all events of an import together', () => {
  const many = (...more: readonly string[]) =>
    importCalendar(
      [
        'BEGIN:VCALENDAR',
        ...Array.from({ length: 990 }, (_, uid) => ['BEGIN:VEVENT', `UID:${uid}`, ...more, 'END:VEVENT'].join('\r\n')),
        'END:VCALENDAR',
      ].join('\r\n'),
      { timeZone: 'Europe/Madrid', uncategorised: 'ritual' },
    ).events;
  /** A look at the clock comes with every 64 days of a rule, so looks count the work. */
  const looksAt = (events: ReturnType<typeof many>, from: string, to: string) => {
    let looks = 0;
    const expansions = expandEvents(events, { from, to, env: { elapsed: () => (looks++, 0) } });
    return { looks, expansions };
  };

  it('are looked at near the days asked for, however long ago they began and whether or not they match', () => {
    for (const rule of ['FREQ=WEEKLY', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30']) {
      const { looks, expansions } = looksAt(
        many('DTSTART;TZID=Europe/Madrid:20150105T090000', `RRULE:${rule}`),
        '2026-11-01',
        '2026-11-30',
      );
      assert.ok(looks <= 990 * 2, `${looks} looks`);
      assert.ok(expansions.every(({ stoppedBy }) => stoppedBy === undefined));
    }
  });

  it('cost a fixed amount of work; those beyond it say so, the same ones each time', () => {
    for (const rule of [
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2',
      'FREQ=DAILY',
      'FREQ=YEARLY;BYDAY=53MO;BYSETPOS=366',
    ]) {
      const events = many('DTSTART:19000105T090000Z', `RRULE:${rule}`);
      const { looks, expansions } = looksAt(events, '1900-01-01', '2199-12-31');
      assert.ok(looks < calendarLimits.expandWork / 64 + 2 * 990, `${looks} looks`);
      const stopped = expansions.filter(({ stoppedBy }) => stoppedBy === 'work');
      assert.ok(stopped.length > 0 && stopped.length < 990, `${rule}: ${stopped.length}`);
      assert.deepEqual(
        looksAt(events, '1900-01-01', '2199-12-31').expansions.map(({ stoppedBy }) => stoppedBy),
        expansions.map(({ stoppedBy }) => stoppedBy),
      );
      assert.ok(
        expansions.reduce((sum, { occurrences }) => sum + occurrences.length, 0) <=
          calendarLimits.expandWork / calendarLimits.occurrenceWork + 990,
      );
    }
  });
});

describe('what does not exist', () => {
  it('a zone of the company, or a day to expand to, is refused with its name', () => {
    const refused = (run: () => unknown, path: string) =>
      assert.throws(run, (error: unknown) => error instanceof ValidationError && error.issues[0]?.path === path);
    refused(() => importCalendar('BEGIN:VCALENDAR\r\nEND:VCALENDAR', { timeZone: 'Mars/X' }), 'timeZone');
    const [event] = lines('DTSTART;VALUE=DATE:20260105').events;
    refused(() => expandEvent(event ?? assert.fail(), { ...all, from: '2026-02-30' }), 'from');
    refused(() => expandEvents([], { ...all, to: '2026-13-01' }), 'to');
  });

  it('a moment at 24:00 or in the zone of nobody is told with its line', () => {
    assert.deepEqual(
      lines('DTSTART:20260406T240000Z').skipped.map(({ reason, line }) => [reason, line]),
      [['bad-date', 4]],
    );
    assert.deepEqual(
      lines('DTSTART;TZID=Mars/X:20260406T090000').skipped.map(({ reason, line, detail }) => [reason, line, detail]),
      [['unknown-zone', 4, 'Mars/X']],
    );
  });

  it('an error of the whole calendar names the line', () => {
    const messageOf = (text: string) => {
      try {
        importCalendar(text, { timeZone: 'Europe/Madrid' });
        return undefined;
      } catch (error) {
        return error instanceof ValidationError ? error.issues[0]?.message : undefined;
      }
    };
    assert.equal(
      messageOf('BEGIN:VCALENDAR\r\n\r\nX-A:folded\r\n  here\r\nEND:VEVENT\r\nEND:VCALENDAR'),
      'Line 5: "END:VEVENT" closes nothing.',
    );
    assert.equal(messageOf('BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u'), 'Line 2: "BEGIN:VEVENT" is never closed.');
  });
});
