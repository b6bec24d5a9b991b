import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { importCalendar, type ImportOptions } from '../../src/calendar/import-calendar.js';
import { identityWithoutAddress, matchEvents } from '../../src/calendar/match-events.js';
import { momentOf } from '../../src/calendar/shown-time.js';
import { ValidationError } from '../../src/errors.js';
import { processorMsOf } from '../support/processor-time.js';

const inCalendar = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const eventLines = (...lines: readonly string[]) => [
  'BEGIN:VEVENT',
  'UID:u1',
  'CATEGORIES:TRAINING',
  'SUMMARY:T',
  ...lines,
  'END:VEVENT',
];
const read = (text: string, options: Partial<ImportOptions> = {}) =>
  importCalendar(text, { timeZone: 'Europe/Madrid', ...options });
const one = (...lines: readonly string[]) => read(inCalendar(...eventLines(...lines))).events[0] ?? assert.fail();
const reasonOf = (...lines: readonly string[]) =>
  read(inCalendar(...eventLines(...lines)))
    .skipped.map(({ reason }) => reason)
    .join();

describe('the kind of an event', () => {
  it('is decided by its categories, whatever their case, accents and order', () => {
    const kindOf = (categories: string) =>
      read(inCalendar('BEGIN:VEVENT', 'UID:u', `CATEGORIES:${categories}`, 'DTSTART;VALUE=DATE:20261124', 'END:VEVENT'))
        .events[0]?.kind;
    const table = {
      TRAINING: 'training',
      Formation: 'training',
      Stratégie: 'strategy',
      PERSONALITY_TEST: 'personality-test',
      'Bilan de compétences': 'skills-assessment',
      Review: 'review',
      Enquête: 'survey',
      rituel: 'ritual',
      'Blue,SURVEY': 'survey',
    };
    for (const [categories, kind] of Object.entries(table)) assert.equal(kindOf(categories), kind, categories);
  });

  it('can be told by a table of one’s own, which takes the place of the usual one', () => {
    const text = inCalendar(...eventLines('DTSTART;VALUE=DATE:20261124'));
    assert.equal(read(text, { categories: { training: 'review' } }).events[0]?.kind, 'review');
    assert.deepEqual(read(text, { categories: { other: 'review' } }).skipped, [
      { uid: 'u1', title: 'T', reason: 'unknown-category', line: 5, detail: 'TRAINING' },
    ]);
  });

  it('without a category leaves it out, unless the feed is of one kind', () => {
    const text = inCalendar('BEGIN:VEVENT', 'UID:u', 'DTSTART;VALUE=DATE:20261124', 'END:VEVENT');
    assert.equal(read(text).skipped[0]?.reason, 'no-category');
    assert.equal(read(text, { uncategorised: 'ritual' }).events[0]?.kind, 'ritual');
  });
});

describe('the time of an event', () => {
  it('is read in the zone it names, in the company’s when it names none', () => {
    assert.equal(one('DTSTART;TZID=America/Toronto:20261124T090000').startsAt, '2026-11-24T14:00:00.000Z');
    assert.equal(one('DTSTART:20261124T090000').startsAt, '2026-11-24T08:00:00.000Z');
    assert.equal(one('DTSTART;TZID=Romance Standard Time:20260724T090000').startsAt, '2026-07-24T07:00:00.000Z');
    assert.deepEqual(
      [one('DTSTART:20261124T233000Z').startsOn, one('DTSTART:20261124T233000Z').timeZone],
      ['2026-11-25', 'Europe/Madrid'],
    );
  });

  it('in a zone that nobody knows leaves it out and says which, and is never read as UTC', () => {
    const text = inCalendar(...eventLines('DTSTART;TZID=Atlantis Time:20261124T090000'));
    assert.deepEqual(read(text), {
      events: [],
      skipped: [{ uid: 'u1', title: 'T', reason: 'unknown-zone', line: 7, detail: 'Atlantis Time' }],
      notices: [],
    });
    assert.equal(reasonOf('DTSTART;TZID=IST:20261124T090000'), 'unknown-zone');
    assert.equal(
      read(inCalendar('X-WR-TIMEZONE:Atlantis', ...eventLines('DTSTART:20261124T090000'))).skipped[0]?.reason,
      'unknown-zone',
    );
    assert.equal(
      read(inCalendar('X-WR-TIMEZONE:Atlantis', ...eventLines('DTSTART:20261124T090000Z'))).events.length,
      1,
    );
  });

  it('lasts to its end, counted in days there', () => {
    assert.equal(one('DTSTART;VALUE=DATE:20261124', 'DTEND;VALUE=DATE:20261126').days, 2);
    assert.equal(one('DTSTART;VALUE=DATE:20261124').days, 1);
    assert.equal(one('DTSTART:20261124T200000', 'DURATION:PT4H').days, 1);
    assert.equal(one('DTSTART:20261124T200000', 'DURATION:PT4H1M').days, 2);
    assert.equal(one('DTSTART;VALUE=DATE:20261124', 'DURATION:P1W').days, 7);
  });

  it('that does not exist or runs backwards leaves it out', () => {
    assert.deepEqual(
      ['20261324T090000', '20260230', '20261124T250000', '00010101', 'tomorrow'].map((at) => reasonOf(`DTSTART:${at}`)),
      ['bad-date', 'bad-date', 'bad-date', 'bad-date', 'bad-date'],
    );
    assert.equal(reasonOf('DTSTART:20261124T090000', 'DTEND:20261124T080000'), 'ends-before-start');
    assert.equal(reasonOf('DTSTART;VALUE=DATE:20261124', 'DTEND;VALUE=DATE:20281124'), 'too-long');
    assert.equal(reasonOf('SUMMARY:no start'), 'no-start');
  });

  it('skipped in spring is as much later, and the first of two in autumn', () => {
    const moment = (date: string) => new Date(momentOf(date, 2.5 * 3_600, 'Europe/Madrid')).toISOString();
    assert.equal(moment('2026-03-29'), '2026-03-29T01:30:00.000Z');
    assert.equal(moment('2026-10-25'), '2026-10-25T00:30:00.000Z');
    assert.equal(moment('2026-07-01'), '2026-07-01T00:30:00.000Z');
  });
});

