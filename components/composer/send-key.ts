import { isSendKey } from '../views/keys.js';

/** The key that sends what is written, with the letter that is being put together when it is pressed. */
export class SendKey {
  readonly #send: (event?: Event) => void;
  #isLetterAwaited = false;

  constructor(send: (event?: Event) => void) {
    this.#send = send;
  }

  /** Sends, if it is that key. */
  press(event: KeyboardEvent): void {
    if (!isSendKey(event)) return;
    if (event.isComposing) this.#sendWithLetter(event);
    else this.#send(event);
  }

  /** What has been sent meanwhile is not sent once more when its letter ends. */
  forget(): void {
    this.#isLetterAwaited = false;
  }

  /** The letter goes with the rest: some browsers give it to the field after they end it. */
  #sendWithLetter(event: Event): void {
    if (this.#isLetterAwaited) return;
    this.#isLetterAwaited = true;
    event.target?.addEventListener('compositionend', () => setTimeout(() => this.#isLetterAwaited && this.#send()), {
      once: true,
    });
  }
}
