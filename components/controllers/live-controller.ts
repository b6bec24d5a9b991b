import type { LitElement, ReactiveController } from 'lit';
import type { Observable, Subscription } from 'rxjs';
import { CordeeError, type CordeeClient } from '../../src/index.js';
import { tryLater } from '../client/try-later.js';

/** What a live read has given so far. */
export type LiveState<T> =
  | { readonly status: 'waiting' }
  | { readonly status: 'value'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown };

/** Whom a live read asks. */
export interface Source {
  readonly client: CordeeClient | undefined;
  readonly isMissing: boolean;
}

/** What to watch. Nothing is watched while an argument is empty. */
export interface LiveOptions<A extends readonly string[], T> {
  readonly args: () => A;
  readonly watch: (client: CordeeClient, args: A) => Observable<T>;
  /** Called with each answer, also with those that follow each other so fast that only the last is rendered. */
  readonly each?: (value: T) => void;
}

const waiting = { status: 'waiting' } as const;

/**
 * Holds the latest answer of a live read for its element, and renders it after each.
 *
 * Subscribes when the element is connected and has a client and all arguments, again when one of
 * them changes, and unsubscribes when the element leaves. An error stays until {@link retry}.
 */
export class LiveController<const A extends readonly string[], T> implements ReactiveController {
  state: LiveState<T> = waiting;
  readonly #host: LitElement;
  readonly #source: () => Source;
  readonly #options: LiveOptions<A, T>;
  #subscription: Subscription | undefined;
  #client: CordeeClient | undefined;
  #key: string | undefined;
  #tries = 0;

  constructor(host: LitElement, source: () => Source, options: LiveOptions<A, T>) {
    this.#host = host;
    this.#source = source;
    this.#options = options;
    host.addController(this);
  }

  /** The latest answer, if there was one. */
  get value(): T | undefined {
    return this.state.status === 'value' ? this.state.value : undefined;
  }

  hostUpdate(): void {
    // An update that was under way when the element left: what it asked for would never end.
    if (!this.#host.isConnected) return;
    const { client, isMissing } = this.#source();
    if (isMissing) this.state = { status: 'failed', error: missingClient() };
    const args = this.#options.args();
    const key = args.includes('') ? undefined : args.join('\n');
    if (client === this.#client && key === this.#key) return;
    this.#leave();
    this.#client = client;
    this.#key = key;
    if (client && key !== undefined) this.#subscribe(client, args);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#leave();
  }

  /** Asks again after a failure. */
  retry(): void {
    this.#leave();
    this.#host.requestUpdate();
  }

  #subscribe(client: CordeeClient, args: A): void {
    try {
      this.#subscription = this.#options.watch(client, args).subscribe({
        next: (value) => {
          // Its own: old libraries give every object an `each`.
          if (Object.hasOwn(this.#options, 'each')) this.#options.each?.(value);
          this.#become({ status: 'value', value });
        },
        error: (error: unknown) => {
          this.#become({ status: 'failed', error });
          // Code that could not be fetched: it can be once there is a network.
          if (Object(error).retryable === true)
            tryLater(
              () => {
                if (this.state.status === 'failed') this.retry();
              },
              this.#tries++,
            );
        },
      });
    } catch (error) {
      this.#become({ status: 'failed', error });
    }
  }

  #become(state: LiveState<T>): void {
    this.state = state;
    this.#host.requestUpdate();
  }

  #leave(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    this.#client = undefined;
    this.#key = undefined;
    this.state = waiting;
  }
}

const missingClient = (): CordeeError =>
  new CordeeError(
    'CORDEE_CLIENT_MISSING',
    'Put the element inside <cordee-provider> or <cordee-journey>, and give that one a url with a tokenFactory, or a client.',
  );
