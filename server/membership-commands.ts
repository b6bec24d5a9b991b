import * as v from 'valibot';
import { idSchema } from '../src/model/ids.js';
import type { MembershipState } from '../src/model/membership.js';
import { dateIn, timeZoneSchema } from '../src/model/time.js';
import { type Fields, isSameJson } from '../src/model/json.js';
import { workingHoursSchema } from '../src/model/person.js';
import { changeRecord, changeRow } from './change-record.js';
import type { Command } from './commands.js';
import type { JourneyDraft } from './journey-draft.js';
import { demand } from './refused.js';
import type { MemberRow } from './sync-storage.js';
import { withdrawWords } from './withdraw-words.js';
import { type Writer, isCoachee, placesOf } from './writer.js';

const argsSchema = v.object({ id: idSchema, words: v.optional(v.literal('withdraw')) });

/** The place that a command is about: the writer's own, or anybody's for the person accompanied. */
function target(draft: JourneyDraft, writer: Writer, args: Fields): MemberRow {
  const parsed = v.safeParse(argsSchema, args);
  demand(parsed.success, 'invalid', "A membership command takes { id }, and membership.end { words: 'withdraw' } too.");
  const member = draft.member(parsed.output.id);
  const isOwn = member?.person === writer.person;
  demand(
    member !== undefined && (isOwn || isCoachee(placesOf(writer, draft))),
    'forbidden',
    'Not their place to change.',
  );
  demand(member.role !== 'coachee', 'forbidden', 'Who is accompanied leaves by closing the journey.');
  return member;
}

/** Somebody leaves the rope, with or without what they said, or is asked to leave: access ends with this revision. */
export const endMembership: Command = async (draft, writer, { args }) => {
  const member = target(draft, writer, args);
  if (member.state === 'ended') return false;
  if (args['words'] !== undefined) {
    demand(member.person === writer.person, 'forbidden', 'Only who wrote takes words back.');
    await withdrawWords(draft, writer);
  }
  await change(draft, writer, { ...member, state: 'ended', pausedBy: undefined });
  return true;
};

export const pauseMembership: Command = async (draft, writer, { args }) => {
  const member = target(draft, writer, args);
  if (member.state === 'paused') return false;
  demand(member.state === 'active', 'precondition', 'An ended place is not paused.');
  await change(draft, writer, { ...member, state: 'paused', pausedBy: writer.person });
  return true;
};

/** Who was paused by another does not come back by themself. */
export const resumeMembership: Command = async (draft, writer, { args }) => {
  const member = target(draft, writer, args);
  if (member.state === 'active') return false;
  demand(member.state === 'paused', 'precondition', 'An ended place is given anew, not resumed.');
  demand(isCoachee(placesOf(writer, draft)) || member.pausedBy === writer.person, 'forbidden', 'Another paused it.');
  await change(draft, writer, { ...member, state: 'active', epoch: member.epoch + 1, pausedBy: undefined });
  return true;
};

const hoursSchema = v.object({ id: idSchema, hours: v.nullable(workingHoursSchema) });

/** When somebody wants to be reached: everybody says it of themself, and the whole circle knows it, as it knows their time zone. */
export const setHours: Command = async (draft, writer, { args }) => {
  const parsed = v.safeParse(hoursSchema, args);
  demand(parsed.success, 'invalid', 'membership.hours takes { id, hours }, where null takes them away.');
  const member = draft.member(parsed.output.id);
  demand(member?.person === writer.person && member.state !== 'ended', 'forbidden', 'Everybody says it of themself.');
  const record = await draft.record('member', member.id);
  if (record === undefined || record.deleted || isSameJson(record.fields['workingHours'] ?? null, parsed.output.hours))
    return false;
  changeRow(draft, writer, record, { workingHours: parsed.output.hours });
  return true;
};

const zoneSchema = v.object({ id: idSchema, timeZone: timeZoneSchema });

/** Somebody lives on another clock: everybody says it of themself. The days of a journey are those of the person accompanied. */
export const setTimeZone: Command = async (draft, writer, { args }) => {
  const parsed = v.safeParse(zoneSchema, args);
  demand(parsed.success, 'invalid', 'membership.zone takes { id, timeZone }, an IANA name that this server knows.');
  const { id, timeZone } = parsed.output;
  const place = draft.member(id);
  demand(place?.person === writer.person && place.state !== 'ended', 'forbidden', 'Everybody says it of themself.');
  const journey = place.role === 'coachee' ? await draft.record('journey', draft.place.journey) : undefined;
  const rows = [await draft.record('member', id), await draft.record('membership', id), journey].filter(
    (row) => row !== undefined && !row.deleted && row.fields['timeZone'] !== timeZone,
  );
  for (const row of rows) if (row) changeRow(draft, writer, row, { timeZone });
  return rows.length > 0;
};

/** Changes the place, and both records that tell of it. */
async function change(draft: JourneyDraft, writer: Writer, member: MemberRow): Promise<void> {
  draft.setMember(member);
  const fields = { state: member.state satisfies MembershipState };
  await changeRecord(draft, writer, 'member', member.id, fields);
  const membership = await draft.record('membership', member.id);
  if (membership === undefined || membership.deleted) return;
  changeRow(draft, writer, membership, {
    ...fields,
    ...(member.state === 'ended' ? { until: dateIn(String(membership.fields['timeZone']), writer.nowMs) } : {}),
  });
}
