import { BehaviorSubject, EMPTY, map, NEVER, type Observable, Subject, switchMap, throwError } from 'rxjs';
import scenario from '../../demo/content/demo-scenario.json' with { type: 'json' };
import template from '../../demo/content/templates/first-time-manager.json' with { type: 'json' };
import {
  type Audience,
  type ChallengeView,
  type CircleHint,
  type ContributionKind,
  type ContributionView,
  CordeeError,
  type CordeeClient,
  type DraftView,
  type HighlightRun,
  type InvitationView,
  isInAudience,
  type JourneyView,
  type LocalizedText,
  type MemberView,
  type NewWords,
  type PathView,
  type ProposalView,
  readersOf,
  type RefusedChange,
  type Role,
  type StepDetail,
  type WorkingHours,
  type StepRunState,
  type StepView,
  type SyncActivity,
  type SyncStatus,
  type ThreadView,
  type TopicView,
  type WordsView,
} from '../../src/index.js';
import { createFakeHours, createFakePace, createFakePlaces } from './fake-circle.js';
import { createFakeHighlights, createFakePlans } from './fake-plans.js';
import { createFakeExport } from './fake-export.js';
import { createFakeServed } from './fake-served.js';
import { createFakeGoals } from './fake-goals.js';
import { createFakePresence } from './fake-presence.js';

/** How the fake answers: as usual, with nothing in it, never, or with an error. */
export type FakeMood = 'full' | 'empty' | 'waiting' | 'failed';

/** What a test may turn while elements look on. */
export interface FakeClient extends CordeeClient {
  mood(mood: FakeMood): void;
  network(activity: SyncActivity): void;
  status(change: Partial<SyncStatus>): void;
  refuse(changes: readonly RefusedChange[]): void;
  /** A journey is taken from this device. */
  remove(journey: string): void;
  /** Makes writes fail with this code until called with nothing. */
  failWrites(code?: 'CORDEE_STORAGE_FULL' | 'CORDEE_PERMISSION_DENIED'): void;
  /** Keeps what is written from now on waiting, as a busy disk does, until what it gives is called. */
  holdWrites(): () => void;
  /** The topic takes no more words. */
  closeTopic(id: string): void;
  /** Somebody has read one of my texts. */
  readBy(item: string, person: string): void;
  /** Takes somebody out of the journey. */
  endMembership(person: string): void;
  /** Every write, in order. */
  readonly written: readonly { readonly verb: string; readonly with: unknown }[];
  readonly journeyId: string;
}

export interface FakeOptions {
  readonly person?: string;
  readonly language?: 'fr' | 'en';
  readonly mood?: FakeMood;
  readonly activity?: SyncActivity;
  /** Adds a challenge raised three minutes before, not seen by anybody. */
  readonly withFreshChallenge?: boolean;
  /** Further journeys in the list of a guide. */
  readonly withOthers?: boolean;
  /** What the circle is said to lack. */
  readonly circleHint?: CircleHint;
  /** Nobody has read anything that others said in the forum yet. */
  readonly withNews?: boolean;
  /** Adds so many voices to the topic on the monthly forecast, all read but the last `unread`. */
  readonly manyVoices?: { readonly count: number; readonly unread?: number };
  /** Adds so many topics, and as many replies to the first voice on the monthly forecast. */
  readonly manyTopics?: number;
  /** When people have said that they want to be reached. */
  readonly hours?: Readonly<Record<string, WorkingHours>>;
  /** Questions whether more people may read an item; it is then read by the guides alone. */
  readonly proposals?: readonly {
    readonly item: string;
    readonly by: string;
    readonly to: Audience;
    readonly reason?: string;
  }[];
  /** Makes every text very long. */
  readonly longText?: boolean;
  /** Who lives on another clock than the scenario says. */
  readonly zones?: Readonly<Record<string, string>>;
  /** What a journey that has ended still takes. */
  readonly takesWords?: 'answers' | 'nothing';
  /** Names in the place of the scenario's, by person. */
  readonly names?: Readonly<Record<string, string>>;
  /** Those whose names could be taken for another's. */
  readonly alike?: readonly string[];
  /** What was begun and not posted, by its place; kept by the test, so that a second client finds it. */
  readonly drafts?: Map<string, DraftView>;
}

