import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Audience, isNarrowerOrSame, type JourneyView, readersOf, type WordsView } from '../../src/index.js';
import type { AudienceChangeEvent } from '../events.js';
import { isSame } from '../views/audience.js';
import { codeOf } from '../client/error-code.js';
import { DraftController } from '../controllers/draft-controller.js';
import type { Draft } from '../controllers/draft.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { writingIcon } from '../views/writing-icons.js';
import { lettersOver, limitView, maxLineLength } from '../views/limits.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './own-contributions.styles.js';

/**
 * What may still be done with words that are posted: fewer people read them, more are let in by those whose yes it
 * takes, or their author takes them back. It shows nothing to those who may do none of it.
 * @tag cordee-own-contributions
 * @csspart base - The whole.
 * @csspart panel - What opens.
 * @csspart status - The sentence that says what became of it.
 */
export class CordeeOwnContributions extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The words. */
  @property({ attribute: false }) item: WordsView | undefined;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  @state() private isOpen = false;
  @state() private isWithdrawing = false;
  @state() private chosen: Audience | undefined;
  @state() private outcome = '';

  readonly #drafts = new DraftController(this, () => this.client);

  constructor() {
    super();
    new TypingController(this);
  }

  protected override view() {
    const { item, messages } = this;
    const journey = this.#journey.value;
    if (!item || item.withdrawn || journey?.me.state !== 'active') return nothing;
    if (!item.isMine && !mayAsk(item, journey)) return nothing;
    return html`<button type="button" class="plain slim quiet" aria-expanded=${this.isOpen} @click=${this.#toggle}>${writingIcon(item.isMine ? 'pencil' : 'eye')}${messages.text(item.isMine ? 'ownWords' : 'othersWords')}</button>
      ${this.isOpen ? this.#panel(item, journey) : nothing}
      <p part="status" class="small soft" role="status">${this.outcome}</p>`;
  }

  #panel(item: WordsView, journey: JourneyView) {
    const { messages } = this;
    const isSent = item.delivery !== 'waiting' && item.delivery !== 'device-only';
    const chosen = this.chosen && !isSame(this.chosen, item.audience) ? this.chosen : undefined;
    return html`<div part="panel" role="group" aria-label=${messages.text(item.isMine ? 'ownWords' : 'othersWords')} @keydown=${this.#closeOnEscape}>
      ${
        isSent
          ? html`<cordee-who-reads posted ?already=${!chosen} journey-id=${journey.id} locale=${this.locale} .audience=${chosen ?? item.audience} @cordee-audience-change=${this.#choose}></cordee-who-reads>`
          : nothing
      }
      ${chosen ? this.#change(item, chosen, journey) : nothing}
      ${item.isMine ? this.#withdrawal(item) : nothing}
    </div>`;
  }

  /** What another choice of readers would do, and the button that does it. */
  #change(item: WordsView, chosen: Audience, { me, members }: JourneyView) {
    const { messages } = this;
    const author = item.author?.person ?? me.person;
    const offer = (
      hint: string,
      label: string,
      change: () => void,
      field: unknown = nothing,
    ) => html`<p class="small soft">${hint}</p>
      ${field}
      <div class="actions"><button type="button" class="slim primary" @click=${change}>${label}</button></div>`;
    if (isNarrowerOrSame(chosen, item.audience, author, members)) {
      if (!item.isMine && me.role !== 'coachee')
        return html`<p class="small soft">${messages.text('narrowNotYours')}</p>`;
      return offer(messages.text('narrowHint'), messages.text('narrowDo'), () => void this.#narrow(item, chosen));
    }
    if (!isNarrowerOrSame(item.audience, chosen, author, members))
      return html`<p class="small soft">${messages.text('oneByOneHint')}</p>`;
    const added = readersOf(chosen, author, members).filter(
      (reader) => !reader.isMe && !item.readers.some(({ id }) => id === reader.id),
    );
    const names = added.map(({ name }) => name);
    if (item.isMine && me.role === 'coachee')
      return offer(
        messages.text('widenHint', names),
        messages.text('widenDo'),
        () => void this.#open(item, chosen, 'widen'),
      );
    const asked = members
      .filter((member) => !member.isMe && (member.person === author || member.role === 'coachee'))
      .map(({ name }) => name);
    return offer(
      messages.text('askHint', names, asked),
      messages.text('askDo', asked),
      () => void this.#open(item, chosen, 'propose'),
      this.#reason(item),
    );
  }

  #reason({ id }: WordsView) {
    const reason = this.#reasonFor(id);
    return html`<div>
      <label for="reason" class="small">${this.messages.text('askReason')}</label>
      <textarea id="reason" rows="2" dir="auto" aria-describedby="reason-limit" .value=${reason} @input=${(event: Event) => this.#keepReason(event, id)}></textarea>
      ${limitView('reason', reason, maxLineLength, this.messages)}
    </div>`;
  }

  #draft(id: string): Draft {
    return this.#drafts.at({ journey: this.journeyId, name: ['reason', this.journeyId, id].join('/') });
  }

  #keepReason(event: Event, id: string): void {
    this.#draft(id).writeText((event.target as HTMLTextAreaElement).value);
    this.requestUpdate();
  }

  #reasonFor(id: string): string {
    return this.#draft(id).text;
  }

  #withdrawal(item: WordsView) {
    const { messages } = this;
    if (!this.isWithdrawing)
      return html`<div class="actions"><button type="button" class="slim" @click=${this.#askToWithdraw}>${messages.text('withdraw')}</button></div>`;
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

  async #narrow(item: WordsView, chosen: Audience): Promise<void> {
    const done = await this.attempt((client) => client.words.narrow(this.journeyId, item.id, chosen));
    await this.#end(
      done.ok ? this.messages.text('narrowDone') : this.messages.text('failure', codeOf(done.error) ?? ''),
    );
  }

  /** Opens it to more people, or asks those whose yes it takes. */
  async #open(item: WordsView, chosen: Audience, how: 'widen' | 'propose'): Promise<void> {
    const reason = this.#reasonFor(item.id);
    const over = how === 'propose' ? lettersOver(reason, maxLineLength) : 0;
    if (over > 0) {
      this.outcome = this.messages.text('textTooLong', over, maxLineLength);
      return focusAfterUpdate(this, '#reason');
    }
    const done = await this.attempt(({ words }) =>
      how === 'widen'
        ? words.widen(this.journeyId, item.id, chosen)
        : words.propose(this.journeyId, item.id, chosen, { reason }),
    );
    if (done.ok && how === 'propose') void this.#draft(item.id).forget(reason);
    const code = done.ok ? undefined : codeOf(done.error);
    await this.#end(
      done.ok
        ? this.messages.text(how === 'widen' ? 'narrowDone' : 'asked')
        : code === 'CORDEE_INPUT_INVALID'
          ? this.messages.text('widenOutside')
          : this.messages.text('failure', code ?? ''),
    );
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
    await focusAfterUpdate(this, '.quiet');
  }

  async #askToWithdraw(): Promise<void> {
    this.isWithdrawing = true;
    await focusAfterUpdate(this, '.withdraw');
  }

  async #closeOnEscape(event: KeyboardEvent): Promise<void> {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    await this.#close();
  }
}

/** The person accompanied has a say in all that is in their space; a coach asks about what is said in the forum. */
const mayAsk = (item: WordsView, { me }: JourneyView): boolean =>
  me.role === 'coachee' || (me.role === 'coach' && ('kind' in item || 'pinned' in item));
