import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expandEvent } from '../../src/calendar/expand.js';
import { importCalendar } from '../../src/calendar/import-calendar.js';

// Tests run from the folder they are compiled to, fixtures stay where they are written.
const folder = 'test/calendar/fixtures';
const textOf = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');

const options = {
  timeZone: 'Europe/Madrid',
  uncategorised: 'ritual',
  categories: {
    'Public Holiday': 'ritual',
    'grand prix': 'ritual',
    event: 'strategy',
    Holidays: 'ritual',
    probe1: 'training',
    ritual: 'ritual',
  },
} as const;

interface Expected {
  readonly events: number;
  readonly repeated?: number;
  readonly skipped?: Readonly<Record<string, number>>;
}

/** What each real calendar holds for somebody who takes all kinds of event. */
const expected: Readonly<Record<string, Expected>> = {
  '1106817412.ics': { events: 1 },
  '2207678.ics': { events: 1, repeated: 1 },
  'ArgentinaHolidays.ics': { events: 11 },
  'Belgische32feestdagen.ics': { events: 30 },
  'Christian32Holidays.ics': { events: 37, repeated: 36 },
  'EXDATE-IN-UTC.ics': { events: 1, repeated: 1 },
  'EstoniaHolidays.ics': {
    events: 119,
    repeated: 49,
    skipped: {
      'unknown-category Puhkepäev, Riigipüha': 18,
      'unknown-category Lipupäev': 9,
      'unknown-category Riigipüha': 3,
      'unknown-category Puhkepäev, Lipupäev, Riigipüha': 2,
      'unknown-category Puhkepäev, Rahvuspüha, Lipupäev': 1,
    },
  },
  'SwedishHolidays2003-2006.ics': { events: 52 },
  'bhav23-1.ics': { events: 1 },
  'bitfire1.ics': { events: 1 },
  'canada.ics': { events: 30, repeated: 7 },
  'dst-only-vtimezone.ics': { events: 1 },
  'evolution.ics': { events: 1 },
  'friday13.ics': { events: 0, skipped: { 'no-uid': 1 } },
  'maritz.ics': { events: 1, repeated: 1 },
  'moodle-4.3-export.ics': { events: 3 },
  'new-years-day.ics': { events: 1 },
  'ours-apple-moved-holiday.ics': { events: 2, repeated: 1 },
  'ours-bare-dates.ics': { events: 3, repeated: 1, skipped: { 'bad-date DTSTART': 1 } },
  'ours-described-zones.ics': { events: 5, repeated: 2, skipped: { 'unknown-zone Nobody can follow': 1 } },
  'ours-exchange-all-day-series.ics': { events: 2, repeated: 1 },
  'ours-left-out-occurrences.ics': {
    events: 3,
    repeated: 2,
    skipped: { 'unknown-zone Mars/X': 2, 'unknown-category PICNIC': 1, 'unreadable-line RECURRENCE-ID': 1 },
  },
  'ours-midnights.ics': { events: 3, repeated: 1 },
  'ours-this-and-future.ics': { events: 3, repeated: 1 },
  'ours-utc-series.ics': { events: 2, repeated: 2 },
  'stacksize.ics': { events: 1 },
  'sunbird_sample.ics': { events: 182, skipped: { 'not-an-event VTODO': 4 } },
};

const firstOf = (file: string) => importCalendar(textOf(file), options).events[0] ?? assert.fail();

describe('calendars of real products', () => {
  it('are all here', () => {
    assert.deepEqual(
      readdirSync(folder)
        .filter((file) => file.endsWith('.ics'))
        .toSorted(),
      Object.keys(expected).toSorted(),
    );
  });

  for (const [file, { events, repeated = 0, skipped = {} }] of Object.entries(expected)) {
    it(`${file} is read, and what is left out is told`, () => {
      const found = importCalendar(textOf(file), options);
      const reasons: Record<string, number> = {};
      for (const { reason, detail } of found.skipped) {
        const key = detail === undefined ? reason : `${reason} ${detail}`;
        reasons[key] = (reasons[key] ?? 0) + 1;
      }
      assert.deepEqual([found.events.length, found.events.filter(({ repeats }) => repeats).length], [events, repeated]);
      assert.deepEqual(reasons, skipped);
      for (const event of found.events) {
        const { stoppedBy } = expandEvent(event, {
          from: '2000-01-01',
          to: '2030-12-31',
          others: found.events,
          env: { elapsed: () => 0 },
        });
        assert.equal(stoppedBy, file === '2207678.ics' ? 'occurrences' : undefined, event.title);
      }
    });
  }

  it('none of their events is of a kind we know without being told', () => {
    const foreign = Object.keys(expected).filter((file) => !file.startsWith('ours-'));
    for (const file of foreign)
      assert.deepEqual(importCalendar(textOf(file), { timeZone: 'Europe/Madrid' }).events, []);
  });

  it('Moodle: two times escaped, folded with a tab, all day as no time at midnight', () => {
    // The site that wrote it was in UTC, and so is its midnight.
    const [meeting, allDay, long] = importCalendar(textOf('moodle-4.3-export.ics'), {
      ...options,
      timeZone: 'UTC',
    }).events;
    assert.equal(meeting?.title, 'Séance de mentorat; bilan, étape 1');
    assert.deepEqual([allDay?.startsOn, allDay?.days, allDay?.startsAt], ['2026-12-24', 1, undefined]);
    assert.match(long?.title ?? '', /^Long HTML title with newline & emoji 🎯 é+$/);
    assert.deepEqual(
      [long?.kind, long?.startsAt, long?.startsOn],
      ['training', '2027-03-28T00:30:00.000Z', '2027-03-28'],
    );
  });

  it('Outlook: a display name for a zone, in quotes, described with one offset', () => {
    const event = firstOf('2207678.ics');
    assert.deepEqual([event.timeZone, event.startsAt], ['Etc/GMT-8', '2008-10-31T01:30:00.000Z']);
    assert.match(event.uid, /^040000008200E0/);
  });

  it('Evolution and Nextcloud: a path before the zone, half a description of it', () => {
    assert.equal(firstOf('evolution.ics').startsAt, '2008-06-24T18:00:00.000Z');
    assert.equal(firstOf('dst-only-vtimezone.ics').startsAt, '2018-04-03T07:00:00.000Z');
    assert.deepEqual(
      [firstOf('bitfire1.ics').startsAt, firstOf('bitfire1.ics').title],
      ['2025-09-17T10:20:00.000Z', undefined],
    );
  });

  it('exceptions written in UTC take away the occurrences of a local time', () => {
    const { occurrences } = expandEvent(firstOf('EXDATE-IN-UTC.ics'), {
      from: '2007-05-01',
      to: '2007-06-01',
      env: { elapsed: () => 0 },
    });
    assert.deepEqual(
      occurrences.map(({ startsAt }) => startsAt),
      ['2007-05-08T10:15:00.000Z', '2007-05-29T10:15:00.000Z'],
    );
  });

  it('an occurrence that was moved says which one it stands for', () => {
    const event = firstOf('new-years-day.ics');
    assert.deepEqual([event.replaces, event.startsAt], ['2008-12-31T22:00:00.000Z', '2008-12-31T22:00:00.000Z']);
  });
});
