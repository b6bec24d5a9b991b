import type { Issue } from '../src/errors.js';
import type { ProblemBody } from '../src/protocol/messages.js';
import { type Problem, problems } from '../src/protocol/refusal.js';

/** A request that is answered with a problem: what its body says, and nothing of why. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly code: Problem;
  readonly body: ProblemBody;
  /** When to ask again: milliseconds from now. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: Problem,
    message: string,
    details: { readonly issues?: readonly Issue[]; readonly journey?: string; readonly expected?: number; readonly retryAfterMs?: number } = {},
  ) {
    super(message);
    this.code = code;
    const { issues, retryAfterMs, ...rest } = details;
    this.retryAfterMs = retryAfterMs;
    this.body = { error: { code, message, ...rest, ...(issues === undefined ? {} : { issues: [...issues] }) } };
  }

  get status(): (typeof problems)[Problem] {
    return problems[this.code];
  }
}
