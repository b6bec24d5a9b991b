import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  calendarLimits,
  expandEvents,
  importCalendar,
  type ImportedCalendar,
  matchEvents,
  writeInvitation,
} from '../../src/calendar/index.js';
import { CordeeError, ValidationError } from '../../src/errors.js';
import { hangEvent, type PlannedHighlight } from '../../src/model/journey/highlight-run.js';
import { processorMsOf } from '../support/processor-time.js';
import { assertUnpolluted, runs } from './spoil.js';

/** Of the processor, for one input. */
const mostMs = 1_500;
let slowest = 0;

function timed<T>(run: () => T): T | undefined {
  let result: T | undefined;
  slowest = Math.max(
    slowest,
    processorMsOf(() => void (result = run())),
  );
  return result;
}

const one = fc.constantFrom;
const zones = one(
  'Europe/Madrid',
  'UTC',
  'Here',
  'Romance Standard Time',
  'Mars/X',
  '/x/Tzfile/America/Chicago',
  '(UTC+01:00) Amsterdam, Berlin',
  '__proto__',
  'constructor',
  'IST',
  '',
  '"',
  'a:b',
);
const digits = fc
  .tuple(
    one('1601', '1899', '2026', '2199', '9999', '0000'),
    one('01', '02', '03', '10', '13'),
    one('00', '01', '08', '29', '30', '31'),
  )
  .map((parts) => parts.join(''));
const times = fc.oneof(
  digits,
  fc
    .tuple(digits, one('T000000', 'T090000', 'T023000', 'T240000', 'T236060', 'T'), one('', 'Z'))
    .map((parts) => parts.join('')),
  one('', '2026-03-18', 'tomorrow', '20260318T09', '20260318T090000/PT1H', '99999999T999999Z'),
);
const parameters = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: zones.map((zone) => `;TZID=${/[,:;]/.test(zone) ? `"${zone}"` : zone}`) },
  one(
    ';VALUE=DATE',
    ';VALUE=PERIOD',
    ';VALUE=__proto__',
    ';TZID',
    ';RANGE=THISANDFUTURE',
    ';RANGE=THISANDPRIOR',
    ';X="',
    ';=;=',
    `;X=${'a'.repeat(9_000)}`,
    ';TZID=Europe/Madrid;RANGE=THISANDFUTURE',
  ),
);
const timedLine = fc
  .tuple(one('DTSTART', 'DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE', 'LAST-MODIFIED'), parameters, times)
  .map(([name, more, at]) => `${name}${more}:${at}`);
const rule = fc
  .array(
    one(
      'FREQ=DAILY',
      'FREQ=WEEKLY',
      'FREQ=MONTHLY',
      'FREQ=YEARLY',
      'FREQ=SECONDLY',
      'INTERVAL=1',
      'INTERVAL=999',
      'INTERVAL=0',
      'COUNT=3',
      'COUNT=1000000',
      'UNTIL=20991231T000000Z',
      'UNTIL=20260230',
      'BYDAY=MO,TU',
      'BYDAY=-1SU,53MO',
      'BYMONTH=2',
      'BYMONTHDAY=30',
      'BYMONTHDAY=-31',
      'BYSETPOS=-1',
      'BYSETPOS=366',
      'BYHOUR=9',
      'BYWEEKNO=1',
      'WKST=SU',
      '__proto__=1',
      '=',
    ),
    { maxLength: 5 },
  )
  .map((parts) => `RRULE:${parts.join(';')}`);
const plain = one(
  'DTSTART;VALUE=DATE:20260406',
  'DTSTART;TZID=Europe/Madrid:20260302T090000',
  'DTSTART:20260318T120000Z',
  'DTSTART;TZID=Here:20260302T090000',
  'DURATION:PT1H',
  'DURATION:1 hour',
  'DURATION:-P1D',
  'DURATION:P99999W',
  'CATEGORIES:TRAINING',
  'CATEGORIES:__proto__,constructor',
  'CATEGORIES:',
  'SUMMARY:A\\nB\\, C &amp\\; D',
  'SUMMARY:\u202Ex\u0085y',
  'STATUS:CANCELLED',
  'SEQUENCE:1',
  'SEQUENCE:1e9',
  'SEQUENCE:-1',
  'EXRULE:FREQ=DAILY',
  'X-__PROTO__:1',
  '__proto__:x',
  'no colon at all',
  ';;;',
  '"',
  '\u0000',
  ':',
  'UID',
  'RRULE:FREQ=WEEKLY;COUNT=4',
  'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  `EXDATE:${Array.from({ length: 700 }, () => '20260406T090000Z').join()}`,
  'RECURRENCE-ID;TZID=Europe/Madrid:20260309T090000',
  'BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM',
);
const uid = one('UID:a', 'UID:a', 'UID:b', 'UID:__proto__', 'UID:', `UID:${'x'.repeat(1_100)}`);
const event = fc
  .tuple(
    uid,
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: plain },
        { weight: 2, arbitrary: timedLine },
        rule,
        fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `SUMMARY:${text.replace(/[\r\n]/g, '')}`),
      ),
      { maxLength: 7 },
    ),
  )
  .map(([name, lines]) => ['BEGIN:VEVENT', name, ...lines, 'END:VEVENT'].join('\r\n'));
