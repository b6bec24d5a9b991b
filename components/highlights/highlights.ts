import { nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EventView, EventsView } from '../../src/index.js';
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

/** So long after an event, what is still to be written of it is in sight: the day three weeks after is among them. */
const askedForDays = 28;

/**
 * The company’s events on one person’s path: the next first, those that are over folded away.
 * @tag cordee-highlights
 * @csspart base - The whole.
 * @csspart list - The events to come.
 * @csspart past - Those that are over.
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
          : html`${this.#list(
              'list',
              view.events.filter(({ isOver }) => !isOver),
              view.canWrite,
            )} ${this.#past(
              view.events.filter(({ isOver }) => isOver),
              view.canWrite,
            )}`
      }
    </section>`,
    );
  }

  #list(part: 'list' | 'past', events: readonly EventView[], canWrite: boolean) {
    if (events.length === 0) return nothing;
    return html`<ul part=${part}>${repeat(
      events,
      ({ id }) => id,
      (event) =>
        html`<li><cordee-highlight journey-id=${this.journeyId} locale=${this.locale} heading-level=${this.headingLevel + 1} ?can-write=${canWrite} .event=${event}></cordee-highlight></li>`,
    )}</ul>`;
  }

  /** Open where an event has just been and something of it is still to be written. */
  #past(events: readonly EventView[], canWrite: boolean) {
    if (events.length === 0) return nothing;
    const asking = events.filter(({ activities }) => activities.some(({ isOpen, isDone }) => isOpen && !isDone));
    const isLately = asking.some(({ inDays }) => inDays >= -askedForDays);
    return html`<details ?open=${canWrite && isLately}>
      <summary>${this.words.text('eventsPast', events.length, canWrite && asking.length > 0)}</summary>
      ${this.#list('past', events, canWrite)}
    </details>`;
  }
}
