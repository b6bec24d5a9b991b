import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Audience, ContributionKind, CordeeClient, CordeeError, DraftWords } from '../../src/index.js';
import { type AudienceChangeEvent, BeforePostEvent, ComposerCloseEvent, PostedEvent, type Purpose } from '../events.js';
import { type Attempt, CordeeElement } from '../base/cordee-element.js';
import { codeOf } from '../client/error-code.js';
import { DraftController } from '../controllers/draft-controller.js';
import type { Draft } from '../controllers/draft.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { post } from '../client/post.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './composer.styles.js';
import { destinationOf, faultOfPurpose } from './destination.js';
import { isDraftEmpty, momentForm } from './moment-form.js';
import { adviceView, hoursView, kindsView, restoredView, textView } from './offers.js';
import { type Prepared, prepare } from './prepare.js';
import { scheduledDraft } from './scheduled-draft.js';
import { SendKey } from './send-key.js';
import { TraitAdvice } from './trait-advice.js';
import { type Written, writtenIn } from './written.js';

/**
 * Where one writes. It says who will read before anything is posted, and never loses a text: what is
 * typed is kept on this device, and is there again after a failure, a hold, a closed composer or a
 * reloaded page. A moment has four lines of its own. Words that say what somebody *is* get an offer to
 * tell the moment instead, which holds nothing back. At night for its reader, a text can wait for the morning.
 * @tag cordee-composer
 * @event {BeforePostEvent} cordee-before-post - Before a text is posted; cancelable.
 * @event {PostedEvent} cordee-posted - The text is stored on this device.
 * @event {ComposerCloseEvent} cordee-composer-close - The writer leaves with Escape or the button.
 * @csspart base - The whole.
 * @csspart field - The text field.
 * @csspart submit - The button that posts.
 * @csspart form - The four lines of a moment.
 * @csspart advice - The offer to tell the moment.
 * @csspart hours - What time it is for the reader, and the offer to wait.
 * @csspart status - The sentence that says what became of the text.
 */
