import { Observable } from 'rxjs';
import * as v from '../model/value/schema.js';
import type { Env } from '../env.js';
import { SyncError } from '../errors.js';
import { parseAnswer } from '../protocol/answer.js';
import {
  type PullRequest,
  type PullResponse,
  type PushRequest,
  type PushResponse,
  type Whose,
  byeSchema,
  pokeSchema,
  problemSchema,
  pullResponseSchema,
  pushResponseSchema,
  whoseSchema,
} from '../protocol/messages.js';
import { newestProtocol } from '../protocol/version.js';
import { readEventStream } from './event-stream.js';
import { onAbort } from './on-abort.js';
import type { Poke, SyncAdapter } from './sync-adapter.js';
import type { TokenKeeper } from './token-keeper.js';
import { toJson } from '../util/to-json.js';

/** A request of which nothing comes for so long is given up, however long all of it takes. */
const answerSilenceMs = 20_000;
/** What is sent tells nothing on its way: a line that takes this much gets the time for it. */
const slowestBytesPerMs = 4;
/** The server says something on its stream every 20 s; after this long the line is dead. */
const streamSilenceMs = 45_000;
const tokenTries = 3;

export interface HttpAdapterOptions {
  /** Where the server is: `https://sync.example/`. Its routes are below `v1/`. */
  readonly url: string;
  /** Without them it asks as nobody: for those who have a link and nothing else yet. */
  readonly tokens?: TokenKeeper;
  readonly env: Pick<Env, 'after'>;
  /** Taken when the adapter is made, so that a page that patches it later changes nothing. */
  readonly fetch?: typeof fetch;
}

/** The protocol over HTTP. */
export function createHttpAdapter({
  url,
  tokens,
  env,
  fetch = globalThis.fetch.bind(globalThis),
}: HttpAdapterOptions): Required<SyncAdapter> {
  const at = (path: string): string => new URL(`v1/${path}`, url.endsWith('/') ? url : `${url}/`).href;

  const send = async (path: string, token: string | undefined, init: RequestInit): Promise<Response> => {
    const response = await reach(() =>
      fetch(at(path), {
        ...init,
        headers: { ...(init.headers as Record<string, string>), ...(token && { authorization: `Bearer ${token}` }) },
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      }),
    );
    if (response.ok) return response;
    throw await problemOf(response);
  };

  /** Asks for whom the server answers with a token. Undefined: it is of a version that has no answer. */
  async function askWhose(token: string, signal: AbortSignal): Promise<Whose | undefined> {
    try {
      const response = await send('whose', token, { method: 'GET', signal });
      return parseAnswer(whoseSchema, await reach(() => response.json()));
    } catch (error) {
      if (error instanceof SyncError && error.status === 404 && !error.retryable) return undefined;
      throw error;
    }
  }

  /** Asks with a token; with a new one when the server refuses it, at most three times. */
  async function request(
    path: string,
    init: RequestInit & { readonly signal: AbortSignal },
  ): Promise<readonly [Response, token: string | undefined]> {
    for (let tries = 1; ; tries++) {
      // A host that never answers must not hold us for ever.
      const token = tokens && (await Promise.race([tokens.get(), endOf(init.signal)]));
      try {
        if (token && tokens.isDoubtful(token)) tokens.confirm(token, await askWhose(token, init.signal));
        return [await send(path, token, init), token];
      } catch (error) {
        if (!token || !(error instanceof SyncError) || error.status !== 401 || !error.retryable) throw error;
        tokens.spend(token);
        if (tries === tokenTries) throw error;
      }
    }
  }

  async function post<S extends v.GenericSchema>(
    path: string,
    body: unknown,
    schema: S,
    signal: AbortSignal,
  ): Promise<v.InferOutput<S>> {
    assertHonestJson();
    const abort = new AbortController();
    const end = (): void => abort.abort();
    const stopListening = onAbort(signal, end);
    let stopWatch = (): void => undefined;
    const watch = (ms = answerSilenceMs): void => {
      stopWatch();
      stopWatch = env.after(ms, end);
    };
    try {
      const text = toJson(body);
      watch(Math.max(answerSilenceMs, text.length / slowestBytesPerMs));
      const [response, token] = await request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: text,
        signal: abort.signal,
      });
      const answer: unknown = parseAnswer(schema, await reach(() => readJson(response, watch)));
      const whose = (answer as { readonly whose?: Whose } | null)?.whose;
      // Before anything of it is stored.
      if (token && whose) tokens?.confirm(token, whose);
      return answer as v.InferOutput<S>;
    } finally {
      stopWatch();
      stopListening();
    }
  }

  return {
    push: (body: PushRequest, signal): Promise<PushResponse> => post('push', body, pushResponseSchema, signal),
    pull: (body: PullRequest, signal): Promise<PullResponse> => post('pull', body, pullResponseSchema, signal),
    call: (path, body, signal) =>
      post(
        path,
        body,
        v.custom<unknown>(() => true, ''),
        signal,
      ),
    pokes$: new Observable<Poke>((subscriber) => {
      const abort = new AbortController();
      let stopWatch = (): void => undefined;
      const watch = (): void => {
        stopWatch();
        stopWatch = env.after(streamSilenceMs, () => abort.abort());
      };
      const run = async (): Promise<void> => {
        watch();
        const [response] = await request(`events?v=${newestProtocol}`, {
          method: 'GET',
          headers: { accept: 'text/event-stream' },
          signal: abort.signal,
        });
        if (!response.body) return;
        let isOpen = false;
        for await (const { event, data } of readEventStream(response.body)) {
          watch();
          // Not before the first byte: a proxy that holds a stream back lets its headers through.
          if (!isOpen) subscriber.next({ kind: 'open' });
          isOpen = true;
          if (event === 'poke') subscriber.next({ kind: 'moved', revs: parseAnswer(pokeSchema, JSON.parse(data)) });
          if (event === 'bye') subscriber.next({ kind: 'bye', ...parseAnswer(byeSchema, JSON.parse(data)) });
        }
      };
      run().then(
        () => subscriber.complete(),
        (error: unknown) => subscriber.error(error instanceof SyncError ? error : offline(error)),
      );
      return () => {
        stopWatch();
        abort.abort();
      };
    }),
  };
}

