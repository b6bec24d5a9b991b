import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LocalizedText, PromptView, StepDetail, StepView, WordsView } from '../../src/index.js';
import { StepMovedEvent } from '../events.js';
import { codeOf } from '../client/error-code.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { linked } from '../views/linked.js';
import { icon } from '../views/icons.js';
import { writingIcon } from '../views/writing-icons.js';
import { LiveController } from '../controllers/live-controller.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './step.styles.js';

/**
 * One step opened: why, what to do, the questions put to the reader, and what was answered.
 * @tag cordee-step
 * @event {StepMovedEvent} cordee-step-moved - The step was begun, finished or opened again.
 * @csspart base - The whole.
 * @csspart why - The reason, in one sentence.
 * @csspart prompt - One question with its answers.
 * @csspart delivery - Where a text of the reader’s own has got to.
 */
export class CordeeStep extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The step to show. */
  @property({ attribute: 'step-id' }) stepId = '';

  /** Leaves out the title, where the page around shows it. */
  @property({ type: Boolean, attribute: 'without-title' }) withoutTitle = false;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  @state() private writing = '';
  @state() private rewriting: WordsView | undefined;
  @state() private problem = '';

  readonly #step = new LiveController(this, this.source, {
    args: () => [this.journeyId, this.stepId],
    watch: (client, [journey, step]) => client.journeys.watchStep(journey, step),
  });

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages);
  }

  protected override view() {
    return this.show(this.#step, (detail) =>
      detail ? this.#detail(detail) : html`<p class="empty">${this.messages.text('stepGone')}</p>`,
    );
  }

  #detail(detail: StepDetail) {
    const { messages } = this;
    const mine = detail.prompts.filter((prompt) => prompt.isForMe);
    const others = detail.prompts.filter((prompt) => !prompt.isForMe);
    return html`<article>
      ${this.withoutTitle ? nothing : heading(this.headingLevel, messages.content(detail.step.title))}
      <p part="why">${messages.content(detail.why)}</p>
      ${this.#paragraph('instructions', detail.instructions)}
      ${this.#paragraph('variant', detail.variant)}
      ${this.#paragraph('coachGuide', detail.coachGuide)}
      ${repeat(
        mine,
        (prompt) => prompt.id,
        (prompt) => this.#prompt(prompt, detail),
      )}
      ${
        others.length === 0
          ? nothing
          : html`<section class="others"><p class="eyebrow">${messages.text('promptForOthers')}</p>${repeat(
              others,
              (prompt) => prompt.id,
              (prompt) => this.#prompt(prompt, detail),
            )}</section>`
      }
      ${this.#paragraph('doneWhen', detail.doneWhen)}
      ${detail.canMove && isMovable(detail.step) ? this.#moves(detail) : nothing}
    </article>`;
  }

  #paragraph(key: 'instructions' | 'variant' | 'coachGuide' | 'doneWhen', text: LocalizedText | undefined) {
    return text
      ? html`<div class="paragraph ${key}"><p class="eyebrow">${this.messages.text(key)}</p><p class="words">${this.messages.content(text)}</p></div>`
      : nothing;
  }

  #prompt(prompt: PromptView, detail: StepDetail) {
    const { messages } = this;
    const canAnswer = prompt.isForMe && detail.canAnswer;
    return html`<div part="prompt">
      <p class="question">${messages.content(prompt.text)}</p>
      ${prompt.answers.map((answer) => this.#answer(answer, prompt, detail))}
      ${prompt.answers.length === 0 && !canAnswer ? html`<p class="soft small">${messages.text('noAnswerYet')}</p>` : nothing}
      ${
        this.writing === prompt.id
          ? this.#composer(prompt, detail)
          : !canAnswer
            ? nothing
            : html`<button type="button" class="slim" id="answer-${prompt.id}" @click=${() => this.#write(prompt.id)}>${writingIcon('pencil')}${messages.text('answer')}</button>`
      }
    </div>`;
  }

  #answer(answer: WordsView, prompt: PromptView, detail: StepDetail) {
    const { messages } = this;
    if (this.rewriting?.id === answer.id) return this.#composer(prompt, detail, answer);
    return html`<figure>
      <blockquote class="words" dir="auto" lang=${answer.body.lang ?? nothing}>${linked(this.wordsText(answer))}</blockquote>
      <figcaption class="soft small">
        <b><bdi>${this.nameOf(answer)}</bdi></b> · ${this.timeView(answer.writtenAt)} ${this.deliveryView(answer)}
        ${
          answer.isMine && detail.canAnswer && !answer.withdrawn
            ? html`<button type="button" class="plain slim" id="rewrite-${answer.id}" @click=${() => this.#rewrite(answer)}>${messages.text('rewrite')}</button>`
            : nothing
        }
      </figcaption>
      <cordee-own-contributions journey-id=${this.journeyId} locale=${this.locale} .item=${answer}></cordee-own-contributions>
    </figure>`;
  }

  #composer(prompt: PromptView, detail: StepDetail, answer?: WordsView) {
    const { messages } = this;
    return html`<cordee-composer class="writing" closable journey-id=${this.journeyId} purpose="answer" step-id=${this.stepId} prompt-id=${prompt.id} answer-id=${answer?.id ?? ''} locale=${this.locale}
      text=${answer?.body.text ?? ''} label=${messages.text('answerLabel')} submit-label=${messages.text('saveAnswer')} .audience=${answer?.audience ?? detail.proposedAudience}
      @cordee-posted=${() => this.#stopWriting(prompt.id, answer)} @cordee-composer-close=${() => this.#stopWriting(prompt.id, answer)}></cordee-composer>`;
  }

  #moves({ step }: StepDetail) {
    const { messages } = this;
    const isDone = step.state === 'done';
    return html`<div class="actions moves">
        ${step.state === 'open' || step.state === 'ahead' ? html`<button type="button" @click=${() => this.#move('underway')}>${messages.text('begin')}</button>` : nothing}
        <button type="button" class=${isDone ? 'slim' : 'primary'} @click=${() => this.#move(isDone ? 'open' : 'done')}>${isDone ? messages.text('reopen') : [icon('check'), messages.text('finish')]}</button>
      </div>
      <p class="problem" role="status">${this.problem}</p>`;
  }

  async #move(to: 'open' | 'underway' | 'done'): Promise<void> {
    const moved = await this.attempt((client) => client.journeys.moveStep(this.journeyId, this.stepId, to));
    this.problem = moved.ok ? '' : this.messages.text('moveFailed', codeOf(moved.error) ?? '');
    if (moved.ok) this.dispatchEvent(new StepMovedEvent(this.journeyId, this.stepId, to));
    await focusAfterUpdate(this, '.moves button:last-child');
  }

  async #write(prompt: string): Promise<void> {
    this.writing = prompt;
    this.rewriting = undefined;
    await focusAfterUpdate(this, '.writing');
  }

  async #rewrite(answer: WordsView): Promise<void> {
    this.writing = '';
    this.rewriting = answer;
    await focusAfterUpdate(this, '.writing');
  }

  async #stopWriting(prompt: string, answer: WordsView | undefined): Promise<void> {
    this.writing = '';
    this.rewriting = undefined;
    await focusAfterUpdate(this, answer ? `#rewrite-${answer.id}` : `#answer-${prompt}`);
  }
}

/** What the coach left aside or replaced is the coach's to bring back. */
const isMovable = ({ state }: StepView): boolean => state !== 'skipped' && state !== 'replaced';
