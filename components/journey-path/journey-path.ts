import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { HighlightRun, JourneyView, PathView, PhaseView, StepView } from '../../src/index.js';
import { StepOpenEvent } from '../events.js';
import { shortDay, weeksBetween } from '../internal/dates.js';
import { heading } from '../internal/heading.js';
import { html } from '../internal/html.js';
import { icon } from '../internal/icons.js';
import { JourneyElement } from '../internal/journey-element.js';
import { LiveController } from '../internal/live-controller.js';
import { styles } from './journey-path.styles.js';
import { knot } from './knots.js';
import { firstDayOf, placesOf, route } from './route.js';

type Row = { readonly on: string; readonly step: StepView } | { readonly on: string; readonly event: HighlightRun };

/**
 * The path as a rope: the next thing in one sentence, the climb at a glance, then each stage with its
 * steps as knots and the company's events on the same line. A step opens in place.
 * @tag cordee-journey-path
 * @event {StepOpenEvent} cordee-step-open - The reader asked to open a step; cancelable.
 * @csspart base - The whole.
 * @csspart next - The next thing.
 * @csspart route - The drawing of the climb.
 * @csspart phase - One stage.
 * @csspart step - One step on the rope.
 * @csspart event - One company event on the rope.
 */
export class CordeeJourneyPath extends JourneyElement {
  static override styles = styles;

  /** The step that is open; empty for none. */
  @property({ attribute: 'step-id' }) stepId = '';

  @state() private unfolded: ReadonlySet<string> = new Set();

