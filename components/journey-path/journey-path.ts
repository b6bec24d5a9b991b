import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { HighlightRun, JourneyView, MomentView, PathView, PhaseView, StepView } from '../../src/index.js';
import { PlaceOpenEvent, StepOpenEvent } from '../events.js';
import { dayAndMonth, dayIn, shortDay } from '../views/dates.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { icon } from '../views/icons.js';
import { LiveController } from '../controllers/live-controller.js';
import { isThere } from '../registry/element-bundles.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { firstBook } from '../locales/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './journey-path.styles.js';
import { knot } from './knots.js';
import { dayOfWeek, isPast, marksOf, route } from './route.js';

/** Moments that are drawn of a stage at first: under way, or over and unfolded. */
const [momentsUnderWay, momentsOver] = [6, 30];

/**
 * The thread: the next thing in one sentence, the climb at a glance, then one line of time. Its steps are
 * knots, meetings small ones among them, company events bands, and what was said stands where it was said.
 * What is over is folded. A step opens in place; what was said leads to where it was.
 * @tag cordee-journey-path
 * @event {StepOpenEvent} cordee-step-open - The reader asked to open a step; cancelable.
 * @csspart base - The whole.
 * @csspart next - The next thing.
 * @csspart route - The drawing of the climb.
 * @csspart phase - One stage.
 * @csspart step - One step on the rope.
 * @csspart event - One company event on the rope.
 * @csspart moment - What was said on the way, at its place.
 * @csspart today - Where today is on the line.
 * @event {PlaceOpenEvent} cordee-place-open - The reader asked for the company’s events; cancelable.
 */
