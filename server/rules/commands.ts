import type { Effect } from './apply-set.js';
import type { Command } from './command.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { endMembership, pauseMembership, resumeMembership, setHours, setTimeZone } from './membership-commands.js';
import { moveJourney } from './journey-commands.js';
import { answerProposal, proposeAudience } from './move-proposals.js';
import { narrowAudience } from './narrow-audience.js';
import type { CommandOperation } from './operations.js';
import { demand } from './refused.js';
import { widenAudience } from './widen-audience.js';
import type { Writer } from './writer.js';

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['audience.narrow', narrowAudience],
  ['audience.answer', answerProposal],
  ['audience.propose', proposeAudience],
  ['audience.widen', widenAudience],
  ['membership.end', endMembership],
  ['membership.pause', pauseMembership],
  ['membership.resume', resumeMembership],
  ['membership.hours', setHours],
  ['membership.zone', setTimeZone],
  ['journey.start', moveJourney('start')],
  ['journey.pause', moveJourney('pause')],
  ['journey.resume', moveJourney('resume')],
  ['journey.conclude', moveJourney('conclude')],
  ['journey.close', moveJourney('close')],
  ['journey.stop', moveJourney('stop')],
  // A device took it back after it had given it a number.
  ['change.withdraw', async () => false],
]);

/** Runs a named command: what no merge of fields could decide. */
export async function applyCommand(scope: ScopeTransaction, writer: Writer, op: CommandOperation): Promise<Effect> {
  const command = commands.get(op.name);
  demand(command, 'invalid', 'An unknown command.');
  return { isChanged: await command(scope, writer, op), lost: [] };
}