/** Reads an answer as it comes. A line that is slow brings something all the time; one that is dead does not. */
async function readJson(response: Response, onBytes: () => void): Promise<unknown> {
  onBytes();
  // A `fetch` of somebody else's may have no streams.
  if (!response.body) return response.json();
  const decoder = new TextDecoder();
  let text = '';
  for (const reader = response.body.getReader(); ; onBytes()) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return JSON.parse(text);
  }
}

const offline = (cause: unknown): SyncError =>
  new SyncError('CORDEE_SYNC_OFFLINE', 'The server did not answer.', { cause, retryable: true });

/** Fails when the signal ends. */
const endOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => void onAbort(signal, () => reject(offline(signal.reason))));

async function reach<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw offline(cause);
  }
}

/** A server's "no", with what to do about it. */
async function problemOf(response: Response): Promise<SyncError> {
  const { status } = response;
  const body = v.safeParse(problemSchema, await response.json().catch(() => undefined));
  const retryAfter = Number(response.headers.get('retry-after'));
  const cause = body.success ? body.output.error : undefined;
  const options = {
    cause,
    status,
    // What does not speak as our servers do is a proxy, or a page to log in to a network: it says nothing about the request.
    retryable: !cause || [401, 408, 409, 429].includes(status) || status >= 500,
    ...(retryAfter > 0 ? { retryAfterMs: retryAfter * 1_000 } : {}),
  };
  if (status === 401)
    return new SyncError('CORDEE_SYNC_AUTH', 'The server refused the token: the host must give another.', options);
  if (status >= 500 || status === 429)
    return new SyncError('CORDEE_SYNC_OFFLINE', `The server cannot answer now (${status}).`, options);
  return new SyncError('CORDEE_SYNC_REFUSED', cause?.message ?? `The server refused the request (${status}).`, options);
}

/** A page that replaces `JSON` itself would have wrong words stored. */
function assertHonestJson(): void {
  if (toJson([['a']]) === '[["a"]]') return;
  throw new SyncError(
    'CORDEE_SYNC_PROTOCOL',
    'Nothing is sent: this page replaces JSON.stringify. Give it back to the browser.',
    { retryable: false },
  );
}
