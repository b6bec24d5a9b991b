import { CordeeAvatar } from './avatar/avatar.js';
import { CordeeChallenge } from './challenge/challenge.js';
import { CordeeComposer } from './composer/composer.js';
import { CordeeContribution } from './contribution/contribution.js';
import { CordeeForum } from './forum/forum.js';
import { CordeeJourney } from './journey/journey.js';
import { CordeeJourneyCard } from './journey-card/journey-card.js';
import { CordeeJourneyList } from './journey-list/journey-list.js';
import { CordeeJourneyPath } from './journey-path/journey-path.js';
import { CordeeProvider } from './provider/provider.js';
import { CordeeStep } from './step/step.js';
import { CordeeSyncBadge } from './sync-badge/sync-badge.js';
import { CordeeTopic } from './topic/topic.js';
import { CordeeWhoReads } from './who-reads/who-reads.js';
import { defineElement, tagOf } from './internal/define-element.js';
import { tagPrefix, usePrefix } from './internal/html.js';

/** Every element by the name that follows the prefix; those that give a client first, since the others ask for it. */
const elements: Readonly<Record<string, CustomElementConstructor>> = {
  provider: CordeeProvider,
  journey: CordeeJourney,
  avatar: CordeeAvatar,
  challenge: CordeeChallenge,
  composer: CordeeComposer,
  contribution: CordeeContribution,
  forum: CordeeForum,
  'journey-card': CordeeJourneyCard,
  'journey-list': CordeeJourneyList,
  'journey-path': CordeeJourneyPath,
  step: CordeeStep,
  'sync-badge': CordeeSyncBadge,
  topic: CordeeTopic,
  'who-reads': CordeeWhoReads,
};

/** The names that a tag of ours may have after its prefix. */
export const elementNames: readonly string[] = Object.keys(elements);

/**
 * Defines every element, under `cordee` or under a prefix of the page's own: then
 * `<acme-cordee-journey>`. Call it once, before any of our tags is rendered.
 */
export function defineAll({ prefix = 'cordee' }: { readonly prefix?: string } = {}): void {
  if (prefix !== tagPrefix() && Object.values(elements).some(tagOf)) {
    console.warn(`[cordee] this copy of the elements is already defined as <${tagPrefix()}-…>: it keeps that name.`);
    return;
  }
  usePrefix(prefix);
  for (const [name, element] of Object.entries(elements)) defineElement(name, element);
}
