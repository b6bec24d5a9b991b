import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type GoalLevel, type GoalsView, type GoalView } from '../../src/index.js';
import { DraftController } from '../controllers/draft-controller.js';
import type { Draft } from '../controllers/draft.js';
import { formOf } from '../views/form.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { limitView, maxLineLength } from '../views/limits.js';
import { LiveController } from '../controllers/live-controller.js';
import type { chartView } from './chart.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { failure, type Outcome, outcomeView, tooLong } from '../views/outcome.js';
import { said } from '../views/own-or-content.js';
import { waitsView } from '../views/waits.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { TypingController } from '../controllers/typing-controller.js';
import { aboutOf } from './about.js';
import { courseOf, type Side } from './course.js';
import { styles } from './goal.styles.js';
import { historyView } from './history.js';
import { levelsView } from './levels.js';
import { removalView } from './removal.js';

/**
 * One goal on five levels: where the person and their coach see it, each apart, drawn so that a
 * change is seen at a glance, and the place to say where one sees it today.
 * @tag cordee-goal
 * @csspart base - The whole.
 * @csspart chart - The drawing, with a sentence that says the same.
 * @csspart today - What each side saw last.
 * @csspart rating - The form that says where one sees it today.
 * @csspart status - What the last write came to.
 * @csspart delivery - Where something of the reader’s own has got to.
 */
