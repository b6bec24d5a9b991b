import type { Observable } from 'rxjs';
import type { BoardEntry, DueStep, Overview, UnreadItem } from '../../api/overview.js';
import { ValidationError } from '../../errors.js';
import { liveQuery } from '../../live/live-query.js';
import { observeLate } from '../../util/observe-late.js';
import type { Id } from '../../model/value/ids.js';
import { weekOf } from '../../model/journey/journey.js';
import * as v from '../../model/value/schema.js';
import { type Instant, dateIn, daysBetween, instantSchema } from '../../model/value/time.js';
import { contributionsTo, flatten } from '../support/contributions.js';
import { digestsOf } from '../support/digests.js';
import { journeyContextOf } from '../support/members.js';
import { marksOf } from '../support/words.js';
import type { DomainContext } from '../support/domain-context.js';
import type { MemberView } from '../../api/views.js';
import { type JourneyDigest, type TemplateDigest, type UnreadRow, digestFor } from '../support/journey-digest.js';

/** How far ahead a step is told of. */
const aheadDays = 7;

/** @throws ValidationError. The remedy stands here: the file with all remedies would be fetched before the first answer. */
function momentOf(since: Instant): Instant {
  const parsed = v.safeParse(instantSchema, since);
  if (parsed.success) return parsed.output;
  throw new ValidationError('Not a moment to begin from.', [
    { path: 'since', message: 'Use ISO 8601 with a zone, such as "2026-11-12T17:42:00Z".' },
  ]);
}

/** What is asked of all journeys at once. */
export function createOverview(domain: DomainContext): Overview {
  const { store, env, person } = domain;
  const digest = digestFor(person);
  /** With its library: fetched when something is first looked for. */
  let search: Overview['watchSearch'] | undefined;

  const overAll = <T>(
    read: (all: ReadonlyMap<Id, JourneyDigest>, templates: ReadonlyMap<Id, TemplateDigest>) => T,
  ): Observable<T> =>
    liveQuery(store, {
      concerns: ({ journeys }) => journeys.size > 0,
      async read() {
        const all = new Map<Id, JourneyDigest>();
        const templates = new Map<Id, TemplateDigest>();
        for (const [journey, found] of await digestsOf(store, digest)) {
          const value = found as JourneyDigest | TemplateDigest | undefined;
          if (value && 'members' in value) all.set(journey, value);
          else if (value) templates.set(journey, value);
        }
        return read(all, templates);
      },
    });

  return {
    watchBoard: () =>
      overAll((all, templates) =>
        [...all]
          .map(([id, { members, me, journey, unread, steps, lastAt }]): BoardEntry => {
            const raised = unread.findLast(([type]) => type === 'challenge');
            return {
              id,
              coachee: coacheeOf(members),
              myRole: me.role,
              state: journey?.state,
              title: journey && templates.get(journey.template)?.title,
              week: journey && weekOf(journey, env.now()),
              challenge: raised && unreadItem(id, members, raised),
              unread: unread.length,
              due: journey
                ? steps.filter(({ plannedFor }) => plannedFor <= dateIn(journey.timeZone, env.now())).length
                : 0,
              lastAt,
            };
          })
          .toSorted(compareEntries),
      ),
    watchDue: () =>
      overAll((all, templates) =>
        [...all]
          .flatMap(([id, { members, journey, steps }]): readonly DueStep[] => {
            if (journey?.state !== 'active') return [];
            const today = dateIn(journey.timeZone, env.now());
            return steps
              .map(({ step, state, plannedFor }) => ({
                journey: id,
                coachee: coacheeOf(members),
                step,
                title: templates.get(journey.template)?.steps[step],
                state,
                plannedFor,
                inDays: daysBetween(today, plannedFor),
              }))
              .filter(({ inDays }) => inDays <= aheadDays);
          })
          .toSorted((a, b) => a.inDays - b.inDays || compare(a.step, b.step)),
      ),
    watchUnread(given) {
      const since = given === undefined ? '' : momentOf(given);
      return overAll((all) =>
        [...all]
          .flatMap(([id, { members, unread }]) => {
            const end = unread.findIndex(([, , , , , writtenAt]) => writtenAt < since);
            return unread.slice(0, end < 0 ? undefined : end).map((row) => unreadItem(id, members, row));
          })
          .toSorted((a, b) => compare(b.writtenAt, a.writtenAt) || compare(b.id, a.id)),
      );
    },
    watchNewest: (journey, topic, count) =>
      liveQuery(store, {
        concerns: ({ journeys }) => journeys.has(journey),
        async read() {
          const context = journeyContextOf(await store.records(journey), person);
          return (
            context &&
            flatten(contributionsTo(topic, context, marksOf(context)))
              .toSorted((a, b) => compare(b.writtenAt, a.writtenAt) || compare(b.id, a.id))
              .slice(0, count)
          );
        },
      }),
    watchSearch: (text, limit) =>
      observeLate(
        async () => (search ??= (await import('./search.js')).createSearch(domain)),
        (watch) => watch(text, limit),
      ),
  };
}

const coacheeOf = (members: readonly MemberView[]): MemberView | undefined =>
  members.find(({ role }) => role === 'coachee');

const unreadItem = (
  journey: Id,
  members: readonly MemberView[],
  [type, id, topic, kind, author, writtenAt]: UnreadRow,
): UnreadItem => ({
  journey,
  coachee: coacheeOf(members),
  type,
  id,
  topic,
  kind,
  author: members[author],
  writtenAt,
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Somebody in need comes first; then by name. */
function compareEntries(a: BoardEntry, b: BoardEntry): number {
  if (a.challenge && b.challenge) return compare(a.challenge.writtenAt, b.challenge.writtenAt);
  if (a.challenge || b.challenge) return a.challenge ? -1 : 1;
  return (a.coachee?.name ?? '').localeCompare(b.coachee?.name ?? '');
}
