import type { CommandOperation } from './operations.js';
import type { ScopeTransaction } from './scope-transaction.js';
import type { Writer } from './writer.js';

/** What a command does. It throws the refusal, or tells whether anything changed. */
export type Command = (scope: ScopeTransaction, writer: Writer, op: CommandOperation) => Promise<boolean>;
