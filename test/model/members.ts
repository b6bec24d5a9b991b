import fc from 'fast-check';
import type { Audience, Reader } from '../../src/model/access/audience.js';

/** The circle of the demo, with a sponsor and somebody of the cohort. Person and membership ids differ, so that a mix-up shows. */
const member = (name: string, role: Reader['role'], state: Reader['state'] = 'active'): Reader => ({
  id: `m-${name}`,
  person: name,
  role,
  state,
});

export const ines = member('ines', 'coachee');
export const marc = member('marc', 'coach');
export const genevieve = member('genevieve', 'mentor');
export const yann = member('yann', 'tutor');
export const sofia = member('sofia', 'peer');
export const hana = member('hana', 'companion');
export const bertrand = member('bertrand', 'sponsor');
export const paused = member('driss', 'companion', 'paused');
export const ended = member('julian', 'companion', 'ended');
export const ofCohort: Reader = { ...member('lea', 'cohort'), cohort: 'autumn' };

export const rope: readonly Reader[] = [ines, marc, genevieve, yann, sofia, hana, bertrand, paused, ended, ofCohort];
export const onRope = rope.filter(({ role }) => role !== 'cohort');

const membership = fc.constantFrom(...onRope.map(({ id }) => id));

export const anyAudience: fc.Arbitrary<Audience> = fc.oneof(
  fc.constantFrom<Audience>({ kind: 'self' }, { kind: 'guides' }, { kind: 'circle' }),
  membership.map((relation): Audience => ({ kind: 'pair', relation })),
  fc.constantFrom('autumn', 'spring').map((cohort): Audience => ({ kind: 'cohort', cohort })),
  fc.uniqueArray(membership, { minLength: 1, maxLength: 5 }).map((members): Audience => ({ kind: 'chosen', members })),
);

export const anyMember = fc.constantFrom(...onRope);

/** The same people, each in a state of its own. */
export const anyStates: fc.Arbitrary<readonly Reader[]> = fc
  .array(fc.constantFrom<Reader['state']>('active', 'paused', 'ended'), {
    minLength: onRope.length,
    maxLength: onRope.length,
  })
  .map((states) => onRope.map((reader, at) => ({ ...reader, state: states[at] ?? 'active' })));
