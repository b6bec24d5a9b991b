import type { Observable } from 'rxjs';
import type { Instant } from '../model/value/time.js';
import type { QueryAnswer, QueryArgs, QueryName } from '../protocol/queries.js';

/** Why there is nothing newer. `refused`: it is not this person's to ask. `unsupported`: the server, or this device, does not know it. */
export type QueryProblem = 'offline' | 'refused' | 'unsupported' | 'needs-auth' | 'failed';

/**
 * An answer, or why there is none. `kept` is the last one that this device had: as of `asOf`, until the server answers
 * or, with a `problem`, for now.
 */
export type QueryView<A> =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: A; readonly asOf: Instant }
  | {
      readonly state: 'kept';
      readonly answer: A;
      readonly asOf: Instant;
      readonly problem?: QueryProblem | undefined;
    }
  | { readonly state: 'unable'; readonly problem: QueryProblem };

/** Questions that the server answers and that are not synced. */
export interface Queries {
  /**
   * The last answer on this device first, then the server's, and each later one: asked again when the network comes
   * back and by `ask`. Ends with `CORDEE_INPUT_INVALID` for arguments that are none.
   */
  watch<N extends QueryName>(name: N, args: QueryArgs<N>): Observable<QueryView<QueryAnswer<N>>>;
  /** Asks again, for everybody who watches. Settles when the server has answered, well or not. */
  ask<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryView<QueryAnswer<N>>>;
}
