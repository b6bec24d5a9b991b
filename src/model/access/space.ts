import { type Audience, type Reader, isInAudience } from './audience.js';
import type { Id } from '../value/ids.js';

/**
 * Where a record lives: one place of one journey, named by who reads it. Two records with the
 * same readers by rule share a space; the name says the rule, so that no table can disagree
 * with it and no hash can collide.
 *
 * `<journey>/self:<person>` `/own:<person>` `/pair:<membership>` `/guides` `/circle` `/cohort:<id>`
 * `/chosen:<membership>.<membership>` and `/path`: what the coachee and the coach plan.
 */
export type Space = string;

export function spaceOf(journey: string, audience: Audience, author: Id): Space {
  switch (audience.kind) {
    case 'self':
      return `${journey}/self:${author}`;
    case 'pair':
      return `${journey}/pair:${audience.relation}`;
    case 'cohort':
      return `${journey}/cohort:${audience.cohort}`;
    case 'chosen':
      return `${journey}/chosen:${[...new Set(audience.members)].toSorted().join('.')}`;
    default:
      return `${journey}/${audience.kind}`;
  }
}

/** What its author alone reads, on all of their devices. `self` stays on one. */
export const ownSpaceOf = (journey: string, author: Id): Space => `${journey}/own:${author}`;

export const pathSpaceOf = (journey: string): Space => `${journey}/path`;

/** The name after the journey, split: `pair:m1` is `['pair', 'm1']`. */
function parts(space: Space): readonly [name: string, value: string] {
  const name = space.slice(space.lastIndexOf('/') + 1);
  const colon = name.indexOf(':');
  return colon < 0 ? [name, ''] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** The audience that a space stands for; undefined for `path`, `own`, and for a name nobody made. */
export function audienceOf(space: Space): Audience | undefined {
  const [name, value] = parts(space);
  switch (name) {
    case 'self':
    case 'guides':
    case 'circle':
      return { kind: name };
    case 'pair':
      return { kind: 'pair', relation: value };
    case 'cohort':
      return { kind: 'cohort', cohort: value };
    case 'chosen':
      return { kind: 'chosen', members: value.split('.') };
    default:
      return undefined;
  }
}

/** Whether this member reads what lives there. */
export function canReadSpace(space: Space, reader: Reader): boolean {
  const [name, value] = parts(space);
  if (name === 'own') return reader.state === 'active' && reader.person === value;
  if (name === 'path') return reader.state === 'active' && (reader.role === 'coachee' || reader.role === 'coach');
  const audience = audienceOf(space);
  // A self space names its author; for the other kinds the author does not decide. The guides'
  // space also holds what no frame opens to a sponsor: who is in the journey, challenges, answers.
  return audience !== undefined && isInAudience(audience, value, { ...reader, readsGuides: false });
}
