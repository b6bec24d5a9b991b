import { nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EventsView } from '../../src/index.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { LiveController } from '../controllers/live-controller.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { property } from 'lit/decorators.js';
import { styles } from './highlights.styles.js';

/**
 * The company’s events on one person’s path: what asks for something now comes first.
 * @tag cordee-highlights
 * @csspart base - The whole.
 * @csspart list - The events.
 */
export class CordeeHighlights extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  readonly #events = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.highlights.watch(journey),
  });

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    const { words } = this;
    return this.show(
      this.#events,
      (view: EventsView) => html`<section class="stack">
      <div>${heading(this.headingLevel, words.text('events'))}${view.events.length > 0 ? html`<p class="soft small">${words.text('eventsIntro')}</p>` : nothing}</div>
      ${
        view.events.length === 0
          ? html`<p class="empty">${words.text('eventsEmpty')}</p>`
          : html`<ul part="list">${repeat(
              view.events,
              ({ id }) => id,
              (event) =>
                html`<li><cordee-highlight journey-id=${this.journeyId} locale=${this.locale} heading-level=${this.headingLevel + 1} ?can-write=${view.canWrite} .event=${event}></cordee-highlight></li>`,
            )}</ul>`
      }
    </section>`,
    );
  }
}
