import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Audience, EventActivityView, EventView, TransferObstacle, TransferOutcome } from '../../src/index.js';
import type { AudienceChangeEvent } from '../events.js';
import { dayAndMonth } from '../views/dates.js';
import { DraftController } from '../controllers/draft-controller.js';
import type { Draft } from '../controllers/draft.js';
import { formOf } from '../views/form.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { linked } from '../views/linked.js';
import { icon } from '../views/icons.js';
import { isLeaveKey } from '../views/keys.js';
import { limitView, maxLineLength } from '../views/limits.js';
import { bodyOf } from '../controllers/writer-language.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { failure, type Outcome, outcomeView, tooLong } from '../views/outcome.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './highlight.styles.js';

const outcomes: readonly TransferOutcome[] = ['used', 'not-used', 'dropped'];
const obstacles: readonly TransferObstacle[] = [
  'no-time',
  'no-occasion',
  'no-support',
  'not-useful',
  'too-hard',
  'other',
];

/**
 * One company event: what is prepared before it, what is harvested after it, and three weeks later
 * whether it is used and what got in the way.
 * @tag cordee-highlight
 * @csspart base - The whole.
 * @csspart activity - Something to do before or after.
 * @csspart check - The question three weeks after.
 * @csspart status - What the last write came to.
 */
