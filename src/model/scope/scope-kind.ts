import type { Id } from '../value/ids.js';
import { isJourney, isTemplate } from './scope-key.js';

/**
 * The kinds of scope. A scope is the unit of sync: what is pulled, granted, taken away and stored together. Its key
 * says its kind.
 */
export const scopeKinds = [
  'journey',
  'template',
  'template-draft',
  'company',
  'cohort',
  'practice',
  'coach-file',
  'person',
] as const;

export type ScopeKind = (typeof scopeKinds)[number];

/** Kinds that devices of protocol 1 know. */
const firstKinds: readonly ScopeKind[] = ['journey', 'template'];

/**
 * The kind of a scope; undefined for a key of a kind that this version does not know.
 *
 * Kinds of protocol 2 are written `~<kind>:<id>`, since a host may have called a journey by any name that begins with a
 * letter or a digit. `template:<id>:<version>` is older than that; every other name is a journey's.
 */
export function scopeKindOf(scope: string): ScopeKind | undefined {
  if (isTemplate(scope)) return 'template';
  if (isJourney(scope)) return 'journey';
  const [, word] = /^~([a-z-]+):/.exec(scope) ?? [];
  return scopeKinds.find((kind) => kind === word && !firstKinds.includes(kind));
}

/** From which version of the protocol on devices know this kind of scope. */
export const protocolOf = (kind: ScopeKind): 1 | 2 => (firstKinds.includes(kind) ? 1 : 2);

/** The id that follows the kind in a key. */
export const scopeIdOf = (scope: string): Id => scope.slice(scope.indexOf(':') + 1);

/** The scope of a kind of protocol 2. */
export const scopeOf = (kind: Exclude<ScopeKind, 'journey' | 'template'>, id: Id): string => `~${kind}:${id}`;
