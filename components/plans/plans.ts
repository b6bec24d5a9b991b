import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Audience, PlanProposal, PlansView, PlanView } from '../../src/index.js';
import type { AudienceChangeEvent, PlanDroppedEvent } from '../events.js';
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
import { said } from '../views/own-or-content.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './plans.styles.js';

/**
 * If-then plans: for the moment when it is hard, a sign and what one does then. The place to make
 * one, and those that the path proposes.
 * @tag cordee-plans
 * @csspart base - The whole.
 * @csspart list - The plans.
 * @csspart status - What the last write came to.
 */
export class CordeePlans extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  @state() private writing: { readonly proposal: PlanProposal | undefined } | undefined;
  @state() private audience: Audience = { kind: 'guides' };
  @state() private outcome: Outcome | undefined;
  @state() private isBusy = false;

  readonly #plans = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.plans.watch(journey),
  });
  readonly #drafts = new DraftController(this, () => this.client);

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
    new TypingController(this);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    return this.show(this.#plans, (view) => this.#whole(view));
  }

  #whole(view: PlansView) {
    const { words } = this;
    if (!view.canWrite && view.plans.length === 0) return nothing;
    return html`<section class="stack">
      <div>${heading(this.headingLevel, words.text('plans'))}<p class="soft small">${words.text('plansIntro')}</p></div>
      ${
        view.plans.length === 0
          ? this.writing
            ? nothing
            : html`<p class="empty">${words.text('plansEmpty')}</p>`
          : html`<ul part="list">${repeat(
              view.plans,
              ({ id }) => id,
              (plan) =>
                html`<li><cordee-plan journey-id=${this.journeyId} locale=${this.locale} .plan=${plan} @cordee-plan-dropped=${this.#offerToTakeBack}></cordee-plan></li>`,
            )}</ul>`
      }
      ${this.writing ? this.#form(this.writing.proposal) : view.canWrite ? this.#offers(view) : nothing}
      ${outcomeView(this.outcome, this.words)}
    </section>`;
  }

  #offers({ proposals }: PlansView) {
    const { words } = this;
    return html`<div class="actions">
      <button type="button" class="new" @click=${() => this.#write(undefined)}>${words.text('newPlan')}</button>
      ${proposals.map((proposal) => html`<button type="button" class="plain slim" @click=${() => this.#write(proposal)}>${words.text('takePlan', said(proposal.if, this.messages))}</button>`)}
    </div>`;
  }

  #form(proposal: PlanProposal | undefined) {
    const { words } = this;
    const field = (name: 'if' | 'then') => {
      const text = this.#draft(name).text || (proposal ? said(proposal[name], this.messages) : '');
      return html`<div class="field">
        <label for=${name}>${words.text(name === 'if' ? 'planIf' : 'planThen')}</label>
        <textarea id=${name} class="short" name=${name} rows="2" dir="auto" aria-describedby="${name}-limit" .value=${text} @input=${this.#keep}></textarea>
        ${limitView(name, text, maxLineLength, this.messages)}
      </div>`;
    };
    return html`<form class="sheet" method="dialog" novalidate @keydown=${this.#leaveOnEscape}>
      <p class="hint">${words.text('planHint')}</p>
      ${field('if')} ${field('then')}
      <cordee-who-reads journey-id=${this.journeyId} locale=${this.locale} .audience=${this.audience} @cordee-audience-change=${this.#changeAudience}></cordee-who-reads>
      <div class="actions">
        <button class="primary" aria-disabled=${this.isBusy} @click=${(event: Event) => this.#make(event, proposal)}>${words.text('planMake')}</button>
        <button type="button" class="plain" @click=${this.#close}>${this.messages.text('cancel')}</button>
      </div>
    </form>`;
  }

  #draft(name: string): Draft {
    return this.#drafts.at({ journey: this.journeyId, name: ['plan', this.journeyId, name].join('/') });
  }

  #keep(event: Event): void {
    const { name, value } = event.target as HTMLTextAreaElement;
    this.#draft(name).writeText(value);
    this.requestUpdate();
  }

  #changeAudience(event: AudienceChangeEvent): void {
    event.stopPropagation();
    this.audience = event.audience;
  }

  async #write(proposal: PlanProposal | undefined): Promise<void> {
    this.writing = { proposal };
    this.outcome = undefined;
    await focusUnlessElsewhere(this, 'textarea');
  }

  async #close(): Promise<void> {
    this.writing = undefined;
    await focusUnlessElsewhere(this, '.new');
  }

  async #offerToTakeBack({ plan }: PlanDroppedEvent): Promise<void> {
    this.outcome = { sentence: this.words.text('planDropped'), undo: () => void this.#makeAgain(plan) };
    await focusUnlessElsewhere(this, '.undo');
  }

  async #makeAgain({ if: sign, then, step, audience, tried }: PlanView): Promise<void> {
    const done = await this.attempt((client) =>
      client.plans.make({ journey: this.journeyId, if: sign, then, step, audience, tried }),
    );
    this.outcome = done.ok ? { sentence: this.words.text('planMadeAgain') } : failure(done.error, this.messages);
    await focusUnlessElsewhere(this, '.new');
  }

  #leaveOnEscape(event: KeyboardEvent): void {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    void this.#close();
  }

  async #make(event: Event, proposal: PlanProposal | undefined): Promise<void> {
    const form = new FormData(formOf(event));
    if (this.isBusy) return;
    const [sign, then] = [String(form.get('if') ?? '').trim(), String(form.get('then') ?? '').trim()];
    if (sign === '' || then === '') {
      this.outcome = {
        sentence: this.words.text('fillIn', this.words.text(sign === '' ? 'planIf' : 'planThen')),
        isBad: true,
      };
      return focusUnlessElsewhere(this, sign === '' ? '#if' : '#then');
    }
    const long = [sign, then].map((text) => tooLong(text, maxLineLength, this.messages));
    if (long[0] || long[1]) {
      this.outcome = long[0] ?? long[1];
      return focusUnlessElsewhere(this, long[0] ? '#if' : '#then');
    }
    this.isBusy = true;
    const done = await this.attempt((client) =>
      client.plans.make({ journey: this.journeyId, if: sign, then, step: proposal?.step, audience: this.audience }),
    );
    this.isBusy = false;
    if (!done.ok) {
      this.outcome = failure(done.error, this.messages);
      return;
    }
    void this.#draft('if').forget(sign);
    void this.#draft('then').forget(then);
    await this.#close();
    this.outcome = { sentence: this.words.text('planMade') };
  }
}