describe('hostile and odd calendars', () => {
  const refused = (text: string) =>
    assert.throws(
      () => read(text),
      (error: unknown) => error instanceof ValidationError && error.code === 'CORDEE_INPUT_INVALID',
    );

  it('that are none, too large, too many or too deep are refused', () => {
    for (const text of [
      '',
      ' ',
      'hello',
      'BEGIN:VEVENT\r\nEND:VEVENT',
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VCALENDAR\r\nEND:VEVENT',
    ])
      refused(text);
    refused(inCalendar(`X-A:${'é'.repeat(131_072)}`));
    refused(inCalendar(...Array.from({ length: 1_000 }, () => 'BEGIN:VTODO\r\nEND:VTODO')));
    refused(
      inCalendar(...Array.from({ length: 9 }, () => 'BEGIN:VEVENT'), ...Array.from({ length: 9 }, () => 'END:VEVENT')),
    );
    assert.equal(
      read(inCalendar(...Array.from({ length: 999 }, () => 'BEGIN:VTODO\r\nEND:VTODO'))).skipped.length,
      999,
    );
  });

  it('a rule that repeats within a day, or that no calendar has, leaves the event out', () => {
    const rules = [
      'FREQ=SECONDLY',
      'FREQ=MINUTELY;BYHOUR=30',
      'FREQ=HOURLY',
      'FREQ=YEARLY;BYWEEKNO=20',
      'FREQ=YEARLY;BYYEARDAY=400',
      'FREQ=DAILY;BYHOUR=1,2',
      'FREQ=MONTHLY;BYMONTHDAY=32',
      'FREQ=DAILY;INTERVAL=1001',
      'FREQ=WEEKLY;BYDAY=XX',
      'FREQ=WEEKLY;BYDAY=1MO',
      'FREQ=DAILY;COUNT=-1',
      'FREQ=DAILY;UNTIL=never',
      'FREQ=',
      'x',
    ];
    for (const rule of rules)
      assert.equal(reasonOf('DTSTART;VALUE=DATE:20261124', `RRULE:${rule}`), 'unsupported-rule', rule);
    assert.equal(reasonOf('DTSTART;VALUE=DATE:20261124', 'RRULE:FREQ=DAILY', 'EXRULE:FREQ=WEEKLY'), 'unsupported-rule');
    assert.equal(
      reasonOf(
        'DTSTART;VALUE=DATE:20261124',
        `EXDATE;VALUE=DATE:${Array.from({ length: 733 }, () => '20261124').join()}`,
      ),
      'too-many-exceptions',
    );
  });

  it('lines that are no property are left out, whatever they hold', () => {
    const events = read(
      inCalendar(
        ...eventLines('DTSTART;VALUE=DATE:20261124', ',";MEMBER="a","b', 'ATTENDEE;MEMBER="a","b:x', ';;;', '"'),
      ),
    ).events;
    assert.equal(events.length, 1);
  });

  it('one broken event takes no other with it', () => {
    const text = inCalendar(
      ...eventLines('DTSTART;TZID="x:1'),
      ...eventLines('DTSTART;VALUE=DATE:20261124').map((line) => line.replace('u1', 'u2')),
    );
    const { events, skipped } = read(text);
    assert.deepEqual([events.map(({ uid }) => uid), skipped.map(({ uid }) => uid)], [['u2'], ['u1']]);
  });

  it('titles become one line of text of at most 200 letters', () => {
    const title = (text: string) =>
      read(
        inCalendar(
          'BEGIN:VEVENT',
          'UID:u',
          'CATEGORIES:training',
          `SUMMARY:${text}`,
          'DTSTART;VALUE=DATE:20261124',
          'END:VEVENT',
        ),
      ).events[0]?.title;
    assert.equal(title('R&amp\\;D\\n<b>x</b>\\, y'), 'R&D <b>x</b>, y');
    assert.equal(title('&amp\\;lt\\;'), '&lt;');
    assert.equal(title('a\u202Eb\u0000c'), 'ab c');
    assert.equal([...(title('🎯'.repeat(300)) ?? '')].length, 200);
    assert.equal(title(' '), undefined);
  });

  it('the largest calendars of each shape are read within half a second', () => {
    const fill = (line: string) =>
      inCalendar(
        ...eventLines(
          'DTSTART;VALUE=DATE:20261124',
          ...Array.from({ length: Math.floor(261_000 / (line.length + 2)) }, () => line),
        ),
      );
    const yearly =
      'BEGIN:STANDARD\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:STANDARD';
    const described = `BEGIN:VTIMEZONE\r\nTZID:Here\r\n${Array.from({ length: 190 }, () => yearly).join('\r\n')}\r\nEND:VTIMEZONE`;
    const shapes = [
      fill(' '),
      fill(' a'),
      fill('EXDATE:20261124T000000Z'),
      fill(`SUMMARY:${'&amp\\;'.repeat(1_300)}`),
      fill(`CATEGORIES:${'a,'.repeat(4_000)}`),
      fill(`X;A=${'"'.repeat(8_000)}:x`),
      fill(`UID;MEMBER=${'"a",'.repeat(2_000)}:x`),
      fill('RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      fill('EXDATE;TZID=Here:20261124T000000').replace('BEGIN:VEVENT', `${described}\r\nBEGIN:VEVENT`),
      fill('RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T000000Z'),
      fill('?'),
      inCalendar(
        'BEGIN:VTIMEZONE',
        'TZID:Here',
        ...Array.from({ length: 195 }, () => yearly),
        'END:VTIMEZONE',
        ...Array.from(
          { length: 790 },
          (_, uid) =>
            `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;TZID=Here:20261124T090000\r\nRECURRENCE-ID;TZID=Here:20261124T090000\r\nEND:VEVENT`,
        ),
      ),
      inCalendar(
        ...Array.from({ length: 490 }, (_, zone) => `BEGIN:VTIMEZONE\r\nTZID:${zone}\r\n${yearly}\r\nEND:VTIMEZONE`),
        ...Array.from(
          { length: 15 },
          (_, uid) => `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;TZID=${uid}:20261124T090000\r\nEND:VEVENT`,
        ),
      ),
      inCalendar(
        ...Array.from({ length: 900 }, (_, index) =>
          [
            `BEGIN:VEVENT`,
            `UID:${index}`,
            'CATEGORIES:training',
            `DTSTART;TZID=Europe/Madrid:20261124T090000`,
            'RRULE:FREQ=DAILY',
            'END:VEVENT',
          ].join('\r\n'),
        ),
      ),
    ];
    for (const [index, text] of shapes.entries()) {
      const took = processorMsOf(() => {
        try {
          read(text);
        } catch (error) {
          assert.ok(error instanceof ValidationError);
        }
      });
      assert.ok(took < 500, `shape ${index} took ${Math.round(took)} ms`);
    }
  });

  it('[T16] a thousand broken calendars give events or our error, each within half a second', () => {
    const real = ['moodle-4.3-export', '2207678', 'evolution', 'new-years-day', 'EXDATE-IN-UTC', 'canada'].map((file) =>
      readFileSync(`test/calendar/fixtures/${file}.ics`, 'utf8'),
    );
    const pieces = [
      'BEGIN:VEVENT\r\n',
      'END:VEVENT\r\n',
      'BEGIN:VCALENDAR\r\n',
      'END:VCALENDAR\r\n',
      'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n',
      '\r\n ',
      '"',
      ';',
      ':',
      ',',
      '=',
      '\\',
      '\0',
      '\uD800',
      '__proto__:x\r\n',
      'DTSTART:99999999T999999Z\r\n',
      'EXDATE:',
      'TZID=',
    ];
    const broken = fc
      .tuple(
        fc.constantFrom(...real),
        fc.array(
          fc.tuple(
            fc.nat(10_000),
            fc.nat(40),
            fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 12 })),
          ),
          { maxLength: 8 },
        ),
      )
      .map(([text, cuts]) =>
        cuts.reduce(
          (rest, [at, length, piece]) =>
            rest.slice(0, at % rest.length) + piece + rest.slice((at % rest.length) + length),
          text,
        ),
      );
    const made = fc
      .array(fc.constantFrom(...pieces, 'UID:a\r\n', 'DTSTART;VALUE=DATE:20261124\r\n', 'CATEGORIES:training\r\n'), {
        maxLength: 30,
      })
      .map((parts) => inCalendar(...eventLines(parts.join(''))));
    let [slowest, found] = [0, 0];
    fc.assert(
      fc.property(fc.oneof(broken, made, fc.string({ unit: 'binary' })), (text) => {
        slowest = Math.max(
          slowest,
          processorMsOf(() => {
            try {
              const { events } = read(text, { uncategorised: 'ritual' });
              for (const event of events) assert.match(event.startsOn, /^\d{4}-\d\d-\d\d$/);
              found += events.length;
            } catch (error) {
              if (!(error instanceof ValidationError)) throw error;
            }
          }),
        );
      }),
      { seed: 16, numRuns: 1_000 },
    );
    assert.ok(found > 50, `${found} events`);
    assert.ok(slowest < 500, `${slowest} ms`);
    assert.equal(Object.keys(Object.prototype).length, 0);
  });
});

