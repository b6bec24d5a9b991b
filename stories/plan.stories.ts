import '../components/plan/define.js';
import { statesOf } from './support/states.js';

export default { title: 'Elements/Plan', component: 'cordee-plan' };

const plan = {
  id: 'plan-1',
  if: 'Si l’envie me vient d’annuler un tête-à-tête',
  then: 'alors je le réduis à quinze minutes et je garde le jour.',
  step: undefined,
  isMine: true,
  author: undefined,
  audience: { kind: 'guides' },
  readers: [],
  delivery: 'sent',
  tried: [{ at: '2026-11-05T08:00:00.000Z', worked: true }],
};
const long = {
  ...plan,
  if: `${plan.if}, ou de le repousser, anticonstitutionnellement`.repeat(3),
  then: `${plan.then} `.repeat(8),
};

const states = statesOf('cordee-plan', {
  properties: { plan },
  empty: { properties: {} },
  long: { properties: { plan: long } },
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
