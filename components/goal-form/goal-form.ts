import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Audience, GoalLevel, GoalLevels, GoalView, LocalizedText } from '../../src/index.js';
import { type AudienceChangeEvent, FormCloseEvent, GoalSavedEvent } from '../events.js';
import { DraftController } from '../controllers/draft-controller.js';
import type { Draft } from '../controllers/draft.js';
import { formOf } from '../views/form.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { failure, type Outcome, outcomeView, tooLong } from '../views/outcome.js';
import { said } from '../views/own-or-content.js';
import { limitView } from '../views/limits.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './goal-form.styles.js';

/** What the form begins with: a goal that is written anew, or one that the path proposes. */
export interface GoalWords {
  readonly title: string | LocalizedText;
  readonly levels: GoalLevels<string | LocalizedText>;
  readonly importance: 1 | 2 | 3;
  readonly difficulty: 1 | 2 | 3;
  readonly baseline: GoalLevel;
}

const levels = ['2', '1', '0', '-1', '-2'] as const;
const weights = [1, 2, 3] as const;
const choices: readonly string[] = ['baseline', 'importance', 'difficulty'];
/** What the model takes in a title and in a level. */
const maxLength = 1_000;

/**
 * A goal on five levels, in the person’s own words. What is typed is kept on this
 * device until it is stored, also when the form or the page is left.
 * @tag cordee-goal-form
 * @event {GoalSavedEvent} cordee-goal-saved - The goal is stored on this device.
 * @event {FormCloseEvent} cordee-form-close - The writer left without storing.
 * @csspart base - The whole.
 * @csspart status - What the last try came to.
 */
