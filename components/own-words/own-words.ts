import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Audience, JourneyView, WordsView } from '../../src/index.js';
import type { AudienceChangeEvent } from '../events.js';
import { isSame } from '../internal/audience.js';
import { codeOf } from '../internal/cordee-element.js';
import { html } from '../internal/html.js';
import { laterIcon } from '../internal/later-icons.js';
import { LaterElement } from '../internal/later-element.js';
import { styles } from './own-words.styles.js';

/**
 * What may still be done with words that are posted: fewer people read them, or their author takes them
 * back. It shows nothing to those who may do neither. Both are asked twice, since neither is undone.
 * @tag cordee-own-words
 * @csspart base - The whole.
 * @csspart panel - What opens.
 * @csspart status - The sentence that says what became of it.
 */
export class CordeeOwnWords extends LaterElement {
  static override styles = styles;

  /** The words. */
  @property({ attribute: false }) item: WordsView | undefined;

  @state() private isOpen = false;
  @state() private isWithdrawing = false;
  @state() private chosen: Audience | undefined;
  @state() private outcome = '';

  protected override view() {
    const { item, journey, messages } = this;
    if (!item || item.withdrawn || journey?.me.state !== 'active') return nothing;
    if (!item.isMine && journey.me.role !== 'coachee') return nothing;
    return html`<button type="button" class="plain slim quiet" aria-expanded=${this.isOpen} @click=${this.#toggle}>${laterIcon(item.isMine ? 'pencil' : 'eye')}${messages.text(item.isMine ? 'ownWords' : 'othersWords')}</button>
      ${this.isOpen ? this.#panel(item, journey) : nothing}
      <p part="status" class="small soft" role="status">${this.outcome}</p>`;
  }

  #panel(item: WordsView, journey: JourneyView) {
    const { messages } = this;
    const isNarrower = this.chosen !== undefined && !isSame(this.chosen, item.audience);
    const canNarrow = item.delivery !== 'waiting' && item.delivery !== 'device-only' && item.readers.length > 1;
    return html`<div part="panel" role="group" aria-label=${messages.text(item.isMine ? 'ownWords' : 'othersWords')} @keydown=${this.#closeOnEscape}>
      ${canNarrow
        ? html`<cordee-who-reads posted journey-id=${journey.id} locale=${this.locale} .audience=${this.chosen ?? item.audience} .within=${item.audience} @cordee-audience-change=${this.#choose}></cordee-who-reads>`
        : nothing}
      ${isNarrower
        ? html`<p class="small soft">${messages.text('narrowHint')}</p>
            <div class="actions"><button type="button" class="slim primary" @click=${() => this.#narrow(item)}>${messages.text('narrowDo')}</button></div>`
        : nothing}
      ${item.isMine ? this.#withdrawal(item) : nothing}
    </div>`;
  }

  #withdrawal(item: WordsView) {
    const { messages } = this;
    if (!this.isWithdrawing) return html`<div class="actions"><button type="button" class="slim" @click=${this.#askToWithdraw}>${messages.text('withdraw')}</button></div>`;
    return html`<p class="small">${messages.text('withdrawAsk')}</p>
      <div class="actions">
        <button type="button" class="slim primary withdraw" @click=${() => this.#withdraw(item)}>${messages.text('withdrawDo')}</button>
        <button type="button" class="slim plain" @click=${() => (this.isWithdrawing = false)}>${messages.text('cancel')}</button>
      </div>`;
  }

  #choose(event: AudienceChangeEvent): void {
    event.stopPropagation();
    this.chosen = event.audience;
  }

  async #narrow(item: WordsView): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    const done = await this.attempt((client) => client.words.narrow(this.journeyId, item.id, chosen));
    await this.#end(done.ok ? this.messages.text('narrowDone') : this.messages.text('failure', codeOf(done.error) ?? ''));
  }

  async #withdraw(item: WordsView): Promise<void> {
    const done = await this.attempt((client) => client.words.withdraw(this.journeyId, item.id));
    await this.#end(done.ok ? '' : this.messages.text('failure', codeOf(done.error) ?? ''));
  }

  async #end(sentence: string): Promise<void> {
    this.outcome = sentence;
    await this.#close();
  }

  async #toggle(): Promise<void> {
    if (this.isOpen) return this.#close();
    this.outcome = '';
    this.isOpen = true;
  }

  async #close(): Promise<void> {
    this.isOpen = false;
    this.isWithdrawing = false;
    this.chosen = undefined;
    await this.focusAfterUpdate('.quiet');
  }

  async #askToWithdraw(): Promise<void> {
    this.isWithdrawing = true;
    await this.focusAfterUpdate('.withdraw');
  }

  async #closeOnEscape(event: KeyboardEvent): Promise<void> {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    await this.#close();
  }
}
