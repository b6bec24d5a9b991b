import { ContextConsumer } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { CordeeClient } from '../../src/index.js';
import { clientContext } from './client-context.js';
import { parentOf } from './tree.js';

/**
 * Finds the client that the nearest provider or journey gives, and asks the host to render when it changes.
 *
 * A provider whose tag is not defined yet is waited for; `isMissing` is set only when there is none above.
 */
export class ClientController implements ReactiveController {
  client: CordeeClient | undefined;
  isMissing = false;
  readonly #host: LitElement;
  readonly #consumer: ContextConsumer<typeof clientContext, LitElement>;
  #isAnswered = false;

  constructor(host: LitElement) {
    this.#host = host;
    this.#consumer = new ContextConsumer(host, {
      context: clientContext,
      subscribe: true,
      callback: (client) => this.#take(client),
    });
    host.addController(this);
  }

  hostConnected(): void {
    if (!this.#isAnswered) this.#waitForProvider();
  }

  hostDisconnected(): void {
    this.#isAnswered = false;
  }

  #take(client: CordeeClient | undefined): void {
    this.#isAnswered = true;
    this.isMissing = false;
    if (client === this.client) return;
    this.client = client;
    this.#host.requestUpdate();
  }

  #waitForProvider(): void {
    for (let node = parentOf(this.#host); node; node = parentOf(node)) {
      if (!(node instanceof Element) || !node.matches(':not(:defined)')) continue;
      void customElements.whenDefined(node.localName).then(() => {
        if (!this.#host.isConnected || this.#isAnswered) return;
        this.#consumer.hostConnected();
        if (!this.#isAnswered) this.#waitForProvider();
      });
      return;
    }
    whenLoaded(() => {
      if (!this.#host.isConnected || this.#isAnswered) return;
      this.isMissing = true;
      this.#host.requestUpdate();
    });
  }
}

/** A page may still be putting the element where it belongs, or giving it its settings. */
function whenLoaded(then: () => void): void {
  if (document.readyState === 'complete') queueMicrotask(then);
  else addEventListener('load', () => setTimeout(then), { once: true });
}
