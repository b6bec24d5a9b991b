import '../components/refused/define.js';
import type { TestCordee } from '../src/testing/index.js';
import { beRefused, statesOf } from './support/states.js';

export default { title: 'Elements/Refused', component: 'cordee-refused' };

const text = 'Mardi, j’ai laissé trois secondes. Driss a répondu avant moi.';
const refuse =
  (words: string) =>
  async (cordee: TestCordee): Promise<void> => {
    await beRefused(cordee, words, 'space_gone');
    const { client, server, settled } = cordee;
    server.refuse('precondition');
    await client.journeys.moveStep('ines-journey', 'while-small', 'done');
    await settled();
    server.refuse();
  };

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