const change = fc.array(
  one(
    'DTSTART:16010101T020000',
    'DTSTART:20260329T020000',
    'DTSTART:nonsense',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'TZOFFSETTO:+0530',
    'TZOFFSETTO:-9999',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
    'RRULE:FREQ=DAILY',
    'RRULE:FREQ=YEARLY;UNTIL=20250101T000000Z',
    'RDATE:20260329T020000,20261025T030000Z',
    'RDATE:x',
  ),
  { maxLength: 6 },
);
const described = fc
  .array(fc.tuple(one('STANDARD', 'DAYLIGHT', 'ODD'), change), { maxLength: 3 })
  .map((parts) =>
    [
      'BEGIN:VTIMEZONE',
      'TZID:Here',
      ...parts.flatMap(([name, lines]) => [`BEGIN:${name}`, ...lines, `END:${name}`]),
      'END:VTIMEZONE',
    ].join('\r\n'),
  );
const calendar = fc
  .tuple(
    one('', 'METHOD:CANCEL', 'X-WR-TIMEZONE:Here', 'X-WR-TIMEZONE:Mars/X', 'X-WR-TIMEZONE:Asia/Hong_Kong'),
    described,
    fc.array(event, { maxLength: 6 }),
    one('\r\n', '\n', '\r'),
  )
  .map(([first, zone, events, end]) => ({
    events: events.length,
    text: ['BEGIN:VCALENDAR', first, zone, ...events, 'END:VCALENDAR', ''].join('\r\n').replaceAll('\r\n', end),
  }));
