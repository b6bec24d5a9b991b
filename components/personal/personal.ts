import { nothing } from 'lit';
import { html } from '../views/html.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { property } from 'lit/decorators.js';
import { styles } from './personal.styles.js';

/**
 * What is the reader’s own in a journey: its pace, its plans, what became of their words, and what they take
 * with them. It only composes the other elements.
 * @tag cordee-personal
 * @csspart base - The whole.
 */
export class CordeePersonal extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  protected override view() {
    return this.show(this.#journey, (journey) => {
      if (!journey) return nothing;
      const isCoachee = journey.me.role === 'coachee';
      return html`<div class="parts">
        ${isCoachee || journey.me.role === 'coach' ? html`<cordee-plans journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-plans>` : nothing}
        ${isCoachee ? nothing : html`<cordee-my-words journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-my-words>`}
        ${isCoachee || journey.me.role === 'coach' ? html`<cordee-pace journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-pace>` : nothing}
        <cordee-hours journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-hours>
        <cordee-export journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-export>
      </div>`;
    });
  }
}