  readonly #path = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.journeys.watchPath(id),
  });

  protected override view() {
    return this.show(this.#path, (path) =>
      path && path.stepsTotal > 0 ? this.#whole(path, this.journey) : html`<p class="empty">${this.messages.text('pathEmpty')}</p>`,
    );
  }

  #whole(path: PathView, journey: JourneyView | undefined) {
    const highlights = journey?.highlights ?? [];
    const weeks = journey?.weeks ?? Math.max(...path.phases.map((phase) => phase.toWeek));
    const label = this.messages.text('routeLabel', path.stepsDone, path.stepsTotal, this.messages.content(path.next?.title));
    return html`
      ${this.#next(path, journey)}
      ${route(placesOf(path, highlights, journey?.week, weeks), label)}
      <div class="line">
        ${heading(this.headingLevel, this.messages.text('path'))}
        <p class="soft small">${this.messages.text('stepsDone', path.stepsDone, path.stepsTotal)}</p>
      </div>
      <ol class="phases">${path.phases.map((phase) => this.#phase(phase, eventsIn(phase, path, highlights)))}</ol>
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

  #phase(phase: PhaseView, events: readonly HighlightRun[]) {
    const { messages } = this;
    const isOver = phase.steps.every((step) => step.state === 'done' || step.state === 'skipped');
    const isBegun = phase.steps.some((step) => isRoped(step));
    const isFirst = this.#path.value?.phases[0] === phase;
    const isFolded = isOver && !this.unfolded.has(phase.id) && !phase.steps.some((step) => step.id === this.stepId);
    return html`<li part="phase" class=${isOver ? 'over' : ''}>
      <div class="stage strung ${isBegun ? 'roped' : ''} ${isFirst ? 'start' : ''}">
        ${heading(this.headingLevel + 1, messages.content(phase.title), 'phase-title')}
        <span class="soft small">${messages.text('phaseWeeks', phase.fromWeek, phase.toWeek)}</span>
        <p class="soft small intent">${messages.content(phase.intent)}</p>
      </div>
      ${isOver
        ? html`<div class="fold strung roped">${isFolded ? knot('done') : nothing}<span class="small soft">${isFolded ? messages.text('phaseDone', phase.steps.length) : nothing}</span>
            <button type="button" class="plain slim" aria-expanded=${!isFolded} @click=${() => this.#fold(phase.id)}>${messages.text(isFolded ? 'showSteps' : 'hideSteps')}</button></div>`
        : nothing}
      ${isFolded ? nothing : html`<ol class="rope">${rowsOf(phase, events).map((row) => ('step' in row ? this.#step(row.step) : this.#event(row.event)))}</ol>`}
    </li>`;
  }

  #step(step: StepView) {
    const { messages } = this;
    const isOpen = step.id === this.stepId;
    const shape = step.isNext ? 'next' : step.state === 'replaced' ? 'skipped' : step.state;
    return html`<li part="step" class="strung ${step.state} ${step.isNext ? 'next' : ''} ${isRoped(step) ? 'roped' : ''} ${step.state === 'underway' ? 'end' : ''}">
      ${knot(shape)}
      <button type="button" class="row" id="step-${step.id}" aria-expanded=${isOpen} aria-current=${step.isNext ? 'step' : nothing} @click=${() => this.#toggle(step.id)}>
        <span class="title">${messages.content(step.title)}</span>
        <span class="meta">${messages.text('stepState', step.state)}${step.isLate ? html` · <b class="late">${messages.text('late')}</b>` : nothing} · ${messages.text('stepKind', step.kind)} · ${messages.text('minutes', step.minutes)} · ${shortDay(step.plannedFor, messages.language)}</span>
        ${icon('down')}
      </button>
      ${isOpen ? html`<cordee-step without-title journey-id=${this.journeyId} step-id=${step.id} locale=${this.locale} heading-level=${this.headingLevel + 2} @keydown=${this.#closeOnEscape}>${this.arriving('step')}</cordee-step>` : nothing}
    </li>`;
  }

  #event(event: HighlightRun) {
    const { messages } = this;
    return html`<li part="event" class="strung ${event.state} ${event.state === 'harvested' || event.state === 'closed' ? 'roped' : ''}">
      ${knot('event')}
      <p><span class="title">${messages.content(event.title)}</span>
        <span class="meta">${messages.text('eventKind', event.kind)} · ${shortDay(event.startsOn, messages.language)} · ${messages.text('eventState', event.state)}</span></p>
    </li>`;
  }

  #toggle(step: string): void {
    if (step === this.stepId) this.stepId = '';
    else if (this.dispatchEvent(new StepOpenEvent(this.journeyId, step))) this.stepId = step;
  }

  async #openFromTop(step: string): Promise<void> {
    if (!this.dispatchEvent(new StepOpenEvent(this.journeyId, step))) return;
    this.stepId = step;
    await this.focusAfterUpdate(`#step-${step}`);
  }

  async #closeOnEscape(event: KeyboardEvent): Promise<void> {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    const step = this.stepId;
    this.stepId = '';
    await this.focusAfterUpdate(`#step-${step}`);
  }

  #fold(phase: string): void {
    const unfolded = new Set(this.unfolded);
    if (!unfolded.delete(phase)) unfolded.add(phase);
    this.unfolded = unfolded;
  }
}

const isRoped = (step: StepView): boolean => step.state === 'done' || step.state === 'underway';

/** Events that fall in the weeks of a stage; those before the first go to the first, those after the last to the last. */
function eventsIn(phase: PhaseView, path: PathView, highlights: readonly HighlightRun[]): readonly HighlightRun[] {
  const firstDay = firstDayOf(path) ?? '';
  const isFirst = path.phases[0] === phase;
  const isLast = path.phases.at(-1) === phase;
  return highlights.filter((event) => {
    const week = Math.floor(weeksBetween(firstDay, event.startsOn)) + 1;
    return (week >= phase.fromWeek || isFirst) && (week <= phase.toWeek || isLast);
  });
}

function rowsOf(phase: PhaseView, events: readonly HighlightRun[]): readonly Row[] {
  const rows: Row[] = [
    ...phase.steps.map((step) => ({ on: step.plannedFor, step })),
    ...events.map((event) => ({ on: event.startsOn, event })),
  ];
  return rows.toSorted((a, b) => a.on.localeCompare(b.on));
}
