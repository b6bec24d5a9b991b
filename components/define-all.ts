import { CordeeAvatar } from './avatar/avatar.js';
import { CordeeChallenge } from './challenge/challenge.js';
import { CordeeJourney } from './journey/journey.js';
import { tabParts } from './journey/tabs.js';
import { CordeeJourneyPath } from './journey-path/journey-path.js';
import { CordeeSyncBadge } from './sync-badge/sync-badge.js';
import { defineElement, tagOf } from './registry/define-element.js';
import { tagPrefix, usePrefix } from './registry/prefix.js';
import { addParts, type Part } from './registry/element-bundles.js';
import { loadLaterTexts } from './locales/index.js';

/** What a first screen is made of, by the name that follows the prefix; what gives a client first, since the others ask for it. */
const elements: Readonly<Record<string, CustomElementConstructor>> = {
  journey: CordeeJourney,
  avatar: CordeeAvatar,
  challenge: CordeeChallenge,
  'journey-path': CordeeJourneyPath,
  'sync-badge': CordeeSyncBadge,
};

/** With what the client opens and writes with: an element that is there works without a network. */
const conversation = async () =>
  (await Promise.all([import('./bundles/conversation.js'), import('../src/opened.js')]))[0];

/** What is fetched when it is first drawn, or once the page is idle. */
const later: readonly Part[] = [
  {
    names: [
      'composer',
      'contribution',
      'forum',
      'leave',
      'own-contributions',
      'own-words',
      'refused',
      'step',
      'topic',
      'who-reads',
    ],
    load: conversation,
  },
  { names: ['provider', 'journey-card', 'journey-list'], load: () => import('./bundles/lists.js') },
  { names: ['served', 'my-words'], load: () => import('./bundles/served.js') },
  { names: ['scheduled', 'later', 'moment', 'news', 'requests'], load: () => import('./bundles/inbox.js') },
  { names: ['arrival'], load: () => import('./bundles/arrival.js') },
  ...tabParts,
].map(({ names, load }) => ({
  names,
  // With the texts that they say: without them they could not be read.
  load: async () => (await Promise.all([load(), loadLaterTexts()]))[0],
}));

/** The names that a tag of ours may have after its prefix. */
export const elementNames: readonly string[] = [...Object.keys(elements), ...later.flatMap(({ names }) => names)];

/**
 * Defines every element, under `cordee` or under a prefix of the page's own: then
 * `<acme-cordee-journey>`. Call it once, before any of our tags is rendered. What a first screen does
 * without is fetched when it is first drawn, at the latest when the page has been idle.
 */
export function defineAll({ prefix = 'cordee' }: { readonly prefix?: string } = {}): void {
  const isDefined = Object.values(elements).some(tagOf);
  if (prefix !== tagPrefix() && isDefined) {
    console.warn(`[cordee] this copy of the elements is already defined as <${tagPrefix()}-…>: it keeps that name.`);
    return;
  }
  usePrefix(prefix);
  for (const [name, element] of Object.entries(elements)) defineElement(name, element);
  if (!isDefined)
    addParts(later, (name) => document.querySelector(`${prefix}-${name}, [data-cordee='${name}']`) !== null);
}
