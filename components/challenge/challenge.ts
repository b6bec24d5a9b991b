import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ChallengeView, JourneyView } from '../../src/index.js';
import { guideOf } from '../views/members.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { icon } from '../views/icons.js';
import { KeyedList } from '../views/keyed-list.js';
import { LiveController } from '../controllers/live-controller.js';
import { isThere, needElement } from '../registry/element-bundles.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { firstBook } from '../locales/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './challenge.styles.js';
import type { ChallengeThread } from './thread.js';
import { makeThread } from './thread-code.js';

/**
 * The challenge of the moment. For who climbs: two taps to say "this is hard, now" to who guides.
 * For who guides: what waits for an eye, first; opening it tells the writer that it was seen.
 * @tag cordee-challenge
 * @csspart base - The whole.
 * @csspart raise - The button that opens the composer.
 * @csspart challenge - One challenge.
 * @csspart delivery - Where a text of the reader’s own has got to.
 * @cssstate empty - There is nothing to show and nothing to raise.
 */
export class CordeeChallenge extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** Lists only what waits for this reader's eye. */
  @property({ type: Boolean, attribute: 'only-waiting' }) onlyWaiting = false;

  /** @internal */
  protected readonly messages = new MessageController(this, firstBook);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  @state() private isRaising = false;
  @state() private withOlder = false;
  @state() private toggled: ReadonlyMap<string, boolean> = new Map();

  /** What was once in sight stays there: the reader may be writing in it. */
  readonly #onTop = new Set<string>();
  readonly #topList = new KeyedList<ChallengeView>();
  readonly #olderList = new KeyedList<ChallengeView>();
  readonly #internals = this.attachInternals();
  #made: ChallengeThread | undefined;
  readonly #challenges = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.challenges.watch(id),
  });

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const isEmpty = this.renderRoot.querySelector('button, cordee-composer, .waiting, p.soft') === null;
    this.#internals.states[isEmpty ? 'add' : 'delete']('empty');
    const opened = (this.#challenges.value ?? []).filter((challenge) => this.#isOpen(challenge));
    this.#thread?.markRead(this.client, this.journeyId, opened);
  }

  /** What an opened challenge shows; it comes with the elements that it draws. */
  get #thread(): ChallengeThread | undefined {
    return (this.#made ??= isThere('composer') ? makeThread() : undefined);
  }

  protected override view() {
    return this.show(this.#journey, (journey) =>
      journey
        ? this.show(this.#challenges, (challenges) => [this.#raise(journey), this.#list(challenges, journey)])
        : nothing,
    );
  }

  #raise(journey: JourneyView) {
    if (!this.isRaising && (journey.me.role !== 'coachee' || journey.me.state !== 'active')) return nothing;
    if (!this.isRaising && hasEnded(journey))
      return this.onlyWaiting ? nothing : html`<p class="soft small">${this.moreTexts.text('journeyEnded')}</p>`;
    const { messages } = this;
    const guide = guideOf(journey);
    const promise =
      guide?.replyWithinDays === undefined ? '' : messages.text('replyPromise', guide.name, guide.replyWithinDays);
    return html`<div class="raise">
      ${
        this.isRaising
          ? html`<cordee-composer class="writing"
            journey-id=${this.journeyId} purpose="challenge" closable locale=${this.locale}
            label=${this.moreTexts.text('challengeLabel')} hint=${`${messages.text('challengeHint')} ${promise}`} submit-label=${this.moreTexts.text('challengeSend')}
            @cordee-posted=${this.#closeComposer} @cordee-composer-close=${this.#closeComposer}>${this.arriving('composer')}</cordee-composer>`
          : this.onlyWaiting
            ? nothing
            : html`<button type="button" part="raise" class="hard" @click=${this.#openComposer}>${icon('knot')}<span>${messages.text('challenge')}</span></button>
            <p class="soft small">${messages.text('challengeHint')} ${promise}</p>`
      }
    </div>`;
  }

  #list(challenges: readonly ChallengeView[], journey: JourneyView) {
    if (challenges.length === 0) return nothing;
    const { messages } = this;
    const unseen = challenges.filter((challenge) => !challenge.isMine && !challenge.isSeenByMe);
    for (const { id } of unseen.length > 0 ? unseen : challenges.slice(0, 1)) this.#onTop.add(id);
    if (this.onlyWaiting && unseen.length === 0) return nothing;
    const older = this.onlyWaiting ? [] : challenges.filter(({ id }) => !this.#onTop.has(id));
    const article = (challenge: ChallengeView) => this.#challenge(challenge, journey);
    const title = unseen.length > 0 ? messages.text('challengesWaiting', unseen.length) : messages.text('challenges');
    return html`<section class=${unseen.length > 0 ? 'waits' : ''}>
      ${heading(this.headingLevel, title)}
      ${this.#topList.view(
        challenges.filter(({ id }) => this.#onTop.has(id)),
        article,
      )}
      ${
        older.length === 0
          ? nothing
          : html`<button type="button" class="plain slim" aria-expanded=${this.withOlder} @click=${() => (this.withOlder = !this.withOlder)}>${messages.text('olderChallenges', older.length)}${icon('down')}</button>`
      }
      ${this.withOlder ? this.#olderList.view(older, article) : nothing}
    </section>`;
  }

  #challenge(challenge: ChallengeView, journey: JourneyView) {
    const { messages } = this;
    const isOpen = this.#isOpen(challenge);
    const about = [
      challenge.state === 'raised' || challenge.state === 'seen'
        ? ''
        : messages.text('challengeState', challenge.state),
      challenge.replies.length === 0 ? '' : messages.text('replies', challenge.replies.length),
    ]
      .filter((text) => text !== '')
      .join('\u00a0· ');
    return html`<article part="challenge" class=${challenge.isSeenByMe || challenge.isMine ? '' : 'unseen'}>
      <button type="button" class="row" id="challenge-${challenge.id}" aria-expanded=${isOpen} @click=${() => this.#toggle(challenge)}>
        ${this.avatarView(challenge.author)}
        <span class="who"><b><bdi>${this.nameOf(challenge)}</bdi></b>
          ${this.timeView(challenge.writtenAt, (ago) => messages.text('raisedAgo', ago), challenge.sentLate)}</span>
        <span class="lead" dir="auto" lang=${challenge.body.lang ?? nothing}>${this.wordsText(challenge)}</span>
        ${icon('down')}
      </button>
      ${challenge.isMine || about !== '' ? html`<p class="below">${this.deliveryView(challenge, 'seen')} <span>${about}</span></p>` : nothing}
      ${isOpen ? (this.#thread?.view(challenge, journey, { messages, moreTexts: this.moreTexts, locale: this.locale, root: this.renderRoot }) ?? this.arriving('composer')) : nothing}
    </article>`;
  }

  #isOpen(challenge: ChallengeView): boolean {
    return this.toggled.get(challenge.id) ?? false;
  }

  async #toggle(challenge: ChallengeView): Promise<void> {
    const isOpen = !this.#isOpen(challenge);
    this.toggled = new Map(this.toggled).set(challenge.id, isOpen);
    if (isOpen) needElement('composer');
    if (isOpen && !challenge.isMine && !challenge.isSeenByMe)
      await this.attempt((client) => client.challenges.markSeen(this.journeyId, challenge.id));
  }

  /** Opens the composer and puts the cursor in it: "this is hard, now". */
  raise(): void {
    void this.#openComposer();
  }

  /** Opens a challenge with what was answered, and puts the focus on it. */
  async openChallenge(id: string): Promise<void> {
    this.#onTop.add(id);
    const challenge = this.#challenges.value?.find((one) => one.id === id);
    if (challenge && !this.#isOpen(challenge)) await this.#toggle(challenge);
    await focusAfterUpdate(this, `#challenge-${id}`);
  }

  async #openComposer(): Promise<void> {
    this.isRaising = true;
    await focusAfterUpdate(this, '.writing');
  }

  async #closeComposer(): Promise<void> {
    this.isRaising = false;
    await focusAfterUpdate(this, '.hard');
  }
}

/** A journey that has ended takes no new challenge, and no answer to one. */
const hasEnded = ({ takesWords = 'all' }: JourneyView): boolean => takesWords !== 'all';
