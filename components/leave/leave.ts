import { nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { codeOf } from '../base/cordee-element.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { LaterElement } from '../base/later-element.js';
import { styles } from './leave.styles.js';

/**
 * The way out of somebody's rope: to leave, or to leave and take all of one's words back. It is not for
 * the person accompanied, who closes the journey instead.
 * @tag cordee-leave
 * @csspart base - The whole.
 * @csspart panel - What opens.
 * @csspart status - The sentence that says what became of it.
 */
export class CordeeLeave extends LaterElement {
  static override styles = styles;

  @state() private isOpen = false;
  @state() private outcome = '';

  protected override view() {
    const { journey, messages } = this;
    if (!journey || journey.me.role === 'coachee' || journey.me.state === 'ended') return nothing;
    if (this.outcome !== '') return html`<p part="status" role="status">${this.outcome}</p>`;
    if (!this.isOpen)
      return html`<button type="button" class="plain slim quiet" aria-expanded="false" @click=${this.#open}>${messages.text('leave')}</button>`;
    return html`<div part="panel" role="group" aria-label=${messages.text('leave')} @keydown=${this.#closeOnEscape}>
      <p>${messages.text('leaveAsk', journey.coachee?.name ?? messages.text('somebody'))}</p>
      <div class="actions">
        <button type="button" class="first" @click=${() => this.#leave(false)}>${messages.text('leaveDo')}</button>
        <button type="button" @click=${() => this.#leave(true)}>${messages.text('leaveAndWithdraw')}</button>
        <button type="button" class="plain" @click=${this.#close}>${messages.text('cancel')}</button>
      </div>
    </div>`;
  }

  async #open(): Promise<void> {
    this.isOpen = true;
    await this.focusAfterUpdate('.first');
  }

  async #close(): Promise<void> {
    this.isOpen = false;
    await this.focusAfterUpdate('.quiet');
  }

  async #closeOnEscape(event: KeyboardEvent): Promise<void> {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    await this.#close();
  }

  async #leave(withdraw: boolean): Promise<void> {
    const left = await this.attempt((client) => client.words.leave(this.journeyId, { withdraw }));
    this.outcome = left.ok ? this.messages.text('leaveDone') : this.messages.text('failure', codeOf(left.error) ?? '');
  }
}
