import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PaceView } from '../../src/index.js';
import { dayAndMonth } from '../views/dates.js';
import { DraftController } from '../controllers/draft-controller.js';
import type { Draft } from '../controllers/draft.js';
import { formOf } from '../views/form.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { limitView, maxLineLength } from '../views/limits.js';
import { LiveController } from '../controllers/live-controller.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { failure, type Outcome, outcomeView, tooLong } from '../views/outcome.js';
import { waitsView } from '../views/waits.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './pace.styles.js';

type Asking = 'pause' | 'conclude' | 'close' | 'stop' | undefined;
/** What one would say to a friend: a week, two, a month, or without a date. */
const rests = ['7', '14', '30', ''] as const;

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * The course of the journey: a rest that owes nobody anything, its end, a stop. Each says first
 * what it does, and a rest can be taken back at once.
 * @tag cordee-pace
 * @csspart base - The whole.
 * @csspart status - What the last write came to.
 * @cssstate empty - There is nothing that this reader may know or do.
 */
export class CordeePace extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);

  @state() private asking: Asking;
  @state() private outcome: Outcome | undefined;
  @state() private isBusy = false;

  readonly #internals = this.attachInternals();
  readonly #pace = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.pace.watch(journey),
  });
  readonly #drafts = new DraftController(this, () => this.client);

  constructor() {
    super();
    new TypingController(this);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    return this.show(this.#pace, (view) => {
      this.#internals.states[view ? 'delete' : 'add']('empty');
      return view ? this.#whole(view) : nothing;
    });
  }

  #whole(view: PaceView) {
    const { words } = this;
    return html`<section class="stack">
      ${heading(this.headingLevel, words.text('pace'))}
      <div class="now ${view.state}">
        <p class="sentence">${this.#sentence(view)} ${view.isWaiting ? waitsView('waiting', this.messages) : nothing}</p>
        ${view.canReopen ? html`<button type="button" class="resume" aria-disabled=${this.isBusy} @click=${() => this.#goOn('reopen', 'paceReopened')}>${words.text('paceReopen')}</button>` : nothing}
        ${view.canResume ? html`<button type="button" class=${view.isPauseOver ? 'primary resume' : 'resume'} aria-disabled=${this.isBusy} @click=${() => this.#goOn('resume', 'paceResumed')}>${words.text('paceResume')}</button>` : nothing}
      </div>
      ${this.asking ? this.#ask(this.asking, view) : this.#offers(view)}
      ${outcomeView(this.outcome, this.words)}
    </section>`;
  }

  #sentence({ state: at, pausedUntil, isPauseOver, stoppedBecause, reopensUntil }: PaceView): string {
    const { words, messages } = this;
    if (at !== 'paused')
      return [
        words.text('paceState', at),
        at === 'stopped' ? (stoppedBecause ?? '') : '',
        reopensUntil === undefined ? '' : words.text('paceReopensUntil', dayAndMonth(reopensUntil, messages.language)),
      ]
        .filter((sentence) => sentence !== '')
        .join(' ');
    if (isPauseOver) return words.text('paceOver');
    return pausedUntil === undefined
      ? words.text('paceRests')
      : words.text('paceRestsUntil', dayAndMonth(pausedUntil, messages.language));
  }

  #offers(view: PaceView) {
    const { words } = this;
    const offer = (asking: Exclude<Asking, undefined>, isOffered: boolean, style: string) =>
      isOffered
        ? html`<button type="button" class="${style} ${asking}" @click=${() => this.#begin(asking)}>${words.text('paceOffer', asking)}</button>`
        : nothing;
    return html`<div class="actions">
      ${offer('pause', view.canPause, '')} ${offer('close', view.canClose, 'primary')}
      ${offer('conclude', view.canConclude, 'plain')} ${offer('stop', view.canStop, 'plain quiet-danger')}
    </div>`;
  }

  #ask(asking: Exclude<Asking, undefined>, view: PaceView) {
    const { words, messages } = this;
    const isOwn = this.#journey.value?.me.role === 'coachee';
    return html`<form class="sheet" method="dialog" novalidate @keydown=${this.#leaveOnEscape}>
      <p id="explained">${words.text('paceExplained', asking, isOwn)}</p>
      ${
        asking === 'pause'
          ? html`<fieldset>
            <legend>${words.text('paceHowLong')}</legend>
            <div class="choices">${rests.map((days) => html`<label><input type="radio" name="days" .value=${days || 'open'} .checked=${days === '14'} /><span>${days === '' ? words.text('paceOpenEnd') : words.text('paceUntil', Number(days), dayAndMonth(addDays(view.today, Number(days)), messages.language))}</span></label>`)}</div>
          </fieldset>`
          : asking === 'stop'
            ? html`<div class="field">
              <label for="reason">${words.text('paceReason')} <small class="soft">(${words.text('optional')})</small></label>
              <textarea id="reason" class="short" name="reason" rows="2" dir="auto" aria-describedby="reason-limit" .value=${this.#draft.text} @input=${this.#keep}></textarea>
              ${limitView('reason', this.#draft.text, maxLineLength, this.messages)}
            </div>`
            : nothing
      }
      <div class="actions">
        <button class="primary" aria-disabled=${this.isBusy} aria-describedby="explained" @click=${(event: Event) => this.#do(event, asking, view)}>${words.text('paceDo', asking)}</button>
        <button type="button" class="plain" @click=${this.#leave}>${messages.text('cancel')}</button>
      </div>
    </form>`;
  }

  get #draft(): Draft {
    return this.#drafts.at({ journey: this.journeyId, name: ['pace', this.journeyId, 'reason'].join('/') });
  }

  #keep(event: Event): void {
    this.#draft.writeText((event.target as HTMLTextAreaElement).value);
    this.requestUpdate();
  }

  async #begin(asking: Asking): Promise<void> {
    this.asking = asking;
    this.outcome = undefined;
    await focusUnlessElsewhere(this, 'form input:checked, form textarea, form button');
  }

  async #leave(): Promise<void> {
    const from = this.asking;
    this.asking = undefined;
    await focusUnlessElsewhere(this, `.${from ?? 'pause'}`);
  }

  #leaveOnEscape(event: KeyboardEvent): void {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    void this.#leave();
  }

  async #do(event: Event, asking: Exclude<Asking, undefined>, view: PaceView): Promise<void> {
    const form = new FormData(formOf(event));
    if (this.isBusy) return;
    const days = Number(form.get('days'));
    const reason = String(form.get('reason') ?? '');
    const long = tooLong(reason, maxLineLength, this.messages);
    if (long) {
      this.outcome = long;
      return focusUnlessElsewhere(this, '#reason');
    }
    this.isBusy = true;
    const done = await this.attempt(({ pace }) => {
      switch (asking) {
        case 'pause':
          return pace.pause(this.journeyId, days > 0 ? { until: addDays(view.today, days) } : {});
        case 'conclude':
          return pace.conclude(this.journeyId);
        case 'close':
          return pace.close(this.journeyId);
        case 'stop':
          return pace.stop(this.journeyId, { reason });
      }
    });
    this.isBusy = false;
    if (!done.ok) {
      this.outcome = failure(done.error, this.messages);
      return;
    }
    if (asking === 'stop') void this.#draft.forget(reason);
    this.asking = undefined;
    this.outcome = { sentence: this.words.text('paceDone', asking) };
    await focusUnlessElsewhere(this, '.resume, button');
  }

  async #goOn(verb: 'resume' | 'reopen', said: 'paceResumed' | 'paceReopened'): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const done = await this.attempt((client) => client.pace[verb](this.journeyId));
    this.isBusy = false;
    this.outcome = done.ok ? { sentence: this.words.text(said) } : failure(done.error, this.messages);
    await focusUnlessElsewhere(this, '.pause');
  }
}