/** What the parts of the fake that live in files of their own are made with. */
export interface FakeStage {
  readonly person: string;
  readonly now: number;
  readonly language: 'fr' | 'en';
  members(): readonly MemberView[];
  inLanguage(text: LocalizedText): string;
  watch<T>(full: () => T, empty: T): Observable<T>;
  write(verb: string, given: unknown, apply: () => void): Promise<void>;
  isOffline(): boolean;
}

interface Item {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly type: 'topic' | 'contribution' | 'challenge' | 'answer';
  text: string;
  audience: Audience;
  readonly kind?: ContributionKind;
  readonly parent?: string;
  readonly replyTo?: string;
  readonly step?: string;
  readonly prompt?: string;
  readonly form?: { readonly moment: string; readonly saw: string; readonly effect: string; readonly next: string };
  readonly readBy: Set<string>;
  withdrawn?: boolean;
  delivery: 'waiting' | 'sent';
}

/** The scenario's moment: Monday of week 11, in the morning. */
export const fakeNow = Date.parse('2026-11-16T09:30:00Z');
const journeyId = scenario.journey.id;
const dayMs = 86_400_000;
const long =
  ' Et encore une phrase, parce que certaines personnes écrivent longuement, anticonstitutionnellement parfois, et que rien ne doit déborder.'.repeat(
    4,
  );

