import { nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { JourneySummary } from '../../src/index.js';
import { JourneyOpenEvent } from '../events.js';
import { CordeeElement } from '../base/cordee-element.js';
import { timeAgo } from '../views/dates.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { LiveController } from '../controllers/live-controller.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { styles } from './journey-card.styles.js';

/**
 * One person's journey at a glance: who, where they are, and the challenge that waits for an eye.
 * @tag cordee-journey-card
 * @event {JourneyOpenEvent} cordee-journey-open - The reader asked to open it; cancelable.
 * @slot - Shown below, such as buttons of the page's own.
 * @csspart base - The card.
 * @csspart challenge - The challenge that is not read yet.
 */
export class CordeeJourneyCard extends CordeeElement {
  static override styles = styles;

  /** The journey to show. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The journey itself, where it is at hand: nothing is read then. */
  @property({ attribute: false }) journey: JourneySummary | undefined;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #all = new LiveController(this, this.source, {
    args: () => [this.journey ? '' : this.journeyId],
    watch: (client) => client.journeys.watchAll(),
  });

  protected override view() {
    if (this.journey) return this.#card(this.journey);
    if (this.journeyId === '') return nothing;
    return this.show(this.#all, (journeys) => {
      const found = journeys.find((journey) => journey.id === this.journeyId);
      return found ? this.#card(found) : nothing;
    });
  }

  #card(journey: JourneySummary) {
    const { messages } = this;
    const { challenge, coachee } = journey;
    const name = coachee?.isMe ? messages.content(journey.title) : (coachee?.name ?? messages.text('somebody'));
    return html`<article>
      <div class="card">
        ${this.avatarView(coachee)}
        ${heading(this.headingLevel, html`<button type="button" aria-label=${coachee?.isMe ? nothing : messages.text('openJourney', name)} @click=${this.#open}><bdi>${name}</bdi></button>`)}
        <p class="about">${[
          coachee?.isMe ? '' : messages.content(journey.title),
          journey.week === undefined ? '' : messages.text('week', journey.week, undefined),
          journey.state === undefined || journey.state === 'active' ? '' : messages.text('journeyState', journey.state),
        ]
          .filter((text) => text !== '')
          .join('\u00a0· ')}</p>
        ${
          challenge
            ? html`<p part="challenge"><strong>${messages.text('raisedAgo', timeAgo(challenge.writtenAt, this.clock.now, messages.language))}</strong>
              <q dir="auto" lang=${challenge.body.lang ?? nothing}>${this.wordsText(challenge)}</q></p>`
            : nothing
        }
      </div>
      <slot></slot>
    </article>`;
  }

  #open(): void {
    this.dispatchEvent(new JourneyOpenEvent(this.journey?.id ?? this.journeyId));
  }
}
