import { weekOf } from '../model/journey.js';
import { isTemplateJourney, templateJourneyOf } from '../model/published-template.js';
import type { Journeys } from '../client.js';
import { liveQuery } from '../live/live-query.js';
import type { Digest } from '../store/store.js';
import type { JourneySummary } from '../views.js';
import { challengesOf } from '../records/challenges.js';
import { digestsOf } from '../records/digests.js';
import { present, ropeOf } from '../records/members.js';
import { type Read, listOf } from '../records/typed.js';
import { type Workshop, watchRope } from '../records/workshop.js';
import { journeyOf, pathOf } from './path.js';
import { planOf } from './plan.js';

/** The journeys one is on, and their path. */
export function createJourneys(workshop: Workshop): Pick<Journeys, 'watchAll' | 'watch' | 'watchPath'> {
  const { store, env, person } = workshop;

  /** What a list says of a journey, whatever day it is; of a template, its title. */
  const summaries: Digest = {
    name: 'summary:1',
    of(records) {
      if (isTemplateJourney(records.journey)) return listOf(records, 'template')[0]?.title;
      const rope = ropeOf(records, person);
      const journey = rope && journeyOf(rope);
      return rope && {
        id: records.journey,
        coachee: rope.members.find(({ role }) => role === 'coachee'),
        myRole: rope.me.role,
        challenge: challengesOf(rope).find(({ isSeenByMe }) => !isSeenByMe),
        planned: journey && { template: templateJourneyOf(journey.template, journey.version), state: journey.state, startedOn: journey.startedOn, timeZone: journey.timeZone },
      } satisfies Summary;
    },
  };

  return {
    watchAll: () =>
      liveQuery<readonly JourneySummary[]>(store, {
        concerns: ({ journeys }) => journeys.size > 0,
        async read() {
          const digests = await digestsOf(store, summaries);
          const found = [...digests].flatMap(([id, summary]) => (summary && !isTemplateJourney(id) ? [summary as Summary] : []));
          return found.map(({ planned, ...summary }): JourneySummary => {
            const title = planned && (digests.get(planned.template) as JourneySummary['title']);
            return { ...summary, state: title && planned?.state, title, week: title && planned && weekOf(planned, env.now()) };
          }).toSorted(compareSummaries);
        },
      }),
    watch: (id) =>
      watchRope(workshop, id, undefined, async (rope) => {
        const planned = await planOf(store, rope);
        return {
          id,
          me: rope.me,
          coachee: rope.members.find(({ role }) => role === 'coachee'),
          members: present(rope.members),
          state: planned?.journey.state,
          title: planned?.template.title,
          address: planned?.template.address ?? 'vous',
          week: planned && weekOf(planned.journey, env.now()),
          weeks: planned?.template.duration.weeks,
          highlights: listOf(rope.records, 'highlightRun')
            .map(({ record: _, ...highlight }) => highlight)
            .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
        };
      }),
    watchPath: (id) =>
      watchRope(workshop, id, undefined, async (rope) => {
        const planned = await planOf(store, rope);
        return planned && pathOf(rope, planned.journey, planned.template, env.now());
      }),
  };
}

/** A journey in a list, before the day and the name of its template are looked up. */
interface Summary extends Pick<JourneySummary, 'id' | 'coachee' | 'myRole' | 'challenge'> {
  readonly planned: (Pick<Read<'journey'>, 'state' | 'startedOn' | 'timeZone'> & { readonly template: string }) | undefined;
}

/** Somebody in need comes first; then by name. */
function compareSummaries(a: JourneySummary, b: JourneySummary): number {
  if (a.challenge && b.challenge) return a.challenge.writtenAt < b.challenge.writtenAt ? -1 : 1;
  if (a.challenge || b.challenge) return a.challenge ? -1 : 1;
  return (a.coachee?.name ?? '').localeCompare(b.coachee?.name ?? '');
}
