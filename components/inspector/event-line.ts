import type { TraceEvent } from '../../src/index.js';

/** What follows the name of an event in a list: the facts of it, in the terms of its type. */
export function factsOf(event: TraceEvent): readonly string[] {
  const { type, at: _, ...facts } = event as TraceEvent & { readonly code?: string };
  return Object.entries(facts).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined || value === false || name === 'code' || name === 'request') return [];
    if (value === true) return [name.replace(/^(?:is|has)(?=[A-Z])/, '').toLowerCase()];
    if (name === 'durationMs') return [`${rounded(value)} ms`];
    if (name === 'turnMs') return [`turn ${rounded(value)} ms`];
    if (name === 'sentBytes') return [`↑ ${rounded(value)} B`];
    if (name === 'receivedBytes') return [`↓ ${rounded(value)} B`];
    if (typeof value === 'string') return [value];
    // A count of nothing is no fact, except of a change.
    return value === 0 && !(type === 'pushed' && name === 'accepted') ? [] : [`${name} ${rounded(value)}`];
  });
}

/** The code of an event that tells of a failure. */
export const codeIn = (event: TraceEvent): string | undefined => ('code' in event ? event.code : undefined);

const rounded = (value: unknown): string => {
  const number = Number(value);
  return String(number >= 10 ? Math.round(number) : Math.round(number * 10) / 10);
};
