import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import type { QueryAnswer, QueryArgs, QueryName } from '../../src/protocol/queries.js';
import type { PublishedTotal, StorageReader } from '../storage/sync-storage.js';

/** Of whom, and when, a query is asked. */
export interface Asker {
  readonly tenant: string;
  readonly person: Id;
  /** By the server's clock. */
  readonly nowMs: number;
  /** No figure about people is made of fewer. */
  readonly smallestGroup: number;
}

/** An answer from what is stored in one moment. It is asked for once it is permitted. */
export interface MomentaryQuery<N extends QueryName> {
  readonly answer: (reader: StorageReader, asker: Asker, args: QueryArgs<N>) => Promise<QueryAnswer<N>>;
}

/** A total of the tenant, which is the same for everybody who may ask and stays for a time. */
export interface HeldQuery {
  readonly isDue: (shown: Fields, asker: Asker) => boolean;
  /** What to show from now on, with what stands behind it. */
  readonly renew: (reader: StorageReader, asker: Asker, before: PublishedTotal | undefined) => Promise<PublishedTotal>;
  /** What is answered is parsed by the schema of the registry. */
  readonly answerOf: (shown: Fields) => unknown;
}

/** [QU4] How a query is answered. */
export type Handler<N extends QueryName> = MomentaryQuery<N> | HeldQuery;
