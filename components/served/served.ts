import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ServedOnView, ServedView } from '../../src/index.js';
import { inNamingOrder } from '../views/members.js';
import { DraftController } from '../controllers/draft-controller.js';
import type { Draft } from '../controllers/draft.js';
import { html } from '../views/html.js';
import { linked } from '../views/linked.js';
import { isComposing, isLeaveKey, isSendKey } from '../views/keys.js';
import { limitView, maxLineLength } from '../views/limits.js';
import { LiveController } from '../controllers/live-controller.js';
import { bodyOf } from '../controllers/writer-language.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { failure, type Outcome, outcomeView, tooLong } from '../views/outcome.js';
import { waitsView } from '../views/waits.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './served.styles.js';

/**
 * "This served me": for the person accompanied, one gesture and one sentence under somebody’s
 * words; for who gave them, the sentence. No number of any kind.
 * @tag cordee-served
 * @csspart base - The whole.
 * @csspart sentence - What somebody said that it served for.
 * @csspart say - The button that begins.
 * @csspart status - What the last write came to.
 * @csspart delivery - Where something of the reader’s own has got to.
 * @cssstate empty - There is nothing to show and nothing to say.
 * @cssstate quiet - Nothing was said yet: it is a button at most.
 */
export class CordeeServed extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The words that served. */
  @property({ attribute: 'contribution-id' }) contributionId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  @state() private isWriting = false;
  @state() private isBusy = false;
  @state() private outcome: Outcome | undefined;

  readonly #internals = this.attachInternals();
  readonly #served = new LiveController(this, this.source, {
    args: () => [this.journeyId, this.contributionId],
    watch: (client, [journey, contribution]) => client.served.watch(journey, contribution),
  });
  readonly #drafts = new DraftController(this, () => this.client);

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
    new TypingController(this);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const view = this.#served.value;
    const isQuiet = view?.said.length === 0 && !this.isWriting && !this.outcome;
    this.#internals.states[isQuiet ? 'add' : 'delete']('quiet');
    this.#internals.states[isQuiet && !view.canSay ? 'add' : 'delete']('empty');
  }

  /** It stands in the middle of somebody’s words: while it comes, nothing moves. */
  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    const { state: live } = this.#served;
    if (live.status === 'waiting') return nothing;
    return this.show(this.#served, (view) => this.#whole(view));
  }

  #whole(view: ServedOnView) {
    return html`<div class="served">
      ${view.said.map((one) => this.#sentence(one))}
      ${this.isWriting ? this.#form(view) : view.canSay ? html`<button type="button" part="say" class="plain slim say" @click=${this.#open}>${leaf}<span>${this.words.text('servedMe')}</span></button>` : nothing}
      ${outcomeView(this.outcome, this.words)}
    </div>`;
  }

  #sentence(one: ServedView) {
    const { words } = this;
    return html`<div class="said" part="sentence">
      ${leaf}
      <p><b>${one.isMine ? words.text('servedYou') : words.text('servedBy', one.author?.name ?? this.messages.text('somebody'))}</b> <q dir="auto" lang=${one.body.lang ?? nothing}>${linked(one.body.text)}</q>
        ${one.isMine ? html`${waitsView(one.delivery, this.messages)} <button type="button" class="plain slim back" @click=${() => this.#takeBack(one.id)}>${words.text('servedTakeBack')}</button>` : nothing}</p>
    </div>`;
  }

  #form(view: ServedOnView) {
    const { words } = this;
    return html`<form class="sheet" method="dialog" novalidate @keydown=${this.#keys}>
      <div class="field">
        <label for="what">${words.text('servedWhat')}</label>
        <p class="hint" id="what-hint">${words.text(
          'servedReaders',
          inNamingOrder(view.readers).map(({ name }) => name),
        )}</p>
        <textarea id="what" class="short" name="what" rows="2" dir="auto" aria-describedby="what-hint what-limit" .value=${this.#draft.text} @input=${this.#keep}></textarea>
        ${limitView('what', this.#draft.text, maxLineLength, this.messages)}
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${this.isBusy} @click=${this.#say}>${words.text('servedSay')}</button>
        <button type="button" class="plain" @click=${this.#close}>${this.messages.text('cancel')}</button>
      </div>
    </form>`;
  }

  get #draft(): Draft {
    return this.#drafts.at({
      journey: this.journeyId,
      name: ['served', this.journeyId, this.contributionId].join('/'),
    });
  }

  #keep(event: Event): void {
    this.#draft.writeText((event.target as HTMLTextAreaElement).value);
    this.requestUpdate();
  }

  async #open(): Promise<void> {
    this.isWriting = true;
    this.outcome = undefined;
    await focusUnlessElsewhere(this, 'textarea');
  }

  async #close(): Promise<void> {
    this.isWriting = false;
    this.outcome = undefined;
    await focusUnlessElsewhere(this, '.say');
  }

  #keys(event: KeyboardEvent): void {
    // A letter that is being put together is finished first.
    if (isSendKey(event) && !isComposing(event)) void this.#say(event);
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    void this.#close();
  }

  async #say(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    const text = this.#draft.text.trim();
    if (text === '') {
      this.outcome = { sentence: this.words.text('servedEmpty'), isBad: true };
      return focusUnlessElsewhere(this, 'textarea');
    }
    const long = tooLong(text, maxLineLength, this.messages);
    if (long) {
      this.outcome = long;
      return focusUnlessElsewhere(this, 'textarea');
    }
    this.isBusy = true;
    const done = await this.attempt((client) =>
      client.served.say({
        journey: this.journeyId,
        contribution: this.contributionId,
        body: bodyOf(text, this.messages.language),
      }),
    );
    this.isBusy = false;
    if (!done.ok) {
      this.outcome = failure(done.error, this.messages);
      return;
    }
    void this.#draft.forget(text);
    this.isWriting = false;
    this.outcome = { sentence: this.words.text('servedSaid') };
    await focusUnlessElsewhere(this, '.back');
  }

  async #takeBack(id: string): Promise<void> {
    const done = await this.attempt((client) => client.served.takeBack(this.journeyId, id));
    this.outcome = done.ok ? undefined : failure(done.error, this.messages);
    await focusUnlessElsewhere(this, '.say');
  }
}

/** What has taken root. */
const leaf = html`<svg class="leaf" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M7 20h10"/><path d="M10 20c5.500-2.500.8-6.400 3-10"/><path d="M9.500 9.400c1.100.8 1.800 2.200 2.300 3.700-2 .4-3.500.4-4.800-.3-1.200-.6-2.300-1.900-3-4.200 2.800-.5 4.400 0 5.500.8z"/><path d="M14.100 6a7 7 0 0 0-1.100 4c1.900-.1 3.300-.6 4.300-1.400 1-1 1.600-2.300 1.700-4.600-2.700.1-4 1-4.900 2z"/></svg>`;
