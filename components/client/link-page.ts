import { ContextConsumer } from '@lit/context';
import type { LitElement } from 'lit';
import { linkPageContext } from './link-page-context.js';

/** Which page the link of an invitation opens: an element's own setting, else what the journey or the provider above says. */
export class LinkPage {
  readonly #above: ContextConsumer<typeof linkPageContext, LitElement>;

  constructor(host: LitElement) {
    this.#above = new ContextConsumer(host, { context: linkPageContext, subscribe: true });
  }

  /** Its address in full. Where nobody says one it is this page's, without the query: that may hold a secret of its reader. */
  addressOf(own: string): string {
    const said = own || this.#above.value;
    if (said) return new URL(said, document.baseURI).href;
    const page = new URL(location.href);
    Object.assign(page, { search: '', hash: '', username: '', password: '' });
    return page.href;
  }
}
