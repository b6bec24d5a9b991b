import { nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Audience, RefusedChange } from '../../src/index.js';
import type { AudienceChangeEvent } from '../events.js';
import { CordeeElement } from '../base/cordee-element.js';
import { codeOf } from '../client/error-code.js';
import { html } from '../views/html.js';
import { LiveController } from '../controllers/live-controller.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './refused.styles.js';

/**
 * The reader’s own texts that the server did not accept: each with the reason, and what can be done with it.
 * It is sent again, to the same readers or to others, copied, or let go; nothing of it goes by itself.
 * @tag cordee-refused
 * @csspart base - The whole.
 * @csspart refused - The texts.
 * @csspart problem - Why a text could not be sent again.
 */
export class CordeeRefused extends CordeeElement {
  static override styles = styles;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  @state() private copied = '';
  /** The text for which other readers are being chosen. */
  @state() private choosing = '';
  @state() private audience: Audience | undefined;
  @state() private problems: ReadonlyMap<string, string> = new Map();

  readonly #refused = new LiveController(this, this.source, {
    args: () => [],
    watch: (client) => client.sync.refused$,
  });

  protected override view() {
    const refused = this.#refused.value ?? [];
    if (this.#refused.state.status === 'failed') return this.show(this.#refused, () => nothing);
    if (refused.length === 0) return nothing;
    const title = this.messages.text('refusedTitle', refused.length);
    return html`<div part="refused" role="group" aria-label=${title}>
      <p class="title" role="alert">${title}</p>
      <ul>${repeat(
        refused,
        ({ id }) => id,
        (change) => this.#change(change),
      )}</ul>
    </div>`;
  }

  #change(change: RefusedChange) {
    const { messages } = this;
    const isChoosing = this.choosing === change.id;
    const problem = this.problems.get(change.id);
    return html`<li>
      <p class="small">${messages.text('refusedReason', change.reason)}</p>
      ${change.text ? html`<blockquote class="words" dir="auto" tabindex="0">${change.text}</blockquote>` : nothing}
      ${isChoosing ? this.#readers(change) : nothing}
      <p part="problem" class="small bad" role="status">${problem ?? nothing}</p>
      <div class="actions">
        ${
          isChoosing
            ? html`<button type="button" class="slim primary" @click=${() => this.#retry(change, this.audience)}>${messages.text('sendToThese')}</button>
              <button type="button" class="slim plain" @click=${() => this.#stopChoosing(change)}>${messages.text('cancel')}</button>`
            : this.#actions(change)
        }
      </div>
    </li>`;
  }

  #actions(change: RefusedChange) {
    const { messages } = this;
    return html`
      ${change.canRetry ? html`<button type="button" class="slim" @click=${() => this.#retry(change)}>${messages.text('sendAgain')}</button>` : nothing}
      ${change.text && change.reason !== 'not_a_member' ? html`<button type="button" class="slim" id="others-${change.id}" @click=${() => this.#choose(change)}>${messages.text('sendToOthers')}</button>` : nothing}
      ${change.text ? html`<button type="button" class="slim" @click=${() => this.#copy(change)}>${messages.text(this.copied === change.id ? 'copied' : 'copyText')}</button>` : nothing}
      <button type="button" class="plain slim" @click=${() => this.attempt((client) => client.sync.dismiss(change.id))}>${messages.text('dismiss')}</button>`;
  }

  #readers(change: RefusedChange) {
    return html`<cordee-who-reads class="readers" posted journey-id=${change.journey} locale=${this.locale} .audience=${this.audience} @cordee-audience-change=${this.#keep}></cordee-who-reads>`;
  }

  #keep(event: AudienceChangeEvent): void {
    event.stopPropagation();
    this.audience = event.audience;
  }

  #choose(change: RefusedChange): void {
    this.choosing = change.id;
    this.audience = { kind: 'circle' };
  }

  async #stopChoosing(change: RefusedChange): Promise<void> {
    this.choosing = '';
    await focusAfterUpdate(this, `#others-${change.id}`);
  }

  async #retry(change: RefusedChange, audience?: Audience): Promise<void> {
    const done = await this.attempt((client) => client.sync.retry(change.id, audience));
    const problems = new Map(this.problems);
    if (done.ok) {
      problems.delete(change.id);
      this.choosing = '';
    } else problems.set(change.id, this.messages.text('resendFailed', codeOf(done.error) ?? ''));
    this.problems = problems;
  }

  /** Plain pages without https have no clipboard: then the text is selected, ready to be copied. */
  async #copy(change: RefusedChange): Promise<void> {
    try {
      await navigator.clipboard.writeText(change.text ?? '');
      this.copied = change.id;
    } catch {
      const index = (this.#refused.value ?? []).findIndex((other) => other.id === change.id);
      const quote = this.renderRoot.querySelectorAll('li')[index]?.querySelector('blockquote');
      if (quote) getSelection()?.selectAllChildren(quote);
    }
  }
}
