import { CordeeError, ValidationError } from '../../errors.js';
import { type Audience, isInAudience } from '../../model/access/audience.js';
import { type Id, createId } from '../../model/value/ids.js';
import { takesWords } from '../../model/journey/journey.js';
import type { Fields } from '../../model/value/json.js';
import type { Action } from '../../model/access/access-question.js';
import { actorOf, isMemberAllowed, objectOf } from '../../model/access/member-permissions.js';
import { readMarkIdOf } from '../../model/conversation/read-mark.js';
import { placeOf, readMarkSpaceOf } from '../../model/conversation/read-mark.js';
import { parseFields } from '../../model/parse-fields.js';
import type { RecordType } from '../../model/record.js';
import { spaceOf } from '../../model/access/space.js';
import { instantOf } from '../../model/value/time.js';
import type { LocalChange } from '../../store/store.js';
import type { NewWords } from '../../api/client.js';
import { type JourneyContext, journeyContextOf } from './members.js';
import { oneOf } from './typed.js';
import type { DomainContext } from './domain-context.js';

/**
 * The journey that a verb is about to write in.
 *
 * @throws CordeeError `CORDEE_PERMISSION_DENIED` when this person is not in it.
 */
export async function openJourneyContext({ store, person }: DomainContext, journey: Id): Promise<JourneyContext> {
  const context = journeyContextOf(await store.records(journey), person);
  if (context?.me.state === 'active') return context;
  throw new CordeeError('CORDEE_PERMISSION_DENIED', 'You are not in this journey now: nothing was written.');
}

/** Says no before writing what the server would refuse. The server decides all the same. */
export function assertAllowed(
  context: JourneyContext,
  type: RecordType,
  action: Action,
  fields: Parameters<typeof objectOf>[1] & { readonly by?: Id } = {},
  inAudience = true,
): void {
  const { me } = context;
  const isOwn = fields.by === undefined || fields.by === me.person;
  const isAddressed = inAudience;
  if (
    isMemberAllowed({
      actor: actorOf(me),
      object: objectOf(type, fields),
      action,
      state: me.state,
      inAudience,
      isOwn,
      isAddressed,
    })
  )
    return;
  throw new CordeeError('CORDEE_PERMISSION_DENIED', `Your role in this journey may not do this (${action} ${type}).`);
}

/**
 * Stores a new record of this person, in the space of its readers.
 *
 * @throws CordeeError `CORDEE_PERMISSION_DENIED` when their role may not write one for these readers.
 */
export async function commitNew(
  { store, env, person }: DomainContext,
  context: JourneyContext,
  type: 'ifThen' | 'served',
  fields: { readonly by: Id; readonly audience: Audience },
): Promise<Id> {
  const { by, audience } = fields;
  const { journey } = context.records;
  assertAllowed(context, type, 'write', { by, audience }, isInAudience(audience, person, context.me));
  const id = createId(env);
  const space = spaceOf(journey, audience, person);
  // Texts, ids and instants: what a schema has let through is JSON.
  await store.commit(journey, [{ kind: 'set', type, id, space, fields: fields as unknown as Fields }]);
  return id;
}

type WordsType = 'answer' | 'topic' | 'contribution' | 'challenge';

/**
 * New words on their way to the store, checked like anything from outside.
 *
 * @throws ValidationError when they are empty, too long, or nobody of this journey would read them.
 */
export function wordsChange(
  { env, person }: DomainContext,
  context: JourneyContext,
  type: WordsType,
  { journey, body, audience }: NewWords,
  more: Fields,
  id: Id = createId(env),
): LocalChange & { readonly id: Id } {
  const fields = { ...more, by: person, at: instantOf(env.now()), audience, body };
  const parsed = parseFields(type, fields);
  assertKnownReaders(context, parsed.audience);
  const before = oneOf(context.records, type, id);
  assertAllowed(
    context,
    type,
    'write',
    { ...more, by: before?.by ?? person, audience: parsed.audience },
    isInAudience(parsed.audience, person, context.me),
  );
  if (!before) assertTaken(context, type, more['topic'], env.now());
  const space = spaceOf(journey, parsed.audience, person);
  if (before && before.record.space !== space) {
    throw new ValidationError('The audience of a text is changed by narrowing it, not by writing it anew.', [
      { path: 'audience', message: 'Keep the audience that it has.' },
    ]);
  }
  return {
    kind: 'set',
    type,
    id,
    space,
    fields: before ? { body: parsed.body as unknown as Fields } : (parsed as unknown as Fields),
  };
}

/** [WD5] @throws CordeeError `CORDEE_PERMISSION_DENIED` when the journey has ended and takes no such words any more. */
function assertTaken({ records, members }: JourneyContext, type: WordsType, topic: unknown, nowMs: number): void {
  if (type === 'answer') return;
  const takes = takesWords(
    oneOf(records, 'journey', records.journey)?.state,
    members.find(({ role }) => role === 'coachee')?.endedAt,
    nowMs,
  );
  const asked = type === 'contribution' && typeof topic === 'string' ? oneOf(records, 'topic', topic) : undefined;
  if (takes === 'all' || (takes === 'answers' && asked?.ask && asked.state === 'open')) return;
  throw new CordeeError(
    'CORDEE_PERMISSION_DENIED',
    'The journey has ended: it takes answers to open asks for thirty days, and nothing new.',
  );
}

/** @throws ValidationError when an audience names somebody who is not an active member. */
export function assertKnownReaders({ members }: Pick<JourneyContext, 'members'>, audience: NewWords['audience']): void {
  const named = audience.kind === 'chosen' ? audience.members : audience.kind === 'pair' ? [audience.relation] : [];
  const unknown = named.filter((id) => !members.some((member) => member.id === id && member.state === 'active'));
  if (unknown.length === 0) return;
  throw new ValidationError('Somebody in this audience is not in this journey.', [
    { path: 'audience', message: `Choose among the active members; not known: ${unknown.join(', ')}.` },
  ]);
}

/** This reader's marks on items that they have not marked yet. Their own items need none. */
export function readMarkChanges(
  { env, person }: DomainContext,
  context: JourneyContext,
  journey: Id,
  items: readonly Id[],
): readonly LocalChange[] {
  return items.flatMap((item) => {
    const id = readMarkIdOf(item, context.me.id);
    const words =
      oneOf(context.records, 'contribution', item) ??
      oneOf(context.records, 'topic', item) ??
      oneOf(context.records, 'challenge', item) ??
      oneOf(context.records, 'answer', item);
    const author = words && placeOf(context.members, words.by);
    if (!author || author.isMe || oneOf(context.records, 'readMark', id)) return [];
    const fields = { item, by: person, at: instantOf(env.now()) };
    return [
      {
        kind: 'set' as const,
        type: 'readMark' as const,
        id,
        space: readMarkSpaceOf(journey, context.me, author),
        fields,
      },
    ];
  });
}