export class CordeeGoalForm extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The goal that is written anew; without it, a new one. */
  @property({ attribute: false }) goal: GoalView | undefined;

  /** What a new one begins with. */
  @property({ attribute: false }) proposal: GoalWords | undefined;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  @state() private audience: Audience = { kind: 'guides' };
  @state() private outcome: Outcome | undefined;
  @state() private missing = '';
  @state() private isBusy = false;

  readonly #drafts = new DraftController(this, () => this.client);

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
    new TypingController(this);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    const { words } = this;
    const begun = this.goal ?? this.proposal;
    return html`<form class="sheet" method="dialog" novalidate @input=${this.#keep} @keydown=${this.#leaveOnEscape}>
      ${heading(this.headingLevel, this.goal ? said(this.goal.title, this.messages) : words.text('newGoal'))}
      <div class="field">
        <label for="title">${words.text('goalTitle')}</label>
        <p class="hint" id="title-hint">${words.text('goalTitleHint')}</p>
        <input id="title" name="title" type="text" dir="auto" aria-describedby="title-hint title-limit" aria-invalid=${this.missing === 'title'} .value=${this.#typed('title', begun?.title)} />
        ${limitView('title', this.#typed('title', begun?.title), maxLength, this.messages)}
      </div>
      <fieldset class="field">
        <legend>${words.text('goalLevels')}</legend>
        <p class="hint">${words.text('goalLevelsHint')}</p>
        ${levels.map(
          (level) => html`<div class="field level ${level === '0' ? 'hoped' : ''}">
          <label for="level${level}">${words.text('goalLevel', level)}</label>
          <textarea id="level${level}" class="short" name=${`level${level}`} rows="2" dir="auto" aria-describedby="level${level}-limit" aria-invalid=${this.missing === level} .value=${this.#typed(level, begun?.levels[level])}></textarea>
          ${limitView(`level${level}`, this.#typed(level, begun?.levels[level]), maxLength, this.messages)}
        </div>`,
        )}
      </fieldset>
      <fieldset>
        <legend>${words.text('goalBaseline')}</legend>
        <div class="choices">${(['0', '-1', '-2'] as const).map((level) => this.#choice('baseline', level, words.text('goalLevelShort', level), String(begun?.baseline ?? -1)))}</div>
      </fieldset>
      <fieldset>
        <legend>${words.text('goalImportance')}</legend>
        <div class="choices">${weights.map((weight) => this.#choice('importance', String(weight), words.text('importance', weight), String(begun?.importance ?? 2)))}</div>
      </fieldset>
      <fieldset>
        <legend>${words.text('goalDifficulty')}</legend>
        <div class="choices">${weights.map((weight) => this.#choice('difficulty', String(weight), words.text('difficulty', weight), String(begun?.difficulty ?? 2)))}</div>
      </fieldset>
      ${
        this.goal
          ? nothing
          : html`<cordee-who-reads journey-id=${this.journeyId} locale=${this.locale} .audience=${this.audience} .within=${{ kind: 'guides' }} @cordee-audience-change=${this.#changeAudience}></cordee-who-reads>`
      }
      <div class="actions">
        <button class="primary" aria-disabled=${this.isBusy} @click=${this.#submit}>${this.goal ? words.text('save') : words.text('goalSave')}</button>
        <button type="button" class="plain" @click=${this.#close}>${this.messages.text('cancel')}</button>
      </div>
      ${outcomeView(this.outcome, this.words)}
    </form>`;
  }

  #choice(name: string, value: string, label: string, usual: string) {
    const kept = this.#draft(name).text || usual;
    return html`<label><input type="radio" name=${name} .value=${value} .checked=${kept === value} /><span>${label}</span></label>`;
  }

  #draft(field: string): Draft {
    return this.#drafts.at({
      journey: this.journeyId,
      name: ['goal', this.journeyId, this.goal?.id ?? '', field].join('/'),
      isChoice: choices.includes(field),
    });
  }

  #typed(field: string, begun: string | LocalizedText | undefined): string {
    return this.#draft(field).text || (begun === undefined ? '' : said(begun, this.messages));
  }

  #keep(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    if (name === '') return;
    this.#draft(name.replace('level', '')).writeText(value);
    this.missing = '';
    this.requestUpdate();
  }

  #changeAudience(event: AudienceChangeEvent): void {
    event.stopPropagation();
    this.audience = event.audience;
  }

  async #submit(event: Event): Promise<void> {
    const form = new FormData(formOf(event));
    if (this.isBusy) return;
    const said = (name: string): string => String(form.get(name) ?? '').trim();
    const missing = said('title') === '' ? 'title' : levels.toReversed().find((level) => said(`level${level}`) === '');
    const { words } = this;
    if (missing !== undefined)
      return this.#askFor(missing, {
        isBad: true,
        sentence: words.text(
          'fillIn',
          missing === 'title' ? words.text('goalTitle') : words.text('goalLevel', missing),
        ),
      });
    const long = ['title', ...levels].find((field) => tooLong(said(nameOf(field)), maxLength, this.messages));
    if (long !== undefined) return this.#askFor(long, tooLong(said(nameOf(long)), maxLength, this.messages));
    const goal = {
      title: said('title'),
      levels: Object.fromEntries(levels.map((level) => [level, said(`level${level}`)])) as GoalLevels<string>,
      importance: Number(said('importance')) as 1,
      difficulty: Number(said('difficulty')) as 1,
      baseline: Number(said('baseline')) as GoalLevel,
    };
    const old = this.goal;
    this.isBusy = true;
    const done = await this.attempt(async (client) => {
      if (!old) return client.goals.set({ journey: this.journeyId, ...goal, audience: this.audience });
      await client.goals.change(this.journeyId, old.id, goal);
      return old.id;
    });
    this.isBusy = false;
    if (!done.ok) {
      this.outcome = failure(done.error, this.messages);
      return;
    }
    for (const field of ['title', ...levels]) void this.#draft(field).forget(said(nameOf(field)));
    for (const field of choices) this.#draft(field).writeText('');
    this.dispatchEvent(new GoalSavedEvent(this.journeyId, done.value));
  }

  async #askFor(field: string, outcome: Outcome | undefined): Promise<void> {
    this.missing = field;
    this.outcome = outcome;
    await focusUnlessElsewhere(this, `[name="${nameOf(field)}"]`);
  }

  #close(): void {
    this.dispatchEvent(new FormCloseEvent());
  }

  #leaveOnEscape(event: KeyboardEvent): void {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    this.#close();
  }

  /** Puts the cursor where one begins. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus(options));
  }
}

const nameOf = (field: string): string => (field === 'title' ? field : `level${field}`);
