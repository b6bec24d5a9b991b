import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { expandEvents } from '../../src/calendar/expand.js';
import { importCalendar } from '../../src/calendar/import-calendar.js';

const window = { from: '2000-01-01', to: '2030-12-31', env: { elapsed: () => 0 } };
const folder = 'test/calendar/fixtures';

/** Ours by UID: of whole days the day, of others the moment. */
function ours(text: string): ReadonlyMap<string, readonly string[]> {
  const { events } = importCalendar(text, { timeZone: 'UTC', uncategorised: 'ritual', categories: anything(text) });
  return new Map(
    expandEvents(events, window).map(({ event, occurrences }) => [
      event.uid,
      occurrences.map(({ startsAt, startsOn }) => startsAt ?? startsOn),
    ]),
  );
}

const anything = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/^CATEGORIES[^:]*:(.*)$/gm)].flatMap(([, names = '']) =>
      names
        .trim()
        .split(',')
        .map((name) => [name, 'ritual' as const]),
    ),
  );

/** The same by the events and iterators of ical.js, straight. */
function theirs(text: string): ReadonlyMap<string, readonly string[]> {
  const parsed: readonly unknown[] = ICAL.parse(text);
  const calendars = (Array.isArray(parsed[0]) ? parsed : [parsed]).map(
    (calendar) => new ICAL.Component(calendar as string),
  );
  ICAL.TimezoneService.reset();
  for (const zone of calendars.flatMap((calendar) => calendar.getAllSubcomponents('vtimezone')))
    ICAL.TimezoneService.register(zone);
  const events = calendars
    .flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
    .filter((event) => event.hasProperty('uid') && event.hasProperty('dtstart'));
  const series = events.filter((event) => !event.hasProperty('recurrence-id'));
  return new Map(
    series.map((component) => {
      const uid = String(component.getFirstPropertyValue('uid')).trim();
      const exceptions = events.filter(
        (other) => other.hasProperty('recurrence-id') && String(other.getFirstPropertyValue('uid')).trim() === uid,
      );
      const event = new ICAL.Event(component, { exceptions });
      const found: string[] = [];
      const iterator = event.iterator();
      for (
        let next = iterator.next(), count = 0;
        next && count < 3_000 && next.year <= Number(window.to.slice(0, 4)) + 1;
        next = iterator.next(), count++
      ) {
        const { startDate } = event.getOccurrenceDetails(next);
        found.push(startDate.isDate ? startDate.toString() : new Date(startDate.toUnixTime() * 1_000).toISOString());
      }
      return [
        uid,
        [...new Set(found)]
          .toSorted()
          .filter((time) => time.slice(0, 10) >= window.from && time.slice(0, 10) <= window.to)
          .slice(0, 732),
      ];
    }),
  );
}

/** What ical.js reads otherwise, and we say why. */
const otherwise: Readonly<Record<string, string>> = {
  'ours-apple-moved-holiday.ics': 'it looks for the moved day among midnights',
  'ours-exchange-all-day-series.ics': 'it takes the midnights of a zone for times',
  'ours-bare-dates.ics': 'it reads a day without VALUE=DATE as nothing',
  'ours-left-out-occurrences.ics': 'it knows no zone of nobody',
  'ours-midnights.ics': 'it knows no midnight of a company',
  'ours-described-zones.ics': 'it never comes back from a zone that changes each day',
  'Christian32Holidays.ics':
    'it repeats 29 February on 1 March, and leaves out a first day that the rule does not name',
  'bitfire1.ics': 'its zone is not described',
  'evolution.ics': 'its zone is behind a path',
  'maritz.ics': 'its zone is not described',
  'moodle-4.3-export.ics': 'its whole day is a time',
  'new-years-day.ics': 'it has no series',
  'dst-only-vtimezone.ics': 'half of the zone is described',
  'stacksize.ics': 'its zone is described for one year',
  'friday13.ics': 'it has no UID',
  'EXDATE-IN-UTC.ics': 'its zone is not described',
  'bhav23-1.ics': 'its zone is not described',
};

describe('the times of real calendars', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ics') && !(name in otherwise))) {
    it(`${file}: the same as ical.js gives`, () => {
      const text = readFileSync(`${folder}/${file}`, 'utf8');
      const [mine, other] = [ours(text), theirs(text)];
      let compared = 0;
      for (const [uid, times] of mine) {
        assert.deepEqual(times, other.get(uid), uid);
        compared += times.length;
      }
      assert.ok(compared > 0);
    });
  }
});

describe('zones that a calendar describes', () => {
  it('tell the same time as ical.js, over the years and at any hour', () => {
    const text = readFileSync(`${folder}/ours-described-zones.ics`, 'utf8');
    const pieces = text.split(/(?=BEGIN:VTIMEZONE)|(?<=END:VTIMEZONE\r\n)(?=BEGIN:VEVENT)/);
    const zones = pieces.filter(
      (piece) => piece.startsWith('BEGIN:VTIMEZONE') && !piece.includes('Nobody') && !piece.includes('Customized'),
    );
    assert.equal(zones.length, 4);
    const clocks = new Map(zones.map((zone) => [zone, new ICAL.Timezone(new ICAL.Component(ICAL.parse(zone.trim())))]));
    const two = (part: number) => String(part).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 1990, max: 2060 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.nat(23),
        (zone, year, month, day, hour) => {
          // What the clock shows twice or never is a matter of choice, and ical.js has no zones before what they describe.
          fc.pre(hour > 3 && (year >= 2008 || !zone.includes('Eastern')));
          const name = /TZID:(.*)/.exec(zone)?.[1]?.trim().replaceAll('\\,', ',') ?? '';
          const at = `${year}${two(month)}${two(day)}T${two(hour)}0000`;
          const calendar = `BEGIN:VCALENDAR\r\n${zone.trim()}\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID="${name}":${at}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
          const [event] = importCalendar(calendar, { timeZone: 'Europe/Madrid', uncategorised: 'ritual' }).events;
          const time = new ICAL.Time(
            { year, month, day, hour, minute: 0, second: 0, isDate: false },
            clocks.get(zone) ?? assert.fail(),
          );
          assert.equal(event?.startsAt, new Date(time.toUnixTime() * 1_000).toISOString(), `${name} ${at}`);
        },
      ),
      { seed: 8, numRuns: 1_000 },
    );
  });
});
