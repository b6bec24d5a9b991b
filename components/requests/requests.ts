import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ProposalView } from '../../src/index.js';
import { codeOf } from '../client/error-code.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { LiveController } from '../controllers/live-controller.js';
import { calledBy, inNamingOrder } from '../views/members.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './requests.styles.js';

/**
 * Somebody asks that more people may read an item: who would, in a sentence, and a yes or a no in one press.
 * Nothing is opened before. What the reader has asked themself stands here too, until it is answered.
 * @tag cordee-requests
 * @csspart base - The whole.
 * @csspart request - One question.
 * @csspart status - What the last answer came to.
 * @cssstate empty - Nothing is asked.
 */
export class CordeeRequests extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  @state() private outcome = '';

  readonly #internals = this.attachInternals();
  readonly #proposals = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.words.watchProposals(id),
  });

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#internals.states[
      this.renderRoot.querySelector('li, .failed') === null && this.outcome === '' ? 'add' : 'delete'
    ]('empty');
  }

  protected override view() {
    // It is rare: no place is held for it.
    if (this.#proposals.state.status === 'waiting') return nothing;
    return this.show(this.#proposals, (all) => this.#list(all.filter(({ isMine, canAnswer }) => isMine || canAnswer)));
  }

  #list(proposals: readonly ProposalView[]) {
    return html`${proposals.length === 0 ? nothing : heading(this.headingLevel, this.messages.text('requests'))}
      <ul>${repeat(
        proposals,
        ({ id }) => id,
        (proposal) => html`<li part="request">
        <p><b>${this.#sentence(proposal)}</b></p>
        ${proposal.reason ? html`<p class="words" dir="auto">${proposal.reason}</p>` : nothing}
        <blockquote dir="auto" lang=${proposal.lang ?? nothing}>${proposal.text}</blockquote>
        ${proposal.canAnswer ? this.#ask(proposal) : this.#wait(proposal)}
      </li>`,
      )}</ul>
      <p part="status" class="small soft" role="status" tabindex="-1">${this.outcome}</p>`;
  }

  #sentence({ by, isMine, author, added }: ProposalView): string {
    const { messages } = this;
    const names = inNamingOrder(added).map((member) =>
      member.isMe ? messages.text('you') : calledBy(member, messages),
    );
    const whose = author?.isMe ? undefined : author ? calledBy(author, messages) : messages.text('somebody');
    return isMine
      ? messages.text('requestOwn', names, whose)
      : messages.text('requestBy', by ? calledBy(by, messages) : messages.text('somebody'), names, whose);
  }

  #ask({ id }: ProposalView) {
    return html`<div class="actions">
      <button type="button" class="slim primary" @click=${() => this.#answer(id, true, 'requestSaidYes')}>${this.messages.text('requestYes')}</button>
      <button type="button" class="slim" @click=${() => this.#answer(id, false, 'requestSaidNo')}>${this.messages.text('requestNo')}</button>
    </div>`;
  }

  #wait({ id, waitsFor, outcome }: ProposalView) {
    const { messages } = this;
    const names = waitsFor.map((member) => calledBy(member, messages));
    return html`<p class="small soft">${messages.text(outcome === 'waiting' ? 'requestWaits' : 'requestDeclined', names)}</p>
      <div class="actions"><button type="button" class="plain slim" @click=${() => this.#answer(id, false, 'requestTakenBack')}>${messages.text(outcome === 'waiting' ? 'requestTakeBack' : 'requestSeen')}</button></div>`;
  }

  async #answer(
    id: string,
    isYes: boolean,
    said: 'requestSaidYes' | 'requestSaidNo' | 'requestTakenBack',
  ): Promise<void> {
    const done = await this.attempt((client) => client.words.answer(this.journeyId, id, isYes));
    this.outcome = done.ok ? this.messages.text(said) : this.messages.text('failure', codeOf(done.error) ?? '');
    await focusAfterUpdate(this, '[part~=status]');
  }
}
