import { ContextProvider } from '@lit/context';
import { nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { CordeeClient } from '../../src/index.js';
import { clientContext } from '../client/client-context.js';
import { ClientMaker, type TokenFactory } from '../client/client-maker.js';
import { CordeeElement } from '../base/cordee-element.js';
import { codeOf } from '../client/error-code.js';
import { html } from '../views/html.js';
import { linkPageContext } from '../client/link-page-context.js';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { themed } from '../styles/theme.js';
import { MessageController } from '../controllers/message-controller.js';
import { firstBook } from '../locales/index.js';

/**
 * Gives a person's Cordée to the elements inside it. It makes one from its attributes, or passes on
 * the one that the page made.
 * @tag cordee-provider
 * @event {CordeeErrorEvent} cordee-error - Whose Cordée it is could not be found out.
 * @slot - The page's own layout, with our elements anywhere in it.
 * @csspart base - What is around the slot; it has no look.
 */
export class CordeeProvider extends CordeeElement {
  static override styles = [baseStyles, controls, themed];

  /** Where the sync server is; a relative one is taken from the page's. */
  @property() url = '/';

  /** Where the page's own server gives a token: the token itself, or `{ "token": "…" }`. */
  @property({ attribute: 'token-url' }) tokenUrl = '';

  /** Gives a token; asked again with `true` when the last one was refused. It goes before `token-url`. */
  @property({ attribute: false }) tokenFactory: TokenFactory | undefined;

  /** Whose Cordée it is, with `user`: the journey then shows at once, without a network. */
  @property() tenant = '';

  /** The person's id, as the token's `sub`. */
  @property() user = '';

  /** A client that the page made, and closes itself. */
  @property({ attribute: false }) override get client(): CordeeClient | undefined {
    return this.#maker.client;
  }

  /** @internal */
  protected readonly messages = new MessageController(this, firstBook);

  override set client(client: CordeeClient | undefined) {
    this.#given = client;
  }

  /** The page that the link of an invitation opens: the one that holds `<cordee-arrival>`. Without it, this page, without its query. */
  @property({ attribute: 'link-page' }) linkPage = '';

  /** `light`, `dark`, or `auto` for the reader's own; without it, the page's `color-scheme`. */
  @property({ reflect: true }) theme: string | undefined;

  #given: CordeeClient | undefined;
  readonly #maker = new ClientMaker(this, () => ({
    url: this.url,
    tokenUrl: this.tokenUrl,
    tokenFactory: this.tokenFactory,
    tenant: this.tenant,
    user: this.user,
    client: this.#given,
  }));
  readonly #context = new ContextProvider(this, { context: clientContext });
  readonly #linkPage = new ContextProvider(this, { context: linkPageContext, initialValue: '' });

  protected override willUpdate(_changed: PropertyValues): void {
    this.#context.setValue(this.client);
    this.#linkPage.setValue(this.linkPage);
  }

  protected override view() {
    const { error } = this.#maker;
    if (error) this.report(error);
    return html`${error ? this.failedView(codeOf(error), () => this.#maker.retry()) : nothing}<slot></slot>`;
  }
}
