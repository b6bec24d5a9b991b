import { ValidationError } from '../errors.js';
import { calendarLimits } from './limits.js';

/** One line of a calendar, unfolded, with its name in capitals. */
export interface ContentLine {
  readonly name: string;
  /** The whole line, as a parser takes it. */
  readonly text: string;
}

/** A component with its own lines and what is in it. */
export interface RawComponent {
  readonly name: string;
  readonly lines: readonly ContentLine[];
  readonly components: readonly RawComponent[];
}

interface OpenComponent extends RawComponent {
  readonly lines: ContentLine[];
  readonly components: RawComponent[];
}

const refuse = (message: string): never => {
  throw new ValidationError('This is not a calendar that can be read.', [{ path: 'text', message }]);
};

/**
 * The calendars of a file or a feed, as lines in components.
 *
 * Each letter is looked at a fixed number of times, so the work is bounded by the size. Lines
 * that no parser could take are left out here: it is a matter of one property, not of the file.
 *
 * @throws ValidationError when it is too large, has too many components, or is not a calendar at all.
 */
export function readCalendars(text: string): readonly RawComponent[] {
  if (text.length > calendarLimits.bytes || new TextEncoder().encode(text).length > calendarLimits.bytes) {
    return refuse(`A calendar is read up to ${calendarLimits.bytes} bytes.`);
  }
  const root: OpenComponent = { name: '', lines: [], components: [] };
  const open: OpenComponent[] = [root];
  let count = 0;
  for (const line of unfolded(text)) {
    const inside = open.at(-1) ?? root;
    const [kind, name] = markOf(line);
    if (kind === 'BEGIN') {
      if (++count > calendarLimits.components) refuse(`A calendar is read up to ${calendarLimits.components} components.`);
      if (open.length > calendarLimits.depth) refuse('Its components are nested too deeply.');
      const component: OpenComponent = { name, lines: [], components: [] };
      inside.components.push(component);
      open.push(component);
    } else if (kind === 'END') {
      if (inside.name !== name || open.length === 1) refuse(`"END:${name}" closes nothing.`);
      open.pop();
    } else {
      const read = contentLineOf(line);
      if (read) inside.lines.push(read);
    }
  }
  if (open.length > 1) refuse(`"BEGIN:${open.at(-1)?.name ?? ''}" is never closed.`);
  const calendars = root.components.filter((component) => component.name === 'VCALENDAR');
  return calendars.length > 0 ? calendars : refuse('It has no VCALENDAR.');
}

/** Lines put together again. Some products fold with a tab, some before the value, some end lines with LF. */
function unfolded(text: string): readonly string[] {
  const parts: string[][] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const isContinued = line.startsWith(' ') || line.startsWith('\t');
    const last = parts.at(-1);
    if (isContinued && last) last.push(line.slice(1));
    else if (line !== '') parts.push([line]);
  }
  return parts.map((pieces) => pieces.join(''));
}

function markOf(line: string): readonly [kind: string, name: string] {
  const colon = line.indexOf(':');
  const kind = line.slice(0, Math.max(0, colon)).toUpperCase();
  return kind === 'BEGIN' || kind === 'END' ? [kind, line.slice(colon + 1, colon + 65).trim().toUpperCase()] : ['', ''];
}

/** Only lines that begin as a property does: the parser is not asked what to make of others. */
function contentLineOf(line: string): ContentLine | undefined {
  if (line.length > calendarLimits.lineLength) return undefined;
  const name = /^[A-Za-z0-9-]{1,64}(?=[;:])/.exec(line)?.[0];
  return name === undefined ? undefined : { name: name.toUpperCase(), text: line };
}
