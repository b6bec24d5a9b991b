import { type Audience, readersOf } from '../../src/model/access/audience.js';
import { readMarkIdOf } from '../../src/model/conversation/read-mark.js';
import type { Id } from '../../src/model/value/ids.js';
import { spaceOf } from '../../src/model/access/space.js';
import { instantOf, msOf } from '../../src/model/value/time.js';
import type { ScenarioWords } from '../scenario.js';
import { type SeedContext, audienceOfKind, bodyOf } from './seed-context.js';
import { type SeedRecord, createSeedRecord } from './seed-record.js';

/** Everything that people have said, what served, and who has read it. */
export function seedForum(context: SeedContext): readonly SeedRecord[] {
  const { scenario } = context;
  return [
    ...scenario.forum.flatMap((item, order) => seedForumItem(context, item, order)),
    ...scenario.challenges.flatMap((challenge) => seedChallenge(context, challenge)),
  ];
}

/** The topic that an item stands in; undefined when it opens one. */
function topicOf(context: SeedContext, item: ScenarioWords): Id | undefined {
  const { forum } = context.scenario;
  if (item.askId && item.kind !== 'ask')
    return forum.find(({ kind, askId }) => kind === 'ask' && askId === item.askId)?.id;
  const parent = forum.find(({ id }) => id === item.replyTo);
  return parent && (topicOf(context, parent) ?? parent.id);
}

function seedForumItem(context: SeedContext, item: ScenarioWords, order: number): readonly SeedRecord[] {
  const { shift, journey, template, scenario } = context;
  const topic = topicOf(context, item);
  const at = shift.instant(
    item.day,
    `${String(7 + Math.floor(order / 2)).padStart(2, '0')}:${order % 2 ? '46' : '12'}`,
  );
  const audience = audienceOfKind(context, item.audience);
  const words = { by: item.by, at, audience, body: bodyOf(context, item) };
  const space = spaceOf(journey, audience, item.by);
  const marks = seedReadMarks(context, item.id, item.by, audience, at);
  if (topic === undefined) {
    const step = template.steps.find(({ id }) => id === item.step);
    const ask = item.kind === 'ask' ? step?.ask : undefined;
    const isSynthesised = scenario.forum.some(
      ({ kind, askId }) => kind === 'synthesis' && askId !== undefined && askId === item.askId,
    );
    return [
      createSeedRecord('topic', item.id, space, {
        ...words,
        state: isSynthesised ? 'synthesised' : 'open',
        pinned: false,
        ...(step && { step: step.id, stepTitle: step.title }),
        ...(ask && {
          ask: { form: ask.form, to: ask.to, openUntil: instantOf(msOf(at) + (ask.openDays ?? 7) * 86_400_000) },
        }),
      }),
      ...marks,
    ];
  }
  const kind = item.kind === 'topic' || item.kind === 'ask' ? 'answer' : item.kind;
  // A synthesis draws on what served in the same conversation.
  const cited = scenario.forum
    .filter((other) => other.replyTo === topic && other.audience === 'circle')
    .map(({ id }) => id);
  return [
    createSeedRecord('contribution', item.id, space, {
      ...words,
      topic,
      kind,
      ...(item.replyTo && item.replyTo !== topic && { replyTo: item.replyTo }),
      ...(kind === 'synthesis' && { cites: cited }),
    }),
    ...marks,
    ...seedServed(context, item, at),
  ];
}

/** Said back to the giver a few days later; only the two of them and the coach read it. */
function seedServed(context: SeedContext, { id, by, served }: ScenarioWords, at: string): readonly SeedRecord[] {
  if (!served?.marked) return [];
  const { journey, coachee, coach, membershipOf } = context;
  const audience: Audience = { kind: 'chosen', members: [...new Set([membershipOf(by), membershipOf(coach)])] };
  return [
    createSeedRecord('served', `${id}-served`, spaceOf(journey, audience, coachee), {
      by: coachee,
      at: instantOf(msOf(at) + 5 * 86_400_000),
      audience,
      body: bodyOf(context, { by: coachee, text: served.what }),
      contribution: id,
    }),
  ];
}

function seedChallenge(
  context: SeedContext,
  challenge: SeedContext['scenario']['challenges'][number],
): readonly SeedRecord[] {
  const { journey, shift } = context;
  const audience = audienceOfKind(context, challenge.audience);
  const space = spaceOf(journey, audience, challenge.by);
  const at = shift.instant(challenge.raisedAt);
  return [
    createSeedRecord('challenge', challenge.id, space, {
      by: challenge.by,
      at,
      audience,
      body: bodyOf(context, challenge),
      state: challenge.state,
    }),
    ...seedReadMarks(context, challenge.id, challenge.by, audience, at),
    ...challenge.replies.flatMap((reply) => {
      const said = shift.instant(reply.day);
      return [
        createSeedRecord('contribution', reply.id, space, {
          by: reply.by,
          at: said,
          audience,
          body: bodyOf(context, reply),
          topic: challenge.id,
          kind: reply.kind === 'topic' || reply.kind === 'ask' ? 'answer' : reply.kind,
        }),
        // The newest words are read just now, or by the end of a week the demonstration would tell of nothing new.
        ...seedReadMarks(
          context,
          reply.id,
          reply.by,
          audience,
          reply === challenge.replies.at(-1) ? shift.lately : said,
        ),
      ];
    }),
  ];
}

/** Everybody addressed has read it within the day, each a while after the other. */
function seedReadMarks(
  context: SeedContext,
  item: Id,
  author: Id,
  audience: Audience,
  at: string,
): readonly SeedRecord[] {
  const { circle, journey, coachee, membershipOf } = context;
  const members = circle.flatMap(({ id, role }) =>
    role === 'programme-lead' ? [] : [{ id: membershipOf(id), person: id, role, state: 'active' as const }],
  );
  return readersOf(audience, author, members)
    .filter(({ person }) => person !== author)
    .map((reader, order) => {
      // The coachee's side of a mark needs no name: whoever the other one is, they are a pair.
      const other = author === coachee ? reader.id : membershipOf(author);
      const among: Audience =
        author === coachee || reader.person === coachee
          ? { kind: 'pair', relation: other }
          : { kind: 'chosen', members: [reader.id, membershipOf(author)] };
      return createSeedRecord('readMark', readMarkIdOf(item, reader.id), spaceOf(journey, among, reader.person), {
        item,
        by: reader.person,
        at: instantOf(msOf(at) + (order + 1) * 38 * 60_000),
      });
    });
}
