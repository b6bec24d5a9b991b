import '../components/refused/define.js';
import type { FakeClient } from '../test/support/fake-client.js';
import { statesOf } from './support/states.js';

export default { title: 'Elements/Refused', component: 'cordee-refused' };

const text = 'Mardi, j’ai laissé trois secondes. Driss a répondu avant moi.';
const refuse =
  (words: string) =>
  (client: FakeClient): void =>
    client.refuse([
      {
        id: 'r-1',
        journey: 'ines-journey',
        reason: 'space_gone',
        text: words,
        canRetry: false,
        refusedAt: '2026-11-16T09:00:00Z',
      },
      {
        id: 'r-2',
        journey: 'ines-journey',
        reason: 'precondition',
        text: undefined,
        canRetry: true,
        refusedAt: '2026-11-16T09:05:00Z',
      },
    ]);

const states = statesOf('cordee-refused', {
  prepare: refuse(text),
  empty: { prepare: () => undefined },
  long: { prepare: refuse(`${text} `.repeat(30)) },
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