/** A Cordée that lives in memory, filled with the demonstration scenario, and that a test can upset. */
export function createFakeClient(options: FakeOptions = {}): FakeClient {
  const {
    person = 'ines',
    language = 'fr',
    withFreshChallenge = false,
    withOthers = false,
    longText = false,
  } = options;
  const inLanguage = (text: LocalizedText): string => text[language] + (longText ? long : '');
  const mood$ = new BehaviorSubject<FakeMood>(options.mood ?? 'full');
  const changed$ = new BehaviorSubject(0);
  const removed$ = new Subject<{ readonly journey: string }>();
  const refused$ = new BehaviorSubject<readonly RefusedChange[]>([]);
  const status$ = new BehaviorSubject<SyncStatus>({
    activity: options.activity ?? 'idle',
    pending: 0,
    oldestPendingAt: undefined,
    lastError: undefined,
    isStalled: false,
    storage: { mode: 'best-effort' },
    lastSyncedAt: new Date(fakeNow - 60_000).toISOString(),
  });
  const ended = new Set<string>();
  const workingHours = new Map<string, WorkingHours>(options.hours ? Object.entries(options.hours) : []);
  const zones = new Map<string, string>(options.zones ? Object.entries(options.zones) : []);
  const placed = new Map<string, 'active' | 'paused' | 'ended'>();
  const steps = new Map<string, StepRunState>(
    template.steps.map((step) => [step.id, initialState(step.id, step.week)]),
  );
  const items: Item[] = initialItems(inLanguage, withFreshChallenge);
  if (options.withNews) for (const item of items) if (item.type === 'contribution') item.readBy.clear();
  items.push(...furtherItems(options));
  const written: { verb: string; with: unknown }[] = [];
  let writeError: CordeeError | undefined;
  let held: Promise<void> = Promise.resolve();
  const closed = new Set<string>();
  let count = 0;
  let invitations: readonly InvitationView[] = [];

  const members = (): MemberView[] =>
    scenario.people
      .filter(({ role }) => role !== 'programme-lead')
      .map((one) => ({
        id: `m-${one.id}`,
        person: one.id,
        name: options.names?.[one.id] ?? (longText ? `${one.callName}-Maximilienne de La Rochefoucauld` : one.callName),
        isAlike: options.alike?.includes(one.id) ?? false,
        displayName: one.name,
        role: one.role as Role,
        state: ended.has(one.id) ? ('ended' as const) : (placed.get(`m-${one.id}`) ?? ('active' as const)),
        timeZone: zones.get(one.id) ?? one.timeZone,
        place: one.place,
        job: one.job,
        isMe: one.id === person,
        home: 'from' in one && one.from === 'outside' ? ('outside' as const) : ('company' as const),
        workingHours: workingHours.get(one.id),
        replyWithinDays: { coach: 2, mentor: 5, tutor: 3 }[one.role],
      }));
  const me = (): MemberView | undefined => members().find((member) => member.isMe);
  const isGuided = (): boolean => ['coachee', 'coach', 'mentor', 'tutor'].includes(me()?.role ?? '');
  const sees = (item: Item): boolean => {
    const reader = me();
    return reader !== undefined && (item.by === person || isInAudience(item.audience, item.by, reader));
  };

  const words = (item: Item): WordsView => {
    const all = members();
    const isMine = item.by === person;
    return {
      id: item.id,
      author: all.find((member) => member.person === item.by),
      isMine,
      sentLate: false,
      writtenAt: item.at,
      audience: item.audience,
      body: { text: item.text, lang: language, ...(item.form ? { form: item.form } : {}) },
      readers: readersOf(
        item.audience,
        item.by,
        all.filter((member) => member.person !== item.by),
      ),
      withdrawn: item.withdrawn === true,
      readBy: all.filter((member) => (isMine || member.isMe) && item.readBy.has(member.person)),
      delivery:
        item.audience.kind === 'self'
          ? 'device-only'
          : item.delivery === 'waiting'
            ? 'waiting'
            : item.readBy.size > 0
              ? 'read'
              : 'sent',
    };
  };
  const voices = (parent: string, replyTo: string | undefined): ContributionView[] =>
    items
      .filter(
        (item) => item.type === 'contribution' && item.parent === parent && item.replyTo === replyTo && sees(item),
      )
      .map((item) => ({
        ...words(item),
        kind: item.kind ?? 'answer',
        replies: replyTo === undefined ? voices(parent, item.id) : [],
      }));
  const challenges = (): ChallengeView[] =>
    items
      .filter((item) => item.type === 'challenge' && sees(item))
      .map((item) => ({
        ...words(item),
        state: item.readBy.size > 0 ? ('accompanied' as const) : ('raised' as const),
        replies: voices(item.id, undefined),
        isSeenByMe: item.by === person || item.readBy.has(person),
      }))
      .toReversed();
  const topicOf = (item: Item): TopicView => {
    const inside = items.filter((one) => one.parent === item.id && sees(one));
    const authors = [...new Set([item.by, ...inside.map((one) => one.by)])];
    const step = template.steps.find((one) => one.id === item.step);
    return {
      ...words(item),
      stepTitle: step?.title,
      state: closed.has(item.id) ? 'closed' : item.id === 'm-3' && !options.takesWords ? 'synthesised' : 'open',
      pinned: item.id === 'm-1',
      isAsk: item.id === 'm-3',
      hasNews: inside.some((one) => one.by !== person && !one.readBy.has(person)),
      lastAt: inside.at(-1)?.at ?? item.at,
      voices: authors.flatMap((id) => members().find((member) => member.person === id) ?? []),
    };
  };
  const stepView = (step: (typeof template.steps)[number], nextId: string | undefined): StepView => {
    const week = step.id === 'one-to-ones' ? 6 : step.week;
    return {
      id: step.id,
      title: step.title,
      kind: step.kind as StepView['kind'],
      week,
      plannedFor: planned(week),
      minutes: step.minutes,
      state: steps.get(step.id) ?? 'ahead',
      isNext: step.id === nextId,
      isLate: step.id === nextId && week < scenario.journey.week - 1,
    };
  };
  const path = (): PathView => {
    const next = template.steps.find((step) => ['open', 'underway'].includes(steps.get(step.id) ?? ''))?.id;
    const phases = template.phases.map((phase) => ({
      ...phase,
      steps: template.steps
        .filter((step) => step.phase === phase.id)
        .map((step) => stepView(step, next))
        .toSorted((a, b) => a.week - b.week),
    }));
    const all = phases.flatMap((phase) => phase.steps);
    return {
      phases,
      stepsDone: all.filter((step) => step.state === 'done').length,
      stepsTotal: all.length,
      next: all.find((step) => step.isNext),
    };
  };
  const journey = (): JourneyView | undefined => {
    const mine = me();
    if (!mine) return undefined;
    const guided = isGuided();
    return {
      id: journeyId,
      me: mine,
      coachee: members().find((member) => member.role === 'coachee'),
      takesWords: options.takesWords ?? 'all',
      members: members().filter((member) => member.state !== 'ended'),
      state: guided ? 'active' : undefined,
      title: guided ? template.title : undefined,
      address: 'vous',
      week: guided ? scenario.journey.week : undefined,
      weeks: guided ? template.duration.weeks : undefined,
      highlights: guided ? scenario.highlights.map(highlight) : [],
    };
  };
  const stepDetail = (id: string): StepDetail | undefined => {
    const step = template.steps.find((one) => one.id === id);
    const mine = me();
    if (!step || !mine) return undefined;
    const adaptation = step.adaptations.find((one) => one.id === 'good-only');
    return {
      step: stepView(step, path().next?.id),
      why: step.why,
      instructions: step.instructions,
      doneWhen: step.doneWhen,
      coachGuide: mine.role === 'coach' ? step.coachGuide : undefined,
      variant: adaptation?.change,
      canMove: mine.role === 'coachee',
      canAnswer: true,
      prompts: step.prompts.map((prompt) => ({
        id: prompt.id,
        text: prompt.text,
        isForMe: prompt.role === mine.role || prompt.role === 'anyone',
        answers: items
          .filter((item) => item.type === 'answer' && item.step === id && item.prompt === prompt.id && sees(item))
          .map(words),
      })),
      proposedAudience: audienceOf(step.audience),
    };
  };

  const watch = <T>(full: () => T, empty: T): Observable<T> =>
    mood$.pipe(
      switchMap((mood) => {
        if (mood === 'waiting') return NEVER;
        if (mood === 'failed')
          return throwError(() => new CordeeError('CORDEE_STORAGE_FAILED', 'The fake was told to fail.'));
        return changed$.pipe(map(() => (mood === 'empty' ? empty : full())));
      }),
    );
  const write = async (verb: string, given: unknown, apply: () => void): Promise<void> => {
    await held;
    if (writeError) throw writeError;
    written.push({ verb, with: given });
    apply();
    if (status$.value.activity === 'offline')
      status$.next({ ...status$.value, pending: items.filter((item) => item.delivery === 'waiting').length });
    changed$.next(changed$.value + 1);
  };
  const add = async (verb: string, given: NewWords, rest: Partial<Item> & Pick<Item, 'type'>): Promise<string> => {
    const id = `new-${++count}`;
    await write(verb, given, () =>
      items.push({
        id,
        by: person,
        at: new Date(fakeNow).toISOString(),
        text: given.body.text,
        audience: given.audience,
        readBy: new Set(),
        delivery: status$.value.activity === 'offline' ? 'waiting' : 'sent',
        ...rest,
      }),
    );
    return id;
  };

  const fakeStage: FakeStage = {
    person,
    language,
    members,
    inLanguage,
    watch,
    write,
    isOffline: () => status$.value.activity === 'offline',
    now: fakeNow,
  };

  let asked = options.proposals ?? [];
  const mine = (id: string): Item | undefined => items.find((item) => item.id === id);
  const presence = createFakePresence(
    fakeStage,
    {
      withdraw: (id) => Object.assign(mine(id) ?? {}, { withdrawn: true, text: '—' }),
      withdrawAll: () =>
        items
          .filter((item) => item.by === person)
          .forEach((item) => Object.assign(item, { withdrawn: true, text: '—' })),
      narrow: (id, audience) => Object.assign(mine(id) ?? {}, { audience }),
      leave: () => ended.add(person),
      proposals: () =>
        asked.flatMap(({ item: id, by, to, reason }): ProposalView[] => {
          const item = mine(id);
          const all = members();
          const yes = new Set([by]);
          const wanted = [...new Set([item?.by, 'ines'])].filter((one) => one !== undefined && !yes.has(one));
          return item
            ? [
                {
                  id: `ask-${id}`,
                  item: id,
                  text: item.text,
                  lang: language,
                  author: all.find((member) => member.person === item.by),
                  by: all.find((member) => member.person === by),
                  isMine: by === person,
                  reason,
                  added: all.filter(
                    (member) =>
                      !['coachee', 'coach', 'mentor', 'tutor'].includes(member.role) &&
                      isInAudience(to, item.by, member),
                  ),
                  waitsFor: all.filter((member) => wanted.includes(member.person)),
                  outcome: 'waiting',
                  canAnswer: wanted.includes(person),
                },
              ]
            : [];
        }),
      answer: (id) => (asked = asked.filter(({ item }) => `ask-${item}` !== id)),
      moments: () =>
        items
          .filter((item) => item.withdrawn !== true && sees(item))
          .toSorted((one, other) => one.at.localeCompare(other.at))
          .map((item) => ({
            id: item.id,
            what: item.type,
            kind: item.kind,
            at: item.at,
            on: item.at.slice(0, 10),
            people: members().filter((member) => member.person === item.by),
            text: item.text,
            lang: language,
            in: item.parent ?? item.step ?? item.id,
            isInChallenge: items.some((one) => one.type === 'challenge' && one.id === (item.parent ?? item.id)),
          })),
      news: () =>
        items
          .filter(
            (item) =>
              ['topic', 'contribution'].includes(item.type) &&
              item.by !== person &&
              !item.readBy.has(person) &&
              sees(item),
          )
          .map((item) => ({
            id: item.id,
            what: item.type as 'topic',
            who: members().find((member) => member.person === item.by),
            at: item.at,
            in: item.parent ?? item.id,
            isInChallenge: items.some((one) => one.type === 'challenge' && one.id === (item.parent ?? item.id)),
            text: item.text,
            lang: language,
          }))
          .toSorted((one, other) => other.at.localeCompare(one.at)),
    },
    options.drafts,
  );

  return {
    journeyId,
    written,
    person: { tenant: 'asterion', id: person },
    journeys: {
      // As the real one does: who waits comes first.
      watchBoard: () => EMPTY,
      watchDue: () => EMPTY,
      watchAll: () =>
        watch(
          () =>
            summaries(journey(), challenges(), withOthers).toSorted(
              (a, b) => Number(b.challenge !== undefined) - Number(a.challenge !== undefined),
            ),
          [],
        ),
      watch: (id) => watch(() => (id === journeyId ? journey() : undefined), emptied(journey())),
      watchPath: () => watch(() => (isGuided() ? path() : undefined), undefined),
      watchStep: (_journey, id) => watch(() => stepDetail(id), undefined),
      moveStep: (_journey, step, to) => write('moveStep', { step, to }, () => steps.set(step, to)),
      answer: ({ step, prompt, answer, ...given }) => {
        const old = items.find((item) => item.id === answer);
        if (!old) return add('answer', given, { type: 'answer', step, prompt });
        return write('answer', given, () => {
          old.text = given.body.text;
          old.audience = given.audience;
        }).then(() => old.id);
      },
    },
    forum: {
      watchTopics: () =>
        watch(
          () =>
            items
              .filter((item) => item.type === 'topic' && sees(item))
              .map(topicOf)
              .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.lastAt.localeCompare(a.lastAt)),
          [],
        ),
      watchNewest: () => EMPTY,
      watchUnread: () => EMPTY,
      watchTopic: (_journey, id) =>
        watch((): ThreadView | undefined => {
          const item = items.find((one) => one.id === id && sees(one));
          return item && { topic: topicOf(item), contributions: voices(id, undefined) };
        }, undefined),
      open: ({ step, ...given }) => add('open', given, { type: 'topic', ...(step ? { step } : {}) }),
      contribute: ({ topic, kind, replyTo, ...given }) =>
        add('contribute', given, { type: 'contribution', parent: topic, kind, ...(replyTo ? { replyTo } : {}) }),
      markRead: (_journey, ids) =>
        write('markRead', ids, () =>
          items.filter((item) => ids.includes(item.id)).forEach((item) => item.readBy.add(person)),
        ),
    },
    challenges: {
      watch: () => watch(challenges, []),
      raise: (given) => add('raise', given, { type: 'challenge' }),
      markSeen: (_journey, id) => write('markSeen', id, () => items.find((item) => item.id === id)?.readBy.add(person)),
    },
    circle: {
      watchMembers: () => watch(members, []),
      ...createFakeHours(
        fakeStage,
        (hours) => (hours ? workingHours.set(person, hours) : workingHours.delete(person)),
        (timeZone) => zones.set(person, timeZone),
      ),
      ...createFakePlaces(fakeStage, (member, state) => placed.set(member, state), options.circleHint),
      watchInvitations: () => watch(() => invitations, []),
      invite: ({ page, role, words: text, hope, offer, to }) => {
        const id = `invitation-${invitations.length + 1}`;
        const token = 'A'.repeat(43);
        const expiresAt = new Date(fakeNow + 7 * 86_400_000).toISOString();
        return write('invite', { role, words: text }, () => {
          invitations = [
            {
              id,
              role,
              words: text,
              hope,
              offer,
              to,
              state: 'sent',
              sentAt: new Date(fakeNow).toISOString(),
              expiresAt,
              member: undefined,
            },
            ...invitations,
          ];
        }).then(() => ({
          id,
          token,
          expiresAt,
          link: page === undefined ? undefined : `${page}#cordee-invitation=${token}`,
        }));
      },
      revokeInvitation: (id) =>
        write('revokeInvitation', id, () => {
          invitations = invitations.map((one) => (one.id === id ? { ...one, state: 'revoked', to: undefined } : one));
        }).then(() => 'revoked' as const),
    },
    pace: createFakePace(fakeStage),
    plans: createFakePlans(fakeStage),
    export: createFakeExport(fakeStage),
    highlights: createFakeHighlights(fakeStage),
    goals: createFakeGoals(fakeStage),
    inspect: { watch: () => EMPTY },
    served: createFakeServed(fakeStage, () =>
      items
        .filter((item) => item.type === 'topic' || item.type === 'challenge')
        .filter(sees)
        .flatMap((topic) =>
          items
            .filter((item) => item.type === 'contribution' && item.parent === topic.id && sees(item))
            .map((item) => ({
              ...words(item),
              kind: item.kind ?? 'answer',
              withdrawn: false,
              replies: [],
              topicText: topic.text,
            })),
        ),
    ),
    ...presence,
    sync: {
      status$: mood$.pipe(switchMap((mood) => (mood === 'waiting' ? EMPTY : status$))),
      refused$,
      removed$,
      retry: (id) => write('retry', id, () => refused$.next(refused$.value.filter((change) => change.id !== id))),
      syncNow: () => write('syncNow', undefined, () => undefined),
      dismiss: (id) => write('dismiss', id, () => refused$.next(refused$.value.filter((change) => change.id !== id))),
    },
    close: () => Promise.resolve(),
    signOut: () => Promise.resolve(),
    search: () => Promise.resolve([]),
    watchSearch: () => EMPTY,
    mood: (mood) => mood$.next(mood),
    status: (change) => status$.next({ ...status$.value, ...change }),
    network(activity) {
      if (activity === 'idle') for (const item of items) item.delivery = 'sent';
      status$.next({ ...status$.value, activity, pending: items.filter((item) => item.delivery === 'waiting').length });
      changed$.next(changed$.value + 1);
    },
    refuse: (changes) => refused$.next(changes),
    remove: (journey) => removed$.next({ journey }),
    holdWrites() {
      let release = (): void => undefined;
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
    closeTopic(id) {
      closed.add(id);
      changed$.next(changed$.value + 1);
    },
    failWrites(code) {
      writeError = code && new CordeeError(code, 'The fake was told to refuse.');
    },
    readBy(item, reader) {
      items.find((one) => one.id === item)?.readBy.add(reader);
      changed$.next(changed$.value + 1);
    },
    endMembership(who) {
      ended.add(who);
      changed$.next(changed$.value + 1);
    },
  };
}

