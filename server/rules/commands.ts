import { type CommandName, parseCommand } from '../../src/protocol/commands.js';
import type { Effect } from './apply-set.js';
import type { CommandCall, Handler } from './command.js';
import { demandPermitted } from './command-permissions.js';
import { moveJourney } from './journey-commands.js';
import {
  endMembership,
  pauseMembership,
  readmitMember,
  resumeMembership,
  setHours,
  setTimeZone,
} from './membership-commands.js';
import { answerProposal, proposeAudience } from './move-proposals.js';
import { narrowAudience } from './narrow-audience.js';
import type { CommandOperation } from './operations.js';
import { demand } from './refused.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { widenAudience } from './widen-audience.js';
import type { Writer } from './writer.js';

/** [CM5] One handler for each command: a name without one does not compile. */
const handlers: { readonly [N in CommandName]: Handler<N> } = {
  'audience.narrow': narrowAudience,
  'audience.widen': widenAudience,
  'audience.propose': proposeAudience,
  'audience.answer': answerProposal,
  'membership.end': endMembership,
  'membership.pause': pauseMembership,
  'membership.resume': resumeMembership,
  'membership.readmit': readmitMember,
  'membership.hours': setHours,
  'membership.zone': setTimeZone,
  'journey.start': moveJourney,
  'journey.pause': moveJourney,
  'journey.resume': moveJourney,
  'journey.conclude': moveJourney,
  'journey.close': moveJourney,
  'journey.stop': moveJourney,
  'journey.reopen': moveJourney,
  'change.withdraw': async () => false,
};

/** What stands between a command that came and what it does. */
export interface CommandRules {
  readonly parse: typeof parseCommand;
  readonly demandPermitted: typeof demandPermitted;
  readonly handle: (scope: ScopeTransaction, writer: Writer, call: CommandCall) => Promise<boolean>;
}

export const commandRules: CommandRules = {
  parse: parseCommand,
  demandPermitted,
  handle: (scope, writer, call) => (handlers[call.name] as Handler<CommandName>)(scope, writer, call as never),
};

/** Runs a named command: what no merge of fields could decide. [CM2] It is parsed here and nowhere else. */
export async function applyCommand(
  scope: ScopeTransaction,
  writer: Writer,
  { name, args, if: seen }: CommandOperation,
  rules: CommandRules = commandRules,
): Promise<Effect> {
  const { command, why } = rules.parse(name, args);
  demand(command, 'invalid', why);
  const call: CommandCall = { ...command, ...(seen && { if: seen }) };
  await rules.demandPermitted(scope, writer, call);
  return { isChanged: await rules.handle(scope, writer, call), lost: [] };
}
