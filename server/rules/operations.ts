import { createHash } from 'node:crypto';
import type { Json } from '../../src/model/value/json.js';
import type { Operation } from '../../src/protocol/messages.js';

export type SetOperation = Extract<Operation, { readonly k: 'set' }>;
export type DeleteOperation = Extract<Operation, { readonly k: 'del' }>;
export type CommandOperation = Extract<Operation, { readonly k: 'do' }>;

/** The same text for the same JSON, whatever the order of its keys. */
function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join()}]`;
  const entries = Object.entries(value as { readonly [key: string]: Json }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}

/** The fingerprint by which the same operation is known when it comes again. */
export const fingerprintOf = (operation: Json): string =>
  createHash('sha256').update(canonical(operation)).digest('base64url');
