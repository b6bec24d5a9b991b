import type { ReactiveControllerHost } from 'lit';

/**
 * Whether words say what somebody is, so that telling the moment instead is offered. They are judged on this device
 * only; where the help cannot be fetched there is none.
 */
export class TraitAdvice {
  readonly #host: ReactiveControllerHost;
  #judge: ((text: string) => boolean) | undefined;
  #isOffered = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isOffered(): boolean {
    return this.#isOffered;
  }

  /** Judges the words as they are once the help is there. */
  async judge(words: () => string): Promise<void> {
    try {
      this.#judge ??= (await import('../../src/insight/feedback-words.js')).isAboutTrait;
      this.#become(this.#judge(words()));
    } catch {
      this.#become(false);
    }
  }

  /** The words have left the field. */
  forget(): void {
    this.#become(false);
  }

  #become(isOffered: boolean): void {
    if (isOffered === this.#isOffered) return;
    this.#isOffered = isOffered;
    this.#host.requestUpdate();
  }
}
