import type { Id } from '../model/value/ids.js';
import { type Instant, type PlainDate, addDays } from '../model/value/time.js';
import { escaped, folded } from './calendar-text.js';

/** A day, or some, with a name: what somebody takes into their own calendar. */
export interface CalendarDay {
  readonly id: Id;
  readonly title: string;
  readonly startsOn: PlainDate;
  readonly days: number;
}

/** An iCalendar file of whole days, RFC 5545. It asks nobody for anything. */
export function writeCalendar(days: readonly CalendarDay[], at: Instant): string {
  const stamp = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cordee//Archive//EN',
    'CALSCALE:GREGORIAN',
    ...days.flatMap(({ id, title, startsOn, days: count }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(`cordee-${id}`)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${dateOf(startsOn)}`,
      `DTEND;VALUE=DATE:${dateOf(addDays(startsOn, count))}`,
      `SUMMARY:${escaped(title)}`,
      'TRANSP:TRANSPARENT',
      'CLASS:PRIVATE',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const dateOf = (date: PlainDate): string => date.replaceAll('-', '');
