import { type Issue, ValidationError } from '../errors.js';
import { type Id } from '../model/value/ids.js';
import { addDays, type Instant, type PlainDate } from '../model/value/time.js';
import { escaped, folded } from './calendar-text.js';

/** A meeting as it goes into people's own calendars, which their employers may read. */
export interface Invitation {
  /** Of the meeting; its UID is made from it, so that every later word is about the same. */
  readonly meeting: Id;
  /** One more for every change of the meeting, its cancellation included. */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  /** When this is written. */
  readonly at: Instant;
  /** A neutral word from the host's catalogue, such as "Meeting". Never what somebody wrote. */
  readonly title: string;
  readonly when:
    | { readonly startsAt: Instant; readonly endsAt: Instant }
    | { readonly startsOn: PlainDate; readonly days: number };
  /** E-mail addresses. Somebody who is named twice is invited once. */
  readonly organizer: string;
  readonly attendees: readonly string[];
}

export interface InvitationOptions {
  /** Told of each address that is left out, because it is there already. */
  readonly onDoubled?: ((address: string) => void) | undefined;
}

const longestTitle = 80;

/**
 * An iCalendar file that invites to a meeting or takes the invitation back.
 *
 * It has no description, no place and no link: a calendar is copied to phones, assistants and
 * employers, and a link could carry a token. It is private, and its times are in UTC.
 *
 * @throws ValidationError for a title with a link or several lines, an address that is none, a moment or a day that does not exist, a meeting that ends before it starts.
 */
export function writeInvitation(invitation: Invitation, { onDoubled }: InvitationOptions = {}): string {
  const issues = issuesOf(invitation);
  if (issues.length > 0) throw new ValidationError('This meeting cannot be written as an invitation.', issues);
  const { meeting, sequence, method, at, title, when, organizer } = invitation;
  const attendees = distinct(invitation.attendees, onDoubled);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cordee//Cordee//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${uidOf(meeting)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(at)}`,
    ...timeLines(when),
    `SUMMARY:${escaped(title)}`,
    'CLASS:PRIVATE',
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    `ORGANIZER:mailto:${organizer}`,
    ...attendees.map((address) => `ATTENDEE;RSVP=${method === 'CANCEL' ? 'FALSE' : 'TRUE'}:mailto:${address}`),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** The part before the @ may be written in small letters by one system and in capitals by another; nobody's mail depends on it. */
function distinct(addresses: readonly string[], onDoubled: InvitationOptions['onDoubled']): readonly string[] {
  const found = new Map<string, string>();
  for (const address of addresses) {
    const key = address.toLowerCase();
    if (found.has(key)) onDoubled?.(address);
    else found.set(key, address);
  }
  return [...found.values()];
}

/** The UID under which a meeting is known in every calendar, for ever. */
export const uidOf = (meeting: Id): string => `cordee-${meeting}`;

const utc = (instant: Instant): string => `${instant.replace(/[-:]/g, '').slice(0, 15)}Z`;
const plain = (date: PlainDate): string => date.replaceAll('-', '');

function timeLines(when: Invitation['when']): readonly string[] {
  return 'startsAt' in when
    ? [`DTSTART:${utc(when.startsAt)}`, `DTEND:${utc(when.endsAt)}`]
    : [`DTSTART;VALUE=DATE:${plain(when.startsOn)}`, `DTEND;VALUE=DATE:${plain(addDays(when.startsOn, when.days))}`];
}

function issuesOf({ meeting, sequence, at, title, when, organizer, attendees }: Invitation): readonly Issue[] {
  const issues: Issue[] = [];
  const check = (path: string, isRight: boolean, message: string) => {
    if (!isRight) issues.push({ path, message });
  };
  check('meeting', /^[A-Za-z0-9_-]{1,96}$/.test(meeting), 'Give the id of the meeting.');
  check('sequence', Number.isInteger(sequence) && sequence >= 0 && sequence <= 2_147_483_647, 'Count from 0.');
  check('at', isInstant(at), 'Give an instant in UTC.');
  check('title', title.trim() !== '' && title.length <= longestTitle, `Use 1 to ${longestTitle} letters.`);
  check('title', !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(title), 'Use one line.');
  check('title', !/:\/\/|www\.|@/i.test(title), 'A title holds no link and no address.');
  check('when', isPeriod(when), 'It must end after it starts.');
  check('organizer', isAddress(organizer), 'Give an e-mail address.');
  attendees.forEach((address, index) => check(`attendees.${index}`, isAddress(address), 'Give an e-mail address.'));
  check('attendees', attendees.length > 0 && attendees.length <= 100, 'Invite 1 to 100 people.');
  return issues;
}

/** A moment as it is written, and one that exists: not 30 February, and not the 24th hour. */
function isInstant(text: string): boolean {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text.slice(0, 19));
}

function isPeriod(when: Invitation['when']): boolean {
  if ('startsAt' in when)
    return isInstant(when.startsAt) && isInstant(when.endsAt) && Date.parse(when.startsAt) < Date.parse(when.endsAt);
  return isInstant(`${when.startsOn}T00:00:00Z`) && Number.isInteger(when.days) && when.days >= 1 && when.days <= 366;
}

/**
 * An address that mail can be sent to, as HTML has it: nothing that could end the line, start a
 * parameter or be a second address, no dots side by side, and a domain of whole names.
 */
function isAddress(text: string): boolean {
  const [, local, domain] = /^([A-Za-z0-9.!#$&'*+/=?^_{|}~-]{1,64})@([A-Za-z0-9.-]{1,189})$/.exec(text) ?? [];
  if (local === undefined || domain === undefined || text.length > 254) return false;
  return (
    local.split('.').every((part) => part !== '') &&
    domain.split('.').every((name) => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(name))
  );
}
