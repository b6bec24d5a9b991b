import * as v from '../model/value/schema.js';
import { SyncError } from '../errors.js';

/**
 * What a server answered, as its schema says it.
 *
 * @throws SyncError `CORDEE_SYNC_PROTOCOL` when it is something else.
 */
export function parseAnswer<const S extends v.GenericSchema>(schema: S, answer: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, answer);
  if (result.success) return result.output;
  throw new SyncError('CORDEE_SYNC_PROTOCOL', 'Not an answer of a Cordée sync server: check the url.', {
    retryable: true,
  });
}