describe('an import against what is known', () => {
  const at = (day: string, sequence: number, ...more: readonly string[]) =>
    read(inCalendar(...eventLines(`DTSTART;VALUE=DATE:${day}`, `SEQUENCE:${sequence}`, ...more))).events;
  const kinds = (...changes: Parameters<typeof matchEvents>) =>
    matchEvents(...changes).map((change) => ('byDays' in change ? `${change.kind} ${change.byDays}` : change.kind));

  it('[A-DEV-3] a training is added, and moves by a week with the same UID and the next SEQUENCE', () => {
    const first = at('20261124', 0);
    assert.deepEqual([kinds([], first), first[0]?.kind], [['added'], 'training']);
    assert.deepEqual(kinds(first, at('20261201', 1)), ['moved 7']);
    assert.deepEqual(kinds(first, first), ['unchanged']);
  });

  it('[A-DEV-3] a higher SEQUENCE cancels, by its status or by the method', () => {
    const first = at('20261124', 0);
    assert.deepEqual(kinds(first, at('20261124', 1, 'STATUS:CANCELLED')), ['cancelled']);
    const bare = read(
      inCalendar('METHOD:CANCEL', 'BEGIN:VEVENT', 'UID:u1', 'SEQUENCE:1', 'DTSTART;VALUE=DATE:20261124', 'END:VEVENT'),
    ).events;
    assert.deepEqual([kinds(first, bare), bare[0]?.kind], [['cancelled'], undefined]);
    assert.deepEqual(kinds([], bare), []);
    assert.deepEqual(kinds(bare, at('20261125', 2)), ['restored 1']);
  });

  it('a lower SEQUENCE is outdated, and so is an earlier revision of the same', () => {
    assert.deepEqual(kinds(at('20261124', 2), at('20261201', 1)), ['outdated']);
    const [old, late] = ['20261101T000000Z', '20261102T000000Z'].map((stamp) => `LAST-MODIFIED:${stamp}`) as [
      string,
      string,
    ];
    assert.deepEqual(kinds(at('20261124', 0, late), at('20261201', 0, old)), ['outdated']);
    assert.deepEqual(kinds(at('20261124', 0, old), at('20261201', 0, late)), ['moved 7']);
  });

  it('a product that never counts is believed', () =>
    assert.deepEqual(kinds(at('20261124', 0), at('20261123', 0)), ['moved -1']));

  it('a new title is a change and an event that is gone from the feed is none', () => {
    const renamed = at('20261124', 1).map((event) => ({ ...event, title: 'Other' }));
    assert.deepEqual(kinds(at('20261124', 0), renamed), ['changed']);
    assert.deepEqual(kinds(at('20261124', 0), []), []);
  });

  it('can know events again whose UIDs carry the address of a site that moved', () => {
    const named = (uid: string) => at('20261124', 0).map((event) => ({ ...event, uid }));
    assert.deepEqual(kinds(named('4@old.example'), named('4@new.example'), { identityOf: identityWithoutAddress }), [
      'unchanged',
    ]);
    assert.deepEqual(kinds(named('4@old.example'), named('4@new.example')), ['added']);
    assert.equal(identityWithoutAddress('plain'), 'plain');
  });

  it('of two copies in one file the newer is kept and the other told', () => {
    const twice = inCalendar(
      ...eventLines('DTSTART;VALUE=DATE:20261201', 'SEQUENCE:2'),
      ...eventLines('DTSTART;VALUE=DATE:20261124', 'SEQUENCE:1'),
    );
    const { events, skipped } = read(twice);
    assert.deepEqual(
      [events.map(({ startsOn }) => startsOn), skipped.map(({ reason }) => reason)],
      [['2026-12-01'], ['older-copy']],
    );
  });
});
