import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type LocalizedText, textIn } from '../../src/index.js';
import type { Book } from '../locales/book.js';
import type { Address, FirstMessages } from '../locales/index.js';
import { isolated } from './isolate.js';
import { directionOf, languageAt, watchLanguage } from './language.js';
import { tryLater } from '../client/try-later.js';
import { warnOnce } from '../client/warn-once.js';

type Arguments<Text> = Text extends (...args: infer A) => string ? A : [];

/** A text of the first screen that needs to be told nothing. */
export type TextKey = { [K in keyof FirstMessages]: FirstMessages[K] extends string ? K : never }[keyof FirstMessages];

type Host = ReactiveControllerHost & HTMLElement;

/** Speaks the language of the place where its element stands, and renders it anew when that changes. */
export class MessageController<M extends object = FirstMessages> implements ReactiveController {
  language = 'en';
  /** Whether the texts are there; until then there is nothing to say. */
  isReady = false;
  /** How the person is spoken to, in languages that must choose. */
  address: Address = 'vous';
  readonly #host: Host;
  readonly #books: readonly Book<object>[];
  #stop: (() => void) | undefined;
  #tries = 0;

  /** The books hold the texts of `M` together. */
  constructor(host: Host, ...books: readonly Book<object>[]) {
    this.#host = host;
    this.#books = books;
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

  /** A text of ours. What it is told by somebody is isolated in it: no name turns a sentence around. */
  text<K extends keyof M>(key: K, ...args: Arguments<M[K]>): string {
    for (const book of this.#books) {
      const message = (book.in(this.language, this.address) as Partial<M> | undefined)?.[key];
      if (message !== undefined)
        return typeof message === 'function'
          ? String(message(...args.map((argument: unknown) => this.#apart(argument))))
          : String(message);
    }
    return '';
  }

  /** A text of the content. */
  content(text: LocalizedText | undefined): string {
    return text ? textIn(text, this.language) : '';
  }

  /** "Sofia, Driss and Hana". */
  list(names: readonly string[]): string {
    return new Intl.ListFormat(this.language, { type: 'conjunction' }).format(
      names.map((name) => isolated(name, this.direction)),
    );
  }

  /** Names and titles keep their own direction inside a text of ours. */
  #apart(argument: unknown): unknown {
    if (Array.isArray(argument)) return argument.map((one) => this.#apart(one));
    return typeof argument === 'string' ? isolated(argument, this.direction) : argument;
  }

  /** What is on the screen stays until the other language is there. */
  #follow(): void {
    const language = languageAt(this.#host);
    if (this.isReady && language === this.language) return;
    if (this.#books.every((book) => book.has(language))) return this.#speak(language);
    Promise.all(this.#books.map((book) => book.load(language))).then(
      () => this.#follow(),
      (error: unknown) => {
        warnOnce(error, `The texts in "${language}" did not load: ${String(error)}`);
        tryLater(() => this.#follow(), this.#tries++);
      },
    );
  }

  #speak(language: string): void {
    this.language = language;
    this.isReady = true;
    this.#host.requestUpdate();
  }
}
