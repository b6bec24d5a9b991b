import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CordeeClient, Instant } from '../../src/index.js';
import { type DraftPlace, draftPlaceAt, type Kept, type Taken } from './draft-place.js';

interface Where {
  readonly client: CordeeClient | undefined;
  readonly journey: string;
  readonly place: string;
}

/** What is being written where an element stands: at the place that it names, from when it is there until it leaves. */
export class DraftController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #where: () => Where;
  /** Without a client, what is typed is in the field all the same. */
  #alone: Kept;
  #place: DraftPlace | undefined;
  #leave: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, where: () => Where) {
    this.#host = host;
    this.#where = where;
    host.addController(this);
  }

  /** What is written there; `undefined` while nothing is. */
  get words(): Kept {
    return this.#place ? this.#place.words : this.#alone;
  }

  /** Set while what is shown was found on this device: when it was written. */
  get restoredFrom(): Instant | undefined {
    return this.#place?.restoredFrom;
  }

  hostDisconnected(): void {
    this.#go(undefined);
  }

  hostUpdate(): void {
    // An update that was under way when the element left.
    if (!this.#host.isConnected) return;
    const { client, journey, place } = this.#where();
    this.#go(client && draftPlaceAt(client, journey, place));
  }

  /** What is written now, on the disk a moment later. */
  write(words: Kept): void {
    if (this.#place) return this.#place.write(words);
    this.#alone = words;
    this.#host.requestUpdate();
  }

  /** Takes the words out of the field, to store them. */
  take(left: Kept): Taken | undefined {
    return this.#place?.take(left);
  }

  #go(place: DraftPlace | undefined): void {
    if (place === this.#place) return;
    this.#leave?.();
    this.#place = place;
    this.#leave = place?.show(() => this.#host.requestUpdate());
  }
}
