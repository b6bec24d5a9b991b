import type { Context } from 'hono';
import { type Issue, StorageError } from '../src/errors.js';
import * as v from '../src/model/value/schema.js';
import type { ProblemBody } from '../src/protocol/messages.js';
import { type Problem, problems } from '../src/protocol/refusal.js';
import { type Log, failureOf } from './telemetry/log.js';

const storageRetryMs = 1_000;

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
    details: {
      readonly issues?: readonly Issue[];
      readonly journey?: string;
      readonly expected?: number;
      readonly retryAfterMs?: number;
    } = {},
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

/** For what a schema refused. The path and the rule only: a message of the parser would repeat what was sent. */
export const malformedBy = (message: string, issues: readonly v.InferIssue<v.GenericSchema>[]): RequestProblem =>
  new RequestProblem('malformed', message, {
    issues: issues
      .slice(0, 20)
      .map((issue) => ({ path: v.getDotPath(issue) ?? '', message: `Expected ${issue.expected ?? issue.type}.` })),
  });

/** Answers what a handler threw. What was not thrown as an answer is logged, with the name of the route and nothing that was sent. */
export function answerError(c: Context, error: unknown, log: Log, route: string): Response {
  const { body, status, retryAfterMs } = problemOf(error, log, route);
  return c.json(
    body,
    status,
    retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfterMs / 1_000)) },
  );
}

/** What is answered for what a handler threw. */
export function problemOf(error: unknown, log: Log, route: string): RequestProblem {
  if (error instanceof RequestProblem) return error;
  // A database that does not answer is not a fault of this program: whoever asked comes back, as for a full server.
  const isStorage = error instanceof StorageError;
  log({ level: 'error', event: isStorage ? 'storage-failed' : 'request-failed', route, ...failureOf(error) });
  return isStorage
    ? new RequestProblem('unavailable', 'The server cannot reach its data.', { retryAfterMs: storageRetryMs })
    : new RequestProblem('failed', 'The server failed. Try again later.');
}