/** The same, cut, folded and joined anywhere. */
const spoilt = fc
  .tuple(
    calendar,
    fc.array(
      fc.tuple(
        fc.nat(4_000),
        fc.nat(30),
        fc.oneof(
          one('\r\n ', '\r\n', '"', ':', 'BEGIN:VEVENT\r\n', 'END:VEVENT\r\n', '\u2028', '\uFEFF'),
          fc.string({ unit: 'binary', maxLength: 5 }),
        ),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([{ text }, cuts]) =>
    cuts.reduce(
      (rest, [at, length, piece]) => rest.slice(0, at % rest.length) + piece + rest.slice((at % rest.length) + length),
      text,
    ),
  );

const folder = new URL('../../../test/calendar/fixtures/', import.meta.url);
const real = readdirSync(folder)
  .filter((name) => name.endsWith('.ics'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .filter((text) => text.length < 20_000);
const spoiltReal = fc
  .tuple(
    one(...real),
    fc.array(fc.tuple(fc.nat(500), fc.oneof(plain, timedLine, rule), fc.boolean()), { maxLength: 4 }),
  )
  .map(([text, changes]) => {
    const lines = text.split(/\r?\n/);
    for (const [at, line, isReplaced] of changes) lines.splice(at % lines.length, isReplaced ? 1 : 0, line);
    return lines.join('\r\n');
  });

const options = { timeZone: 'Europe/Madrid', uncategorised: 'ritual' } as const;

/** What it holds, or our error that says where. */
function read(text: string): ImportedCalendar | undefined {
  try {
    return importCalendar(text, options);
  } catch (error) {
    assert.ok(error instanceof ValidationError, `${String(error)}\n${error instanceof Error ? error.stack : ''}`);
    assert.match(error.issues[0]?.message ?? '', /^(?:Line \d+: .|It has no VCALENDAR|A calendar is read up to)/);
    return undefined;
  }
}

function hold(text: string): ImportedCalendar | undefined {
  const found = timed(() => {
    const imported = read(text);
    if (!imported) return undefined;
    const { events, skipped, notices } = imported;
    const lines = text.split(/\r\n|\n|\r/).length;
    for (const { line, reason } of [...skipped, ...notices])
      assert.ok(Number.isInteger(line) && line >= 1 && line <= lines, `${reason} at ${line} of ${lines}`);
    const window = { from: '2026-01-01', to: '2026-12-31', env: { elapsed: () => 0 } };
    const expansions = expandEvents(events, window);
    for (const { occurrences } of expansions) {
      assert.ok(occurrences.length <= calendarLimits.occurrences);
      const times = occurrences.map(({ startsAt, startsOn }) => startsAt ?? startsOn);
      assert.deepEqual(times, times.toSorted());
      for (const { startsOn, days } of occurrences)
        assert.ok(/^\d{4}-\d\d-\d\d$/.test(startsOn) && days >= 1 && startsOn <= window.to);
    }
    const kept = JSON.parse(JSON.stringify(events)) as typeof events;
    assert.deepEqual(
      expandEvents(kept, window).map(({ occurrences }) =>
        occurrences.map(({ startsAt, startsOn }) => startsAt ?? startsOn),
      ),
      expansions.map(({ occurrences }) => occurrences.map(({ startsAt, startsOn }) => startsAt ?? startsOn)),
    );
    for (const { kind } of matchEvents(events, events)) assert.equal(kind, 'unchanged');
    events.reduce<readonly PlannedHighlight[]>(
      (list, next, index) => hangEvent(list, next, `e${index}`, { highlights: [] }, '2026-01-05'),
      [],
    );
    return imported;
  });
  assertUnpolluted();
  return found;
}

describe('[T16] calendars of any kind', () => {
  it('made of pieces that are right, wrong or hostile: each event is taken or told of with its line', () => {
    let [taken, left, told] = [0, 0, 0];
    fc.assert(
      fc.property(calendar, ({ text, events }) => {
        const found = hold(text);
        assert.ok(found, text);
        assert.equal(found.events.length + found.skipped.length, events);
        taken += found.events.length;
        left += found.skipped.length;
        told += found.notices.length;
      }),
      { numRuns: runs },
    );
    assert.ok(taken > 0 && left > 0 && told > 0, `${taken} taken, ${left} left out, ${told} told`);
  });

  it('cut, folded and joined anywhere', () =>
    fc.assert(
      fc.property(spoilt, (text) => void hold(text)),
      { numRuns: runs },
    ));

  it('of real products, with lines of others in them', () =>
    fc.assert(
      fc.property(spoiltReal, (text) => void hold(text)),
      { numRuns: runs },
    ));

  it('invitations to anybody and anything: written in lines of their own, or refused', () => {
    let written = 0;
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }),
      one(
        'Meeting',
        'a\r\nATTENDEE:x',
        'a\u2028b',
        '\u0085',
        'ines@example.com',
        'a@..',
        '2026-02-30',
        '2026-11-24',
        '2026-11-24T08:00:00Z',
        '2026-11-24T24:00:00Z',
      ),
    );
    fc.assert(
      fc.property(
        fc.record({
          meeting: fc.oneof(one('m1'), text),
          title: fc.oneof(one('Point d’étape; suite'), text),
          at: fc.oneof(one('2026-11-16T09:00:00.000Z'), text),
          organizer: fc.oneof(one('marc@example.com'), text),
          attendees: fc.array(fc.oneof(one('ines@example.com'), text), { maxLength: 3 }),
          startsOn: fc.oneof(one('2026-11-24'), text),
          days: fc.integer({ min: -1, max: 400 }),
          sequence: fc.oneof(fc.nat(9), fc.double()),
        }),
        ({ startsOn, days, ...rest }) => {
          try {
            const calendar =
              timed(() => writeInvitation({ ...rest, method: 'REQUEST', when: { startsOn, days } })) ?? '';
            written++;
            const unfolded = calendar.replaceAll('\r\n ', '').split('\r\n');
            assert.deepEqual(
              unfolded.filter((line) => /^(?:BEGIN|END|SUMMARY|UID|ORGANIZER|DTSTART)\b/.test(line)).length,
              8,
            );
            assert.equal(read(calendar)?.events.length, 1);
          } catch (error) {
            assert.ok(error instanceof CordeeError, String(error));
          }
        },
      ),
      { numRuns: runs },
    );
    assert.ok(written > 0);
  });

  it('each within its time', () => assert.ok(slowest < mostMs, `${Math.round(slowest)} ms of the processor`));
});
