import * as v from './schema.js';
import { ValidationError } from '../../errors.js';
import { remedyOf } from './remedies.js';

/** What is wrong in more places than this is not what it was taken for. */
const maxIssues = 50;

/**
 * An input of unknown shape, checked once at the border where it comes in. What the schema does
 * not know is left out; the input is not changed.
 *
 * @throws ValidationError with the message and a path for each problem, fifty at most.
 */
export function parseInput<S extends v.GenericSchema>(schema: S, input: unknown, message: string): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw new ValidationError(
    message,
    result.issues
      .slice(0, maxIssues)
      .map((issue) => ({ path: v.getDotPath(issue) ?? '', message: remedyOf(issue.message) })),
  );
}
