import '../components/highlight/define.js';
import { statesOf } from './support/states.js';

export default { title: 'Elements/Highlight', component: 'cordee-highlight' };

const event = {
  id: 'hl-2',
  kind: 'training',
  title: { en: 'Management training, two days', fr: 'Formation au management, deux jours' },
  why: {
    en: 'Two days are little: what you bring decides what you take.',
    fr: 'Deux jours, c’est peu : ce que l’on y apporte décide de ce que l’on emporte.',
  },
  startsOn: '2026-11-24',
  days: 2,
  state: 'prepare-open',
  inDays: 8,
  activities: [
    {
      id: 'hl-2_tr-question',
      part: 'prepare',
      title: { en: 'Come with a question', fr: 'Venir avec une question' },
      instructions: { en: 'One, and real.', fr: 'Une seule, et une vraie.' },
      minutes: 15,
      plannedFor: '2026-11-16',
      isOpen: true,
      isDone: false,
      proposedAudience: { kind: 'circle' },
      answers: [],
      outcome: undefined,
      obstacle: undefined,
    },
  ],
};
const more = (text: { en: string; fr: string }) => ({ en: `${text.en} `.repeat(9), fr: `${text.fr} `.repeat(9) });
const long = {
  ...event,
  title: more(event.title),
  why: more(event.why),
  activities: event.activities.map((activity) => ({
    ...activity,
    title: more(activity.title),
    instructions: more(activity.instructions),
  })),
};

const states = statesOf('cordee-highlight', {
  attributes: { 'can-write': '' },
  properties: { event },
  empty: { properties: {} },
  long: { properties: { event: long } },
});

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
