import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  type Audience,
  type Body,
  type ContributionKind,
  type CordeeClient,
  CordeeError,
  type DraftWords,
  type JourneyView,
  maxTextLength,
} from '../../src/index.js';
import { type AudienceChangeEvent, BeforePostEvent, ComposerCloseEvent, PostedEvent, type Purpose } from '../events.js';
import { usualAudience } from '../views/audience.js';
import { type Attempt, CordeeElement } from '../base/cordee-element.js';
import { codeOf } from '../client/error-code.js';
import { DraftController } from '../controllers/draft-controller.js';
import type { Draft } from '../controllers/draft.js';
import { html } from '../views/html.js';
import { isLeaveKey, isSendKey } from '../views/keys.js';
import { kindsFor } from '../views/kinds.js';
import { limitView } from '../views/limits.js';
import { type Destination, post } from '../client/post.js';
import { bodyOf } from '../controllers/writer-language.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './composer.styles.js';
import { destinationOf, namedDestination } from './destination.js';
import { emptyForm, faultOf, isFormEmpty, type MomentForm, momentForm, textOfForm, trimmed } from './moment-form.js';
import { adviceView, hoursView, kindsView, restoredView } from './offers.js';

const purposes: readonly string[] = ['topic', 'contribution', 'answer', 'challenge'] satisfies Purpose[];

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
  @state() private isAboutTrait = false;
  @state() private isPosting = false;
  #judge: ((text: string) => boolean) | undefined;
  /** Sent again as soon as what is being stored is stored. */
  #isNextAsked = false;
  #isLetterAwaited = false;
  readonly #drafts = new DraftController(this, () => this.client);
  @state() private outcome: { readonly sentence: string; readonly isBad: boolean } | undefined;

  constructor() {
    super();
    new TypingController(this);
  }

  /** @internal Whether something is written here that is not posted. */
  get hasWords(): boolean {
    return !this.#isEmpty;
  }

  /** Puts the cursor in the field. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus(options));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('purpose'))
      this.#misuse = purposes.includes(this.purpose)
        ? undefined
        : new CordeeError('CORDEE_INPUT_INVALID', `purpose="${this.purpose}" is none of: ${purposes.join(', ')}.`);
  }

  protected override view() {
    if (this.#misuse) {
      this.report(this.#misuse);
      return this.failedView('CORDEE_INPUT_INVALID');
    }
    const { messages } = this;
    const journey = this.#journey.value;
    const isMoment = this.purpose === 'contribution' && journey !== undefined && this.#kindNow(journey) === 'moment';
    return html`<form method="dialog" novalidate @keydown=${this.#keys}>
      ${
        isMoment
          ? html`<p class="label">${this.label || messages.text('writeHere')}</p>`
          : html`<label for="text">${this.label || messages.text('writeHere')}</label>`
      }
      ${this.hint === '' ? nothing : html`<p class="hint" id="hint">${this.hint}</p>`}
      ${journey && this.purpose === 'contribution' ? this.#kinds(journey) : nothing}
      ${
        isMoment
          ? momentForm(this.#form, messages, (form) => this.#write({ form }))
          : html`<textarea id="text" part="field" dir="auto" name="text" rows="3" aria-describedby="hint text-limit outcome" aria-invalid=${this.outcome?.isBad ? 'true' : 'false'} .value=${this.#words} @input=${this.#type}></textarea>${limitView('text', this.#words, maxTextLength, messages)}`
      }
      ${this.#restored()}
      ${this.isAboutTrait && !isMoment ? adviceView(messages, () => void this.#tellMoment()) : nothing}
      <cordee-who-reads journey-id=${this.journeyId} locale=${this.locale} .audience=${this.#audienceNow()} .within=${this.within} @cordee-audience-change=${this.#changeAudience}></cordee-who-reads>
      <div class="actions">
        <button part="submit" class="primary" aria-disabled=${this.isPosting} @click=${this.#submit}>${this.isAboutTrait && !isMoment ? messages.text('sendAnyway') : this.submitLabel || messages.text('send')}</button>
        ${this.closable ? html`<button type="button" class="plain" @click=${this.#close}>${messages.text('cancel')}</button>` : nothing}
      </div>
      ${journey ? this.#hours(journey) : nothing}
      <p id="outcome" part="status" class=${this.outcome?.isBad ? 'bad' : 'good'} role="status">${this.outcome?.sentence ?? ''}</p>
    </form>`;
  }

  #kinds(journey: JourneyView) {
    return kindsView(this.kinds ?? kindsFor(journey.me.role), this.#kindNow(journey), this.messages, (kind) =>
      this.#write({ kind }),
    );
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

  #hours(journey: JourneyView) {
    const audience = this.#audienceNow();
    // A challenge is now, and an answer is for whoever comes by; anything else may wait until its reader is up.
    if (!audience || this.#isEmpty || this.purpose === 'challenge' || this.purpose === 'answer') return nothing;
    return hoursView(audience, journey, this.messages, this.clock.now, (opensAt) => void this.#postpone(opensAt));
  }

  get #words(): string {
    return this.#draft.words?.text ?? this.text;
  }

  get #form(): MomentForm {
    return this.#draft.words?.form ?? emptyForm;
  }

  get #isEmpty(): boolean {
    return this.#words.trim() === '' && isFormEmpty(this.#form);
  }

  get #draft(): Draft {
    return this.#drafts.at({ journey: this.journeyId, name: this.#draftName });
  }

  get #draftName(): string {
    return [this.purpose, this.topicId, this.replyTo, this.stepId, this.promptId, this.answerId].join('/');
  }

  #audienceNow(): Audience | undefined {
    const journey = this.#journey.value;
    return (
      this.#draft.words?.audience ?? this.audience ?? this.within ?? (journey && usualAudience(journey, this.purpose))
    );
  }

  #kindNow(journey: JourneyView): ContributionKind {
    const kinds = this.kinds ?? kindsFor(journey.me.role);
    const chosen = this.#draft.words?.kind;
    return chosen && kinds.includes(chosen) ? chosen : (kinds[0] ?? 'answer');
  }

  #write(change: Partial<DraftWords>): void {
    const words = { text: this.#words, ...this.#draft.words, ...change };
    this.outcome = undefined;
    this.#draft.write(
      words.text.trim() === '' &&
        isFormEmpty(words.form ?? emptyForm) &&
        this.text === '' &&
        !words.audience &&
        !words.kind
        ? undefined
        : words,
    );
    void this.#judgeWords();
    this.requestUpdate();
  }

  #type(event: Event): void {
    this.#write({ text: (event.target as HTMLTextAreaElement).value });
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

  /** On this device only, and only in words that are said to somebody. Where the help cannot be fetched there is none. */
  async #judgeWords(): Promise<void> {
    if (this.purpose !== 'contribution') return;
    try {
      this.#judge ??= (await import('../../src/insight/feedback-words.js')).isAboutTrait;
      this.isAboutTrait = this.#judge(this.#words);
    } catch {
      this.isAboutTrait = false;
    }
  }

  async #tellMoment(): Promise<void> {
    this.#write({ kind: 'moment', form: { ...this.#form, saw: this.#form.saw || this.#words } });
    await focusAfterUpdate(this, '#moment');
  }

  #keys(event: KeyboardEvent): void {
    if (isSendKey(event)) {
      if (event.isComposing) this.#sendWithLetter(event);
      else void this.#submit(event);
    }
    if (isLeaveKey(event) && this.closable) this.#close(event);
  }

  /** The letter that is being put together goes with the rest: some browsers give it to the field after they end it. */
  #sendWithLetter(event: Event): void {
    if (this.#isLetterAwaited) return;
    this.#isLetterAwaited = true;
    event.target?.addEventListener(
      'compositionend',
      () => setTimeout(() => this.#isLetterAwaited && void this.#submit()),
      { once: true },
    );
  }

  #close(event: Event): void {
    event.stopPropagation();
    this.dispatchEvent(new ComposerCloseEvent());
  }

  /** What would be posted now; without it, the reason was said. */
  #ready():
    | { readonly body: Body; readonly audience: Audience; readonly kind: ContributionKind | undefined }
    | undefined {
    const { messages } = this;
    const journey = this.#journey.value;
    const audience = this.#audienceNow();
    const refuse = (sentence: string): undefined => {
      this.#say(sentence, true);
      return undefined;
    };
    // The journey is gone from this device, or not there yet: the text waits in the field.
    if (!journey || !audience) return refuse(messages.text('failure', 'CORDEE_PERMISSION_DENIED'));
    const kind = this.purpose === 'contribution' ? this.#kindNow(journey) : undefined;
    const form = kind === 'moment' ? this.#form : undefined;
    const fault = faultOf(this.#words, form, messages);
    if (fault?.field) void focusAfterUpdate(this, `#${fault.field}`);
    if (fault) return refuse(fault.sentence);
    return {
      body: {
        ...bodyOf(form ? textOfForm(form) : this.#words.trim(), messages.language),
        ...(form ? { form: trimmed(form) } : {}),
      },
      audience,
      kind,
    };
  }

  async #submit(event?: Event): Promise<void> {
    event?.preventDefault();
    this.#isLetterAwaited = false;
    if (this.isPosting) {
      this.#isNextAsked ||= this.hasWords;
      return;
    }
    const ready = this.#ready();
    if (!ready) return;
    const { body, audience, kind } = ready;
    const asked = new BeforePostEvent({
      journeyId: this.journeyId,
      purpose: this.purpose,
      text: body.text,
      kind,
      audience,
    });
    if (!this.dispatchEvent(asked)) return this.#say(this.messages.text('textHeld'), true);
    const { journeyId: journey, purpose } = this;
    const posted = await this.#store((client) => post(client, { journey, body, audience }, this.#destination(kind)));
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
    this.isAboutTrait = false;
    const stored = await this.attempt(write);
    this.isPosting = false;
    if (stored.ok) void taken.done();
    else {
      taken.giveBack();
      this.#isNextAsked = false;
      void this.#judgeWords();
      this.#say(this.messages.text('failure', codeOf(stored.error) ?? ''), true);
    }
    return stored;
  }

  /** Keeps it for the morning of its reader, on this device: the journey posts what is due. */
  async #postpone(opensAt: number): Promise<void> {
    const ready = this.#ready();
    if (!ready || this.isPosting) return;
    const asked = new BeforePostEvent({
      journeyId: this.journeyId,
      purpose: this.purpose,
      text: ready.body.text,
      kind: ready.kind,
      audience: ready.audience,
    });
    if (!this.dispatchEvent(asked)) return this.#say(this.messages.text('textHeld'), true);
    const at = new Date(opensAt).toISOString();
    // Two texts may wait for the same morning, from here to the same readers.
    const name = ['later', at, this.#draftName, crypto.getRandomValues(new Uint32Array(2)).join('-')].join('/');
    const kept = await this.#store((client) =>
      client.drafts.keep(this.journeyId, name, {
        text: ready.body.text,
        form: ready.body.form,
        audience: ready.audience,
        later: {
          at,
          to: {
            ...namedDestination(this.#destination(ready.kind)),
            ...(ready.body.lang === undefined ? {} : { lang: ready.body.lang }),
          },
        },
      }),
    );
    if (kept.ok) this.#say(this.messages.text('keptForLater'), false);
  }

  #destination(kind: ContributionKind | undefined): Destination {
    return destinationOf(this, kind);
  }

  #say(sentence: string, isBad: boolean): void {
    this.outcome = { sentence, isBad };
  }
}
