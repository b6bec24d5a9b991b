import { type Journey, hasEnded } from '../../src/model/journey/journey.js';
import { type JourneyMove, movedJourney } from '../../src/model/journey/move-journey.js';
import { journeyMoves } from '../../src/model/states.js';
import { undoneUntil } from '../../src/model/undo.js';
import type { Fields } from '../../src/model/value/json.js';
import { addDays, dateIn, instantOf } from '../../src/model/value/time.js';
import { changeRecord, changeRow } from './change-record.js';
import type { CommandCall } from './command.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { demand } from './refused.js';
import type { Writer } from './writer.js';

/** The person moves their own journey. A coach may stop it, take that stop back, and no more. */
export const moveJourney = async (
  scope: ScopeTransaction,
  writer: Writer,
  call: CommandCall<`journey.${JourneyMove}`>,
): Promise<boolean> => {
  const { nowMs, person } = writer;
  const move = call.name.slice('journey.'.length) as JourneyMove;
  const { until } = call.name === 'journey.pause' ? call.args : {};
  const { reason } = call.name === 'journey.stop' ? call.args : {};
  const row = await scope.record('journey', scope.scopeKey.journey);
  demand(row !== undefined && !row.deleted, 'invalid', 'No such journey.');
  const journey = row.fields as unknown as Journey;
  const coachees = scope.members.filter(({ role }) => role === 'coachee');
  const coachee = coachees[0] && (await scope.record('member', coachees[0].id));
  const endedAt = coachee?.fields['endedAt'] as string | undefined;
  const moved = movedJourney(journey, { move, by: person, nowMs, endedAt, until, reason });
  // Another device of theirs has said it already.
  if (moved === undefined && Object.values(journeyMoves).some((moves) => moves[move] === journey.state)) return false;
  demand(moved !== undefined, 'precondition', `A journey that is ${journey.state} does not ${move}.`);
  demand(
    move !== 'reopen' || (endedAt !== undefined && nowMs <= undoneUntil(endedAt)),
    'precondition',
    'It was stopped too long ago.',
  );
  demand(until === undefined || until > dateIn(journey.timeZone, nowMs), 'invalid', 'A pause ends on a day to come.');
  await shiftPlan(scope, writer, moved.laterDays);
  // Names, dates and states: all of it is JSON.
  changeRow(scope, writer, row, moved.fields as Fields);
  for (const { id } of coachees)
    await changeRecord(scope, writer, 'member', id, { endedAt: hasEnded(moved.state) ? instantOf(nowMs) : null });
  return true;
};

/** Plans what was not done so many days later. */
async function shiftPlan(scope: ScopeTransaction, writer: Writer, days: number): Promise<void> {
  if (days === 0) return;
  for (const run of await scope.recordsOf('stepRun')) {
    const { state, plannedFor } = run.fields;
    if (state === 'done' || state === 'skipped' || state === 'replaced') continue;
    changeRow(scope, writer, run, { plannedFor: addDays(String(plannedFor), days) });
  }
}
