import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MemberView, NewsView } from '../../src/index.js';
import { ChallengeOpenEvent, TopicOpenEvent } from '../events.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { icon } from '../views/icons.js';
import { LiveController } from '../controllers/live-controller.js';
import { calledBy } from '../views/members.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './news.styles.js';

const shownAtFirst = 4;

/** What is told in one line: one thing that somebody did, or several who read the same words. */
interface Line {
  readonly news: NewsView;
  readonly who: readonly MemberView[];
}

/**
 * What has happened since one last looked, by name: who wrote, who read one's own words, whom they
 * served. It is a list of people and no count; what is read leaves it. Nothing new, nothing shown.
 * @tag cordee-news
 * @event {TopicOpenEvent} cordee-topic-open - The reader asked to see it where it is, in a topic; cancelable.
 * @event {ChallengeOpenEvent} cordee-challenge-open - The same, in a challenge; cancelable.
 * @csspart base - The whole.
 * @csspart list - The list.
 * @cssstate empty - There is nothing new.
 */
export class CordeeNews extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  @state() private isWhole = false;

  readonly #internals = this.attachInternals();
  readonly #news = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.news.watch(id),
  });

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { state: live } = this.#news;
    this.#internals.states[live.status === 'failed' || (this.#news.value ?? []).length > 0 ? 'delete' : 'add']('empty');
  }

  protected override view() {
    // What is new is looked for while the rest is already there: no place is held for it.
    if (this.#news.state.status === 'waiting') return nothing;
    return this.show(this.#news, (news) => (news.length === 0 ? nothing : this.#list(linesOf(news))));
  }

  #list(lines: readonly Line[]) {
    const { messages } = this;
    const shown = this.isWhole ? lines : lines.slice(0, shownAtFirst);
    return html`${heading(this.headingLevel, messages.text('news'))}
      <ul part="list">${repeat(
        shown,
        ({ news }) => `${news.what} ${news.id}`,
        (line) => html`<li>${this.#line(line)}</li>`,
      )}</ul>
      ${lines.length > shown.length ? html`<div class="actions"><button type="button" class="plain slim" @click=${this.#showAll}>${messages.text('newsMore')}${icon('down')}</button></div>` : nothing}`;
  }

  #line({ news, who }: Line) {
    const names =
      who.length > 0 ? who.map((member) => calledBy(member, this.messages)) : [this.messages.text('somebody')];
    return html`<button type="button" class="line" @click=${() => this.#open(news)}>
      ${this.avatarView(who[0])}
      <span class="what"><b>${this.messages.text('newsOf', names, news.what)}</b> ${this.timeView(news.at)}</span>
      <span class="text" dir="auto" lang=${news.lang ?? nothing}>${news.text}</span>
    </button>`;
  }

  #open(news: NewsView): void {
    this.dispatchEvent(
      news.isInChallenge
        ? new ChallengeOpenEvent(this.journeyId, news.in)
        : new TopicOpenEvent(this.journeyId, news.in),
    );
  }

  async #showAll(): Promise<void> {
    this.isWhole = true;
    await focusAfterUpdate(this, `li:nth-child(${shownAtFirst + 1}) button`);
  }
}

/** Several who read the same words are one line. */
function linesOf(news: readonly NewsView[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const one of news) {
    const key = `${one.what} ${one.id}`;
    const before = lines.get(key);
    lines.set(key, { news: before?.news ?? one, who: [...(before?.who ?? []), ...(one.who ? [one.who] : [])] });
  }
  return [...lines.values()];
}
