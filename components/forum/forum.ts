import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { JourneyView, TopicView } from '../../src/index.js';
import { TopicOpenEvent } from '../events.js';
import { ClockController } from '../internal/clock-controller.js';
import { CordeeElement } from '../internal/cordee-element.js';
import { timeAgo } from '../internal/dates.js';
import { deliveryText } from '../internal/delivery.js';
import { heading } from '../internal/heading.js';
import { html } from '../internal/html.js';
import { icon } from '../internal/icons.js';
import { LiveController } from '../internal/live-controller.js';
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

  /** The journey whose forum is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The topic that is open; empty for the list. */
  @property({ attribute: 'topic-id' }) topicId = '';

  @state() private isWriting = false;

  readonly #clock = new ClockController(this);
  readonly #journey = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.journeys.watch(id),
  });
  readonly #topics = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.forum.watchTopics(id),
  });

  protected override willUpdate(_changed: PropertyValues): void {
    const journey = this.#journey.value;
    if (journey?.me.role === 'coachee') this.messages.address = journey.address;
  }

  protected override view() {
    const { messages } = this;
    if (this.topicId !== '') {
      return html`<button type="button" class="plain back" @click=${this.#back}>${icon('back')}${messages.text('allTopics')}</button>
        <cordee-topic journey-id=${this.journeyId} topic-id=${this.topicId} locale=${this.locale} heading-level=${this.headingLevel}></cordee-topic>`;
    }
    return html`<div class="head">
        ${heading(this.headingLevel, messages.text('forum'))}
        <p class="soft small">${messages.text('forumIntro')}</p>
      </div>
      ${this.show(this.#topics, (topics) => this.#list(topics, this.#journey.value))}`;
  }

  #list(topics: readonly TopicView[], journey: JourneyView | undefined) {
    const isMine = journey?.me.role === 'coachee';
    return html`
      ${topics.length === 0
        ? html`<p class="empty">${this.messages.text(isMine ? 'forumEmpty' : 'forumEmptyGuest')}</p>`
        : html`<ul part="topics">${repeat(topics, (topic) => topic.id, (topic) => this.#row(topic))}</ul>`}
      ${journey?.me.state === 'active' ? this.#newTopic() : nothing}
    `;
  }

  #row(topic: TopicView) {
    const { messages } = this;
    const others = topic.voices.filter((member) => !member.isMe);
    const shown = others.slice(0, 5);
    return html`<li>
      <button type="button" class="topic" id="topic-${topic.id}" @click=${() => this.#open(topic.id)}>
        ${topic.stepTitle || topic.pinned || topic.isAsk
          ? html`<span class="eyebrow">${topic.pinned ? html`${icon('pin')} ${messages.text('pinned')} · ` : nothing}${topic.stepTitle ? messages.content(topic.stepTitle) : topic.isAsk ? messages.text('asks') : nothing}</span>`
          : nothing}
        <span class="text" lang=${topic.body.lang ?? nothing}>${topic.body.text}</span>
        <span class="about">
          ${shown.length > 0
            ? html`<span class="people" aria-hidden="true">${shown.map((member) => html`<cordee-avatar decorative name=${member.name} person-id=${member.person}></cordee-avatar>`)}</span>
                <span class="hidden-text">${messages.text('voices', others.map((member) => member.name))}</span>`
            : nothing}
          ${topic.hasNews ? html`<strong class="news">${messages.text('hasNews')}</strong>` : nothing}
          <time datetime=${topic.lastAt}>${timeAgo(topic.lastAt, this.#clock.now, messages.language)}</time>
          ${topic.state === 'open' ? nothing : html`<span>${messages.text('topicState', topic.state)}</span>`}
          ${topic.isMine && (topic.delivery === 'waiting' || topic.delivery === 'device-only') ? html`<span class="delivery ${topic.delivery}">${deliveryText(messages, topic)}</span>` : nothing}
        </span>
      </button>
    </li>`;
  }

  #newTopic() {
    const { messages } = this;
    if (!this.isWriting) return html`<button type="button" class="open" @click=${this.#write}>${icon('pencil')}${messages.text('newTopic')}</button>`;
    return html`<cordee-composer class="writing" closable journey-id=${this.journeyId} purpose="topic" locale=${this.locale} label=${messages.text('newTopicLabel')} submit-label=${messages.text('newTopicSend')}
      @cordee-posted=${this.#stopWriting} @cordee-composer-close=${this.#stopWriting}></cordee-composer>`;
  }

  async #open(id: string): Promise<void> {
    if (!this.dispatchEvent(new TopicOpenEvent(this.journeyId, id))) return;
    this.topicId = id;
    await this.focusAfterUpdate('.back');
  }

  async #back(): Promise<void> {
    const id = this.topicId;
    this.topicId = '';
    await this.focusAfterUpdate(`#topic-${id}`);
  }

  async #write(): Promise<void> {
    this.isWriting = true;
    await this.focusAfterUpdate('.writing');
  }

  async #stopWriting(): Promise<void> {
    this.isWriting = false;
    await this.focusAfterUpdate('.open');
  }
}
