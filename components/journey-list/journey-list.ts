import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { JourneySummary } from '../../src/index.js';
import { CordeeElement } from '../internal/cordee-element.js';
import { heading } from '../internal/heading.js';
import { html } from '../internal/html.js';
import { LiveController } from '../internal/live-controller.js';
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

  readonly #all = new LiveController(this, this.source, { args: () => [], watch: (client) => client.journeys.watchAll() });

  readonly #sync = new LiveController(this, this.source, { args: () => [], watch: (client) => client.sync.status$ });

  protected override view() {
    const { messages } = this;
    return this.show(this.#all, (journeys) =>
      journeys.length === 0 && this.#isArriving()
        ? this.waitingView()
        : journeys.length === 0
        ? html`<div class="nobody">${heading(this.headingLevel, messages.text('noJourneyTitle'))}<p class="soft words">${messages.text('noJourneyText')}</p></div>`
        : html`${this.withoutTitle ? '' : heading(this.headingLevel, messages.text('journeys'))}
            <ul part="list">${repeat(
              journeys.toSorted(byNeed),
              (journey) => journey.id,
              (journey) => html`<li><cordee-journey-card locale=${this.locale} heading-level=${this.headingLevel + 1} .journey=${journey}></cordee-journey-card></li>`,
            )}</ul>`,
    );
  }

  /** A new device has nothing yet: that is not the same as being on no rope. */
  #isArriving(): boolean {
    const status = this.#sync.value;
    return status !== undefined && status.lastSyncedAt === undefined && (status.activity === 'starting' || status.activity === 'syncing');
  }
}

function byNeed(a: JourneySummary, b: JourneySummary): number {
  if (a.challenge && b.challenge) return a.challenge.writtenAt.localeCompare(b.challenge.writtenAt);
  if (a.challenge || b.challenge) return a.challenge ? -1 : 1;
  return (a.coachee?.name ?? '').localeCompare(b.coachee?.name ?? '');
}