export class CordeeJourneyPath extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The step that is open; empty for none. */
  @property({ attribute: 'step-id' }) stepId = '';

  /** @internal */
  protected readonly messages = new MessageController(this, firstBook);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  @state() private unfolded: ReadonlySet<string> = new Set();
  /** How many more moments were asked for, by stage. */
  @state() private asked: ReadonlyMap<string, number> = new Map();

  #said: readonly MomentView[] = [];

  readonly #path = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.journeys.watchPath(id),
  });

  /** What was said comes a moment later, and finds its place. */
  readonly #moments = new LiveController(this, this.source, {
    args: () => [isThere('moment') ? this.journeyId : '', this.#since],
    watch: (client, [id, since]) => client.moments.watch(id, since),
  });

  protected override view() {
    // While an earlier stage is being looked up, what is there stays.
    this.#said = this.#path.value ? (this.#moments.value ?? this.#said) : [];
    return this.show(this.#path, (path) =>
      path && path.stepsTotal > 0
        ? this.#whole(path, this.#journey.value)
        : html`<p class="empty">${this.messages.text('pathEmpty')}</p>`,
    );
  }

  #whole(path: PathView, journey: JourneyView | undefined) {
    const highlights = journey?.highlights ?? [];
    const weeks = journey?.weeks ?? Math.max(...path.phases.map((phase) => phase.toWeek));
    const label = this.messages.text(
      'routeLabel',
      path.stepsDone,
      path.stepsTotal,
      this.messages.content(path.next?.title),
    );
    return html`
      ${this.#next(path, journey)}
      ${route(marksOf(path, highlights, journey?.week, weeks, this.#today), label)}
      <div class="line">
        ${heading(this.headingLevel, this.messages.text('path'))}
        <p class="soft small">${this.messages.text('stepsDone', path.stepsDone, path.stepsTotal)}</p>
      </div>
      ${this.#moments.state.status === 'failed' ? this.show(this.#moments, () => nothing) : nothing}
      <ol class="phases">${path.phases.map((phase) => this.#phase(phase, path, highlights))}</ol>
    `;
  }

  #next({ next }: PathView, journey: JourneyView | undefined) {
    const { messages } = this;
    if (!next) return html`<div part="next"><p class="sentence">${messages.text('pathDone')}</p></div>`;
    const isMine = journey?.me.role === 'coachee' || !journey?.coachee;
    return html`<div part="next">
      <p class="eyebrow">${isMine ? messages.text('next') : messages.text('nextFor', journey.coachee.name)}</p>
      <p class="sentence">${messages.text('nextSentence', messages.content(next.title), next.minutes)}</p>
      <button type="button" class="primary" @click=${() => this.#openFromTop(next.id)}>${messages.text('openStep')}</button>
    </div>`;
  }

  #phase(phase: PhaseView, path: PathView, highlights: readonly HighlightRun[]) {
    const { messages } = this;
    const isOver = isPhaseOver(phase);
    const isBegun = phase.steps.some((step) => isRoped(step));
    const isFirst = path.phases[0] === phase;
    const isFolded = this.#isFolded(phase);
    return html`<li part="phase" class=${isOver ? 'over' : ''}>
      <div class="stage strung ${isBegun ? 'roped' : ''} ${isFirst ? 'start' : ''}">
        ${heading(this.headingLevel + 1, messages.content(phase.title), 'phase-title')}
        <span class="soft small">${messages.text('phaseWeeks', phase.fromWeek, phase.toWeek)}</span>
        <p class="soft small intent">${messages.content(phase.intent)}</p>
      </div>
      ${
        isOver
          ? html`<div class="fold strung roped">${isFolded ? knot('done') : nothing}<span class="small soft">${isFolded ? messages.text('phaseDone', phase.steps.length) : nothing}</span>
            <button type="button" class="plain slim" aria-expanded=${!isFolded} @click=${() => this.#fold(phase.id)}>${messages.text(isFolded ? 'showSteps' : 'hideSteps')}</button></div>`
          : nothing
      }
      ${isFolded ? nothing : this.#rope(phase, path, highlights)}
    </li>`;
  }

  /** What hangs on the rope in one stage, by day. */
  #rope(phase: PhaseView, path: PathView, highlights: readonly HighlightRun[]) {
    const said = inPhase(phase, path, this.#said);
    const wanted = (isPhaseOver(phase) ? momentsOver : momentsUnderWay) + (this.asked.get(phase.id) ?? 0);
    // One is not kept behind a button that takes as much room.
    const older = said.length - wanted > 1 ? said.length - wanted : 0;
    const today = this.#today;
    const rows = [
      ...phase.steps.map((step) => ({
        on: step.plannedFor,
        view: (isSame: boolean) => this.#step(step, isSame),
        isRoped: isRoped(step),
      })),
      ...inPhase(
        phase,
        path,
        highlights.map((event) => ({ ...event, on: event.startsOn })),
      ).map((event) => ({ on: event.on, view: (isSame: boolean) => this.#event(event, isSame), isRoped: false })),
      ...said.slice(older).map((moment) => ({
        on: moment.on,
        view: (isSame: boolean, isTied: boolean) => this.#moment(moment, isSame, isTied),
        isRoped: false,
      })),
    ].toSorted((a, b) => a.on.localeCompare(b.on));
    const now = inPhase(phase, path, [{ on: today }]).length > 0 ? rows.findIndex((row) => row.on > today) : undefined;
    const lastTied = isPhaseOver(phase) ? rows.length : rows.findLastIndex((row) => row.isRoped);
    const shown = rows.map(({ on, view }, index) => view(on === rows[index - 1]?.on, index < lastTied));
    if (now !== undefined)
      shown.splice(now < 0 ? shown.length : now, 0, this.#now(today, (now < 0 ? shown.length : now) <= lastTied));
    return html`<ol class="rope">${older === 0 ? nothing : this.#older(phase, older, said)}${shown}</ol>`;
  }

  #older(phase: PhaseView, older: number, said: readonly MomentView[]) {
    return html`<li class="strung roped older"><button type="button" class="plain slim" @click=${() => this.#showOlder(phase, said[Math.max(0, older - momentsOver)])}>${this.moreTexts.text('olderMoments', older)}</button></li>`;
  }

  #now(today: string, isTied: boolean) {
    return html`<li part="today" class="strung ${isTied ? 'roped' : ''}"><time datetime=${today}><b>${this.messages.text('today')}</b> ${dayAndMonth(today, this.messages.language)}</time></li>`;
  }

  #step(step: StepView, isSameDay: boolean) {
    const { messages } = this;
    const isOpen = step.id === this.stepId;
    const shape = step.isNext ? 'next' : step.state === 'replaced' ? 'skipped' : step.state;
    return html`<li part="step" class="strung ${step.state} ${step.kind === 'meet' ? 'meet' : ''} ${step.isNext ? 'next' : ''} ${isRoped(step) ? 'roped' : ''} ${step.state === 'underway' ? 'end' : ''}">
      ${knot(shape)}
      <button type="button" class="row" id="step-${step.id}" aria-expanded=${isOpen} aria-current=${step.isNext ? 'step' : nothing} @click=${() => this.#toggle(step.id)}>
        <span class="title">${messages.content(step.title)}</span>
        <span class="meta">${messages.text('stepState', step.state)}${step.isLate ? html` · <b class="late">${messages.text('late')}</b>` : nothing} · ${messages.text('stepKind', step.kind)} · ${messages.text('minutes', step.minutes)}\u00a0${this.#when(step.plannedFor, isSameDay)}</span>
        ${icon('down')}
      </button>
      ${isOpen ? html`<cordee-step without-title journey-id=${this.journeyId} step-id=${step.id} locale=${this.locale} heading-level=${this.headingLevel + 2} @keydown=${this.#closeOnEscape}>${this.arriving('step')}</cordee-step>` : nothing}
    </li>`;
  }

  /** Its day, said once where several things happen on it. */
  #when(on: string, isSameDay: boolean, days = 1) {
    return html`<time class="when ${isSameDay ? 'same' : ''}" datetime=${on}>${shortDay(on, this.messages.language, days)}</time>`;
  }

  #event(event: HighlightRun, isSameDay: boolean) {
    const { messages } = this;
    const isOver = isPast(event, this.#today);
    return html`<li part="event" class="strung ${event.state} ${isOver ? 'roped' : ''}">
      ${knot('event')}
      <button type="button" class="row band" @click=${() => this.#toEvents()}><span class="title">${messages.content(event.title)}</span>
        <span class="meta">${messages.text('eventKind', event.kind)} · ${messages.text('eventState', isOver ? 'closed' : event.state)}\u00a0${this.#when(event.startsOn, isSameDay, event.days)}</span></button>
    </li>`;
  }

  #moment(moment: MomentView, isSameDay: boolean, isTied: boolean) {
    return html`<li part="moment" class="strung ${isTied ? 'roped' : ''}" id="moment-${moment.id}" tabindex="-1">
      ${knot('said')}
      ${this.#when(moment.on, isSameDay)}
      <cordee-moment journey-id=${this.journeyId} locale=${this.locale} .moment=${moment} @cordee-step-open=${this.#openWritten}></cordee-moment>
    </li>`;
  }

  #toggle(step: string): void {
    if (step === this.stepId) this.stepId = '';
    else if (this.dispatchEvent(new StepOpenEvent(this.journeyId, step))) this.stepId = step;
  }

  async #openFromTop(step: string): Promise<void> {
    if (!this.dispatchEvent(new StepOpenEvent(this.journeyId, step))) return;
    this.stepId = step;
    await focusAfterUpdate(this, `#step-${step}`);
  }

  async #closeOnEscape(event: KeyboardEvent): Promise<void> {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    const step = this.stepId;
    this.stepId = '';
    await focusAfterUpdate(this, `#step-${step}`);
  }

  /** From the words to the step, or the company event, that they were written in. */
  async #openWritten(event: StepOpenEvent): Promise<void> {
    event.stopPropagation();
    if (this.#path.value?.phases.some((phase) => phase.steps.some(({ id }) => id === event.stepId)))
      await this.#openFromTop(event.stepId);
    else this.#toEvents();
  }

  #toEvents(): void {
    this.dispatchEvent(new PlaceOpenEvent(this.journeyId, 'events'));
  }

  async #showOlder(phase: PhaseView, first: MomentView | undefined): Promise<void> {
    this.asked = new Map(this.asked).set(phase.id, (this.asked.get(phase.id) ?? 0) + momentsOver);
    await focusAfterUpdate(this, `#moment-${first?.id}`);
  }

  get #today(): string {
    return dayIn(this.clock.now, this.#journey.value?.coachee?.timeZone);
  }

  #isFolded(phase: PhaseView): boolean {
    return isPhaseOver(phase) && !this.unfolded.has(phase.id) && !phase.steps.some((step) => step.id === this.stepId);
  }

  /** The first day of which anything is shown: what lies before is not looked up. */
  get #since(): string {
    const path = this.#path.value;
    const first = path && (path.phases.find((phase) => !this.#isFolded(phase)) ?? path.phases.at(-1));
    if (!first) return '';
    return first === path.phases[0] ? '1970-01-01' : dayOfWeek(path, first.fromWeek);
  }

  #fold(phase: string): void {
    const unfolded = new Set(this.unfolded);
    if (!unfolded.delete(phase)) unfolded.add(phase);
    this.unfolded = unfolded;
  }
}

const isRoped = (step: StepView): boolean => step.state === 'done' || step.state === 'underway';

const isPhaseOver = (phase: PhaseView): boolean =>
  phase.steps.every((step) => step.state === 'done' || step.state === 'skipped');

/** What falls in the weeks of a stage; what is before the first goes to the first, what is after the last to the last. */
function inPhase<T extends { readonly on: string }>(
  phase: PhaseView,
  path: PathView,
  items: readonly T[],
): readonly T[] {
  const index = path.phases.indexOf(phase);
  const next = path.phases[index + 1];
  const from = index === 0 ? '' : dayOfWeek(path, phase.fromWeek);
  const to = next ? dayOfWeek(path, next.fromWeek) : '9';
  return items.filter(({ on }) => on >= from && on < to);
}
