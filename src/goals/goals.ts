import type { Goals, NewGoal } from '../contracts/goals.js';
import { CordeeError } from '../errors.js';
import { createId } from '../model/ids.js';
import type { Id } from '../model/ids.js';
import type { Fields } from '../model/json.js';
import { templateJourneyOf } from '../model/published-template.js';
import { parseFields } from '../model/parse-fields.js';
import { spaceOf } from '../model/space.js';
import { instantOf } from '../model/time.js';
import { isInAudience } from '../model/audience.js';
import type { Rope } from '../records/members.js';
import { type Read, listOf, oneOf } from '../records/typed.js';
import { type Workshop, watchRope } from '../records/workshop.js';
import { assertAllowed, assertKnownReaders, holdRope } from '../records/writing.js';
import { goalsViewOf } from './goals-view.js';

const nothing = { goals: [], proposals: [], attainment: undefined, startedOn: undefined, canSet: false } as const;

/** What the person wants to reach, in their own words, and where it stands. */
export function createGoals(workshop: Workshop): Goals {
  const { store, env, person } = workshop;

  async function hold(journey: Id, goal: Id): Promise<{ readonly rope: Rope; readonly goal: Read<'goal'> }> {
    const rope = await holdRope(workshop, journey);
    const found = oneOf(rope.records, 'goal', goal);
    if (!found) throw new CordeeError('CORDEE_PERMISSION_DENIED', 'This goal is not here, or not yours to know.');
    return { rope, goal: found };
  }

  return {
    watch: (journey) =>
      watchRope(workshop, journey, nothing, async (rope) => {
        const view = goalsViewOf(rope);
        const found = oneOf(rope.records, 'journey', journey);
        if (view.goals.length > 0 || !view.canSet || !found) return view;
        const [template] = listOf(await store.records(templateJourneyOf(found.template, found.version)), 'template');
        return { ...view, proposals: template?.goals ?? [] };
      }),
    async set({ journey, ...words }) {
      const rope = await holdRope(workshop, journey);
      const fields = goalFields(words);
      assertKnownReaders(rope, words.audience);
      assertAllowed(rope, 'goal', 'write', { audience: words.audience }, isInAudience(words.audience, person, rope.me));
      const id = createId(env);
      await store.commit(journey, [
        { kind: 'set', type: 'goal', id, space: spaceOf(journey, words.audience, person), fields },
      ]);
      return id;
    },
    async change(journey, id, words) {
      const { rope, goal } = await hold(journey, id);
      assertAllowed(rope, 'goal', 'write', { audience: goal.audience }, isInAudience(goal.audience, person, rope.me));
      const { audience: _, ...fields } = goalFields({ ...words, audience: goal.audience });
      await store.commit(journey, [{ kind: 'set', type: 'goal', id, space: goal.record.space, fields }]);
    },
    async remove(journey, id) {
      const { rope, goal } = await hold(journey, id);
      if (rope.me.role !== 'coachee')
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'A goal is taken away by the person whose it is.');
      const mine = listOf(rope.records, 'goalRating').filter((rating) => rating.goal === id && rating.by === person);
      await store.commit(journey, [
        ...mine.map(({ id: rating, record }) => ({
          kind: 'delete' as const,
          type: 'goalRating' as const,
          id: rating,
          space: record.space,
        })),
        { kind: 'delete', type: 'goal', id, space: goal.record.space },
      ]);
    },
    async rate({ journey, goal: id, level, moment }) {
      const { rope, goal } = await hold(journey, id);
      const { audience } = goal;
      const isInside = isInAudience(audience, person, rope.me);
      assertAllowed(rope, 'goalRating', 'write', { audience, by: person }, isInside);
      const text = moment?.trim();
      const fields = {
        goal: id,
        by: person,
        at: instantOf(env.now()),
        level,
        audience,
        ...(text ? { moment: text } : {}),
      };
      const rating = createId(env);
      await store.commit(journey, [
        {
          kind: 'set',
          type: 'goalRating',
          id: rating,
          space: goal.record.space,
          fields: parseFields('goalRating', fields) as unknown as Fields,
        },
      ]);
      return rating;
    },
    async takeBack(journey, id) {
      const rope = await holdRope(workshop, journey);
      const rating = oneOf(rope.records, 'goalRating', id);
      if (rating?.by !== person)
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'Only who gave a rating takes it back.');
      await store.commit(journey, [{ kind: 'delete', type: 'goalRating', id, space: rating.record.space }]);
    },
  };
}

const goalFields = (words: Omit<NewGoal, 'journey'>): Fields => parseFields('goal', words) as unknown as Fields;
