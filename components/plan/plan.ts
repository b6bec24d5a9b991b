import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PlanView } from '../../src/index.js';
import { PlanDroppedEvent } from '../events.js';
import { html } from '../views/html.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { waitsView } from '../views/waits.js';
import { failure, type Outcome, outcomeView } from '../views/outcome.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { styles } from './plan.styles.js';

/**
 * One if-then plan: the sign, what one does then, and one gesture to note that it was tried.
 * @tag cordee-plan
 * @event {PlanDroppedEvent} cordee-plan-dropped - The plan was let go.
 * @csspart base - The whole.
 * @csspart status - What the last write came to.
 * @csspart delivery - Where it has got to.
 */
export class CordeePlan extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The plan to show. */
  @property({ attribute: false }) plan: PlanView | undefined;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  @state() private outcome: Outcome | undefined;

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    const { plan, words } = this;
    if (!plan) return nothing;
    return html`<article>
      <p class="sentence" dir="auto"><b>${withComma(plan.if)}</b> <span class="then">${plan.then}</span></p>
      <p class="soft small">${[
        this.#tries(plan),
        words.text(
          'planReadBy',
          plan.readers.map(({ name }) => name),
        ),
      ].join('\u00a0· ')} ${waitsView(plan.delivery, this.messages)}</p>
      ${plan.isMine ? this.#gestures(plan) : nothing}
      ${outcomeView(this.outcome, this.words)}
    </article>`;
  }

  #tries({ tried }: PlanView): string {
    const last = tried.at(-1);
    return this.words.text(
      'planTried',
      tried.length,
      last?.worked === undefined ? '' : last.worked ? 'worked' : 'failed',
    );
  }

  #gestures(plan: PlanView) {
    const { words } = this;
    return html`<div class="actions">
      <button type="button" class="slim worked" @click=${() => this.#note(plan, true)}>${words.text('planWorked')}</button>
      <button type="button" class="slim" @click=${() => this.#note(plan, false)}>${words.text('planFailed')}</button>
      <button type="button" class="plain slim quiet-danger" @click=${() => this.#drop(plan)}>${words.text('planDrop')}</button>
    </div>`;
  }

  async #note(plan: PlanView, worked: boolean): Promise<void> {
    const done = await this.attempt((client) => client.plans.noteTry(this.journeyId, plan.id, worked));
    this.outcome = done.ok
      ? {
          sentence: this.words.text(worked ? 'planNotedWorked' : 'planNotedFailed'),
          undo: () => void this.#takeBack(plan),
        }
      : failure(done.error, this.messages);
  }

  async #takeBack(plan: PlanView): Promise<void> {
    const done = await this.attempt((client) => client.plans.takeBackTry(this.journeyId, plan.id));
    this.outcome = done.ok ? { sentence: this.words.text('ratingTakenBack') } : failure(done.error, this.messages);
    await focusUnlessElsewhere(this, '.worked');
  }

  async #drop(plan: PlanView): Promise<void> {
    const done = await this.attempt((client) => client.plans.drop(this.journeyId, plan.id));
    if (done.ok) this.dispatchEvent(new PlanDroppedEvent(this.journeyId, plan));
    else this.outcome = failure(done.error, this.messages);
  }
}

/** One sentence out of two halves that were written apart. */
const withComma = (half: string): string => (/[\p{P}]$/u.test(half.trim()) ? half : `${half.trim()},`);
