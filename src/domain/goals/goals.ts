import type { Goals, NewGoal } from '../../api/goals.js';
import { CordeeError } from '../../errors.js';
import { createId } from '../../model/value/ids.js';
import type { Id } from '../../model/value/ids.js';
import type { Fields } from '../../model/value/json.js';
import { templateScopeOf } from '../../model/scope/scope-key.js';
import { parseFields } from '../../model/parse-fields.js';
import { spaceOf } from '../../model/access/space.js';
import { instantOf } from '../../model/value/time.js';
import { isInAudience } from '../../model/access/audience.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf, oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { assertAllowed, assertKnownReaders, openJourneyContext } from '../support/writing.js';
import { goalsViewOf } from './goals-view.js';

const nothing = { goals: [], proposals: [], attainment: undefined, startedOn: undefined, canSet: false } as const;

/** What the person wants to reach, in their own words, and where it stands. */
export function createGoals(domain: DomainContext): Goals {
  const { store, env, person } = domain;

  async function hold(
    journey: Id,
    goal: Id,
  ): Promise<{ readonly context: JourneyContext; readonly goal: Read<'goal'> }> {
    const context = await openJourneyContext(domain, journey);
    const found = oneOf(context.records, 'goal', goal);
    if (!found) throw new CordeeError('CORDEE_PERMISSION_DENIED', 'This goal is not here, or not yours to know.');
    return { context, goal: found };
  }

  return {
    watch: (journey) =>
      watchJourneyContext(domain, journey, nothing, async (context) => {
        const view = goalsViewOf(context);
        const found = oneOf(context.records, 'journey', journey);
        if (view.goals.length > 0 || !view.canSet || !found) return view;
        const [template] = listOf(await store.records(templateScopeOf(found.template, found.version)), 'template');
        return { ...view, proposals: template?.goals ?? [] };
      }),
    async set({ journey, ...words }) {
      const context = await openJourneyContext(domain, journey);
      const fields = goalFields(words);
      assertKnownReaders(context, words.audience);
      assertAllowed(
        context,
        'goal',
        'write',
        { audience: words.audience },
        isInAudience(words.audience, person, context.me),
      );
      const id = createId(env);
      await store.commit(journey, [
        { kind: 'set', type: 'goal', id, space: spaceOf(journey, words.audience, person), fields },
      ]);
      return id;
    },
    async change(journey, id, words) {
      const { context, goal } = await hold(journey, id);
      assertAllowed(
        context,
        'goal',
        'write',
        { audience: goal.audience },
        isInAudience(goal.audience, person, context.me),
      );
      const { audience: _, ...fields } = goalFields({ ...words, audience: goal.audience });
      await store.commit(journey, [{ kind: 'set', type: 'goal', id, space: goal.record.space, fields }]);
    },
    async remove(journey, id) {
      const { context, goal } = await hold(journey, id);
      if (context.me.role !== 'coachee')
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'A goal is taken away by the person whose it is.');
      const mine = listOf(context.records, 'goalRating').filter((rating) => rating.goal === id && rating.by === person);
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
      const { context, goal } = await hold(journey, id);
      const { audience } = goal;
      const isInside = isInAudience(audience, person, context.me);
      assertAllowed(context, 'goalRating', 'write', { audience, by: person }, isInside);
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
      const context = await openJourneyContext(domain, journey);
      const rating = oneOf(context.records, 'goalRating', id);
      if (rating?.by !== person)
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'Only who gave a rating takes it back.');
      await store.commit(journey, [{ kind: 'delete', type: 'goalRating', id, space: rating.record.space }]);
    },
  };
}

const goalFields = (words: Omit<NewGoal, 'journey'>): Fields => parseFields('goal', words) as unknown as Fields;
