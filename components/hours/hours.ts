import { property, state } from 'lit/decorators.js';
import { nothing } from 'lit';
import type { HoursView, WorkingHours, ZoneView } from '../../src/index.js';
import { clockTime } from '../views/clock-time.js';
import { isTimeZone } from '../../src/insight/local-clock.js';
import { formatOf } from '../views/dates.js';
import { formOf } from '../views/form.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { LiveController } from '../controllers/live-controller.js';
import { haveSameClock, cityOf, zoneHere, zonesWith } from '../views/zones.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { waitsView } from '../views/waits.js';
import { failure, type Outcome, outcomeView } from '../views/outcome.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './hours.styles.js';

type Day = WorkingHours['days'][number];
const week: readonly Day[] = [1, 2, 3, 4, 5, 6, 7];

/**
 * When the reader wants to be reached, in one sentence, and the place to change it. Who writes to them at
 * another time sees what time it is there, and may wait for their morning. Under it, whose clock that is:
 * who has moved takes the time zone of this device, or another.
 * @tag cordee-hours
 * @csspart base - The whole.
 * @csspart sentence - The days and the hours.
 * @csspart zone - The time zone, and what time it is there.
 * @csspart status - What the last write came to.
 */
export class CordeeHours extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  @state() private isOpen = false;
  @state() private isZoneOpen = false;
  @state() private isBusy = false;
  @state() private outcome: Outcome | undefined;

  readonly #hours = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.circle.watchHours(journey),
  });

  readonly #zone = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.circle.watchTimeZone(journey),
  });

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
    new TypingController(this);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    return this.show(this.#hours, (view) => (view ? this.#whole(view) : nothing));
  }

  #whole(view: HoursView) {
    const { words } = this;
    return html`<section class="stack">
      <div>${heading(this.headingLevel, words.text('hours'))}<p class="soft small">${words.text('hoursIntro')}</p></div>
      ${
        this.isOpen
          ? this.#form(view)
          : html`<p class="sentence" part="sentence">${this.#sentence(view.hours ?? view.usual)} ${view.isWaiting ? waitsView('waiting', this.messages) : nothing}</p>
            ${view.hours ? nothing : html`<p class="hint">${words.text('hoursUsual')}</p>`}
            <div class="actions">
              <button type="button" class="change" @click=${this.#open}>${words.text('hoursChange')}</button>
              ${view.hours ? html`<button type="button" class="plain" @click=${() => this.#keep(undefined, view.hours)}>${words.text('hoursForget')}</button>` : nothing}
            </div>`
      }
      ${this.show(this.#zone, (zone) => (zone ? this.#zoneView(zone) : nothing))}
      ${outcomeView(this.outcome, this.words)}
    </section>`;
  }

  #zoneView(zone: ZoneView) {
    const { messages, clock } = this;
    const { timeZone, isKnown, isWaiting } = zone;
    const here = zoneHere();
    const isElsewhere = here !== undefined && !(isKnown && haveSameClock(here, timeZone, clock.now));
    return html`<div class="zone">
      <p class="sentence" part="zone">${isKnown ? messages.text('zone', cityOf(timeZone), clockTime(clock.now, timeZone, clock.now, messages.language)) : messages.text('zoneUnknown', timeZone)} ${isWaiting ? waitsView('waiting', this.messages) : nothing}</p>
      <p class="hint">${messages.text('zoneHint')}</p>
      ${isElsewhere && !this.isZoneOpen ? html`<p class="elsewhere">${messages.text('zoneHere', cityOf(here))} <button type="button" class="slim" @click=${() => this.#move(here, timeZone)}>${messages.text('zoneTake')}</button></p>` : nothing}
      ${this.isZoneOpen ? this.#zones(zone, here) : html`<div class="actions"><button type="button" class="change-zone ${isElsewhere ? 'plain' : ''}" @click=${this.#openZones}>${messages.text('zoneChange')}</button></div>`}
    </div>`;
  }

  #zones({ timeZone, isKnown }: ZoneView, here: string | undefined) {
    const { messages } = this;
    const chosen = isKnown ? timeZone : (here ?? 'UTC');
    return html`<div class="sheet" @keydown=${this.#closeOnEscape}>
      <div class="field"><label for="zone">${messages.text('zoneLabel')}</label>
        <select id="zone">${zonesWith([chosen, here ?? chosen], messages.language).map((zone) => html`<option value=${zone} ?selected=${zone === chosen}>${cityOf(zone)}</option>`)}</select>
      </div>
      <div class="actions">
        <button type="button" class="primary" aria-disabled=${this.isBusy} @click=${() => this.#move(this.renderRoot.querySelector<HTMLSelectElement>('#zone')?.value ?? timeZone, timeZone)}>${messages.text('zoneSave')}</button>
        <button type="button" class="plain" @click=${this.#close}>${messages.text('cancel')}</button>
      </div>
    </div>`;
  }

  #form(view: HoursView) {
    const { words, messages } = this;
    const { days, from, to } = view.hours ?? view.usual;
    return html`<form class="sheet" method="dialog" novalidate @keydown=${this.#closeOnEscape}>
      <fieldset>
        <legend>${words.text('hoursDays')}</legend>
        <div class="choices">${week.map((day) => html`<label><input type="checkbox" name="days" .value=${String(day)} .checked=${days.includes(day)} /><span>${this.#dayName(day)}</span></label>`)}</div>
      </fieldset>
      <div class="times">
        <div class="field"><label for="from">${words.text('hoursFrom')}</label><input id="from" type="time" name="from" .value=${from} /></div>
        <div class="field"><label for="to">${words.text('hoursTo')}</label><input id="to" type="time" name="to" .value=${to} /></div>
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${this.isBusy} @click=${(event: Event) => this.#submit(event, view)}>${words.text('hoursSave')}</button>
        <button type="button" class="plain" @click=${this.#close}>${messages.text('cancel')}</button>
      </div>
    </form>`;
  }

  /** "Monday to Friday, 9:00 to 18:00". */
  #sentence({ days, from, to }: WorkingHours): string {
    const { words, messages } = this;
    const sorted = days.toSorted((a, b) => a - b);
    const [first = 1, last = 1] = [sorted[0], sorted.at(-1)];
    const named =
      sorted.length === 7
        ? words.text('hoursEveryDay')
        : sorted.length > 2 && last - first === sorted.length - 1
          ? words.text('hoursFromDay', this.#dayName(first), this.#dayName(last))
          : messages.list(sorted.map((day) => this.#dayName(day)));
    return words.text('hoursSentence', named, this.#time(from), this.#time(to));
  }

  /** The first of January 2024 was a Monday. */
  #dayName = (day: Day): string =>
    formatOf(this.messages.language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));

  #time = (time: string): string =>
    formatOf(this.messages.language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
      Date.parse(`1970-01-01T${time}Z`),
    );

  async #open(): Promise<void> {
    this.outcome = undefined;
    this.isZoneOpen = false;
    this.isOpen = true;
    await focusUnlessElsewhere(this, 'form input');
  }

  async #openZones(): Promise<void> {
    this.outcome = undefined;
    this.isOpen = false;
    this.isZoneOpen = true;
    await focusUnlessElsewhere(this, '#zone');
  }

  async #close(): Promise<void> {
    const opener = this.isZoneOpen ? '.change-zone' : '.change';
    this.outcome = undefined;
    this.isOpen = this.isZoneOpen = false;
    await focusUnlessElsewhere(this, opener);
  }

  #closeOnEscape(event: KeyboardEvent): void {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    void this.#close();
  }

  async #submit(event: Event, { hours: before }: HoursView): Promise<void> {
    const form = new FormData(formOf(event));
    const days = week.filter((day) => form.getAll('days').includes(String(day)));
    const [from, to] = [String(form.get('from')), String(form.get('to'))];
    const missing = days.length === 0 ? 'hoursNoDay' : from < to ? undefined : 'hoursOrder';
    if (missing) {
      this.outcome = { sentence: this.words.text(missing), isBad: true };
      return focusUnlessElsewhere(this, missing === 'hoursNoDay' ? 'form input' : '#to');
    }
    await this.#keep({ days, from, to }, before);
  }

  async #keep(hours: WorkingHours | undefined, before: WorkingHours | undefined): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const done = await this.attempt((client) => client.circle.setHours(this.journeyId, hours));
    this.isBusy = false;
    this.outcome = done.ok
      ? { sentence: this.words.text('hoursSaved'), undo: () => void this.#takeBack(before) }
      : failure(done.error, this.messages);
    if (!done.ok) return;
    this.isOpen = false;
    await focusUnlessElsewhere(this, '.change');
  }

  /** There is a way back only to where a clock can be asked for. */
  async #move(timeZone: string, before: string): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const done = await this.attempt((client) => client.circle.setTimeZone(timeZone));
    this.isBusy = false;
    this.outcome = done.ok
      ? {
          sentence: this.messages.text('zoneSaved'),
          ...(isTimeZone(before) && before !== timeZone ? { undo: () => void this.#move(before, before) } : {}),
        }
      : failure(done.error, this.messages);
    if (!done.ok) return;
    this.isZoneOpen = false;
    await focusUnlessElsewhere(this, '.change-zone');
  }

  async #takeBack(before: WorkingHours | undefined): Promise<void> {
    const done = await this.attempt((client) => client.circle.setHours(this.journeyId, before));
    this.outcome = done.ok ? undefined : failure(done.error, this.messages);
    await focusUnlessElsewhere(this, '.change');
  }
}
