import * as v from 'valibot';
import { type Audience, audienceSchema } from '../../src/model/access/audience.js';
import { judgeAudienceChange } from '../../src/model/access/audience-change.js';
import { idSchema } from '../../src/model/value/ids.js';
import { objectOf } from '../../src/model/access/permissions.js';
import { isRecordType } from '../../src/model/record-in-full.js';
import { spaceOf } from '../../src/model/access/space.js';
import { audienceIn, isKnownTo, isWithin } from './access.js';
import { checkAudience, demandFitReaders, demandRoomFor } from './audience-rules.js';
import type { Command } from './command.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { moveItem } from './narrow-audience.js';
import type { CommandOperation } from './operations.js';
import { demand } from './refused.js';
import type { MemberRow, StoredRow } from '../storage/sync-storage.js';
import { type Writer, membershipsOf } from './writer.js';

const argsSchema = v.object({
  type: v.picklist(['topic', 'contribution', 'challenge', 'answer', 'ifThen']),
  id: idSchema,
  audience: audienceSchema,
});

/** A change to more readers that somebody asks for, and that the journey has room for. */
interface Widening {
  readonly item: StoredRow;
  readonly by: string;
  readonly from: Audience;
  readonly to: Audience;
  /** The membership by which it is asked. */
  readonly asker: MemberRow;
  /** Whether nobody would read more than now. */
  readonly isSame: boolean;
}

/** What a command about more readers asks, checked: by somebody who may do it, or who may ask for it. */
export async function parseWidening(
  scope: ScopeTransaction,
  writer: Writer,
  op: CommandOperation,
  may: 'yes' | 'ask',
): Promise<Widening> {
  const parsed = v.safeParse(argsSchema, op.args);
  demand(parsed.success && isRecordType(parsed.output.type), 'invalid', `${op.name} takes { type, id, audience }.`);
  const { type, id, audience: to } = parsed.output;
  const memberships = membershipsOf(writer, scope);
  const item = await scope.record(type, id);
  demand(isKnownTo(memberships, item), 'record_gone', 'Nothing that they know of.');
  demand(item.fields['withdrawnAt'] === undefined, 'record_gone', 'It was taken back.');
  demand(op.if === undefined || op.if.rev === item.rev, 'precondition', 'It changed since.');
  const from = audienceIn(item.fields);
  demand(from, 'invalid', 'It has no audience.');
  const by = String(item.fields['by'] ?? '');
  const verdictOf = (asker: MemberRow) =>
    judgeAudienceChange({
      item: { by, audience: from },
      object: objectOf(type, item.fields),
      to,
      asker,
      members: scope.members,
    }).may;
  const asker = memberships.find((membership) => verdictOf(membership) === may);
  demand(
    asker,
    may === 'ask' && memberships.some((membership) => verdictOf(membership) === 'yes') ? 'invalid' : 'forbidden',
    'More readers take a yes from its author and from the person accompanied.',
  );
  await checkAudience(scope, writer, to);
  const isKept = isWithin(from, to, scope.members);
  demand(isKept, 'invalid', 'Somebody who reads it would not any more: that is audience.narrow.');
  await demandOpen(scope, item, to);
  return { item, by, from, to, asker, isSame: isWithin(to, from, scope.members) };
}

/** Refuses readers who may not read such an item, or who do not see what it answers. */
export async function demandOpen(scope: ScopeTransaction, item: StoredRow, to: Audience): Promise<void> {
  demandFitReaders(scope, item.type, item.fields, to);
  for (const above of await answeredBy(scope, item)) {
    const own = audienceIn(above.fields);
    demand(
      own !== undefined && isWithin(to, own, scope.members),
      'forbidden',
      'Somebody would read it who does not see what it answers.',
    );
  }
}

/**
 * Lets more people read an item at once. It takes the yes of its author and of the person accompanied, so
 * only a person who is both does it; others ask, by `audience.propose`.
 * What was said under it keeps its readers: its authors have not been asked.
 */
export const widenAudience: Command = async (scope, writer, op) => {
  const { item, to, isSame } = await parseWidening(scope, writer, op, 'yes');
  if (isSame) return false;
  await openTo(scope, writer, item, to);
  return true;
};

/** Gives an item to its new readers. */
export async function openTo(scope: ScopeTransaction, writer: Writer, item: StoredRow, to: Audience): Promise<void> {
  await demandRoomFor(scope, writer, spaceOf(scope.scopeKey.journey, to, String(item.fields['by'] ?? '')));
  moveItem(scope, writer, item, to);
}

/** What a voice answers: its topic or challenge, and the voice before it. */
async function answeredBy(scope: ScopeTransaction, { type, fields }: StoredRow): Promise<readonly StoredRow[]> {
  if (type !== 'contribution') return [];
  const ids = [fields['topic'], fields['replyTo']].filter((id) => typeof id === 'string');
  const found = await Promise.all(ids.map((id) => scope.recordsById(id)));
  return found.flat().filter((row) => !row.deleted && audienceIn(row.fields) !== undefined);
}