export class CordeeHighlight extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The event to show. */
  @property({ attribute: false }) event: EventView | undefined;

  /** Whether the reader prepares and harvests. */
  @property({ type: Boolean, attribute: 'can-write' }) canWrite = false;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  @state() private writing = '';
  @state() private chosen: TransferOutcome | undefined;
  @state() private audience: Audience | undefined;
  @state() private outcome: Outcome | undefined;
  @state() private isBusy = false;

  readonly #drafts = new DraftController(this, () => this.client);

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
    new TypingController(this);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    const { event, words, messages } = this;
    if (!event) return nothing;
    const parts = (['prepare', 'harvest', 'transfer'] as const).map((part) => ({
      part,
      activities: event.activities.filter((one) => one.part === part),
    }));
    return html`<article>
      <header>
        <p class="eyebrow">${dayAndMonth(event.startsOn, messages.language)} · ${messages.text('eventState', event.state)}</p>
        ${heading(this.headingLevel, messages.content(event.title))}
        <p class="soft">${words.text('eventWhen', event.inDays, event.days)} ${event.why && !event.isOver ? messages.content(event.why) : ''}</p>
      </header>
      ${
        event.state === 'cancelled'
          ? html`<p class="empty">${words.text('eventCancelled')}</p>`
          : parts.map(({ part, activities }) =>
              activities.length === 0
                ? nothing
                : html`<section class="part">
        <p class="name">${words.text('eventPart', part)}</p>
        <ul>${activities.map((activity) => html`<li part="activity" class=${activity.isDone ? 'done' : activity.isOpen ? 'open' : ''}>${this.#activity(activity)}</li>`)}</ul>
      </section>`,
            )
      }
      ${outcomeView(this.outcome, this.words)}
    </article>`;
  }

  #activity(activity: EventActivityView) {
    const { words, messages } = this;
    const title = activity.title ? messages.content(activity.title) : words.text('transferTitle');
    return html`
      <p><b>${title}</b> <span class="soft small when">${activity.isDone ? html`${icon('check')} ${words.text('activityDone')}` : words.text('activityOn', dayAndMonth(activity.plannedFor, messages.language))}${activity.minutes ? ` · ${messages.text('minutes', activity.minutes)}` : ''}</span></p>
      ${activity.instructions && (activity.isOpen || activity.answers.length > 0) ? html`<p class="small">${messages.content(activity.instructions)}</p>` : nothing}
      ${activity.outcome ? html`<p class="small"><b>${words.text('transferOutcome', activity.outcome)}</b>${activity.obstacle ? ` · ${words.text('transferObstacle', activity.obstacle)}` : ''}</p>` : nothing}
      ${activity.answers.map((answer) => html`<blockquote dir="auto" lang=${answer.body.lang ?? nothing}>${linked(answer.body.text)}</blockquote> ${this.deliveryView(answer)}`)}
      ${(this.canWrite && activity.isOpen) || this.writing === activity.id ? this.#writing(activity, title) : nothing}`;
  }

  #writing(activity: EventActivityView, title: string) {
    const { words } = this;
    if (this.writing !== activity.id) {
      return html`<div><button type="button" class="slim" id="write-${activity.id}" aria-label="${words.text('activityWrite', activity.part, activity.isDone)} – ${title}" @click=${() => this.#write(activity.id)}>${words.text('activityWrite', activity.part, activity.isDone)}</button></div>`;
    }
    if (activity.part === 'transfer') return this.#check(activity);
    return html`<cordee-composer class="writing" closable journey-id=${this.journeyId} purpose="answer" step-id=${activity.id} prompt-id="words" locale=${this.locale}
      .audience=${activity.proposedAudience} submit-label=${words.text('save')}
      @cordee-posted=${() => this.#close(activity.id)} @cordee-composer-close=${() => this.#close(activity.id)}></cordee-composer>`;
  }

  #check(activity: EventActivityView) {
    const { words } = this;
    return html`<form part="check" class="sheet writing-check" method="dialog" novalidate @keydown=${(event: KeyboardEvent) => this.#leaveOnEscape(event, activity.id)}>
      <fieldset>
        <legend>${words.text('transferAsk')}</legend>
        <div class="choices">${outcomes.map((outcome) => html`<label><input type="radio" name="outcome" .value=${outcome} @change=${() => (this.chosen = outcome)} /><span>${words.text('transferOutcome', outcome)}</span></label>`)}</div>
      </fieldset>
      ${
        this.chosen && this.chosen !== 'used'
          ? html`<fieldset><legend>${words.text('transferWay')}</legend>
            <div class="choices">${obstacles.map((obstacle) => html`<label><input type="radio" name="obstacle" .value=${obstacle} /><span>${words.text('transferObstacle', obstacle)}</span></label>`)}</div></fieldset>`
          : nothing
      }
      <div class="field">
        <label for="note">${words.text('transferNote')} <small class="soft">(${words.text('optional')})</small></label>
        <textarea id="note" class="short" name="note" rows="2" dir="auto" aria-describedby="note-limit" .value=${this.#draft(activity.id).text} @input=${(event: Event) => this.#keep(event, activity.id)}></textarea>
        ${limitView('note', this.#draft(activity.id).text, maxLineLength, this.messages)}
      </div>
      <cordee-who-reads journey-id=${this.journeyId} locale=${this.locale} .audience=${this.audience ?? activity.proposedAudience} @cordee-audience-change=${(event: AudienceChangeEvent) => (this.audience = event.audience)}></cordee-who-reads>
      <div class="actions">
        <button class="primary" aria-disabled=${this.isBusy} @click=${(event: Event) => this.#say(event, activity)}>${words.text('transferSay')}</button>
        <button type="button" class="plain" @click=${() => this.#close(activity.id)}>${this.messages.text('cancel')}</button>
      </div>
    </form>`;
  }

  #draft(id: string): Draft {
    return this.#drafts.at({ journey: this.journeyId, name: ['transfer', this.journeyId, id].join('/') });
  }

  #keep(event: Event, id: string): void {
    this.#draft(id).writeText((event.target as HTMLTextAreaElement).value);
    this.requestUpdate();
  }

  async #say(event: Event, activity: EventActivityView): Promise<void> {
    const form = new FormData(formOf(event));
    const { chosen, words } = this;
    if (this.isBusy) return;
    if (!chosen) {
      this.outcome = { sentence: words.text('transferMissing'), isBad: true };
      return;
    }
    const obstacle = form.get('obstacle') as TransferObstacle | null;
    const note = String(form.get('note') ?? '').trim();
    const long = tooLong(note, maxLineLength, this.messages);
    if (long) {
      this.outcome = long;
      return focusUnlessElsewhere(this, '#note');
    }
    const body = note
      ? bodyOf(note, this.messages.language)
      : { text: words.text('transferOutcome', chosen), lang: this.messages.language };
    this.isBusy = true;
    const done = await this.attempt((client) =>
      client.highlights.check({
        journey: this.journeyId,
        activity: activity.id,
        outcome: chosen,
        ...body,
        obstacle: obstacle ?? undefined,
        audience: this.audience ?? activity.proposedAudience,
      }),
    );
    this.isBusy = false;
    if (!done.ok) {
      this.outcome = failure(done.error, this.messages);
      return;
    }
    void this.#draft(activity.id).forget(note);
    await this.#close(activity.id);
    this.outcome = { sentence: words.text('transferSaid') };
  }

  async #write(id: string): Promise<void> {
    this.writing = id;
    this.chosen = undefined;
    this.outcome = undefined;
    await focusUnlessElsewhere(this, '.writing, .writing-check input');
  }

  async #close(id: string): Promise<void> {
    this.writing = '';
    await focusUnlessElsewhere(this, `#write-${id}`);
  }

  #leaveOnEscape(event: KeyboardEvent, id: string): void {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    void this.#close(id);
  }
}
