import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Audience, type ContributionKind, CordeeError, type JourneyView, maxTextLength } from '../../src/index.js';
import { type AudienceChangeEvent, BeforePostEvent, ComposerCloseEvent, PostedEvent, type Purpose } from '../events.js';
import { usualAudience } from '../internal/audience.js';
import { codeOf } from '../internal/cordee-element.js';
import { draftOf, keepDraft } from '../internal/drafts.js';
import { html } from '../internal/html.js';
import { JourneyElement } from '../internal/journey-element.js';
import { kindsFor } from '../internal/kinds.js';
import { type Destination, post } from '../internal/post.js';
import { styles } from './composer.styles.js';

const purposes: readonly string[] = ['topic', 'contribution', 'answer', 'challenge'] satisfies Purpose[];

/**
 * Where one writes. It says who will read before anything is posted, and never loses a text: what is
 * typed stays when posting fails, when the page holds it back, and when the composer closes.
 * @tag cordee-composer
 * @event {BeforePostEvent} cordee-before-post - Before a text is posted; cancelable.
 * @event {PostedEvent} cordee-posted - The text is stored on this device.
 * @event {ComposerCloseEvent} cordee-composer-close - The writer leaves with Escape or the button.
 * @csspart base - The whole.
 * @csspart field - The text field.
 * @csspart submit - The button that posts.
 * @csspart status - The sentence that says what became of the text.
 */
export class CordeeComposer extends JourneyElement {
  static override styles = styles;

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

  #misuse: CordeeError | undefined;
  @state() private typed: string | undefined;
  @state() private chosenAudience: Audience | undefined;
  @state() private chosenKind: ContributionKind | undefined;
  @state() private isPosting = false;
  @state() private outcome: { readonly sentence: string; readonly isBad: boolean } | undefined;

