import { nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EventsView } from '../../src/index.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { LiveController } from '../controllers/live-controller.js';
import { PersonalElement } from '../base/personal-element.js';
import { styles } from './highlights.styles.js';

/**
 * The company’s events on one person’s path: what asks for something now comes first.
 * @tag cordee-highlights
 * @csspart base - The whole.
 * @csspart list - The events.
 */
export class CordeeHighlights extends PersonalElement {
  static override styles = styles;

  readonly #events = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.highlights.watch(journey),
  });

  protected override page() {
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
