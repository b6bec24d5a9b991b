import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { importCalendar } from '../../src/calendar/import-calendar.js';
import { writeCalendar } from '../../src/calendar/write-calendar.js';

const day = (title: string) =>
  writeCalendar([{ id: 'ev-1', title, startsOn: '2026-11-24', days: 2 }], '2026-11-30T09:00:00.000Z');
const summaryIn = (text: string): unknown =>
  new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')?.getFirstPropertyValue('summary');

describe('a written calendar', () => {
  it('a title that holds a line break ends no line and begins no property', () => {
    for (const end of ['\r\n', '\n', '\r', '\u0085', '\u2028', '\u2029', '\v', '\f']) {
      const text = day(`Training${end}END:VEVENT${end}BEGIN:VEVENT`);
      assert.equal(summaryIn(text), 'Training\nEND:VEVENT\nBEGIN:VEVENT', JSON.stringify(end));
      assert.deepEqual(
        text.split('\r\n').filter((line) => /^(?:BEGIN|END):/.test(line)),
        ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'END:VCALENDAR'],
      );
      assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\p{Cc}\p{Zl}\p{Zp}]/u);
    }
  });

  it('other controls are left out, and what the format means something by is escaped', () => {
    assert.match(day('a\u0000b\u0007c; d, e\\n'), /SUMMARY:abc\\; d\\, e\\\\n\r\n/);
  });

  it('any title comes back through ical.js and through our own import, in lines of at most 75 octets', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((title) => !/\p{Surrogate}/u.test(title)),
        (title) => {
          const text = day(title);
          for (const line of text.split('\r\n')) assert.ok(new TextEncoder().encode(line).length <= 75);
          const kept = title.replace(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/g, '\n').replace(/(?!\n)\p{Cc}/gu, '');
          assert.equal(summaryIn(text), kept);
          const { events, skipped } = importCalendar(text, { timeZone: 'Europe/Madrid', uncategorised: 'ritual' });
          assert.deepEqual(
            [events.map(({ startsOn, days, uid }) => [startsOn, days, uid]), skipped],
            [[['2026-11-24', 2, 'cordee-ev-1']], []],
          );
        },
      ),
      { seed: 75, numRuns: 1_000 },
    );
  });
});
