import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Composer', component: 'cordee-composer' };

const states = statesOf('cordee-composer', { attributes: { purpose: 'contribution', 'topic-id': 'm-3' } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ForAChallenge = storyOf('cordee-composer', { attributes: { purpose: 'challenge', closable: '' } });
export const ForACompanion = storyOf('cordee-composer', {
  person: 'hana',
  attributes: { purpose: 'contribution', 'topic-id': 'm-3' },
});
export const InTheNightOfItsReader = storyOf('cordee-composer', {
  attributes: {
    purpose: 'topic',
    text: 'Comment dis-tu à quelqu’un que son idée ne sera pas prise, sans qu’il cesse d’en avoir ?',
  },
  properties: { audience: { kind: 'pair', relation: 'm-genevieve' } },
});
