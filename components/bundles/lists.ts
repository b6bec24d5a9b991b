import { CordeeJourneyCard } from '../journey-card/journey-card.js';
import { CordeeJourneyList } from '../journey-list/journey-list.js';
import { CordeeProvider } from '../provider/provider.js';

/** For those who accompany several people, and for pages with a layout of their own. */
export const elements = {
  provider: CordeeProvider,
  'journey-card': CordeeJourneyCard,
  'journey-list': CordeeJourneyList,
};