const planned = (week: number): string =>
  new Date(Date.parse(scenario.journey.startedOn) + ((week - 1) * 7 + 2) * dayMs).toISOString().slice(0, 10);

function initialState(id: string, week: number): StepRunState {
  if (id === 'while-small') return 'underway';
  if (week < scenario.journey.week) return 'done';
  return week <= scenario.journey.week + 1 ? 'open' : 'ahead';
}

function audienceOf(kind: string): Audience {
  if (kind === 'pair') return { kind, relation: 'm-marc' };
  if (kind === 'guides' || kind === 'circle' || kind === 'self') return { kind };
  return { kind: 'chosen', members: ['m-marc', 'm-sofia'] };
}

function highlight(run: (typeof scenario.highlights)[number]): HighlightRun {
  const title = template.highlights.find((one) => one.id === run.template)?.title ?? {
    en: run.template,
    fr: run.template,
  };
  return {
    id: run.id,
    highlight: run.template,
    kind: run.kind as HighlightRun['kind'],
    title,
    startsOn: run.on,
    days: run.days ?? 1,
    timeZone: 'Europe/Madrid',
    state: run.state as HighlightRun['state'],
  };
}

function emptied(journey: JourneyView | undefined): JourneyView | undefined {
  return (
    journey && {
      ...journey,
      members: journey.members.filter((member) => member.isMe || member.role === 'coach'),
      highlights: [],
    }
  );
}

