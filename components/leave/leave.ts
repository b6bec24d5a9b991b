import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { codeOf } from '../client/error-code.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './leave.styles.js';

/**
 * The way out of somebody's rope: to leave, or to leave and take all of one's words back. It is not for
 * the person accompanied, who closes the journey instead.
 * @tag cordee-leave
 * @csspart base - The whole.
 * @csspart panel - What opens.
 * @csspart status - The sentence that says what became of it.
 */
export class CordeeLeave extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  @state() private isOpen = false;
  @state() private outcome = '';

  protected override view() {
    const { messages } = this;
    const journey = this.#journey.value;
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
    await focusAfterUpdate(this, '.first');
  }

  async #close(): Promise<void> {
    this.isOpen = false;
    await focusAfterUpdate(this, '.quiet');
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
