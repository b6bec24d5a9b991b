import * as v from 'valibot';
import { idSchema } from '../src/model/ids.js';
import type { MembershipState } from '../src/model/membership.js';
import { dateIn } from '../src/model/time.js';
import type { Fields } from '../src/model/json.js';
import type { Command } from './commands.js';
import type { JourneyDraft } from './journey-draft.js';
import { mergeFields } from './merge-fields.js';
import { demand } from './refused.js';
import type { MemberRow } from './sync-storage.js';
import { type Writer, isCoachee, placesOf } from './writer.js';

const argsSchema = v.object({ id: idSchema });

/** The place that a command is about: the writer's own, or anybody's for the person accompanied. */
function target(draft: JourneyDraft, writer: Writer, args: Fields): MemberRow {
  const parsed = v.safeParse(argsSchema, args);
  demand(parsed.success, 'invalid', 'A membership command takes { id }.');
  const member = draft.member(parsed.output.id);
  const isOwn = member?.person === writer.person;
  demand(member !== undefined && (isOwn || isCoachee(placesOf(writer, draft))), 'forbidden', 'Not their place to change.');
  demand(member.role !== 'coachee', 'forbidden', 'Who is accompanied leaves by closing the journey.');
  return member;
}

/** The person leaves the rope, or is asked to: access ends with this revision. */
export const endMembership: Command = async (draft, writer, { args }) => {
  const member = target(draft, writer, args);
  if (member.state === 'ended') return false;
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
  demand(
    isCoachee(placesOf(writer, draft)) || member.pausedBy === writer.person,
    'forbidden', 'Another paused it.',
  );
  await change(draft, writer, { ...member, state: 'active', epoch: member.epoch + 1, pausedBy: undefined });
  return true;
};

/** Changes the place, and both records that tell of it. */
async function change(draft: JourneyDraft, writer: Writer, member: MemberRow): Promise<void> {
  draft.setMember(member);
  for (const type of ['membership', 'member'] as const) {
    const record = await draft.record(type, member.id);
    if (record === undefined || record.deleted) continue;
    const fields: Record<string, string> = { state: member.state satisfies MembershipState };
    if (type === 'membership' && member.state === 'ended') {
      fields['until'] = dateIn(String(record.fields['timeZone']), writer.nowMs);
    }
    const merged = mergeFields(record, { fields, ms: writer.nowMs, replica: writer.replica, seen: publicStampsOf(record.stamps) });
    if (merged.isChanged) draft.put({ ...record, fields: merged.fields, stamps: merged.stamps });
  }
}

/** A command has seen everything: its values win. */
const publicStampsOf = (stamps: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(stamps).map(([field, stamp]) => [field, stamp.slice(0, 16)]));