function summaries(journey: JourneyView | undefined, challenges: readonly ChallengeView[], withOthers: boolean) {
  if (!journey) return [];
  const one = {
    id: journey.id,
    coachee: journey.coachee,
    myRole: journey.me.role,
    state: journey.state,
    title: journey.title,
    week: journey.week,
    challenge: challenges.find((challenge) => !challenge.isSeenByMe),
  };
  if (!withOthers) return [one];
  const other = (id: string, name: string, week: number) => ({
    ...one,
    id,
    week,
    challenge: undefined,
    coachee: journey.coachee && { ...journey.coachee, id: `m-${id}`, person: id, name },
  });
  return [other('amina-journey', 'Amina', 4), one, other('tomas-journey', 'Tomás', 19)];
}

/** More than anybody reads at once. */
function furtherItems({ manyVoices, manyTopics = 0 }: FakeOptions): Item[] {
  const people = scenario.people
    .filter(({ role }) => role !== 'programme-lead' && role !== 'coachee')
    .map(({ id }) => id);
  const make = (
    index: number,
    id: string,
    text: string,
    more: Pick<Item, 'type'> & Partial<Item>,
    isRead = true,
  ): Item => ({
    id: `${id}-${index}`,
    by: people[index % people.length] ?? '',
    at: new Date(fakeNow - (2_000 - index) * 600_000).toISOString(),
    text: `${text} ${index + 1}.`,
    audience: { kind: 'circle' },
    delivery: 'sent',
    readBy: new Set(isRead ? scenario.people.map(({ id: who }) => who) : []),
    ...more,
  });
  const { count = 0, unread = 0 } = manyVoices ?? {};
  return [
    ...Array.from({ length: count }, (_, index) =>
      make(index, 'voice', 'Voix', { type: 'contribution', parent: 'm-9', kind: 'advice' }, index < count - unread),
    ),
    ...Array.from({ length: manyTopics }, (_, index) => make(index, 'topic', 'Sujet', { type: 'topic' })),
    ...Array.from({ length: manyTopics }, (_, index) =>
      make(index, 'reply', 'Écho', { type: 'contribution', parent: 'm-9', replyTo: 'm-10', kind: 'answer' }),
    ),
  ];
}

