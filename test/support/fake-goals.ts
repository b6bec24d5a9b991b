import scenario from '../../demo/content/demo-scenario.json' with { type: 'json' };
import template from '../../demo/content/templates/first-time-manager.json' with { type: 'json' };
import type {
  GoalLevel,
  GoalLevels,
  GoalProposal,
  GoalRatingView,
  Goals,
  GoalsView,
  GoalView,
  LocalizedText,
  NewGoal,
} from '../../src/index.js';
import type { FakeStage } from './fake-client.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const dayMs = 86_400_000;
const weekStart = (week: number): string =>
  new Date(Date.parse(`${scenario.journey.startedOn}T07:20:00Z`) + (week - 1) * 7 * dayMs).toISOString();

/** The goals of the scenario, kept in memory. */
export function createFakeGoals({ person, now, members, inLanguage, watch, write, isOffline }: FakeStage): Goals {
  const guides = { kind: 'guides' } as const;
  const delivery = () => (isOffline() ? ('waiting' as const) : ('sent' as const));
  const rating = (id: string, by: string, level: GoalLevel, at: string, moment?: string): GoalRatingView => ({
    id,
    level,
    at,
    moment,
    delivery: delivery(),
    isMine: by === person,
    author: members().find((member) => member.person === by),
  });
  let count = 0;
  let goals: Mutable<GoalView>[] = template.goals.map((goal) => {
    const seen = scenario.journey.goalLevels.filter((level) => level.goal === goal.id);
    const text = (given: LocalizedText): string => inLanguage(given);
    return {
      id: goal.id,
      title: text(goal.title),
      levels: Object.fromEntries(
        Object.entries(goal.levels).map(([level, words]) => [level, text(words)]),
      ) as GoalLevels<string>,
      importance: goal.importance as 1,
      difficulty: goal.difficulty as 1,
      baseline: goal.baseline as GoalLevel,
      audience: guides,
      delivery: 'sent',
      readers: [],
      canWrite: false,
      canRate: false,
      self: seen.map(({ week, self }) => rating(`${goal.id}-${week}-self`, 'ines', self as GoalLevel, weekStart(week))),
      guide: seen.map(({ week, coach }) =>
        rating(`${goal.id}-${week}-coach`, 'marc', coach as GoalLevel, weekStart(week)),
      ),
    };
  });
  const role = (): string => members().find(({ isMe }) => isMe)?.role ?? '';
  const seen = (): GoalsView => {
    const mayWrite = role() === 'coachee' || role() === 'coach';
    const readers = members().filter(
      (member) => !member.isMe && ['coachee', 'coach', 'mentor', 'tutor'].includes(member.role),
    );
    return {
      goals: goals.map((goal) => ({ ...goal, readers, canWrite: mayWrite, canRate: mayWrite })),
      attainment: mayWrite ? { atStart: 34.1, self: 43.8, guide: 48.2 } : undefined,
      startedOn: scenario.journey.startedOn,
      canSet: mayWrite,
      proposals: [],
    };
  };
  const empty = (): GoalsView => ({
    goals: [],
    attainment: undefined,
    startedOn: scenario.journey.startedOn,
    canSet: role() === 'coachee' || role() === 'coach',
    proposals: template.goals as unknown as readonly GoalProposal[],
  });
  const find = (id: string): Mutable<GoalView> | undefined => goals.find((goal) => goal.id === id);
  const wordsOf = ({ title, levels, importance, difficulty, baseline }: Omit<NewGoal, 'journey' | 'audience'>) => ({
    title,
    levels,
    importance,
    difficulty,
    baseline,
  });
  return {
    watch: () => watch(seen, empty()),
    async set({ journey: _, ...goal }) {
      const id = `new-goal-${++count}`;
      await write('setGoal', goal, () =>
        goals.push({
          id,
          ...goal,
          self: [],
          guide: [],
          readers: [],
          delivery: delivery(),
          canWrite: true,
          canRate: true,
        }),
      );
      return id;
    },
    change: (_journey, id, words) =>
      write('changeGoal', { id, ...wordsOf(words) }, () => Object.assign(find(id) ?? {}, wordsOf(words))),
    remove: (_journey, id) => write('removeGoal', id, () => (goals = goals.filter((goal) => goal.id !== id))),
    async rate({ goal, level, moment }) {
      const id = `new-rating-${++count}`;
      const side = role() === 'coachee' ? 'self' : 'guide';
      await write('rateGoal', { goal, level, moment }, () => {
        const found = find(goal);
        if (found) found[side] = [...found[side], rating(id, person, level, new Date(now).toISOString(), moment)];
      });
      return id;
    },
    takeBack: (_journey, id) =>
      write('takeBackRating', id, () => {
        for (const goal of goals) {
          goal.self = goal.self.filter((one) => one.id !== id);
          goal.guide = goal.guide.filter((one) => one.id !== id);
        }
      }),
  };
}
