import { CordeeError, ValidationError } from '../errors.js';
import { type StepRunState, stepRunIdOf, weekOf } from '../model/journey.js';
import type { Fields } from '../model/json.js';
import { stepRunMoves } from '../model/states.js';
import { canMove } from '../model/state-machine.js';
import { isTemplateJourney, templateJourneyOf } from '../model/published-template.js';
import type { Template } from '../model/template.js';
import { instantOf } from '../model/time.js';
import type { Journeys } from '../client.js';
import { liveQuery } from '../live/live-query.js';
import type { Digest, Store } from '../store/store.js';
import type { JourneySummary } from '../views.js';
import { challengesOf } from '../records/challenges.js';
import { digestsOf } from '../records/digests.js';
import { type Rope, present, ropeOf } from '../records/members.js';
import { type Read, listOf, oneOf } from '../records/typed.js';
import { type Workshop, assertAllowed, holdRope, watchRope, wordsChange } from '../records/workshop.js';
import { journeyOf, pathOf } from './path.js';

const openedStep = () => import('./step.js');

/** The journeys one is on, their path and their steps. */
export function createJourneys(workshop: Workshop): Omit<Journeys, 'watchBoard' | 'watchDue'> {
  const { store, env, person } = workshop;

  /** The journey with its template, where this reader may know them. */
  async function plan(rope: Rope): Promise<{ readonly journey: Read<'journey'>; readonly template: Template } | undefined> {
    const journey = journeyOf(rope);
    const template = journey && (await templateOf(store, journey));
    return journey && template && { journey, template };
  }

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
        const planned = await plan(rope);
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
        const planned = await plan(rope);
        // A step is opened from its path: with it on the device it opens without a network.
        openedStep().catch(() => undefined);
        return planned && pathOf(rope, planned.journey, planned.template, env.now());
      }),
    watchStep: (id, step) =>
      watchRope(workshop, id, undefined, async (rope) => {
        const planned = await plan(rope);
        return planned && (await openedStep()).stepDetailOf(rope, planned.journey, planned.template, step, env.now());
      }),
    async moveStep(id, step, to) {
      const rope = await holdRope(workshop, id);
      assertAllowed(rope, 'stepRun', 'write');
      const run = oneOf(rope.records, 'stepRun', stepRunIdOf(id, step));
      if (!run) throw new CordeeError('CORDEE_PERMISSION_DENIED', 'This step is not on your path.');
      if (!reaches(run.state, to)) {
        throw new ValidationError(`A step that is "${run.state}" cannot become "${to}".`, [{ path: 'to', message: 'Open it first.' }]);
      }
      const now = instantOf(env.now());
      const fields: Fields = {
        state: to,
        ...(run.openedAt === undefined ? { openedAt: now } : {}),
        ...(to === 'done' ? { doneAt: now } : {}),
      };
      await store.commit(id, [{ kind: 'set', type: 'stepRun', id: run.id, space: run.record.space, fields }]);
    },
    async answer({ step, prompt, answer, ...words }) {
      const rope = await holdRope(workshop, words.journey);
      const change = wordsChange(workshop, rope, 'answer', words, { step, prompt }, answer);
      await store.commit(words.journey, [change]);
      return change.id;
    },
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

/** Whether a state is reached by moves that follow each other; a person who begins a step opens it too. */
function reaches(from: StepRunState, to: StepRunState): boolean {
  if (canMove(stepRunMoves, from, to)) return true;
  const onward: readonly StepRunState[] = ['ahead', 'open', 'underway', 'done'];
  return onward.indexOf(from) >= 0 && onward.indexOf(from) < onward.indexOf(to);
}

async function templateOf(store: Store, { template, version }: Read<'journey'>): Promise<Template | undefined> {
  const records = await store.records(templateJourneyOf(template, version));
  return listOf(records, 'template')[0];
}

