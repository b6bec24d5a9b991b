import scenario from '../../demo/content/demo-scenario.json' with { type: 'json' };
import template from '../../demo/content/templates/first-time-manager.json' with { type: 'json' };
import type {
  Audience,
  EventActivityView,
  EventsView,
  EventView,
  Highlights,
  LocalizedText,
  PlanProposal,
  Plans,
  PlanView,
} from '../../src/index.js';
import type { FakeStage } from './fake-client.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
const guides: Audience = { kind: 'guides' };

/** Inès's plans at week 11. */
export function createFakePlans({ person, now, members, inLanguage, watch, write, isOffline }: FakeStage): Plans {
  const role = (): string => members().find(({ isMe }) => isMe)?.role ?? '';
  const proposalOf = (id: string): PlanProposal => {
    const step = template.steps.find((one) => one.id === id) as (typeof template.steps)[number] & {
      readonly ifThen: { readonly if: LocalizedText; readonly then: LocalizedText };
    };
    return { step: id, stepTitle: step.title, if: step.ifThen.if, then: step.ifThen.then };
  };
  const first = proposalOf('one-to-ones');
  let count = 0;
  let plans: Mutable<PlanView>[] = [
    {
      id: 'plan-1',
      if: inLanguage(first.if),
      then: inLanguage(first.then),
      step: first.step,
      audience: guides,
      delivery: 'sent',
      isMine: person === 'ines',
      readers: [],
      author: members().find((member) => member.person === 'ines'),
      tried: [
        { at: '2026-10-20T08:00:00.000Z', worked: true },
        { at: '2026-11-05T08:00:00.000Z', worked: false },
      ],
    },
  ];
  const readers = () =>
    members().filter((member) => !member.isMe && ['coach', 'mentor', 'tutor'].includes(member.role));
  const find = (id: string) => plans.find((plan) => plan.id === id);
  return {
    watch: () =>
      watch(
        () => ({
          plans: ['coachee', 'coach', 'mentor', 'tutor'].includes(role())
            ? plans.map((plan) => ({ ...plan, readers: readers() }))
            : [],
          proposals: role() === 'coachee' ? [proposalOf('hand-over')] : [],
          canWrite: role() === 'coachee',
        }),
        { plans: [], proposals: role() === 'coachee' ? [first] : [], canWrite: role() === 'coachee' },
      ),
    async make({ journey: _, tried = [], ...plan }) {
      const id = `new-plan-${++count}`;
      await write(
        'makePlan',
        plan,
        () =>
          (plans = [
            {
              id,
              ...plan,
              step: plan.step,
              tried,
              author: undefined,
              isMine: true,
              readers: [],
              delivery: isOffline() ? 'waiting' : 'sent',
            },
            ...plans,
          ]),
      );
      return id;
    },
    change: (_journey, id, words) => write('changePlan', { id, ...words }, () => Object.assign(find(id) ?? {}, words)),
    noteTry: (_journey, id, worked) =>
      write('noteTry', { id, worked }, () => {
        const plan = find(id);
        if (plan) plan.tried = [...plan.tried, { at: new Date(now).toISOString(), worked }];
      }),
    takeBackTry: (_journey, id) =>
      write('takeBackTry', id, () => {
        const plan = find(id);
        if (plan) plan.tried = plan.tried.slice(0, -1);
      }),
    drop: (_journey, id) => write('dropPlan', id, () => (plans = plans.filter((plan) => plan.id !== id))),
  };
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The company's events around week 11. */
export function createFakeHighlights({ now, members, watch, write, inLanguage }: FakeStage): Highlights {
  /** What makes a text long, where texts are to be long. */
  const more = inLanguage({ en: '', fr: '' });
  const told = (text: LocalizedText): LocalizedText => ({ en: text.en + more, fr: text.fr + more });
  const today = new Date(now).toISOString().slice(0, 10);
  const role = (): string => members().find(({ isMe }) => isMe)?.role ?? '';
  const checked = new Map<string, EventActivityView['outcome']>();
  const events = (): EventView[] =>
    scenario.highlights.map((run): EventView => {
      const highlight = template.highlights.find(({ id }) => id === run.template);
      const last = addDays(run.on, (run.days ?? 1) - 1);
      const isOver = last < today;
      const activity = (
        part: EventActivityView['part'],
        id: string,
        given: (typeof template.highlights)[number]['prepare'][number] | undefined,
        offset: number,
      ): EventActivityView => {
        const plannedFor = addDays(part === 'prepare' ? run.on : last, offset);
        return {
          id: `${run.id}_${id}`,
          part,
          title: given?.title,
          instructions: given?.instructions,
          minutes: given?.minutes,
          plannedFor,
          answers: [],
          isOpen: plannedFor <= today && (part === 'prepare' ? run.on > today : isOver),
          isDone: (isOver && part !== 'transfer') || checked.has(`${run.id}_${id}`),
          proposedAudience:
            given?.audience === 'self' || given?.audience === 'circle' ? { kind: given.audience } : guides,
          outcome: checked.get(`${run.id}_${id}`),
          obstacle: undefined,
        };
      };
      return {
        id: run.id,
        kind: run.kind as EventView['kind'],
        title: told(highlight?.title ?? { en: run.template, fr: run.template }),
        why: highlight && told(highlight.why),
        startsOn: run.on,
        days: run.days ?? 1,
        state: run.state as EventView['state'],
        isOver,
        inDays: Math.round((Date.parse(isOver ? last : run.on) - Date.parse(today)) / 86_400_000),
        activities: [
          ...(highlight?.prepare ?? []).map((one) => activity('prepare', one.id, one, one.dayOffset ?? -5)),
          ...(highlight?.harvest ?? []).map((one) =>
            activity((one.dayOffset ?? 2) >= 21 ? 'transfer' : 'harvest', one.id, one, one.dayOffset ?? 2),
          ),
          ...((highlight?.harvest ?? []).some(({ dayOffset }) => (dayOffset ?? 2) >= 21)
            ? []
            : [activity('transfer', 'transfer', undefined, 21)]),
        ],
      };
    });
  return {
    watch: () =>
      watch(
        (): EventsView => ({
          today,
          canWrite: role() === 'coachee',
          events: ['coachee', 'coach', 'mentor', 'tutor'].includes(role())
            ? events().toSorted((a, b) => Number(asks(b)) - Number(asks(a)) || (a.startsOn < b.startsOn ? -1 : 1))
            : [],
        }),
        { events: [], today, canWrite: role() === 'coachee' },
      ),
    async check({ activity, outcome, obstacle, text }) {
      await write('check', { activity, outcome, obstacle, text }, () => checked.set(activity, outcome));
      return 'new-check';
    },
  };
}

const asks = (event: EventView): boolean => event.activities.some(({ isOpen, isDone }) => isOpen && !isDone);
