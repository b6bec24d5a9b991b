import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CircleView, PlaceView } from '../../src/index.js';
import { isTimeZone } from '../../src/insight/local-clock.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { isolated } from '../controllers/isolate.js';
import { LiveController } from '../controllers/live-controller.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { waitsView } from '../views/waits.js';
import { failure, type Outcome, outcomeView } from '../views/outcome.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { styles } from './circle.styles.js';

/**
 * Who is in the journey, in words: what each is to the person, what the circle lacks, and how to let
 * somebody rest or leave, in one gesture that can be taken back.
 * @tag cordee-circle
 * @csspart base - The whole.
 * @csspart hint - What the circle lacks, told to the person only.
 * @csspart member - One person in the journey.
 * @csspart status - What the last write came to.
 */
export class CordeeCircle extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  @state() private outcome: Outcome | undefined;
  readonly #circle = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.circle.watchPlaces(journey),
  });

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    return this.show(this.#circle, (view) =>
      view ? this.#whole(view) : html`<p class="empty">${this.words.text('circleGone')}</p>`,
    );
  }

  #whole(view: CircleView) {
    const { words } = this;
    const others = view.places.filter(({ isMe }) => !isMe);
    return html`<section class="stack">
      <div>
        ${heading(this.headingLevel, words.text('circleTitle'))}
        ${others.length > 0 ? html`<p class="soft small">${view.canInvite ? words.text('circleIntro') : words.text('circleIntroGuest')}</p>` : nothing}
      </div>
      ${view.hint ? html`<p part="hint">${words.text('circleHint', view.hint)}</p>` : nothing}
      ${outcomeView(this.outcome, this.words)}
      <ul>${repeat(
        view.places,
        ({ id }) => id,
        (membership) => html`<li part="member" class=${membership.state}>${this.#member(membership)}</li>`,
      )}</ul>
      ${view.canInvite ? html`<cordee-invite journey-id=${this.journeyId} locale=${this.locale} heading-level=${this.headingLevel + 1} .suggestions=${view.suggestions}></cordee-invite>` : nothing}
    </section>`;
  }

  #member(membership: PlaceView) {
    const { words, messages } = this;
    const about = [
      messages.text('role', membership.role),
      membership.profile ? messages.content(membership.profile) : '',
      messages.content(membership.job),
      isolated(membership.place ?? '', messages.direction),
      membership.home === 'outside' ? words.text('fromOutside') : '',
      isTimeZone(membership.timeZone) ? '' : messages.text('zoneOfUnknown'),
    ].filter((text) => text !== '');
    return html`${this.avatarView(membership)}
      <div class="who">
        <p><b><bdi>${membership.isMe ? messages.text('you') : membership.name}</bdi></b>${membership.state === 'paused' ? html` <span class="tag">${words.text('placeRests')}</span>` : nothing}${membership.isWaiting ? html` ${waitsView('waiting', this.messages)}` : nothing}</p>
        <p class="soft small">${about.join('\u00a0· ')}</p>
      </div>
      ${
        membership.canPause || membership.canResume || membership.canRemove
          ? html`<div class="actions">
            ${membership.canPause ? html`<button type="button" class="plain slim" aria-label=${membership.isMe ? nothing : words.text('pausePlaceOf', membership.name)} @click=${() => this.#pause(membership)}>${membership.isMe ? words.text('restMyself') : words.text('pausePlace')}</button>` : nothing}
            ${membership.canResume ? html`<button type="button" class="plain slim" aria-label=${membership.isMe ? nothing : words.text('resumePlaceOf', membership.name)} @click=${() => this.#bringBack(membership, 'resume')}>${membership.isMe ? words.text('backMyself') : words.text('resumePlace')}</button>` : nothing}
            ${membership.canRemove ? html`<button type="button" class="plain slim quiet-danger" aria-label=${words.text('removePlaceOf', membership.name)} @click=${() => this.#remove(membership)}>${words.text('remove')}</button>` : nothing}
          </div>`
          : nothing
      }`;
  }

  async #pause(membership: PlaceView): Promise<void> {
    const done = await this.attempt((client) => client.circle.pause(this.journeyId, membership.id));
    this.outcome = done.ok
      ? {
          sentence: this.words.text('placePaused', membership.name, membership.isMe),
          undo: () => void this.#bringBack(membership, 'resume'),
        }
      : failure(done.error, this.messages);
    await focusUnlessElsewhere(this, '.undo');
  }

  async #remove(membership: PlaceView): Promise<void> {
    const done = await this.attempt((client) => client.circle.remove(this.journeyId, membership.id));
    this.outcome = done.ok
      ? {
          sentence: this.words.text('placeRemoved', membership.name),
          undo: () => void this.#bringBack(membership, 'readmit'),
        }
      : failure(done.error, this.messages);
    await focusUnlessElsewhere(this, '.undo');
  }

  async #bringBack(membership: PlaceView, verb: 'resume' | 'readmit'): Promise<void> {
    const done = await this.attempt((client) => client.circle[verb](this.journeyId, membership.id));
    this.outcome = done.ok
      ? { sentence: this.words.text('placeBack', membership.name, membership.isMe) }
      : failure(done.error, this.messages);
  }
}
