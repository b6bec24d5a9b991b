import type { Fields } from '../../src/model/value/json.js';
import * as v from '../../src/model/value/schema.js';
import { limits } from '../../src/protocol/limits.js';
import {
  type PullRequest,
  pullRequestSchema,
  pushRequestSchema,
  transactionSchema,
} from '../../src/protocol/messages.js';
import { protocolVersions } from '../../src/protocol/version.js';
import { RequestProblem, malformedBy } from '../problem.js';

/** An operation of which only the number is sure: the rest is checked with its transaction, so that one bad operation harms no other. */
export type NumberedOperation = Fields & { readonly seq: number };

const numbered = v.custom<NumberedOperation>(
  (op) =>
    typeof op === 'object' && op !== null && 'seq' in op && Number.isSafeInteger(op.seq) && (op.seq as number) > 0,
  'An operation has a "seq" of 1 or more.',
);
const pushSchema = v.object({
  ...pushRequestSchema.entries,
  txs: v.pipe(
    v.array(
      v.object({
        ...transactionSchema.entries,
        ops: v.pipe(
          v.array(numbered),
          v.minLength(1),
          v.maxLength(limits.txOps),
          v.check(
            (ops) => ops.every((op, at) => op.seq === (ops[0]?.seq ?? 0) + at),
            'The numbers of a transaction follow each other.',
          ),
        ),
      }),
    ),
    v.maxLength(limits.pushOps),
  ),
});

/** A push whose frame is right. */
export type NumberedPush = v.InferOutput<typeof pushSchema>;
export type NumberedTransaction = NumberedPush['txs'][number];

/** @throws RequestProblem `malformed`, `too_large`, or `too_old` for another version of the protocol. */
export function parsePush(body: unknown): NumberedPush {
  const push = parse(pushSchema, body);
  const count = push.txs.reduce((sum, { ops }) => sum + ops.length, 0);
  if (count > limits.pushOps)
    throw new RequestProblem('too_large', `Send at most ${limits.pushOps} operations at once.`);
  return push;
}

/** @throws RequestProblem as for a push. */
export const parsePull = (body: unknown): PullRequest => parse(pullRequestSchema, body);

/** @throws RequestProblem as for a push. */
export function parse<const S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  if (
    typeof body === 'object' &&
    body !== null &&
    'v' in body &&
    typeof body.v === 'number' &&
    !protocolVersions.some((version) => version === body.v)
  ) {
    throw new RequestProblem(
      'too_old',
      `This server speaks versions ${protocolVersions.join(' to ')} of the protocol.`,
    );
  }
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  throw malformedBy('The request is not as the protocol says.', result.issues);
}
