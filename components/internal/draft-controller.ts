import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CordeeClient, DraftWords, Instant } from '../../src/index.js';

const settleMs = 400;

interface Where {
  readonly client: CordeeClient | undefined;
  readonly journey: string;
  readonly place: string;
}

type Kept = DraftWords | undefined;
const live = new WeakMap<CordeeClient, Map<string, Kept>>();

/**
 * What is being written at one place. It is kept on this device a moment after each change, at once
 * when the page is hidden or the element leaves, and is there again when the place is opened again.
 */
export class DraftController implements ReactiveController {
  /** What is written there; `undefined` while nothing is. */
  words: Kept;
  /** Set while what is shown was found on this device: when it was written. */
  restoredFrom: Instant | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #where: () => Where;
  #at: Where | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #settling: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, where: () => Where) {
    this.#host = host;
    this.#where = where;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#flush);
    document.addEventListener('visibilitychange', this.#flush);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#flush);
    document.removeEventListener('visibilitychange', this.#flush);
    this.#flush();
    this.#at = undefined;
  }

  hostUpdate(): void {
    const next = this.#where();
    const at = this.#at;
    if (at && at.client === next.client && at.journey === next.journey && at.place === next.place) return;
    this.#flush();
    this.#at = next;
    this.words = next.client && live.get(next.client)?.get(keyOf(next));
    this.restoredFrom = undefined;
    if (next.client && next.journey !== '' && !live.get(next.client)?.has(keyOf(next))) void this.#find(next, next.client);
  }

  /** What is written now. Nothing is on the disk before {@link settled}. */
  write(words: Kept): void {
    this.words = words;
    this.restoredFrom = undefined;
    const at = this.#at;
    if (!at?.client) return;
    const texts = live.get(at.client) ?? new Map<string, Kept>();
    live.set(at.client, texts);
    texts.set(keyOf(at), words);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#flush, settleMs);
  }

  /** Settles when what was written last is on the disk. */
  settled(): Promise<void> {
    this.#flush();
    return this.#settling;
  }

  async #find(at: Where, client: CordeeClient): Promise<void> {
    try {
      const found = await client.drafts.get(at.journey, at.place);
      if (!found || found.later || this.#at !== at || this.words) return;
      this.words = found;
      this.restoredFrom = found.at;
      this.#host.requestUpdate();
    } catch {
      // A place without a draft is a place to write all the same.
    }
  }

  readonly #flush = (): void => {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { words } = this;
    const at = this.#at;
    if (!at?.client) return;
    // The text is still in the field and in memory when the disk takes none; posting it says so.
    this.#settling = at.client.drafts.keep(at.journey, at.place, words).catch(() => undefined);
  };
}

const keyOf = ({ journey, place }: Where): string => `${journey}/${place}`;
