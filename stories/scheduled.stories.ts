import type { DraftView } from '../src/index.js';
import { statesOf } from './support/states.js';

export default { title: 'Elements/Scheduled', component: 'cordee-scheduled' };

const waiting: DraftView = {
  place: 'later/x',
  at: '2026-11-15T22:00:00Z',
  text: 'À demain, donc : je te dis ce que la salle a répondu.',
  audience: { kind: 'circle' },
  later: { at: '2026-11-17T08:00:00.000Z', to: { purpose: 'contribution', topic: 'm-3', kind: 'advice', lang: 'fr' } },
};
const long = { ...waiting, text: `${waiting.text} `.repeat(12) };
const states = statesOf('cordee-scheduled', {
  person: 'hana',
  begun: [waiting],
  long: { begun: [long] },
  empty: { begun: [], isEmpty: false },
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
