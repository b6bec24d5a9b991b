import type { GoalAttainment, GoalRatingView, GoalView, GoalsView } from '../../api/goals.js';
import { goalAttainment } from '../../insight/goal-attainment.js';
import { isGuide, isInAudience, readersOf } from '../../model/access/audience.js';
import type { Action } from '../../model/access/access-question.js';
import { actorOf, isMemberAllowed, objectOf } from '../../model/access/member-permissions.js';
import type { Audience } from '../../model/access/audience.js';
import { deliveryOf } from '../support/words.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf, oneOf } from '../support/typed.js';

/** The goals that this reader may see, each with what the person and the guides saw of it. */
export function goalsViewOf(context: JourneyContext): GoalsView {
  const ratings = listOf(context.records, 'goalRating').toSorted((a, b) => order(a.at, b.at) || order(a.id, b.id));
  const goals = listOf(context.records, 'goal').map((goal) =>
    goalOf(
      goal,
      ratings.filter((rating) => rating.goal === goal.id),
      context,
    ),
  );
  const { role } = context.me;
  return {
    goals,
    attainment: role === 'coachee' || role === 'coach' ? attainmentOf(goals) : undefined,
    startedOn: oneOf(context.records, 'journey', context.records.journey)?.startedOn,
    proposals: [],
    canSet: mayWrite(context, { kind: 'guides' }),
  };
}

function goalOf(
  { record, ...goal }: Read<'goal'>,
  ratings: readonly Read<'goalRating'>[],
  context: JourneyContext,
): GoalView {
  const { members, me } = context;
  const views = ratings.map((rating) => ratingOf(rating, context));
  const canWrite = mayWrite(context, goal.audience);
  return {
    ...goal,
    readers: readersOf(goal.audience, '', members).filter(({ isMe }) => !isMe),
    self: views.filter(({ author }) => author?.role === 'coachee'),
    guide: views.filter(({ author }) => author !== undefined && isGuide(author.role)),
    delivery: deliveryOf(record, false),
    canWrite,
    // Self and coach rate; the others read.
    canRate: canWrite && (me.role === 'coachee' || me.role === 'coach'),
  };
}

const ratingOf = (
  { record, id, by, level, at, moment }: Read<'goalRating'>,
  { members, me }: JourneyContext,
): GoalRatingView => ({
  id,
  level,
  at,
  moment,
  author: members.find(({ person }) => person === by),
  isMine: by === me.person,
  delivery: deliveryOf(record, false),
});

function attainmentOf(goals: readonly GoalView[]): GoalAttainment | undefined {
  const by = (levelOf: (goal: GoalView) => GoalView['baseline']): number | undefined =>
    goalAttainment(
      goals.map((goal) => ({ importance: goal.importance, difficulty: goal.difficulty, level: levelOf(goal) })),
    );
  const side = (name: 'self' | 'guide'): number | undefined =>
    goals.some((goal) => goal[name].length > 0) ? by((goal) => goal[name].at(-1)?.level ?? goal.baseline) : undefined;
  const atStart = by(({ baseline }) => baseline);
  return atStart === undefined ? undefined : { atStart, self: side('self'), guide: side('guide') };
}

function mayWrite({ me }: JourneyContext, audience: Audience): boolean {
  const action: Action = 'write';
  return isMemberAllowed({
    actor: actorOf(me),
    object: objectOf('goal'),
    action,
    state: me.state,
    isOwn: true,
    inAudience: isInAudience(audience, '', me),
  });
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
