import type { Command, CommandName } from '../../src/protocol/commands.js';
import type { ScopeTransaction } from './scope-transaction.js';
import type { Writer } from './writer.js';

/** A command whose arguments are those of its schema, as it came. */
export type CommandCall<N extends CommandName = CommandName> = Command<N> & {
  /** The revision of its item that the device saw. */
  readonly if?: { readonly rev: number } | undefined;
};

/** What a command does once it is permitted. It throws the refusal, or tells whether anything changed. */
export type Handler<N extends CommandName> = (
  scope: ScopeTransaction,
  writer: Writer,
  call: CommandCall<N>,
) => Promise<boolean>;
