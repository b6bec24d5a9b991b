import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CordeeElement } from '../base/cordee-element.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { LiveController } from '../controllers/live-controller.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { styles } from './journey-list.styles.js';

/**
 * The people that one accompanies. Whoever has raised a challenge that is not read yet comes first, the longest waiting on top.
 * @tag cordee-journey-list
 * @event {JourneyOpenEvent} cordee-journey-open - The reader asked to open a journey; cancelable.
 * @csspart base - The whole.
 * @csspart list - The list of journeys.
 */
export class CordeeJourneyList extends CordeeElement {
  static override styles = styles;

  /** Leaves out the title, where the page around shows it. */
  @property({ type: Boolean, attribute: 'without-title' }) withoutTitle = false;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #all = new LiveController(this, this.source, {
    args: () => [],
    watch: (client) => client.journeys.watchAll(),
  });

  readonly #sync = new LiveController(this, this.source, { args: () => [], watch: (client) => client.sync.status$ });

  protected override view() {
    const { messages } = this;
    return this.show(this.#all, (journeys) =>
      journeys.length === 0
        ? this.#none()
        : html`${this.withoutTitle ? '' : heading(this.headingLevel, messages.text('journeys'))}
            <ul part="list">${repeat(
              journeys,
              (journey) => journey.id,
              (journey) =>
                html`<li><cordee-journey-card locale=${this.locale} heading-level=${this.headingLevel + 1} .journey=${journey}></cordee-journey-card></li>`,
            )}</ul>`,
    );
  }

  /** A device that the server has not answered yet has nothing: that is not the same as being in no journey. */
  #none() {
    const { messages } = this;
    const status = this.#sync.value;
    if (!status) return this.waitingView();
    if (status.lastSyncedAt) {
      return html`<div class="nobody">${heading(this.headingLevel, messages.text('noJourneyTitle'))}<p class="soft words">${messages.text('noJourneyText')}</p></div>`;
    }
    const isArriving = status.activity === 'starting' || status.activity === 'syncing';
    return isArriving ? this.waitingView() : html`<p class="nobody soft words">${messages.text('notArrived')}</p>`;
  }
}
