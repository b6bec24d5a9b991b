import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createCordee, type CordeeClient } from '../../src/index.js';
import { tokenFrom } from './token-from.js';

/** Gives the host's token for the person; with `refresh`, a new one because the last was refused. */
export type TokenFactory = (refresh: boolean) => Promise<string>;

/** What a page says on a provider or a journey. */
export interface ClientSettings {
  readonly url: string;
  readonly tokenUrl: string;
  readonly tokenFactory: TokenFactory | undefined;
  readonly tenant: string;
  readonly user: string;
  readonly client: CordeeClient | undefined;
}

type Host = ReactiveControllerHost & HTMLElement;

/**
 * Makes the client that a page's settings ask for, makes it anew when they change, and closes what it
 * made when the element has left the page. A client that the page gave is only passed on.
 */
export class ClientMaker implements ReactiveController {
  error: unknown;
  readonly #host: Host;
  readonly #settings: () => ClientSettings;
  #made: CordeeClient | undefined;
  #key: string | undefined;

  constructor(host: Host, settings: () => ClientSettings) {
    this.#host = host;
    this.#settings = settings;
    host.addController(this);
  }

  get client(): CordeeClient | undefined {
    return this.#settings().client ?? this.#made;
  }

  /** Whether the page has said enough for a client to be made. */
  get isWanted(): boolean {
    const { client, tokenFactory, tokenUrl } = this.#settings();
    return client !== undefined || tokenFactory !== undefined || Boolean(tokenUrl);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { client, url, tokenUrl, tenant, user } = this.#settings();
    const key = client || !this.isWanted ? undefined : [url, tokenUrl, tenant, user].join('\n');
    if (key === this.#key || !this.#host.isConnected) return;
    this.#leave();
    this.#key = key;
    if (key !== undefined) void this.#make(key);
  }

  hostDisconnected(): void {
    // An element that only moves is back before the microtask runs.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#leave();
    });
  }

  /** Tries again after a failure. */
  retry(): void {
    this.#leave();
    this.#host.requestUpdate();
  }

  async #make(key: string): Promise<void> {
    const { url, tenant, user } = this.#settings();
    try {
      const client = await createCordee({
        url,
        getToken: (refresh) => this.#token(refresh),
        ...(tenant && user ? { user: { tenant, id: user } } : {}),
      });
      if (key !== this.#key) return await client.close();
      this.#made = client;
    } catch (error) {
      if (key !== this.#key) return;
      this.error = error;
    }
    this.#host.requestUpdate();
  }

  /** Asks what the page gives now, so that a new function does not need a new client. */
  #token(refresh: boolean): Promise<string> {
    const { tokenFactory, tokenUrl } = this.#settings();
    return tokenFactory ? tokenFactory(refresh) : tokenFrom(tokenUrl, refresh);
  }

  #leave(): void {
    const made = this.#made;
    this.#made = undefined;
    this.#key = undefined;
    this.error = undefined;
    void made?.close();
  }
}
