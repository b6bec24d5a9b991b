import type { TestCordee } from '../src/testing/index.js';
import { beRefused, statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Sync badge', component: 'cordee-sync-badge' };

const text = 'Un texte qui compte pour moi.';
const refuse = (words: string) => (cordee: TestCordee) => beRefused(cordee, words, 'not_a_member');

const states = statesOf('cordee-sync-badge', { long: { prepare: refuse(`${text} `.repeat(20)) } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const KeepsNothing = storyOf('cordee-sync-badge', {
  keeps: false,
});
export const NeedsSignIn = storyOf('cordee-sync-badge', {
  async prepare({ client, server, settled }) {
    server.fail(401);
    const body = { text, lang: 'fr' };
    await client.forum.open({ journey: 'ines-journey', audience: { kind: 'circle' }, body });
    await settled();
  },
});
export const Refused = storyOf('cordee-sync-badge', {
  prepare: refuse(text),
});
