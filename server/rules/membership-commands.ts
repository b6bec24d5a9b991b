import * as v from 'valibot';
import { idSchema } from '../../src/model/value/ids.js';
import type { MembershipState } from '../../src/model/people/membership.js';
import { dateIn, timeZoneSchema } from '../../src/model/value/time.js';
import { type Fields, isSameJson } from '../../src/model/value/json.js';
import { workingHoursSchema } from '../../src/model/people/person.js';
import { changeRecord, changeRow } from './change-record.js';
import type { Command } from './command.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { demand } from './refused.js';
import type { MemberRow } from '../storage/sync-storage.js';
import { withdrawWords } from './withdraw-words.js';
import { type Writer, isCoachee, membershipsOf } from './writer.js';

const argsSchema = v.object({ id: idSchema, words: v.optional(v.literal('withdraw')) });

/** The membership that a command is about: the writer's own, or anybody's for the person accompanied. */
function target(scope: ScopeTransaction, writer: Writer, args: Fields): MemberRow {
  const parsed = v.safeParse(argsSchema, args);
  demand(parsed.success, 'invalid', "A membership command takes { id }, and membership.end { words: 'withdraw' } too.");
  const member = scope.member(parsed.output.id);
  const isOwn = member?.person === writer.person;
  demand(
    member !== undefined && (isOwn || isCoachee(membershipsOf(writer, scope))),
    'forbidden',
    'Not their membership to change.',
  );
  demand(member.role !== 'coachee', 'forbidden', 'Who is accompanied leaves by closing the journey.');
  return member;
}

/** Somebody leaves the journey, with or without what they said, or is asked to leave: access ends with this revision. */
export const endMembership: Command = async (scope, writer, { args }) => {
  const member = target(scope, writer, args);
  if (member.state === 'ended') return false;
  if (args['words'] !== undefined) {
    demand(member.person === writer.person, 'forbidden', 'Only who wrote takes words back.');
    await withdrawWords(scope, writer);
  }
  await change(scope, writer, { ...member, state: 'ended', pausedBy: undefined });
  return true;
};

export const pauseMembership: Command = async (scope, writer, { args }) => {
  const member = target(scope, writer, args);
  if (member.state === 'paused') return false;
  demand(member.state === 'active', 'precondition', 'An ended membership is not paused.');
  await change(scope, writer, { ...member, state: 'paused', pausedBy: writer.person });
  return true;
};

/** Who was paused by another does not come back by themself. */
export const resumeMembership: Command = async (scope, writer, { args }) => {
  const member = target(scope, writer, args);
  if (member.state === 'active') return false;
  demand(member.state === 'paused', 'precondition', 'An ended membership is given anew, not resumed.');
  demand(
    isCoachee(membershipsOf(writer, scope)) || member.pausedBy === writer.person,
    'forbidden',
    'Another paused it.',
  );
  await change(scope, writer, { ...member, state: 'active', epoch: member.epoch + 1, pausedBy: undefined });
  return true;
};

const hoursSchema = v.object({ id: idSchema, hours: v.nullable(workingHoursSchema) });

/** When somebody wants to be reached: everybody says it of themself, and the whole circle knows it, as it knows their time zone. */
export const setHours: Command = async (scope, writer, { args }) => {
  const parsed = v.safeParse(hoursSchema, args);
  demand(parsed.success, 'invalid', 'membership.hours takes { id, hours }, where null takes them away.');
  const member = scope.member(parsed.output.id);
  demand(member?.person === writer.person && member.state !== 'ended', 'forbidden', 'Everybody says it of themself.');
  const record = await scope.record('member', member.id);
  if (record === undefined || record.deleted || isSameJson(record.fields['workingHours'] ?? null, parsed.output.hours))
    return false;
  changeRow(scope, writer, record, { workingHours: parsed.output.hours });
  return true;
};

const zoneSchema = v.object({ id: idSchema, timeZone: timeZoneSchema });

/** Somebody lives on another clock: everybody says it of themself. The days of a journey are those of the person accompanied. */
export const setTimeZone: Command = async (scope, writer, { args }) => {
  const parsed = v.safeParse(zoneSchema, args);
  demand(parsed.success, 'invalid', 'membership.zone takes { id, timeZone }, an IANA name that this server knows.');
  const { id, timeZone } = parsed.output;
  const membership = scope.member(id);
  demand(
    membership?.person === writer.person && membership.state !== 'ended',
    'forbidden',
    'Everybody says it of themself.',
  );
  const journey = membership.role === 'coachee' ? await scope.record('journey', scope.scopeKey.journey) : undefined;
  const rows = [await scope.record('member', id), await scope.record('membership', id), journey].filter(
    (row) => row !== undefined && !row.deleted && row.fields['timeZone'] !== timeZone,
  );
  for (const row of rows) if (row) changeRow(scope, writer, row, { timeZone });
  return rows.length > 0;
};

/** Changes the membership, and both records that tell of it. */
async function change(scope: ScopeTransaction, writer: Writer, member: MemberRow): Promise<void> {
  scope.setMember(member);
  const fields = { state: member.state satisfies MembershipState };
  await changeRecord(scope, writer, 'member', member.id, fields);
  const membership = await scope.record('membership', member.id);
  if (membership === undefined || membership.deleted) return;
  changeRow(scope, writer, membership, {
    ...fields,
    ...(member.state === 'ended' ? { until: dateIn(String(membership.fields['timeZone']), writer.nowMs) } : {}),
  });
}