function initialItems(inLanguage: (text: LocalizedText) => string, withFreshChallenge: boolean): Item[] {
  const pair: Audience = { kind: 'pair', relation: 'm-marc' };
  const everybody = scenario.people.map((one) => one.id);
  const base = (given: { id: string; by: string; text: LocalizedText }, day: string, audience: Audience) => ({
    id: given.id,
    by: given.by,
    text: inLanguage(given.text),
    at: new Date(day.length > 10 ? day : `${day}T16:00:00Z`).toISOString(),
    audience,
    delivery: 'sent' as const,
    readBy: new Set(everybody.filter((one) => one !== given.by && !(given.id === 'm-11' && one === 'ines'))),
  });
  const challenges = scenario.challenges.flatMap((challenge): Item[] => [
    { ...base(challenge, challenge.raisedAt, pair), type: 'challenge', readBy: new Set(['marc']) },
    ...challenge.replies.map((reply): Item => ({
      ...base(reply, reply.day, pair),
      type: 'contribution',
      kind: reply.kind as ContributionKind,
      parent: challenge.id,
    })),
  ]);
  const roots = new Set(
    scenario.forum.filter((entry) => !('replyTo' in entry) && entry.kind !== 'synthesis').map((entry) => entry.id),
  );
  const rootOf = (id: string): string => {
    const entry = scenario.forum.find((one) => one.id === id);
    return roots.has(id) ? id : rootOf(entry?.replyTo ?? 'm-3');
  };
  const forum = scenario.forum.map((entry): Item => {
    const audience: Audience = { kind: entry.audience as 'circle' | 'guides' };
    if (roots.has(entry.id))
      return { ...base(entry, entry.day, audience), type: 'topic', ...(entry.step ? { step: entry.step } : {}) };
    const parent = rootOf(entry.id);
    const form = entry.form && {
      moment: inLanguage(entry.form.moment),
      saw: inLanguage(entry.form.saw),
      effect: inLanguage(entry.form.effect),
      next: inLanguage(entry.form.next),
    };
    return {
      ...base(entry, entry.day, audience),
      type: 'contribution',
      kind: entry.kind as ContributionKind,
      parent,
      ...(entry.replyTo && entry.replyTo !== parent ? { replyTo: entry.replyTo } : {}),
      ...(form ? { form } : {}),
    };
  });
  const fresh: Item = {
    id: 'ch-2',
    by: 'ines',
    type: 'challenge',
    audience: pair,
    delivery: 'sent',
    readBy: new Set(),
    at: new Date(fakeNow - 3 * 60_000).toISOString(),
    text: inLanguage({
      en: 'Pau has just asked me, in front of everybody, why his project stopped. I said we would talk later.',
      fr: 'Pau vient de me demander, devant tout le monde, pourquoi son projet s’arrête. J’ai dit qu’on en parlerait plus tard.',
    }),
  };
  const answer: Item = {
    ...base(
      {
        id: 'an-1',
        by: 'ines',
        text: {
          en: 'Laia, on Tuesday you stopped the meeting to ask Pau what he had not dared to say. Everybody breathed.',
          fr: 'Laia, mardi tu as arrêté la réunion pour demander à Pau ce qu’il n’avait pas osé dire. Tout le monde a respiré.',
        },
      },
      '2026-11-14',
      { kind: 'guides' },
    ),
    type: 'answer',
    step: 'while-small',
    prompt: 'draft',
    readBy: new Set(['marc']),
  };
  return [...challenges, ...(withFreshChallenge ? [fresh] : []), ...forum, answer];
}
