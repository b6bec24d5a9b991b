import type { Audience } from '../../src/model/access/audience.js';
import { type AudienceVerdict, judgeAudienceChange } from '../../src/model/access/audience-change.js';
import { objectOf } from '../../src/model/access/permissions.js';
import { audienceIn, isKnownTo } from './access.js';
import type { CommandCall } from './command.js';
import { demand } from './refused.js';
import type { ScopeTransaction } from './scope-transaction.js';
import type { MemberRow, StoredRow } from '../storage/sync-storage.js';
import { type Writer, membershipsOf } from './writer.js';

/** A command that makes other people read an item. */
type AudienceCall = CommandCall<'audience.narrow' | 'audience.widen' | 'audience.propose'>;

export const authorIn = ({ fields }: StoredRow): string => String(fields['by'] ?? '');

/** The item that a command names, if the writer knows of it and it is as they saw it. */
export async function itemOf(scope: ScopeTransaction, writer: Writer, call: AudienceCall): Promise<StoredRow> {
  const item = await scope.record(call.args.type, call.args.id);
  demand(isKnownTo(membershipsOf(writer, scope), item), 'record_gone', 'Nothing that they know of.');
  const isOpening = call.name !== 'audience.narrow';
  demand(!isOpening || item.fields['withdrawnAt'] === undefined, 'record_gone', 'It was taken back.');
  demand(call.if === undefined || call.if.rev === item.rev, 'precondition', 'It changed since.');
  return item;
}

/** The audience of an item that has one. */
export function sharedAudience(item: StoredRow): Audience {
  const audience = audienceIn(item.fields);
  demand(audience, 'invalid', 'It has no audience.');
  return audience;
}

/** What may be said to such a change of audience when a member asks for it. */
export const verdictOn = (
  scope: ScopeTransaction,
  item: StoredRow,
  to: Audience,
  asker: MemberRow,
): AudienceVerdict['may'] =>
  judgeAudienceChange({
    item: { by: authorIn(item), audience: sharedAudience(item) },
    object: objectOf(item.type, item.fields),
    to,
    asker,
    members: scope.members,
  }).may;

/** A record with readers, of whichever type. */
export async function sharedItem(scope: ScopeTransaction, id: string): Promise<StoredRow | undefined> {
  const found = await scope.recordsById(id);
  return found.find((one) => !one.deleted && audienceIn(one.fields) !== undefined);
}
