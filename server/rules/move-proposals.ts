import * as v from 'valibot';
import { idSchema } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import { outcomeOf, readersOfProposal } from '../../src/model/access/move-outcome.js';
import { type MoveProposal, withAnswer } from '../../src/model/access/move-proposal.js';
import { spaceOf } from '../../src/model/access/space.js';
import { lineSchema } from '../../src/model/value/text.js';
import { instantOf } from '../../src/model/value/time.js';
import { audienceIn, isKnownTo } from './access.js';
import { changeRow } from './change-record.js';
import type { Command } from './command.js';
import { putWhole } from './put-whole.js';
import { demand } from './refused.js';
import { demandOpen, openTo, parseWidening } from './widen-audience.js';
import { membershipsOf } from './writer.js';

const proposalSchema = v.object({ proposal: idSchema, reason: v.optional(lineSchema) });
const answerSchema = v.object({ id: idSchema, isYes: v.boolean() });

/**
 * Asks those whose yes it takes to let more people read an item. Nothing is opened before they have said it. Only who
 * asks, the author and the person accompanied know of it; who asks again about the same item has the last question.
 */
export const proposeAudience: Command = async (scope, writer, op) => {
  const { item, by, from, to, asker, isSame } = await parseWidening(scope, writer, op, 'ask');
  const parsed = v.safeParse(proposalSchema, op.args);
  demand(parsed.success, 'invalid', 'audience.propose takes { proposal, type, id, audience, reason? }.');
  demand(!isSame, 'invalid', 'They read it already.');
  const author = scope.members.find((member) => member.person === by && member.state !== 'ended');
  demand(author, 'precondition', 'Its author has left.');
  const { proposal: id, reason } = parsed.output;
  demand((await scope.record('moveProposal', id)) === undefined, 'invalid', 'There is such a proposal.');
  const earlier = (await scope.dependents('item', [item.id])).filter(
    (row) => row.type === 'moveProposal' && row.fields['by'] === writer.person,
  );
  for (const row of earlier) scope.remove(row);
  const space = spaceOf(scope.scopeKey.journey, readersOfProposal(author, asker), writer.person);
  const fields = {
    item: item.id,
    by: writer.person,
    at: instantOf(writer.nowMs),
    from,
    to,
    ...(reason === undefined ? {} : { reason }),
    answers: [],
  } as unknown as Fields;
  await putWhole(scope, { type: 'moveProposal', id, space, fields }, writer.nowMs, writer.replica);
  return true;
};

/** Says yes or no to a proposal; who made it takes it back by a no. With the last yes that it takes, the item is opened. */
export const answerProposal: Command = async (scope, writer, { args }) => {
  const parsed = v.safeParse(answerSchema, args);
  demand(parsed.success, 'invalid', 'audience.answer takes { id, isYes }.');
  const { id, isYes } = parsed.output;
  const row = await scope.record('moveProposal', id);
  demand(isKnownTo(membershipsOf(writer, scope), row), 'record_gone', 'No proposal that they know of.');
  const proposal = { ...(row.fields as unknown as Omit<MoveProposal, 'id'>), id };
  if (proposal.by === writer.person && !isYes) {
    scope.remove(row);
    return true;
  }
  const [item] = (await scope.recordsById(proposal.item)).filter(
    (one) => !one.deleted && audienceIn(one.fields) !== undefined,
  );
  const audience = item && audienceIn(item.fields);
  demand(item && audience && item.fields['withdrawnAt'] === undefined, 'record_gone', 'It was taken back.');
  const shared = { by: String(item.fields['by'] ?? ''), audience };
  const coachee = scope.members.find(({ role }) => role === 'coachee')?.person ?? '';
  demand(writer.person === shared.by || writer.person === coachee, 'forbidden', 'Their yes is not asked for.');
  demand(outcomeOf(proposal, shared, coachee) !== 'outdated', 'precondition', 'Others read it since it was asked.');
  const next = withAnswer(proposal, { person: writer.person, isYes, at: instantOf(writer.nowMs) });
  if (outcomeOf(next, shared, coachee) !== 'agreed') {
    changeRow(scope, writer, row, { answers: next.answers as unknown as Fields[string] });
    return true;
  }
  await demandOpen(scope, item, proposal.to);
  await openTo(scope, writer, item, proposal.to);
  scope.remove(row);
  return true;
};
