import type { Refusal } from '../../src/protocol/refusal.js';

/**
 * An operation is refused: thrown by a rule, caught where the transaction is answered. `code` goes
 * to the device; `detail` is for the server's log and holds no content.
 */
export class OperationRefused extends Error {
  override readonly name = 'OperationRefused';
  readonly code: Refusal;

  constructor(code: Refusal, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** Goes on only if it is so. */
export function demand(condition: unknown, code: Refusal, detail: string): asserts condition {
  if (!condition) throw new OperationRefused(code, detail);
}
