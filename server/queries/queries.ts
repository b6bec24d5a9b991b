import { parse } from 'valibot';
import type { Env } from '../../src/env.js';
import { groupSizeOf } from '../../src/insight/group-size.js';
import * as v from '../../src/model/value/schema.js';
import {
  type Query,
  type QueryName,
  type QueryRequest,
  type QueryResponse,
  isQueryName,
  queries,
} from '../../src/protocol/queries.js';
import { RequestProblem, malformedBy } from '../problem.js';
import type { SyncStorage } from '../storage/sync-storage.js';
import { countNotes } from './count-notes.js';
import { programmeJourneys } from './programme-journeys.js';
import type { Asker, Handler, HeldQuery } from './query.js';
import { mayAsk } from './query-permissions.js';

/** [QU4] One handler for each query: a name without one does not compile. */
const handlers: { readonly [N in QueryName]: Handler<N> } = {
  'notes.count': countNotes,
  'programme.journeys': programmeJourneys,
};

/** No figure about people is made of fewer, unless the host says otherwise. */
export const defaultSmallestGroup = 8;

export interface QueriesOptions {
  readonly storage: SyncStorage;
  readonly env: Pick<Env, 'now'>;
  /** Five at least; eight without it. */
  readonly smallestGroup?: number | undefined;
}

/** Questions that the server answers and that are not synced. */
export class Queries {
  readonly #storage: SyncStorage;
  readonly #env: Pick<Env, 'now'>;
  readonly #smallestGroup: number;

  /** @throws ValidationError when `smallestGroup` is under the floor. */
  constructor({ storage, env, smallestGroup = defaultSmallestGroup }: QueriesOptions) {
    this.#storage = storage;
    this.#env = env;
    this.#smallestGroup = groupSizeOf(smallestGroup);
  }

  /**
   * [QU2] Parsed, permitted, answered, in this order.
   *
   * @throws RequestProblem `not_found` for a name that is none, `malformed` for arguments that are none, `forbidden`
   *   for who may not ask, whatever there is.
   */
  async answer(
    { tenant, person }: { readonly tenant: string; readonly person: string },
    { v: version, name, args }: QueryRequest,
  ): Promise<QueryResponse> {
    const query = parseQuery(name, args);
    const asker: Asker = { tenant, person, nowMs: this.#env.now(), smallestGroup: this.#smallestGroup };
    const handler = handlers[query.name] as Handler<QueryName>;
    const found = await this.#storage.read(tenant, async (reader) => {
      if (!(await mayAsk(reader, asker, query))) throw new RequestProblem('forbidden', 'This is not theirs to ask.');
      if ('answer' in handler) return { answer: await handler.answer(reader, asker, query.args as never) };
      const shown = await reader.publishedTotal(tenant, query.name);
      return shown && !handler.isDue(shown, asker) ? { answer: handler.answerOf(shown) } : undefined;
    });
    const { answer } = found ?? { answer: await this.#renew(query.name, handler as HeldQuery, asker) };
    // [QU5] Nothing leaves that the schema does not know.
    return { v: version, at: asker.nowMs, answer: parse(queries[query.name].answer, answer) };
  }

  /** [QU6] One node makes a total anew, once: what two would make at once could differ by one person. */
  #renew(name: QueryName, handler: HeldQuery, asker: Asker): Promise<unknown> {
    const { tenant } = asker;
    return this.#storage.write({ tenant }, async (writer) => {
      const before = await writer.lockTotal(tenant, name);
      if (before && !handler.isDue(before.shown, asker)) return handler.answerOf(before.shown);
      const total = await handler.renew(writer, asker, before);
      await writer.saveTotal(tenant, name, total);
      return handler.answerOf(total.shown);
    });
  }
}

function parseQuery(name: string, args: unknown): Query {
  if (!isQueryName(name)) throw new RequestProblem('not_found', 'There is no such question.');
  const result = v.safeParse<v.GenericSchema>(queries[name].args, args);
  if (result.success) return { name, args: result.output } as Query;
  throw malformedBy('These are not the arguments of the question.', result.issues);
}
