import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CordeeClient } from '../../src/index.js';
import { Draft, type DraftKey, draftOf } from './draft.js';

/** What is being written where an element stands: each draft that it draws is followed for as long as it draws it. */
export class DraftController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #client: () => CordeeClient | undefined;
  /** Drafts of an element that has no client, by name. */
  readonly #alone = new Map<string, Draft>();
  /** The drafts that are followed, and how to stop. */
  readonly #followed = new Map<Draft, () => void>();
  readonly #drawn = new Set<Draft>();

  constructor(host: ReactiveControllerHost & HTMLElement, client: () => CordeeClient | undefined) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  /** The draft of that name. Until it has been looked up on this device it holds nothing; the element is drawn again when there is something. */
  at(key: DraftKey): Draft {
    const client = this.#client();
    const draft = client ? draftOf(client, key) : this.#aloneAt(key);
    // An update that was under way when the element left follows nothing.
    if (!this.#host.isConnected) return draft;
    this.#drawn.add(draft);
    if (!this.#followed.has(draft))
      this.#followed.set(
        draft,
        draft.show(() => this.#host.requestUpdate()),
      );
    return draft;
  }

  hostUpdate(): void {
    this.#drawn.clear();
  }

  hostUpdated(): void {
    for (const draft of this.#followed.keys()) if (!this.#drawn.has(draft)) this.#leave(draft);
  }

  hostDisconnected(): void {
    for (const draft of this.#followed.keys()) this.#leave(draft);
  }

  #leave(draft: Draft): void {
    this.#followed.get(draft)?.();
    this.#followed.delete(draft);
  }

  #aloneAt(key: DraftKey): Draft {
    const draft = this.#alone.get(key.name) ?? new Draft(undefined, key);
    this.#alone.set(key.name, draft);
    return draft;
  }
}
