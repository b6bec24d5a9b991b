import type { Highlights } from '../contracts/highlights.js';
import { templateJourneyOf } from '../model/published-template.js';
import { listOf, oneOf } from '../records/typed.js';
import { type Workshop, watchRope } from '../records/workshop.js';
import { holdRope, wordsChange } from '../records/writing.js';
import { promptOf } from './check-prompt.js';
import { eventsOf } from './events-view.js';

/** Company events, as one person prepares and harvests them. */
export function createHighlights(workshop: Workshop): Highlights {
  const { store, env } = workshop;
  return {
    watch: (journey) =>
      watchRope(workshop, journey, { events: [], today: '', canWrite: false }, async (rope) => {
        const found = oneOf(rope.records, 'journey', journey);
        const [template] = found
          ? listOf(await store.records(templateJourneyOf(found.template, found.version)), 'template')
          : [];
        return eventsOf(rope, template, found, env.now());
      }),
    async check({ journey, activity, outcome, obstacle, text, lang, audience }) {
      const rope = await holdRope(workshop, journey);
      const body = { text, ...(lang === undefined ? {} : { lang }) };
      const change = wordsChange(
        workshop,
        rope,
        'answer',
        { journey, body, audience },
        { step: activity, prompt: promptOf(outcome, obstacle) },
      );
      await store.commit(journey, [change]);
      return change.id;
    },
  };
}