export class CordeeComposer extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** What the text is: a new `topic`, a `contribution` to one, an `answer` to a prompt, a `challenge`. */
  @property() purpose: Purpose = 'topic';

  /** For a contribution: the topic, or the challenge, that it is given to. */
  @property({ attribute: 'topic-id' }) topicId = '';

  /** For a contribution: the one that it answers. */
  @property({ attribute: 'reply-to' }) replyTo = '';

  /** For an answer, or for a topic that speaks of a step. */
  @property({ attribute: 'step-id' }) stepId = '';

  /** For an answer. */
  @property({ attribute: 'prompt-id' }) promptId = '';

  /** For an answer that is written anew. */
  @property({ attribute: 'answer-id' }) answerId = '';

  /** What the field holds when nothing was typed yet. */
  @property() text = '';

  /** What is asked of the writer, above the field. */
  @property() label = '';

  /** A line under the label. */
  @property() hint = '';

  /** The words on the button that posts. */
  @property({ attribute: 'submit-label' }) submitLabel = '';

  /** Offers a button that leaves without posting. */
  @property({ type: Boolean }) closable = false;

  /** Who reads, until the writer changes it. */
  @property({ attribute: false }) audience: Audience | undefined;

  /** What the audience must stay inside of. */
  @property({ attribute: false }) within: Audience | undefined;

  /** Kinds to choose from, for a contribution. Without it, those of the writer's role. */
  @property({ attribute: false }) kinds: readonly ContributionKind[] | undefined;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  #misuse: CordeeError | undefined;
  @state() private isPosting = false;
  /** Sent again as soon as what is being stored is stored. */
  #isNextAsked = false;
  readonly #sendKey = new SendKey((event) => void this.#submit(event));
  readonly #advice = new TraitAdvice(this);
  readonly #drafts = new DraftController(this, () => this.client);
  @state() private outcome: { readonly sentence: string; readonly isBad: boolean } | undefined;

  constructor() {
    super();
    new TypingController(this);
  }

  /** @internal Whether something is written here that is not posted. */
  get hasWords(): boolean {
    return !this.#written.isEmpty;
  }

  /** Puts the cursor in the field. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus(options));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('purpose')) this.#misuse = faultOfPurpose(this.purpose);
  }

  protected override view() {
    if (this.#misuse) {
      this.report(this.#misuse);
      return this.failedView('CORDEE_INPUT_INVALID');
    }
    const { messages } = this;
    const written = this.#written;
    const { kind, kinds, words } = written;
    const isMoment = kind === 'moment';
    const isAdvised = this.#advice.isOffered && !isMoment;
    return html`<form method="dialog" novalidate @keydown=${this.#keys}>
      ${
        isMoment
          ? html`<p class="label">${this.label || messages.text('writeHere')}</p>`
          : html`<label for="text">${this.label || messages.text('writeHere')}</label>`
      }
      ${this.hint === '' ? nothing : html`<p class="hint" id="hint">${this.hint}</p>`}
      ${kind ? kindsView(kinds, kind, messages, (chosen) => this.#write({ kind: chosen })) : nothing}
      ${
        isMoment
          ? momentForm(written.form, messages, (form) => this.#write({ form }))
          : textView(words, this.outcome?.isBad === true, messages, (text) => this.#write({ text }))
      }
      ${this.#restored()}
      ${isAdvised ? adviceView(messages, () => void this.#tellMoment()) : nothing}
      <cordee-who-reads journey-id=${this.journeyId} locale=${this.locale} .audience=${written.audience} .within=${this.within} ?read-only=${this.answerId !== ''} @cordee-audience-change=${this.#changeAudience}></cordee-who-reads>
      <div class="actions">
        <button part="submit" class="primary" aria-disabled=${this.isPosting} @click=${this.#submit}>${isAdvised ? messages.text('sendAnyway') : this.submitLabel || messages.text('send')}</button>
        ${this.closable ? html`<button type="button" class="plain" @click=${this.#close}>${messages.text('cancel')}</button>` : nothing}
      </div>
      ${this.#hours(written)}
      <p id="outcome" part="status" class=${this.outcome?.isBad ? 'bad' : 'good'} role="status">${this.outcome?.sentence ?? ''}</p>
    </form>`;
  }

  /** What was begun earlier is told, so that nobody wonders whose words these are. */
  #restored() {
    const { restoredFrom } = this.#draft;
    return restoredFrom
      ? restoredView(
          this.timeView(restoredFrom, (ago) => this.messages.text('draftRestored', ago)),
          this.messages,
          () => void this.#beginAnew(),
        )
      : nothing;
  }

  #hours({ journey, audience, isEmpty }: Written) {
    // A challenge is now, and an answer is for whoever comes by; anything else may wait until its reader is up.
    if (!journey || !audience || isEmpty || this.purpose === 'challenge' || this.purpose === 'answer') return nothing;
    return hoursView(audience, journey, this.messages, this.clock.now, (opensAt) => void this.#postpone(opensAt));
  }

  get #written(): Written {
    return writtenIn(this.#draft, this, this.#journey.value);
  }

  get #draft(): Draft {
    return this.#drafts.at({ journey: this.journeyId, name: this.#draftName });
  }

  get #draftName(): string {
    return [this.purpose, this.topicId, this.replyTo, this.stepId, this.promptId, this.answerId].join('/');
  }

  #write(change: Partial<DraftWords>): void {
    const words = { text: this.text, ...this.#draft.words, ...change };
    this.outcome = undefined;
    this.#draft.write(isDraftEmpty(words) && this.text === '' ? undefined : words);
    this.#judgeWords();
    this.requestUpdate();
  }

  #changeAudience(event: AudienceChangeEvent): void {
    event.stopPropagation();
    this.#write({ audience: event.audience });
  }

  async #beginAnew(): Promise<void> {
    this.#draft.write(undefined);
    this.requestUpdate();
    await focusAfterUpdate(this, 'textarea');
  }

  /** Only words that are said to somebody are judged. */
  #judgeWords(): void {
    if (this.purpose === 'contribution') void this.#advice.judge(() => this.#written.words);
  }

  async #tellMoment(): Promise<void> {
    const { form, words } = this.#written;
    this.#write({ kind: 'moment', form: { ...form, saw: form.saw || words } });
    await focusAfterUpdate(this, '#moment');
  }

  #keys(event: KeyboardEvent): void {
    this.#sendKey.press(event);
    if (isLeaveKey(event) && this.closable) this.#close(event);
  }

  #close(event: Event): void {
    event.stopPropagation();
    this.dispatchEvent(new ComposerCloseEvent());
  }

  /** What would be posted now; without it, the reason was said. */
  #ready(): Prepared | undefined {
    const ready = prepare(this.#written, this.messages);
    if (!('sentence' in ready)) return ready;
    if (ready.field) void focusAfterUpdate(this, `#${ready.field}`);
    this.#say(ready.sentence, true);
    return undefined;
  }

  /** Whether the page lets it be posted; without that, the writer is told. */
  #isLet({ body: { text }, audience, kind }: Prepared): boolean {
    const { journeyId, purpose } = this;
    const isLet = this.dispatchEvent(new BeforePostEvent({ journeyId, purpose, text, kind, audience }));
    if (!isLet) this.#say(this.messages.text('textHeld'), true);
    return isLet;
  }

  async #submit(event?: Event): Promise<void> {
    event?.preventDefault();
    this.#sendKey.forget();
    if (this.isPosting) {
      this.#isNextAsked ||= this.hasWords;
      return;
    }
    const ready = this.#ready();
    if (!ready || !this.#isLet(ready)) return;
    const { body, audience, kind } = ready;
    const { journeyId: journey, purpose } = this;
    const posted = await this.#store((client) => post(client, { journey, body, audience }, destinationOf(this, kind)));
    if (posted.ok) {
      this.#say(this.messages.text(audience.kind === 'self' ? 'postedHere' : 'posted'), false);
      this.dispatchEvent(new PostedEvent(journey, purpose, posted.value));
    }
    if (this.#isNextAsked && this.isConnected) void this.#submit();
    this.#isNextAsked = false;
  }

  /** The field is free for the next words at once; what could not be stored is in it again. */
  async #store<T>(write: (client: CordeeClient) => Promise<T>): Promise<Attempt<T>> {
    this.isPosting = true;
    const taken = this.#draft.take(this.text === '' ? undefined : { text: '' });
    this.#advice.forget();
    const stored = await this.attempt(write);
    this.isPosting = false;
    if (stored.ok) void taken.done();
    else {
      taken.giveBack();
      this.#isNextAsked = false;
      this.#judgeWords();
      this.#say(this.messages.text('failure', codeOf(stored.error) ?? ''), true);
    }
    return stored;
  }

  /** Keeps it for the morning of its reader, on this device: the journey posts what is due. */
  async #postpone(opensAt: number): Promise<void> {
    const ready = this.#ready();
    if (!ready || this.isPosting || !this.#isLet(ready)) return;
    const to = destinationOf(this, ready.kind);
    const { name, words } = scheduledDraft(ready, { from: this.#draftName, to, opensAtMs: opensAt });
    const kept = await this.#store((client) => client.drafts.keep(this.journeyId, name, words));
    if (kept.ok) this.#say(this.messages.text('keptForLater'), false);
  }

  #say(sentence: string, isBad: boolean): void {
    this.outcome = { sentence, isBad };
  }
}
