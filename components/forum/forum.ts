import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { JourneyView, TopicView } from '../../src/index.js';
import { TopicOpenEvent } from '../events.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { icon } from '../views/icons.js';
import { writingIcon } from '../views/writing-icons.js';
import { LiveController } from '../controllers/live-controller.js';
import { pageSize } from '../controllers/long-list.js';
import { calledBy } from '../views/members.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './forum.styles.js';

/**
 * The forum that a person runs on their own development: the topics, one of them opened in place.
 * @tag cordee-forum
 * @event {TopicOpenEvent} cordee-topic-open - The reader asked to open a topic; cancelable.
 * @csspart base - The whole.
 * @csspart topics - The list of topics.
 */
export class CordeeForum extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The topic that is open; empty for the list. */
  @property({ attribute: 'topic-id' }) topicId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  @state() private isWriting = false;
  @state() private pages = 1;

  readonly #topics = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.forum.watchTopics(id),
  });

  protected override view() {
    const { messages } = this;
    if (this.topicId !== '') {
      return html`<button type="button" class="plain back" @click=${this.#back}>${icon('back')}${messages.text('allTopics')}</button>
        <cordee-topic journey-id=${this.journeyId} topic-id=${this.topicId} locale=${this.locale} heading-level=${this.headingLevel}>${this.arriving('topic')}</cordee-topic>`;
    }
    return html`<div class="head">
        ${heading(this.headingLevel, messages.text('forum'))}
        <p class="soft small">${messages.text('forumIntro')}</p>
      </div>
      ${this.show(this.#topics, (topics) => this.#list(topics, this.#journey.value))}`;
  }

  #list(topics: readonly TopicView[], journey: JourneyView | undefined) {
    const isMine = journey?.me.role === 'coachee';
    const shown = topics.slice(0, this.pages * pageSize);
    return html`
      ${
        topics.length === 0
          ? html`<p class="empty">${this.messages.text(isMine ? 'forumEmpty' : 'forumEmptyGuest')}</p>`
          : html`<ul part="topics">${repeat(
              shown,
              (topic) => topic.id,
              (topic) => this.#row(topic),
            )}</ul>`
      }
      ${shown.length < topics.length ? html`<button type="button" class="plain" @click=${() => this.#showOlder(topics)}>${icon('down')}${this.messages.text('olderTopics')}</button>` : nothing}
      ${
        this.isWriting || (journey?.me.state === 'active' && (journey.takesWords ?? 'all') === 'all')
          ? this.#newTopic()
          : journey?.me.state === 'active'
            ? html`<p class="empty">${this.messages.text('journeyEnded')}</p>`
            : nothing
      }
    `;
  }

  #row(topic: TopicView) {
    const { messages } = this;
    const others = topic.voices.filter((member) => !member.isMe);
    const shown = others.slice(0, 5);
    return html`<li>
      <button type="button" class="topic" id="topic-${topic.id}" @click=${() => this.#open(topic.id)}>
        ${
          topic.stepTitle || topic.pinned || topic.isAsk
            ? html`<span class="eyebrow">${topic.pinned ? html`${writingIcon('pin')} ${messages.text('pinned')} · ` : nothing}${topic.stepTitle ? messages.content(topic.stepTitle) : topic.isAsk ? messages.text('asks') : nothing}</span>`
            : nothing
        }
        <span class="text" dir="auto" lang=${topic.body.lang ?? nothing}>${this.wordsText(topic)}</span>
        <span class="about">
          ${
            shown.length > 0
              ? html`<span class="people" aria-hidden="true">${shown.map((member) => this.avatarView(member))}</span>
                <span class="hidden-text">${messages.text(
                  'voices',
                  others.map((member) => calledBy(member, messages)),
                )}</span>`
              : nothing
          }
          ${topic.hasNews ? html`<strong class="news">${messages.text('hasNews')}</strong>` : nothing}
          ${this.timeView(topic.lastAt)}
          ${topic.state === 'open' ? nothing : html`<span>${messages.text('topicState', topic.state)}</span>`}
          ${topic.delivery === 'waiting' || topic.delivery === 'device-only' ? this.deliveryView(topic) : nothing}
        </span>
      </button>
    </li>`;
  }

  #newTopic() {
    const { messages } = this;
    if (!this.isWriting)
      return html`<button type="button" class="open" @click=${this.#write}>${writingIcon('pencil')}${messages.text('newTopic')}</button>`;
    return html`<cordee-composer class="writing" closable journey-id=${this.journeyId} purpose="topic" locale=${this.locale} label=${messages.text('newTopicLabel')} submit-label=${messages.text('newTopicSend')}
      @cordee-posted=${this.#stopWriting} @cordee-composer-close=${this.#stopWriting}>${this.arriving('composer')}</cordee-composer>`;
  }

  async #open(id: string): Promise<void> {
    if (this.dispatchEvent(new TopicOpenEvent(this.journeyId, id))) await this.openTopic(id);
  }

  /** Opens a topic in place and puts the focus on the way back. */
  async openTopic(id: string): Promise<void> {
    this.topicId = id;
    await focusAfterUpdate(this, '.back');
  }

  async #back(): Promise<void> {
    const id = this.topicId;
    this.topicId = '';
    await focusAfterUpdate(this, `#topic-${id}`);
  }

  async #showOlder(topics: readonly TopicView[]): Promise<void> {
    const next = topics[this.pages * pageSize];
    this.pages += 1;
    await focusAfterUpdate(this, `#topic-${next?.id}`);
  }

  async #write(): Promise<void> {
    this.isWriting = true;
    await focusAfterUpdate(this, '.writing');
  }

  async #stopWriting(): Promise<void> {
    this.isWriting = false;
    await focusAfterUpdate(this, '.open');
  }
}
