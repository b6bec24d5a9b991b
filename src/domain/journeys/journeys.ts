import { takesWords, weekOf } from '../../model/journey/journey.js';
import { isTemplate } from '../../model/scope/scope-key.js';
import type { Journeys } from '../../api/client.js';
import { liveQuery } from '../../live/live-query.js';
import { type JourneyDigest, type TemplateDigest, digestFor } from '../support/journey-digest.js';
import type { JourneySummary } from '../../api/views.js';
import { digestsOf } from '../support/digests.js';
import { present } from '../support/members.js';
import { outlineOf } from '../support/outline.js';
import { type DomainContext, watchScreen } from '../support/domain-context.js';
import { pathOf } from './path.js';
import { templateOf } from './planned-path.js';

/** The journeys one is on, and their path. */
export function createJourneys(domain: DomainContext): Pick<Journeys, 'watchAll' | 'watch' | 'watchPath'> {
  const { store, env, person } = domain;

  const digest = digestFor(person);

  return {
    watchAll: () =>
      liveQuery<readonly JourneySummary[]>(store, {
        concerns: ({ journeys }) => journeys.size > 0,
        async read() {
          const digests = await digestsOf(store, digest);
          return [...digests]
            .flatMap(([id, found]): readonly JourneySummary[] => {
              if (!found || isTemplate(id)) return [];
              const { members, me, challenge, journey } = found as JourneyDigest;
              const title = journey && (digests.get(journey.template) as TemplateDigest | undefined)?.title;
              return [
                {
                  id,
                  challenge,
                  title,
                  coachee: members.find(({ role }) => role === 'coachee'),
                  myRole: me.role,
                  state: title && journey?.state,
                  week: title && journey && weekOf(journey, env.now()),
                },
              ];
            })
            .toSorted(compareSummaries);
        },
      }),
    watch: (id) =>
      watchScreen(domain, id, undefined, outlineOf, async ({ me, members, journey, highlights }) => {
        const template = journey && (await templateOf(store, journey));
        const planned = template && journey;
        const coachee = members.find(({ role }) => role === 'coachee');
        return {
          id,
          me,
          highlights,
          coachee,
          takesWords: takesWords(journey?.state, coachee?.endedAt, env.now()),
          members: present(members),
          state: planned?.state,
          title: template?.title,
          address: template?.address ?? 'vous',
          week: planned && weekOf(planned, env.now()),
          weeks: template?.duration.weeks,
        };
      }),
    watchPath: (id) =>
      watchScreen(domain, id, undefined, outlineOf, async ({ journey, runs }) => {
        const template = journey && (await templateOf(store, journey));
        return template && pathOf(runs, journey, template, env.now());
      }),
  };
}

/** Somebody in need comes first; then by name. */
function compareSummaries(a: JourneySummary, b: JourneySummary): number {
  if (a.challenge && b.challenge) return a.challenge.writtenAt < b.challenge.writtenAt ? -1 : 1;
  if (a.challenge || b.challenge) return a.challenge ? -1 : 1;
  return (a.coachee?.name ?? '').localeCompare(b.coachee?.name ?? '');
}
