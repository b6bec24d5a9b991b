import { Observable, type Subscription } from 'rxjs';
import type { QueryProblem, QueryView } from '../../api/queries.js';
import { SyncError } from '../../errors.js';
import * as v from '../../model/value/schema.js';
import { instantOf } from '../../model/value/time.js';
import { parseAnswer } from '../../protocol/answer.js';
import { type QueryName, queries, queryResponseSchema } from '../../protocol/queries.js';
import { protocolVersion } from '../../protocol/version.js';
import type { AnswerKey, KeptAnswers } from '../../store/store.js';
import { createEmitter } from '../../util/emitter.js';
import type { DomainContext } from '../support/domain-context.js';

type View = QueryView<unknown>;

/** What tells of the network. */
export interface Line {
  isOnline(): boolean;
  readonly events$: Observable<string>;
}

/** One question with its arguments, shared by all who look at its answer. */
export interface Question {
  /** What is so now, then each change of it. */
  readonly views$: Observable<View>;
  /** Asks the server, or waits for what it is being asked. */
  ask(): Promise<View>;
  /** Somebody looks. Undone, it tells whether nobody does any more: then the question is over. */
  hold(): () => boolean;
}

/** A server that did not answer is asked again after so long, if it does not say when. */
const retryMs = 30_000;

export function createQuestion(
  { store, env, call }: DomainContext,
  line: Line,
  name: QueryName,
  args: object,
  key: AnswerKey,
): Question {
  const schema: v.GenericSchema = queries[name].answer;
  const views = createEmitter<View>();
  /** Undefined until it is known whether an answer was kept. */
  let view: View | undefined;
  let holders = 0;
  let asking: Promise<View> | undefined;
  let abort = new AbortController();
  let stopTimer = (): void => undefined;
  let listening: Subscription | undefined;
  let kept: Promise<KeptAnswers | undefined> | undefined;

  const tell = (next: View): View => {
    views.next((view = next));
    return next;
  };
  const answers = (): Promise<KeptAnswers | undefined> => (kept ??= Promise.resolve(store.answers?.()));
  const forget = async (problem: QueryProblem): Promise<View> => {
    const told = tell({ state: 'unable', problem });
    await (await answers())?.delete(key);
    return told;
  };
  /** [QU9] What is known stays, with why there is nothing newer. */
  const stay = (problem: QueryProblem): View =>
    tell(
      view?.state === 'answered' || view?.state === 'kept'
        ? { state: 'kept', answer: view.answer, asOf: view.asOf, problem }
        : { state: 'unable', problem },
    );

  async function readKept(): Promise<void> {
    // A disk that fails keeps nobody from asking.
    const found = (await answers()
      .then((known) => known?.get(key))
      .catch(() => undefined)) as { readonly atMs?: unknown; readonly answer?: unknown } | undefined;
    const answer = v.safeParse(schema, found?.answer);
    if (answer.success && typeof found?.atMs === 'number')
      tell({ state: 'kept', answer: answer.output, asOf: instantOf(found.atMs) });
    else tell({ state: 'asking' });
  }

  async function askServer(): Promise<View> {
    stopTimer();
    if (view === undefined) await readKept();
    if (call === undefined) return stay('unsupported');
    if (!line.isOnline()) return stay('offline');
    abort = new AbortController();
    try {
      const body = { v: protocolVersion, name, args };
      const response = parseAnswer(queryResponseSchema, await call('query', body, abort.signal));
      const answer = parseAnswer(schema, response.answer);
      const told = tell({ state: 'answered', answer, asOf: instantOf(response.at) });
      await answers()
        .then((known) => known?.put(key, { atMs: response.at, answer }))
        .catch(() => undefined);
      return told;
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      const problem = problemOf(error);
      // [QU10]
      if (problem === 'refused') return forget(problem);
      if (error.retryable && holders > 0) stopTimer = env.after(error.retryAfterMs ?? retryMs, () => askAgain());
      return stay(problem);
    }
  }

  const ask = (): Promise<View> =>
    (asking ??= askServer().finally(() => {
      asking = undefined;
    }));

  // What fails here is in the view, or the client is closed.
  const askAgain = (): void => void ask().catch(() => undefined);
  const forgetIfGone = async (journey: string): Promise<void> => {
    if (!(await store.journeys()).includes(journey)) await forget('refused');
  };

  function begin(): void {
    listening = line.events$.subscribe((event) => {
      if (event === 'online') askAgain();
    });
    listening.add(
      store.commits$.subscribe({
        next({ journeys }) {
          // [QU10] What the store has let go of is shown no more.
          if (key.journey !== undefined && journeys.has(key.journey)) forgetIfGone(key.journey).catch(() => undefined);
        },
        complete: () => views.complete(),
      }),
    );
    askAgain();
  }

  return {
    views$: new Observable((subscriber) => {
      subscriber.add(views.values$.subscribe(subscriber));
      if (view) subscriber.next(view);
    }),
    ask,
    hold() {
      if (holders++ === 0) begin();
      return () => {
        if (--holders > 0) return false;
        stopTimer();
        abort.abort();
        listening?.unsubscribe();
        return true;
      };
    },
  };
}

function problemOf(error: SyncError): QueryProblem {
  if (error.code === 'CORDEE_SYNC_AUTH') return 'needs-auth';
  if (error.code === 'CORDEE_SYNC_OFFLINE') return 'offline';
  const { code } = (error.cause ?? {}) as { readonly code?: string };
  if (error.status === 403 && code === 'forbidden') return 'refused';
  return error.status === 404 || error.status === 426 ? 'unsupported' : 'failed';
}
