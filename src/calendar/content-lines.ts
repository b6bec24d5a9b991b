import { ValidationError } from '../errors.js';
import { calendarLimits } from './limits.js';

/** One line of a calendar, unfolded, with its name in capitals. */
export interface ContentLine {
  readonly name: string;
  /** The whole line, as a parser takes it. */
  readonly text: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
}

/** A component with its own lines and what is in it. */
export interface RawComponent {
  readonly name: string;
  readonly line: number;
  readonly lines: readonly ContentLine[];
  readonly components: readonly RawComponent[];
  /** Where the first line is that is no property. */
  readonly unreadable?: number | undefined;
}

interface OpenComponent extends RawComponent {
  readonly lines: ContentLine[];
  readonly components: RawComponent[];
  unreadable?: number | undefined;
}

interface Unfolded {
  readonly text: string;
  readonly line: number;
}

const refuse = (message: string, line?: number): never => {
  throw new ValidationError('This is not a calendar that can be read.', [
    { path: 'text', message: line === undefined ? message : `Line ${line}: ${message}` },
  ]);
};

/**
 * The calendars of a file or a feed, as lines in components.
 *
 * Each letter is looked at a fixed number of times, so the work is bounded by the size. Lines
 * that no parser could take are left out here: it is a matter of one property, not of the file.
 *
 * @throws ValidationError when it is too large, has too many components, or is not a calendar at all; it names the line.
 */
export function readCalendars(text: string): readonly RawComponent[] {
  if (text.length > calendarLimits.bytes || new TextEncoder().encode(text).length > calendarLimits.bytes) {
    return refuse(`A calendar is read up to ${calendarLimits.bytes} bytes.`);
  }
  const root: OpenComponent = { name: '', line: 1, lines: [], components: [] };
  const open: OpenComponent[] = [root];
  let count = 0;
  for (const written of unfolded(text)) {
    const inside = open.at(-1) ?? root;
    const [kind, name] = markOf(written.text);
    if (kind === 'BEGIN') {
      if (++count > calendarLimits.components)
        refuse(`A calendar is read up to ${calendarLimits.components} components.`, written.line);
      if (open.length > calendarLimits.depth) refuse('Its components are nested too deeply.', written.line);
      const component: OpenComponent = { name, line: written.line, lines: [], components: [] };
      inside.components.push(component);
      open.push(component);
    } else if (kind === 'END') {
      if (inside.name !== name || open.length === 1) refuse(`"END:${name}" closes nothing.`, written.line);
      open.pop();
    } else {
      const read = contentLineOf(written);
      if (read) inside.lines.push(read);
      else inside.unreadable ??= written.line;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed && open.length > 1) refuse(`"BEGIN:${unclosed.name}" is never closed.`, unclosed.line);
  const calendars = root.components.filter((component) => component.name === 'VCALENDAR');
  return calendars.length > 0 ? calendars : refuse('It has no VCALENDAR.');
}

/** Lines put together again. Some products fold with a tab, some before the value, some end lines with LF. */
function unfolded(text: string): readonly Unfolded[] {
  const parts: { readonly pieces: string[]; readonly line: number }[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const isContinued = line.startsWith(' ') || line.startsWith('\t');
    const last = parts.at(-1);
    if (isContinued && last) last.pieces.push(line.slice(1));
    else if (line !== '') parts.push({ pieces: [line], line: index + 1 });
  }
  return parts.map(({ pieces, line }) => ({ text: pieces.join(''), line }));
}

function markOf(line: string): readonly [kind: string, name: string] {
  const colon = line.indexOf(':');
  const kind = line.slice(0, Math.max(0, colon)).toUpperCase();
  return kind === 'BEGIN' || kind === 'END'
    ? [
        kind,
        line
          .slice(colon + 1, colon + 65)
          .trim()
          .toUpperCase(),
      ]
    : ['', ''];
}

/**
 * Only lines that begin as a property does: the parser is not asked what to make of others. What
 * stands before the value is bounded, because the parser searches it once for each parameter.
 */
function contentLineOf({ text, line }: Unfolded): ContentLine | undefined {
  const name = /^([A-Za-z0-9-]{1,64})(?:;(?:[^":]|"[^"]*")*)?:/.exec(text.slice(0, calendarLimits.headLength))?.[1];
  return name === undefined ? undefined : { name: name.toUpperCase(), text, line };
}