export class CordeeGoal extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The goal to show. */
  @property({ attribute: 'goal-id' }) goalId = '';

  /** The goal itself, where it is at hand: nothing is read then. */
  @property({ attribute: false }) goal: GoalView | undefined;

  /** The first day of the journey, when `goal` is given. */
  @property({ attribute: 'started-on' }) startedOn = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);

  @state() private mode: 'reading' | 'rating' | 'editing' | 'removing' = 'reading';
  @state() private outcome: Outcome | undefined;
  @state() private isBusy = false;
  @state() private chart: typeof chartView | 'failed' | undefined;
  @state() private width = 0;

  readonly #watcher = new ResizeObserver(([entry]) => (this.width = Math.round(entry?.contentRect.width ?? 0)));
  readonly #goals = new LiveController(this, this.source, {
    args: () => [this.goal ? '' : this.journeyId],
    watch: (client, [journey]) => client.goals.watch(journey),
  });
  readonly #drafts = new DraftController(this, () => this.client);

  constructor() {
    super();
    new TypingController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void import('./chart.js').then(
      ({ chartView }) => (this.chart = chartView),
      () => (this.chart = 'failed'),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watcher.disconnect();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const frame = this.renderRoot.querySelector('[part~=chart]');
    if (frame) this.#watcher.observe(frame);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    if (this.goal) return this.#whole(this.goal, this.startedOn);
    return this.show(this.#goals, (view: GoalsView) => {
      const goal = view.goals.find(({ id }) => id === this.goalId);
      return goal
        ? this.#whole(goal, view.startedOn ?? '')
        : html`<p class="empty">${this.words.text('goalRemoved')}</p>`;
    });
  }

  #whole(goal: GoalView, startedOn: string) {
    if (this.mode === 'editing') {
      return html`<cordee-goal-form journey-id=${this.journeyId} locale=${this.locale} heading-level=${this.headingLevel} .goal=${goal}
        @cordee-form-close=${() => this.#back('edit')} @cordee-goal-saved=${() => this.#saved()}></cordee-goal-form>`;
    }
    return html`<article>
      <header>
        <div dir="auto">${heading(this.headingLevel, said(goal.title, this.messages))}</div>
        <p class="about">${aboutOf(goal, this.words, this.messages)} ${waitsView(goal.delivery, this.messages)}</p>
      </header>
      ${this.#chart(goal, startedOn)}
      ${this.#today(goal)}
      ${this.mode === 'rating' ? this.#ratingForm(goal) : this.mode === 'removing' ? removalView(this.words, { keep: () => void this.#back('remove'), remove: () => void this.#remove(goal), keys: (event) => this.#leaveOnEscape(event, 'remove') }) : this.#actions(goal)}
      ${outcomeView(this.outcome, this.words)}
      ${historyView(goal, this.words, this.messages, (rating) => this.nameOf(rating))}
    </article>`;
  }

  #nameOfSide(goal: GoalView, side: Side): string {
    const last = goal[side].at(-1);
    if (last) return this.nameOf(last);
    const members = this.#journey.value?.members ?? [];
    const member = members.find(({ role }) => role === (side === 'self' ? 'coachee' : 'coach'));
    return member?.isMe ? this.messages.text('you') : (member?.name ?? '');
  }

  #chart(goal: GoalView, startedOn: string) {
    const { words, messages, chart } = this;
    const short = (level: number): string => words.text('goalLevelShort', String(level));
    const { sides, fromMs, toMs } = courseOf(goal, startedOn, this.clock.now, (side) => this.#nameOfSide(goal, side));
    const told = sides.map(({ label, points }) =>
      words.text('chartSide', label, short(points[0]?.level ?? 0), short(points.at(-1)?.level ?? 0)),
    );
    return html`<div part="chart" role="img" aria-label=${words.text('chartLabel', said(goal.title, this.messages), told)}>
      ${
        chart === 'failed'
          ? html`<p class="soft small">${words.text('chartFailed')}</p>`
          : chart && this.width > 0
            ? chart({
                sides,
                fromMs,
                toMs,
                levelNames: short,
                isMirrored: messages.direction === 'rtl',
                width: this.width,
              })
            : nothing
      }
    </div>`;
  }

  #today(goal: GoalView) {
    return html`<ul part="today">${(['self', 'guide'] as const).map((side) => this.#side(goal, side))}</ul>`;
  }

  #side(goal: GoalView, side: Side) {
    const { words } = this;
    const last = goal[side].at(-1);
    const name = this.#nameOfSide(goal, side);
    if (name === '') return nothing;
    if (!last) {
      const isMe = name === this.messages.text('you');
      return html`<li class=${side}><p class="soft">${isMe ? words.text('notRatedByYou') : words.text('notRatedBy', name)}</p></li>`;
    }
    return html`<li class=${side}>
      <p class="who">${this.timeView(last.at, (ago) => words.text('seenBy', name, ago))} ${last.isMine ? waitsView(last.delivery, this.messages) : nothing}</p>
      <p class="level">${words.text('goalLevelShort', String(last.level))}</p>
      <p class="words" dir="auto">${said(goal.levels[String(last.level) as '0'], this.messages)}</p>
      ${last.moment ? html`<p class="quoted small" dir="auto">${last.moment}</p>` : nothing}
      ${side === 'self' ? html`<p class="soft small">${words.text('goalChange', last.level - goal.baseline)}</p>` : nothing}
    </li>`;
  }

  #actions(goal: GoalView) {
    const { words } = this;
    if (!goal.canWrite && !goal.canRate) return nothing;
    const isMine = this.#journey.value?.me.role === 'coachee';
    return html`<div class="actions">
      ${goal.canRate ? html`<button type="button" class="rate" @click=${() => this.#turn('rating', 'input')}>${isMine ? words.text('rate') : words.text('rateFor', this.#journey.value?.coachee?.name ?? '')}</button>` : nothing}
      ${
        goal.canWrite && isMine
          ? html`<button type="button" class="plain slim edit" @click=${() => (this.mode = 'editing')}>${words.text('edit')}</button>
            <button type="button" class="plain slim remove quiet-danger" @click=${() => this.#turn('removing', '.keep')}>${words.text('remove')}</button>`
          : nothing
      }
    </div>`;
  }

  #ratingForm(goal: GoalView) {
    const { words } = this;
    const isMine = this.#journey.value?.me.role === 'coachee';
    return html`<form part="rating" class="sheet" method="dialog" novalidate @input=${(event: Event) => this.#keep(event, goal)} @keydown=${(event: KeyboardEvent) => this.#leaveOnEscape(event, 'rate')}>
      <fieldset>
        <legend>${isMine ? words.text('rate') : words.text('rateFor', this.#journey.value?.coachee?.name ?? '')}</legend>
        <p class="hint">${words.text('rateHint')}</p>
        ${levelsView(goal, this.#draft(goal, 'level').text, words, this.messages)}
      </fieldset>
      <div class="field">
        <label for="moment">${words.text('rateMoment')} <small class="soft">(${words.text('optional')})</small></label>
        <p class="hint" id="moment-hint">${words.text('rateMomentHint')}</p>
        <textarea id="moment" class="short" name="moment" rows="2" dir="auto" aria-describedby="moment-hint moment-limit" .value=${this.#draft(goal, 'moment').text}></textarea>
        ${limitView('moment', this.#draft(goal, 'moment').text, maxLineLength, this.messages)}
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${this.isBusy} @click=${(event: Event) => this.#rate(event, goal)}>${words.text('rateSave')}</button>
        <button type="button" class="plain" @click=${() => this.#back('rate')}>${this.messages.text('cancel')}</button>
      </div>
    </form>`;
  }

  #draft({ id }: GoalView, field: string): Draft {
    return this.#drafts.at({
      journey: this.journeyId,
      name: ['rating', this.journeyId, id, field].join('/'),
      isChoice: field === 'level',
    });
  }

  #keep(event: Event, goal: GoalView): void {
    const { name, value } = event.target as HTMLInputElement;
    this.#draft(goal, name).writeText(value);
    this.requestUpdate();
  }

  async #rate(event: Event, goal: GoalView): Promise<void> {
    const form = new FormData(formOf(event));
    if (this.isBusy) return;
    const chosen = form.get('level');
    if (typeof chosen !== 'string') {
      this.outcome = { sentence: this.words.text('rateMissing'), isBad: true };
      return;
    }
    const moment = String(form.get('moment') ?? '');
    const long = tooLong(moment, maxLineLength, this.messages);
    if (long) {
      this.outcome = long;
      return focusUnlessElsewhere(this, '#moment');
    }
    this.isBusy = true;
    const done = await this.attempt((client) =>
      client.goals.rate({ journey: this.journeyId, goal: goal.id, level: Number(chosen) as GoalLevel, moment }),
    );
    this.isBusy = false;
    if (!done.ok) {
      this.outcome = failure(done.error, this.messages);
      return;
    }
    this.#draft(goal, 'level').writeText('');
    void this.#draft(goal, 'moment').forget(moment);
    await this.#back('rate');
    this.outcome = { sentence: this.words.text('rated'), undo: () => void this.#takeBack(done.value) };
  }

  async #takeBack(rating: string): Promise<void> {
    const done = await this.attempt((client) => client.goals.takeBack(this.journeyId, rating));
    this.outcome = done.ok ? { sentence: this.words.text('ratingTakenBack') } : failure(done.error, this.messages);
    await focusUnlessElsewhere(this, '.rate');
  }

  async #remove(goal: GoalView): Promise<void> {
    const done = await this.attempt((client) => client.goals.remove(this.journeyId, goal.id));
    if (!done.ok) this.outcome = failure(done.error, this.messages);
  }

  async #saved(): Promise<void> {
    await this.#back('edit');
    this.outcome = { sentence: this.words.text('goalChanged') };
  }

  async #turn(mode: typeof this.mode, focus: string): Promise<void> {
    this.mode = mode;
    this.outcome = undefined;
    await focusUnlessElsewhere(this, focus);
  }

  async #back(to: string): Promise<void> {
    this.mode = 'reading';
    this.outcome = undefined;
    await focusUnlessElsewhere(this, `.${to}`);
  }

  #leaveOnEscape(event: KeyboardEvent, to: string): void {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    void this.#back(to);
  }
}
