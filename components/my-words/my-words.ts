import { nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { MyWordsView } from '../../src/index.js';
import { TopicOpenEvent } from '../events.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { linked } from '../views/linked.js';
import { LiveController } from '../controllers/live-controller.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { property } from 'lit/decorators.js';
import { waitsView } from '../views/waits.js';
import { styles } from './my-words.styles.js';

/**
 * What became of my words: each of the reader’s own contributions, with the sentence that came
 * back, who drew on it and who has read it. No number of any kind.
 * @tag cordee-my-words
 * @event {TopicOpenEvent} cordee-topic-open - The reader asked to open the topic they had answered; cancelable.
 * @csspart base - The whole.
 * @csspart words - One contribution.
 */
export class CordeeMyWords extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  readonly #mine = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.served.watchMine(journey),
  });

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    const { words } = this;
    return this.show(
      this.#mine,
      (mine) => html`<section class="stack">
      ${heading(this.headingLevel, words.text('myWords'))}
      ${
        mine.length === 0
          ? html`<p class="empty">${words.text('myWordsEmpty')}</p>`
          : html`<ol>${repeat(
              mine,
              ({ id }) => id,
              (one) => html`<li part="words">${this.#one(one)}</li>`,
            )}</ol>`
      }
    </section>`,
    );
  }

  #one(one: MyWordsView) {
    const { words, messages } = this;
    const came = [
      one.gatheredBy.length > 0
        ? words.text(
            'myWordsGathered',
            one.gatheredBy.map(({ name }) => name),
          )
        : '',
      one.readBy.length > 0
        ? messages.text(
            'readByNames',
            one.readBy.map(({ name }) => name),
          )
        : '',
    ].filter((text) => text !== '');
    return html`
      ${one.topic ? html`<p class="topic"><button type="button" class="plain slim" @click=${() => this.dispatchEvent(new TopicOpenEvent(this.journeyId, one.topic?.id ?? ''))}><span dir="auto">${one.topic.text}</span></button></p>` : nothing}
      <p class="mine words" dir="auto" lang=${one.body.lang ?? nothing}>${one.withdrawn ? messages.text('withdrawn') : linked(one.body.text)}</p>
      ${one.served.map(({ author, body }) => html`<p class="came"><b>${words.text('servedBy', author?.name ?? messages.text('somebody'))}</b> <q dir="auto" lang=${body.lang ?? nothing}>${linked(body.text)}</q></p>`)}
      <p class="soft small">${came.length > 0 ? came.join('\u00a0· ') : one.served.length > 0 ? nothing : words.text('myWordsWait')} ${waitsView(one.delivery, this.messages)}</p>`;
  }
}
