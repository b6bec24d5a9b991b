import { isStepDone } from './step-done.js';
import type { ContributionKind } from '../../model/conversation/forum.js';
import type { Id } from '../../model/value/ids.js';
import type { Journey, JourneyState, StepRunState } from '../../model/journey/journey.js';
import type { LocalizedText } from '../../model/value/localized-text.js';
import { isTemplate, templateScopeOf } from '../../model/scope/scope-key.js';
import type { Instant, PlainDate, TimeZone } from '../../model/value/time.js';
import { writtenAt } from '../../model/conversation/words.js';
import { challengesOf } from './challenges.js';
import { journeyContextOf } from './members.js';
import { listOf, oneOf } from './typed.js';
import { marksOf } from './words.js';
import type { Digest, JourneyRecords } from '../../store/store.js';
import type { ChallengeView, MemberView } from '../../api/views.js';

/** A text of somebody else that is not read: short, because a journey may have hundreds. */
export type UnreadRow = readonly [
  type: 'topic' | 'contribution' | 'challenge',
  id: Id,
  topic: Id,
  kind: ContributionKind | undefined,
  author: number,
  writtenAt: Instant,
];

/** What screens over all journeys need of one. Plain JSON, kept beside the journey. */
export interface JourneyDigest {
  readonly members: readonly MemberView[];
  readonly me: MemberView;
  readonly journey:
    | {
        readonly template: string;
        readonly state: JourneyState;
        readonly startedOn: PlainDate;
        readonly timeZone: TimeZone;
        readonly pauses: Journey['pauses'];
      }
    | undefined;
  /** The newest that this reader has not seen. */
  readonly challenge: ChallengeView | undefined;
  /** Newest first. */
  readonly unread: readonly UnreadRow[];
  /** Steps that are not finished, soonest first. */
  readonly steps: readonly { readonly step: Id; readonly state: StepRunState; readonly plannedFor: PlainDate }[];
  readonly lastAt: Instant | undefined;
}

/** Of a template: what things are called. */
export interface TemplateDigest {
  readonly title: LocalizedText;
  readonly steps: Readonly<Record<Id, LocalizedText>>;
}

/** How many unread texts are listed; those before them are as good as never. */
const mostUnread = 1_000;

/** The digest of a journey as one person sees it; raise the number when its shape changes. */
export const digestFor = (person: Id): Digest => ({ name: 'overview:3', of: (records) => digestOf(records, person) });

function digestOf(records: JourneyRecords, person: Id): JourneyDigest | TemplateDigest | undefined {
  if (isTemplate(records.journey)) {
    const [template] = listOf(records, 'template');
    return (
      template && {
        title: template.title,
        steps: Object.fromEntries(template.steps.map(({ id, title }) => [id, title])),
      }
    );
  }
  const context = journeyContextOf(records, person);
  if (!context) return undefined;
  const { members, me } = context;
  const journey = oneOf(records, 'journey', records.journey);
  const places = new Map(members.map((member, index) => [member.person, index]));
  const marks = marksOf(context);
  const unread: UnreadRow[] = [];
  let lastAt: Instant | undefined;
  for (const type of ['topic', 'contribution', 'challenge'] as const) {
    for (const words of listOf(records, type)) {
      const at = writtenAt(words);
      const said = 'topic' in words ? words : undefined;
      if (said?.hiddenAt !== undefined || words.withdrawnAt !== undefined) continue;
      if (lastAt === undefined || at > lastAt) lastAt = at;
      if (words.by === person || marks.get(words.id)?.some(({ by }) => by === person)) continue;
      unread.push([type, words.id, said?.topic ?? words.id, said?.kind, places.get(words.by) ?? -1, at]);
    }
  }
  return {
    members,
    me,
    journey: journey && {
      template: templateScopeOf(journey.template, journey.version),
      state: journey.state,
      startedOn: journey.startedOn,
      timeZone: journey.timeZone,
      pauses: journey.pauses,
    },
    challenge: challengesOf(context).find(({ isSeenByMe, withdrawn }) => !isSeenByMe && !withdrawn),
    unread: unread.toSorted((a, b) => (a[5] < b[5] || (a[5] === b[5] && a[1] < b[1]) ? 1 : -1)).slice(0, mostUnread),
    steps: listOf(records, 'stepRun')
      .filter(({ state }) => !isStepDone(state))
      .map(({ step, state, plannedFor }) => ({ step, state, plannedFor }))
      .toSorted((a, b) => (a.plannedFor < b.plannedFor ? -1 : 1)),
    lastAt,
  };
}
