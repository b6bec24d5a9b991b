import '../components/moment/define.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Moment', component: 'cordee-moment' };

const hana = {
  id: 'm-hana',
  person: 'hana',
  name: 'Hana',
  role: 'companion',
  state: 'active',
  timeZone: 'Europe/Paris',
  isMe: false,
};
const moment = {
  id: 'c1',
  what: 'contribution',
  kind: 'encouragement',
  at: '2026-11-12T17:42:00.000Z',
  on: '2026-11-12',
  people: [hana],
  lang: 'fr',
  in: 't1',
  isInChallenge: false,
  text: 'Mardi, en réunion, tu as laissé trois secondes de silence après la question. Driss a répondu.',
};
const long =
  'Une phrase longue, anticonstitutionnellement longue, qui ne doit rien déborder ni rien pousser de côté. '.repeat(6);

const states = statesOf('cordee-moment', {
  properties: { moment },
  empty: { properties: {} },
  long: {
    properties: {
      moment: {
        ...moment,
        text: long,
        people: [{ ...hana, name: 'Maximilienne-Apolline de La Rochefoucauld-Doudeauville' }],
      },
    },
  },
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
export const AChallenge = storyOf('cordee-moment', {
  properties: { moment: { ...moment, what: 'challenge', kind: undefined, isInChallenge: true } },
});
