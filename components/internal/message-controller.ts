import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type LocalizedText, textIn } from '../../src/index.js';
import { type Address, hasLocale, loadLocale, messagesIn } from '../locales/index.js';
import type { Messages } from '../locales/en.js';
import { directionOf, languageAt, watchLanguage } from './language.js';

type Arguments<K extends keyof Messages> = Messages[K] extends (...args: infer A) => string ? A : [];

/** A text that needs to be told nothing. */
export type TextKey = { [K in keyof Messages]: Messages[K] extends string ? K : never }[keyof Messages];

type Host = ReactiveControllerHost & HTMLElement;

/** Speaks the language of the place where its element stands, and renders it anew when that changes. */
export class MessageController implements ReactiveController {
  language = 'en';
  /** Whether the texts are there; until then there is nothing to say. */
  isReady = false;
  /** How the person is spoken to, in languages that must choose. */
  address: Address = 'vous';
  readonly #host: Host;
  #stop: (() => void) | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#follow();
    this.#stop = watchLanguage(() => this.#follow());
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  get direction(): 'rtl' | 'ltr' {
    return directionOf(this.language);
  }

  /** A text of ours. */
  text<K extends keyof Messages>(key: K, ...args: Arguments<K>): string {
    const message: unknown = messagesIn(this.language, this.address)?.[key] ?? '';
    return typeof message === 'function' ? String(message(...args)) : String(message);
  }

  /** A text of the content. */
  content(text: LocalizedText | undefined): string {
    return text ? textIn(text, this.language) : '';
  }

  /** "Sofia, Driss and Hana". */
  list(names: readonly string[]): string {
    return new Intl.ListFormat(this.language, { type: 'conjunction' }).format(names);
  }

  /** What is on the screen stays until the other language is there. */
  #follow(): void {
    const language = languageAt(this.#host);
    if (this.isReady && language === this.language) return;
    if (hasLocale(language)) return this.#speak(language);
    loadLocale(language).then(
      () => this.#follow(),
      (error: unknown) => console.warn(`[cordee] The texts in "${language}" did not load: ${String(error)}`),
    );
  }

  #speak(language: string): void {
    this.language = language;
    this.isReady = true;
    this.#host.requestUpdate();
  }
}
