import type { Highlights } from '../../api/highlights.js';
import { templateScopeOf } from '../../model/scope/scope-key.js';
import { listOf, oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { openJourneyContext, wordsChange } from '../support/writing.js';
import { promptOf } from './check-prompt.js';
import { eventsOf } from './events-view.js';

/** Company events, as one person prepares and harvests them. */
export function createHighlights(domain: DomainContext): Highlights {
  const { store, env } = domain;
  return {
    watch: (journey) =>
      watchJourneyContext(domain, journey, { events: [], today: '', canWrite: false }, async (context) => {
        const found = oneOf(context.records, 'journey', journey);
        const [template] = found
          ? listOf(await store.records(templateScopeOf(found.template, found.version)), 'template')
          : [];
        return eventsOf(context, template, found, env.now());
      }),
    async check({ journey, activity, outcome, obstacle, text, lang, audience }) {
      const context = await openJourneyContext(domain, journey);
      const body = { text, ...(lang === undefined ? {} : { lang }) };
      const change = wordsChange(
        domain,
        context,
        'answer',
        { journey, body, audience },
        { step: activity, prompt: promptOf(outcome, obstacle) },
      );
      await store.commit(journey, [change]);
      return change.id;
    },
  };
}
