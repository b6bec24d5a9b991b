import { nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { MomentView } from '../../src/index.js';
import { ChallengeOpenEvent, StepOpenEvent, TopicOpenEvent } from '../events.js';
import { shortDay } from '../views/dates.js';
import { html } from '../views/html.js';
import { icon } from '../views/icons.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { styles } from './moment.styles.js';

/**
 * Something that was said on the way, in one line of the thread: who, when, and the beginning of the words. A press leads there.
 * @tag cordee-moment
 * @event {TopicOpenEvent} cordee-topic-open - The reader asked to see it in its topic; cancelable.
 * @event {ChallengeOpenEvent} cordee-challenge-open - The same, for a challenge; cancelable.
 * @event {StepOpenEvent} cordee-step-open - The same, for what was written in a step; cancelable.
 * @csspart base - The whole.
 * @csspart row - What is pressed.
 * @csspart words - The beginning of the words.
 */
export class CordeeMoment extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** What was said. */
  @property({ attribute: false }) moment: MomentView | undefined;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages);
  }

  protected override view() {
    const { moment, messages } = this;
    if (!moment) return nothing;
    const names =
      moment.people.length > 0
        ? moment.people.map(({ isMe, name }, index) =>
            !isMe ? name : index === 0 ? messages.text('you') : messages.text('you').toLowerCase(),
          )
        : [messages.text('somebody')];
    const [first] = moment.people;
    return html`<button type="button" part="row" class=${moment.what} @click=${() => this.#open(moment)}>
      ${moment.what === 'challenge' ? icon('knot') : this.avatarView(first)}
      <span class="line"><b>${messages.list(names)}</b> <span class="what">${this.#what(moment)}</span> <time datetime=${moment.on}>${shortDay(moment.on, messages.language)}</time></span>
      <span part="words" dir="auto" lang=${moment.lang ?? nothing}>${moment.text}</span>
    </button>`;
  }

  #what({ what, kind, isInChallenge }: MomentView): string {
    const { messages } = this;
    return (
      messages.text('momentOf', isInChallenge && what !== 'challenge' ? 'reply' : what) ||
      (kind ? messages.text('kind', kind) : '')
    );
  }

  #open({ what, in: id, isInChallenge }: MomentView): void {
    const { journeyId } = this;
    this.dispatchEvent(
      what === 'answer'
        ? new StepOpenEvent(journeyId, id)
        : isInChallenge
          ? new ChallengeOpenEvent(journeyId, id)
          : new TopicOpenEvent(journeyId, id),
    );
  }
}
