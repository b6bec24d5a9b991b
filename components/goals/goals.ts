import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { GoalProposal, GoalsView, JourneyView } from '../../src/index.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { LiveController } from '../controllers/live-controller.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { said } from '../views/own-or-content.js';
import { type Outcome, outcomeView } from '../views/outcome.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { styles } from './goals.styles.js';

/**
 * What the person aims at: their goals, how far all of them have come, and the place to set one.
 * @tag cordee-goals
 * @csspart base - The whole.
 * @csspart attainment - All goals together, for the person and their coach only.
 * @csspart list - The goals.
 * @csspart status - What the last write came to.
 */
export class CordeeGoals extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);

  @state() private isWriting = false;
  @state() private proposal: GoalProposal | undefined;
  @state() private outcome: Outcome | undefined;

  readonly #goals = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.goals.watch(journey),
  });

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    return this.show(this.#journey, (journey) =>
      journey ? this.show(this.#goals, (view) => this.#whole(view, journey)) : nothing,
    );
  }

  #whole(view: GoalsView, journey: JourneyView) {
    const { words } = this;
    const isMine = journey.me.role === 'coachee';
    const hasGoals = view.goals.length > 0;
    return html`<section class="stack">
      <div class="top">
        <div>
          ${heading(this.headingLevel, isMine ? words.text('goals') : words.text('goalsOf', journey.coachee?.name ?? ''))}
          ${hasGoals ? html`<p class="soft small">${words.text('goalsIntro')}</p>` : nothing}
        </div>
        ${view.canSet && !this.isWriting && hasGoals ? this.#newButton() : nothing}
      </div>
      ${
        this.isWriting
          ? html`<cordee-goal-form class="writing" journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel + 1} .proposal=${this.proposal}
            @cordee-form-close=${this.#close} @cordee-goal-saved=${this.#saved}></cordee-goal-form>`
          : nothing
      }
      ${outcomeView(this.outcome, this.words)}
      ${hasGoals ? this.#list(view, journey) : this.isWriting ? nothing : this.#empty(view)}
    </section>`;
  }

  #newButton() {
    return html`<button type="button" class="new" @click=${() => this.#write(undefined)}>${this.words.text('newGoal')}</button>`;
  }

  #list(view: GoalsView, journey: JourneyView) {
    return html`${this.#attainment(view, journey)}
      <ul part="list">${repeat(
        view.goals,
        ({ id }) => id,
        (goal) => html`<li>
        <cordee-goal journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel + 1} started-on=${view.startedOn ?? ''} .goal=${goal}></cordee-goal>
      </li>`,
      )}</ul>`;
  }

  #attainment({ attainment, goals }: GoalsView, { me, members }: JourneyView) {
    if (!attainment || (attainment.self === undefined && attainment.guide === undefined)) return nothing;
    const { words, messages } = this;
    const nameOf = (role: 'coachee' | 'coach'): string =>
      me.role === role
        ? messages.text('you')
        : (members.find((member) => member.role === role)?.name ?? words.text('more'));
    const told = [
      words.text('attainmentStart', Math.round(attainment.atStart)),
      ...(attainment.self === undefined
        ? []
        : [words.text('attainmentSide', nameOf('coachee'), Math.round(attainment.self))]),
      ...(attainment.guide === undefined
        ? []
        : [words.text('attainmentSide', nameOf('coach'), Math.round(attainment.guide))]),
    ];
    return goals.length < 2
      ? nothing
      : html`<div part="attainment">
          <p><b>${words.text('attainment')}</b>\u00a0· ${told.join('\u00a0· ')}</p>
          <p class="soft small">${me.role === 'coachee' ? words.text('attainmentHint') : words.text('attainmentHintGuide')}</p>
        </div>`;
  }

  #empty({ canSet, proposals }: GoalsView) {
    const { words } = this;
    if (!canSet) return html`<p class="empty">${words.text('goalsEmptyGuest')}</p>`;
    return html`<p class="empty">${words.text('goalsEmpty')}</p>
      <div>${this.#newButton()}</div>
      ${
        proposals.length === 0
          ? nothing
          : html`<div class="proposals"><p class="soft small">${words.text('goalProposals')}</p>
            <ul>${proposals.map((proposal) => html`<li><button type="button" class="plain" aria-label=${words.text('takeProposal', said(proposal.title, this.messages))} @click=${() => this.#write(proposal)}>${said(proposal.title, this.messages)}</button></li>`)}</ul></div>`
      }`;
  }

  async #write(proposal: GoalProposal | undefined): Promise<void> {
    this.proposal = proposal;
    this.isWriting = true;
    this.outcome = undefined;
    await focusUnlessElsewhere(this, '.writing');
  }

  async #close(): Promise<void> {
    this.isWriting = false;
    await focusUnlessElsewhere(this, '.new');
  }

  async #saved(): Promise<void> {
    await this.#close();
    this.outcome = { sentence: this.words.text('goalSaved') };
  }
}
