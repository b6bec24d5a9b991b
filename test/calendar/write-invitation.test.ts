import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { importCalendar } from '../../src/calendar/import-calendar.js';
import { matchEvents } from '../../src/calendar/match-events.js';
import { type Invitation, uidOf, writeInvitation } from '../../src/calendar/write-invitation.js';
import { ValidationError } from '../../src/errors.js';

const meeting: Invitation = {
  meeting: '01JCY5M7T3N2W8Q4R6S9V0X1Z5',
  sequence: 0,
  method: 'REQUEST',
  at: '2026-11-16T09:00:00.000Z',
  title: 'Rendez-vous; point, étape',
  when: { startsAt: '2026-11-24T08:00:00.000Z', endsAt: '2026-11-24T09:00:00.000Z' },
  organizer: 'marc@example.com',
  attendees: ['ines@example.com'],
};
const options = { timeZone: 'Europe/Madrid', uncategorised: 'ritual' } as const;

describe('an invitation', () => {
  it('is written whole', () => {
    assert.deepEqual(writeInvitation(meeting).split('\r\n'), [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Cordee//Cordee//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:cordee-01JCY5M7T3N2W8Q4R6S9V0X1Z5',
      'SEQUENCE:0',
      'DTSTAMP:20261116T090000Z',
      'DTSTART:20261124T080000Z',
      'DTEND:20261124T090000Z',
      'SUMMARY:Rendez-vous\\; point\\, étape',
      'CLASS:PRIVATE',
      'STATUS:CONFIRMED',
      'ORGANIZER:mailto:marc@example.com',
      'ATTENDEE;RSVP=TRUE:mailto:ines@example.com',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('keeps its UID when it moves and when it is taken back, and our own import understands both', () => {
    const events = (change: Partial<Invitation>) =>
      importCalendar(writeInvitation({ ...meeting, ...change }), options).events;
    const moved = events({
      sequence: 1,
      when: { startsAt: '2026-12-01T08:00:00.000Z', endsAt: '2026-12-01T09:00:00.000Z' },
    });
    assert.deepEqual(
      matchEvents(events({}), moved).map((change) => [change.kind, change.event.uid]),
      [['moved', uidOf(meeting.meeting)]],
    );
    assert.deepEqual(
      matchEvents(moved, events({ sequence: 2, method: 'CANCEL' })).map(({ kind }) => kind),
      ['cancelled'],
    );
    assert.match(writeInvitation({ ...meeting, method: 'CANCEL' }), /METHOD:CANCEL\r\n[^]*STATUS:CANCELLED\r\n/);
  });

  it('is folded at 75 octets, the space included, and never within a letter', () => {
    const summaryOf = (title: string) => {
      const lines = writeInvitation({ ...meeting, title }).split('\r\n');
      return lines.slice(
        lines.findIndex((line) => line.startsWith('SUMMARY')),
        lines.indexOf('CLASS:PRIVATE'),
      );
    };
    assert.deepEqual(summaryOf('a'.repeat(67)), [`SUMMARY:${'a'.repeat(67)}`]);
    assert.deepEqual(summaryOf('a'.repeat(68)), [`SUMMARY:${'a'.repeat(67)}`, ' a']);
    assert.deepEqual(summaryOf(`${'a'.repeat(66)}é`), [`SUMMARY:${'a'.repeat(66)}`, ' é']);
    assert.deepEqual(summaryOf('🎯'.repeat(40)), [
      `SUMMARY:${'🎯'.repeat(16)}`,
      ` ${'🎯'.repeat(18)}`,
      ` ${'🎯'.repeat(6)}`,
    ]);
  });

  it('goes from us through ical.js to us without loss', () => {
    const letter = fc.oneof(
      fc.constantFrom(...'abc;,\\é🎯 :"'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    );
    const titles = fc.array(letter, { minLength: 1, maxLength: 60 }).map((letters) => letters.join(''));
    let written = 0;
    fc.assert(
      fc.property(
        titles,
        fc.nat(9),
        fc.integer({ min: 1, max: 366 }),
        fc.boolean(),
        (title, sequence, length, allDay) => {
          const when = allDay
            ? { startsOn: '2026-11-24', days: length }
            : { startsAt: '2026-11-24T08:00:00.000Z', endsAt: '2026-11-24T09:30:00.000Z' };
          const text = tryWriting({ ...meeting, title, sequence, when });
          if (text === undefined) return;
          written++;
          for (const line of text.split('\r\n')) assert.ok(new TextEncoder().encode(line).length <= 75);
          const theirs = new ICAL.Component(ICAL.parse(text)).toString();
          const [ours, back] = [text, theirs].map((calendar) => importCalendar(calendar, options));
          assert.deepEqual(back, ours);
          const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
          assert.equal(event?.getFirstPropertyValue('summary'), title);
          const expected = allDay ? ['2026-11-24', length, undefined] : ['2026-11-24', 1, '2026-11-24T09:30:00.000Z'];
          assert.deepEqual([ours?.events[0]?.startsOn, ours?.events[0]?.days, ours?.events[0]?.endsAt], expected);
        },
      ),
      { seed: 5, numRuns: 300 },
    );
    assert.ok(written > 200);
  });

  it('is not written for a day or a moment that does not exist, nor for what no mail can be sent to', () => {
    const refused = (change: Partial<Invitation>, path: string) =>
      assert.throws(
        () => writeInvitation({ ...meeting, ...change }),
        (error: unknown) => error instanceof ValidationError && error.issues.some((issue) => issue.path === path),
        JSON.stringify(change),
      );
    refused({ when: { startsOn: '2026-02-30', days: 1 } }, 'when');
    refused({ when: { startsAt: '2026-02-30T08:00:00Z', endsAt: '2026-03-30T08:00:00Z' } }, 'when');
    refused({ when: { startsAt: '2026-11-24T08:00:00Z', endsAt: '2026-11-24T24:00:00Z' } }, 'when');
    refused({ at: '2026-11-31T09:00:00.000Z' }, 'at');
    for (const address of [
      'a@..',
      'a@b..c',
      'a@.b',
      'a@b.',
      'a@-b',
      'a@b-',
      '.a@b',
      'a.@b',
      'a..b@c',
      '@b',
      'a@',
      'a@b@c',
      'a b@c',
      `a@${'b'.repeat(64)}`,
    ]) {
      refused({ organizer: address }, 'organizer');
      refused({ attendees: ['ines@example.com', address] }, 'attendees.1');
    }
    for (const address of ['a@b', 'first.last+tag@sub.example-site.org', "o'neil@example.com"])
      assert.match(writeInvitation({ ...meeting, attendees: [address] }), /^ATTENDEE/m);
  });

  it('invites who is named twice once, and says so', () => {
    const doubled: string[] = [];
    const text = writeInvitation(
      { ...meeting, attendees: ['ines@example.com', 'marc@example.org', 'Ines@Example.com', 'ines@example.com'] },
      { onDoubled: (address) => doubled.push(address) },
    );
    assert.deepEqual(
      text
        .split('\r\n')
        .filter((line) => line.startsWith('ATTENDEE'))
        .map((line) => line.split('mailto:')[1]),
      ['ines@example.com', 'marc@example.org'],
    );
    assert.deepEqual(doubled, ['Ines@Example.com', 'ines@example.com']);
  });

  it('holds no link, no description and no place, and nothing that ends a line', () => {
    const refused = (change: Partial<Invitation>, path: string) =>
      assert.throws(
        () => writeInvitation({ ...meeting, ...change }),
        (error: unknown) => error instanceof ValidationError && error.issues.some((issue) => issue.path === path),
        JSON.stringify(change),
      );
    for (const title of [
      'https://x.example/?token=1',
      'see www.example.com',
      'a\r\nATTENDEE:x',
      'a\u2028b',
      '',
      'x'.repeat(81),
      'ines@example.com',
    ])
      refused({ title }, 'title');
    for (const organizer of ['', 'marc', 'a@b\r\nX:y', 'a@b;X=y', 'a@b,c@d', '"a"@b'])
      refused({ organizer }, 'organizer');
    refused({ attendees: ['ines@example.com', 'x'] }, 'attendees.1');
    refused({ attendees: [] }, 'attendees');
    refused({ when: { startsAt: '2026-11-24T08:00:00Z', endsAt: '2026-11-24T08:00:00Z' } }, 'when');
    refused({ when: { startsOn: '2026-13-24', days: 1 } }, 'when');
    refused({ sequence: -1 }, 'sequence');
    refused({ meeting: 'a\nb' }, 'meeting');
    assert.doesNotMatch(writeInvitation(meeting), /DESCRIPTION|LOCATION|URL|:\/\//);
  });
});

function tryWriting(invitation: Invitation): string | undefined {
  try {
    return writeInvitation(invitation);
  } catch (error) {
    if (error instanceof ValidationError) return undefined;
    throw error;
  }
}
