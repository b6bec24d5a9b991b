import type { Id } from '../../src/model/value/ids.js';
import type { MembershipState } from '../../src/model/people/membership.js';
import { undoneUntil } from '../../src/model/undo.js';
import { dateIn, instantOf } from '../../src/model/value/time.js';
import { isSameJson } from '../../src/model/value/json.js';
import { changeRecord, changeRow } from './change-record.js';
import type { Handler } from './command.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { demand } from './refused.js';
import { timeOfStamp } from './stamps.js';
import type { MemberRow } from '../storage/sync-storage.js';
import { withdrawWords } from './withdraw-words.js';
import type { Writer } from './writer.js';

/** The membership that a command is about. */
function target(scope: ScopeTransaction, id: Id): MemberRow {
  const member = scope.member(id);
  demand(member, 'forbidden', 'No such membership.');
  return member;
}

/** Somebody leaves the journey, with or without what they said, or is removed from it: access ends with this revision. */
export const endMembership: Handler<'membership.end'> = async (scope, writer, { args: { id, words } }) => {
  const member = target(scope, id);
  if (member.state === 'ended') return false;
  if (words !== undefined) await withdrawWords(scope, writer);
  await change(scope, writer, { ...member, state: 'ended', pausedBy: writer.person });
  return true;
};

export const pauseMembership: Handler<'membership.pause'> = async (scope, writer, { args }) => {
  const member = target(scope, args.id);
  if (member.state === 'paused') return false;
  demand(member.state === 'active', 'precondition', 'An ended membership is not paused.');
  await change(scope, writer, { ...member, state: 'paused', pausedBy: writer.person });
  return true;
};

/** Who was paused by another does not come back by themself. */
export const resumeMembership: Handler<'membership.resume'> = async (scope, writer, { args }) => {
  const member = target(scope, args.id);
  if (member.state === 'active') return false;
  demand(member.state === 'paused', 'precondition', 'An ended membership is given anew, not resumed.');
  await change(scope, writer, { ...member, state: 'active', epoch: member.epoch + 1, pausedBy: undefined });
  return true;
};

/** [CM7] Who was removed is back in their place. */
export const readmitMember: Handler<'membership.readmit'> = async (scope, writer, { args }) => {
  const member = target(scope, args.id);
  if (member.state === 'active') return false;
  demand(member.state === 'ended', 'precondition', 'Who was not removed is not brought back.');
  const record = await scope.record('member', member.id);
  const endedMs = timeOfStamp(record?.stamps['state'] ?? '');
  demand(writer.nowMs <= undoneUntil(instantOf(endedMs)), 'precondition', 'They were removed too long ago.');
  await change(scope, writer, { ...member, state: 'active', epoch: member.epoch + 1, pausedBy: undefined });
  return true;
};

/** When somebody wants to be reached: everybody says it of themself, and the whole circle knows it, as it knows their time zone. */
export const setHours: Handler<'membership.hours'> = async (scope, writer, { args: { id, hours } }) => {
  const record = await scope.record('member', id);
  if (record === undefined || record.deleted || isSameJson(record.fields['workingHours'] ?? null, hours)) return false;
  changeRow(scope, writer, record, { workingHours: hours });
  return true;
};

/** Somebody lives on another clock: everybody says it of themself. The days of a journey are those of the person accompanied. */
export const setTimeZone: Handler<'membership.zone'> = async (scope, writer, { args: { id, timeZone } }) => {
  const membership = target(scope, id);
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
    until: member.state === 'ended' ? dateIn(String(membership.fields['timeZone']), writer.nowMs) : null,
  });
}
