import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ContributionView, ThreadView, TopicView, WordsView } from '../../src/index.js';
import { isSame } from '../views/audience.js';
import { isBegun } from '../views/begun.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { linked } from '../views/linked.js';
import { icon } from '../views/icons.js';
import { writingIcon } from '../views/writing-icons.js';
import { LiveController } from '../controllers/live-controller.js';
import { LongList, pageSize } from '../controllers/long-list.js';
import { ReadController } from '../controllers/read-controller.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './topic.styles.js';

/**
 * One topic opened: its opening, the voices that answered, and the place to add one's own.
 * What is on the screen is marked as read. Of a long one the newest voices are drawn, those before them when asked for.
 * @tag cordee-topic
 * @csspart base - The whole.
 * @csspart opening - The words that open the topic.
 * @csspart voices - The list of contributions.
 * @csspart delivery - Where a text of the reader’s own has got to.
 */
export class CordeeTopic extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The topic to show. */
  @property({ attribute: 'topic-id' }) topicId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  /** The words that are being answered; an answer that is begun keeps its field when they are taken back. */
  @state() private replyingTo: ContributionView | undefined;

  #voicesShown = 0;
  readonly #read = new ReadController();
  readonly #lists = new LongList();
  readonly #thread = new LiveController(this, this.source, {
    args: () => [this.journeyId, this.topicId],
    watch: (client, [journey, topic]) => client.forum.watchTopic(journey, topic),
  });

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('topicId')) this.replyingTo = undefined;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const thread = this.#thread.value;
    if (!thread) return;
    const voices = this.#shown(this.topicId, thread.contributions).flatMap((voice) => [
      voice,
      ...this.#shown(voice.id, voice.replies),
    ]);
    if (voices.length > this.#voicesShown) this.#keepInSight();
    this.#voicesShown = voices.length;
    this.#read.markRead(this.client, this.journeyId, [thread.topic, ...voices]);
  }

  /** What one has just said must not push the field out of sight that has the focus; how high it is is known when it is drawn. */
  #keepInSight(): void {
    const { activeElement } = this.renderRoot as ShadowRoot;
    if (!activeElement?.hasAttribute('purpose')) return;
    requestAnimationFrame(
      () => activeElement.matches(':focus-within') && activeElement.scrollIntoView({ block: 'nearest' }),
    );
  }

  protected override view() {
    return this.show(this.#thread, (thread) =>
      thread ? this.#open(thread) : html`<p class="empty">${this.messages.text('topicGone')}</p>`,
    );
  }

  #open({ topic, contributions }: ThreadView) {
    const { messages } = this;
    const takes = this.#journey.value?.takesWords ?? 'all';
    const isTaken = takes === 'all' || (takes === 'answers' && topic.isAsk && topic.state === 'open');
    const canWrite = this.#journey.value?.me.state === 'active' && topic.state !== 'closed' && isTaken;
    return html`<article>
      ${this.#opening(topic)}
      ${
        contributions.length === 0
          ? html`<p class="empty">${messages.text('noVoiceYet')}</p>`
          : this.#voices(contributions, topic, canWrite)
      }
      ${this.replyingTo && !contributions.some(({ id }) => id === this.replyingTo?.id) ? this.#reply(this.replyingTo, topic) : nothing}
      ${!canWrite && topic.state === 'closed' ? html`<p class="empty">${messages.text('topicClosed')}</p>` : nothing}
      ${
        canWrite || isBegun(this.renderRoot, '.own')
          ? html`<cordee-composer class="own" journey-id=${this.journeyId} purpose="contribution" topic-id=${topic.id} locale=${this.locale} label=${messages.text('contributeLabel')} .within=${topic.audience}></cordee-composer>`
          : topic.state === 'closed' || isTaken
            ? nothing
            : html`<p class="empty">${messages.text('journeyEnded')}</p>`
      }
    </article>`;
  }

  #voices(all: readonly ContributionView[], topic: TopicView, canWrite: boolean) {
    const shown = this.#shown(topic.id, all);
    return html`<div>
      ${this.#earlier(topic.id, all, shown)}
      <ol part="voices" class=${shown.length > pageSize ? 'long' : nothing}>${repeat(
        shown,
        (voice) => voice.id,
        (voice) => this.#voice(voice, topic, canWrite),
      )}</ol>
    </div>`;
  }

  /** Those that are drawn, oldest first. */
  #shown(key: string, all: readonly ContributionView[]): readonly ContributionView[] {
    return this.#lists.shown(key, all, (voice) => !voice.isMine && !voice.readBy.some((reader) => reader.isMe));
  }

  #earlier(key: string, all: readonly ContributionView[], shown: readonly ContributionView[]) {
    const { messages } = this;
    if (shown.length === all.length) return nothing;
    return html`<div class="earlier">
      <button type="button" class="slim" @click=${() => this.#showEarlier(key, all)}>${icon('down')}${messages.text('earlierVoices')}</button>
      <span class="soft small">${messages.text('beforeThese', all.length - shown.length)}</span>
    </div>`;
  }

  #opening(topic: TopicView) {
    const { messages } = this;
    return html`<header>
      ${topic.stepTitle ? html`<p class="eyebrow">${messages.content(topic.stepTitle)}</p>` : nothing}
      <div part="opening" dir="auto" lang=${topic.body.lang ?? nothing}>${heading(this.headingLevel, linked(this.wordsText(topic)))}</div>
      <p class="soft small">
        <b><bdi>${this.nameOf(topic)}</bdi></b> · ${this.timeView(topic.writtenAt)} ${this.deliveryView(topic)}
      </p>
      <div class="reads">
        <cordee-who-reads read-only journey-id=${this.journeyId} locale=${this.locale} .audience=${topic.audience}></cordee-who-reads>
        ${this.#own(topic)}
      </div>
    </header>`;
  }

  #voice(voice: ContributionView, topic: TopicView, canWrite: boolean) {
    const { messages } = this;
    const author = voice.author?.name ?? messages.text('somebody');
    const replies = this.#shown(voice.id, voice.replies);
    return html`<li id="voice-${voice.id}" tabindex="-1">
      <cordee-contribution locale=${this.locale} .item=${voice} ?with-readers=${!isSame(voice.audience, topic.audience)}>
        <cordee-served journey-id=${this.journeyId} contribution-id=${voice.id} locale=${this.locale}></cordee-served>
        ${this.#own(voice)}
        ${
          voice.replies.length === 0
            ? nothing
            : html`${this.#earlier(voice.id, voice.replies, replies)}<ol class="replies">${repeat(
                replies,
                (reply) => reply.id,
                (
                  reply,
                ) => html`<li id="voice-${reply.id}" tabindex="-1"><cordee-contribution locale=${this.locale} .item=${reply} ?with-readers=${!isSame(reply.audience, voice.audience)}>
            <cordee-served journey-id=${this.journeyId} contribution-id=${reply.id} locale=${this.locale}></cordee-served>${this.#own(reply)}</cordee-contribution></li>`,
              )}</ol>`
        }
        ${
          this.replyingTo?.id === voice.id
            ? this.#reply(voice, topic)
            : !canWrite || voice.withdrawn
              ? nothing
              : html`<button type="button" class="plain slim reply" id="reply-${voice.id}" aria-label=${messages.text('replyTo', author)} @click=${() => this.#startReplying(voice)}>${writingIcon('reply')}${messages.text('reply')}</button>`
        }
      </cordee-contribution>
    </li>`;
  }

  #reply(voice: ContributionView, topic: TopicView) {
    const { messages } = this;
    return html`<cordee-composer class="answering" closable journey-id=${this.journeyId} purpose="contribution" topic-id=${topic.id} reply-to=${voice.id} locale=${this.locale}
      label=${messages.text('replyTo', voice.author?.name ?? messages.text('somebody'))} submit-label=${messages.text('reply')} .within=${voice.audience}
      @cordee-posted=${() => this.#stopReplying(voice.id)} @cordee-composer-close=${() => this.#stopReplying(voice.id)}></cordee-composer>`;
  }

  #own(words: WordsView) {
    return html`<cordee-own-contributions journey-id=${this.journeyId} locale=${this.locale} .item=${words}></cordee-own-contributions>`;
  }

  /** The reader goes on at the oldest of what came. */
  async #showEarlier(key: string, all: readonly ContributionView[]): Promise<void> {
    const first = this.#lists.more(key, all);
    this.requestUpdate();
    await focusAfterUpdate(this, `#voice-${first}`);
  }

  async #startReplying(voice: ContributionView): Promise<void> {
    this.replyingTo = voice;
    await focusAfterUpdate(this, '.answering');
  }

  async #stopReplying(id: string): Promise<void> {
    this.replyingTo = undefined;
    await focusAfterUpdate(this, `#reply-${id}, #voice-${id}:not(:has(#reply-${id}))`);
  }
}