  /** Puts the cursor in the field. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus(options));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('purpose')) this.#misuse = purposes.includes(this.purpose) ? undefined : new CordeeError('CORDEE_INPUT_INVALID', `purpose="${this.purpose}" is none of: ${purposes.join(', ')}.`);
    if (changed.has('topicId') || changed.has('promptId') || changed.has('replyTo')) this.typed = undefined;
    if (changed.has('audience')) this.chosenAudience = undefined;
  }

  protected override view() {
    if (this.#misuse) {
      this.report(this.#misuse);
      return this.failedView('CORDEE_INPUT_INVALID');
    }
    const { messages } = this;
    const journey = this.journey;
    return html`<form @submit=${this.#submit} @keydown=${this.#keys} novalidate>
      <label for="text">${this.label || messages.text('writeHere')}</label>
      ${this.hint === '' ? nothing : html`<p class="hint" id="hint">${this.hint}</p>`}
      <textarea id="text" part="field" dir="auto" name="text" rows="3" aria-describedby="hint outcome" aria-invalid=${this.outcome?.isBad ? 'true' : 'false'} .value=${this.#words} @input=${this.#type}></textarea>
      ${journey && this.purpose === 'contribution' ? this.#kinds(journey) : nothing}
      <cordee-who-reads journey-id=${this.journeyId} locale=${this.locale} .audience=${this.#audienceNow()} .within=${this.within} @cordee-audience-change=${this.#changeAudience}></cordee-who-reads>
      <div class="actions">
        <button part="submit" class="primary" aria-disabled=${this.isPosting}>${this.submitLabel || messages.text('send')}</button>
        ${this.closable ? html`<button type="button" class="plain" @click=${this.#close}>${messages.text('cancel')}</button>` : nothing}
      </div>
      <p id="outcome" part="status" class=${this.outcome?.isBad ? 'bad' : 'good'} role="status">${this.outcome?.sentence ?? ''}</p>
    </form>`;
  }

  #kinds(journey: JourneyView) {
    const kinds = this.kinds ?? kindsFor(journey.me.role);
    if (kinds.length < 2) return nothing;
    return html`<fieldset class="kinds">
      <legend class="hidden-text">${this.messages.text('kindLegend')}</legend>
      ${kinds.map(
        (kind) => html`<label><input type="radio" name="kind" .checked=${kind === this.#kindIn(kinds)} @change=${() => (this.chosenKind = kind)} /><span>${this.messages.text('kind', kind)}</span></label>`,
      )}
    </fieldset>`;
  }

  get #words(): string {
    return this.typed ?? (draftOf(this.client, this.#place) || this.text);
  }

  get #place(): string {
    return [this.journeyId, this.purpose, this.topicId, this.replyTo, this.stepId, this.promptId, this.answerId].join('/');
  }

  #audienceNow(): Audience | undefined {
    const journey = this.journey;
    return this.chosenAudience ?? this.audience ?? this.within ?? (journey && usualAudience(journey, this.purpose));
  }

  #kindIn(kinds: readonly ContributionKind[]): ContributionKind {
    return this.chosenKind && kinds.includes(this.chosenKind) ? this.chosenKind : (kinds[0] ?? 'answer');
  }

  #type(event: Event): void {
    this.typed = (event.target as HTMLTextAreaElement).value;
    this.outcome = undefined;
    keepDraft(this.client, this.#place, this.typed);
  }

  #changeAudience(event: AudienceChangeEvent): void {
    event.stopPropagation();
    this.chosenAudience = event.audience;
  }

  #keys(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.#submit(event);
    if (event.key === 'Escape' && this.closable && !event.isComposing) this.#close(event);
  }

  #close(event: Event): void {
    event.stopPropagation();
    this.dispatchEvent(new ComposerCloseEvent());
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const journey = this.journey;
    const audience = this.#audienceNow();
    if (this.isPosting) return;
    // The journey is gone from this device, or not there yet: the text waits in the field.
    if (!journey || !audience) return this.#say(this.messages.text('failure', 'CORDEE_PERMISSION_DENIED'), true);
    const text = this.#words.trim();
    if (text === '') return this.#say(this.messages.text('emptyText'), true);
    if (text.length > maxTextLength) return this.#say(this.messages.text('textTooLong', maxTextLength), true);
    const kind = this.purpose === 'contribution' ? this.#kindIn(this.kinds ?? kindsFor(journey.me.role)) : undefined;
    const asked = new BeforePostEvent({ journeyId: this.journeyId, purpose: this.purpose, text, kind, audience });
    if (!this.dispatchEvent(asked)) return this.#say(this.messages.text('textHeld'), true);
    await this.#post(text, audience, kind);
  }

  async #post(text: string, audience: Audience, kind: ContributionKind | undefined): Promise<void> {
    const place = this.#place;
    const body = { text, lang: this.messages.language };
    this.isPosting = true;
    const posted = await this.attempt((client) => post(client, { journey: this.journeyId, body, audience }, this.#destination(kind)));
    this.isPosting = false;
    if (!posted.ok) return this.#say(this.messages.text('failure', codeOf(posted.error) ?? ''), true);
    keepDraft(this.client, place, '');
    this.typed = '';
    this.#say(this.messages.text(audience.kind === 'self' ? 'postedHere' : 'posted'), false);
    this.dispatchEvent(new PostedEvent(this.journeyId, this.purpose, posted.value));
  }

  #destination(kind: ContributionKind = 'answer'): Destination {
    switch (this.purpose) {
      case 'challenge': return { purpose: 'challenge' };
      case 'answer': return { purpose: 'answer', step: this.stepId, prompt: this.promptId, answer: this.answerId || undefined };
      case 'contribution': return { purpose: 'contribution', topic: this.topicId, kind, replyTo: this.replyTo || undefined };
      default: return { purpose: 'topic', step: this.stepId || undefined };
    }
  }

  #say(sentence: string, isBad: boolean): void {
    this.outcome = { sentence, isBad };
  }
}
