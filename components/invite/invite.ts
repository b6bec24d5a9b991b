import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CompanionSuggestion, InvitationLink, InvitationView } from '../../src/index.js';
import { codeOf } from '../client/error-code.js';
import { DraftController } from '../controllers/draft-controller.js';
import type { Draft } from '../controllers/draft.js';
import { formOf } from '../views/form.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { limitView, maxLineLength } from '../views/limits.js';
import { LinkPage } from '../client/link-page.js';
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
import { styles } from './invite.styles.js';

const fields = ['words', 'hope', 'offer'] as const;

/**
 * Asking somebody into the journey, in one’s own words: what is hoped, what is offered, a link for one
 * person that is shown once; and the invitations under way.
 * @tag cordee-invite
 * @csspart base - The whole.
 * @csspart link - The link, while it can be copied.
 * @csspart list - The invitations under way.
 * @csspart status - What the last write came to.
 */
export class CordeeInvite extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** Whom the path suggests to ask, with words to begin from. */
  @property({ attribute: false }) suggestions: readonly CompanionSuggestion[] = [];

  /** The page that a link opens, the one that holds `<cordee-arrival>`; without it, what the journey or the provider above says, else this page, without its query. */
  @property({ attribute: 'link-page' }) linkPage = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  @state() private isWriting = false;
  @state() private isBusy = false;
  @state() private made: InvitationLink | undefined;
  @state() private outcome: Outcome | undefined;
  /** What was written before a proposal went below it, while that can be taken out again. */
  @state() private writtenBefore: string | undefined;

  readonly #linkPage = new LinkPage(this);
  readonly #invitations = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [journey]) => client.circle.watchInvitations(journey),
  });
  readonly #drafts = new DraftController(this, () => this.client);

  constructor() {
    super();
    new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);
    new TypingController(this);
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    const { words } = this;
    return this.show(
      this.#invitations,
      (all) => html`<section class="stack">
      ${this.isWriting ? this.#form() : html`<div><button type="button" class="ask" @click=${this.#write}>${words.text('invite')}</button></div>`}
      ${this.made?.link ? this.#link(this.made.link) : nothing}
      ${outcomeView(this.outcome, this.words)}
      ${all.length === 0 ? nothing : html`<div>${heading(this.headingLevel, words.text('inviteUnderWay'))}<ul part="list">${all.map((one) => html`<li>${this.#one(one)}</li>`)}</ul></div>`}
    </section>`,
    );
  }

  #one({ id, words: text, state: at, member, sentAt }: InvitationView) {
    const isOpen = at === 'sent' || at === 'opened';
    return html`<p class="quoted" dir="auto">${text}</p>
      <div class="actions soft small"><span>${sentAt ? html`${this.timeView(sentAt)} · ` : nothing}${this.words.text('inviteState', at, member?.name ?? '')}</span>
        ${isOpen ? html`<button type="button" class="plain slim" @click=${() => this.#revoke(id)}>${this.words.text('inviteRevoke')}</button>` : nothing}</div>`;
  }

  #form() {
    const { words } = this;
    const open = this.suggestions.filter(({ suggested, here }) => here < suggested);
    return html`<form class="sheet" method="dialog" novalidate @keydown=${this.#leaveOnEscape}>
      <div>${heading(this.headingLevel, words.text('invite'))}<p class="hint">${words.text('inviteIntro')}</p></div>
      ${open.length === 0 ? nothing : html`<div class="actions">${open.map((one) => html`<button type="button" class="plain slim" @click=${() => this.#begin(one)}>${words.text('inviteFrom', said(one.profile, this.messages))}</button>`)}</div>`}
      ${fields.map(
        (name) => html`<div class="field">
        <label for=${name}>${words.text(name === 'words' ? 'inviteWords' : name === 'hope' ? 'inviteHope' : 'inviteOffer')} ${name === 'words' ? nothing : html`<small class="soft">(${words.text('optional')})</small>`}</label>
        <textarea id=${name} class="short" name=${name} rows=${name === 'words' ? 4 : 2} dir="auto" aria-describedby="${name}-limit" .value=${this.#draft(name).text} @input=${this.#keep}></textarea>
        ${limitView(name, this.#draft(name).text, maxLineLength, this.messages)}
        ${name === 'words' ? this.#added() : nothing}
      </div>`,
      )}
      <fieldset><legend>${words.text('inviteHome')}</legend>
        <div class="choices">${(['outside', 'company'] as const).map((home) => html`<label><input type="radio" name="home" .value=${home} .checked=${home === 'outside'} /><span>${words.text('inviteHomeOf', home)}</span></label>`)}</div></fieldset>
      <div class="actions">
        <button class="primary" aria-disabled=${this.isBusy} @click=${this.#make}>${words.text('inviteMake')}</button>
        <button type="button" class="plain" @click=${this.#close}>${this.messages.text('cancel')}</button>
      </div>
    </form>`;
  }

  #added() {
    return html`<p class="hint actions" role="status">${this.writtenBefore === undefined ? nothing : html`<span>${this.words.text('inviteAdded')}</span> <button type="button" class="plain slim" @click=${this.#putBack}>${this.words.text('remove')}</button>`}</p>`;
  }

  #link(link: string) {
    const { words } = this;
    return html`<div class="sheet stack" part="link">
      <label for="link">${words.text('inviteMade')}</label>
      <input id="link" type="text" readonly .value=${link} @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()} />
      <p class="hint">${words.text('inviteOpens', pageOf(link))}</p>
      <div><button type="button" class="primary copy" @click=${() => this.#copy(link)}>${words.text('inviteCopy')}</button></div>
    </div>`;
  }

  #draft(name: string): Draft {
    return this.#drafts.at({ journey: this.journeyId, name: ['invite', this.journeyId, name].join('/') });
  }

  #keep(event: Event): void {
    const { name, value } = event.target as HTMLTextAreaElement;
    this.#draft(name).writeText(value);
    this.outcome = undefined;
    if (name === 'words') this.writtenBefore = undefined;
  }

  /** What was written stays: the proposal goes below it, and can be taken out again. */
  async #begin({ invitation }: CompanionSuggestion): Promise<void> {
    const draft = this.#draft('words');
    const written = draft.text;
    const proposed = said(invitation, this.messages);
    const isNew = written.trim() === '';
    if (!written.includes(proposed)) draft.writeText(isNew ? proposed : `${written.trimEnd()}\n\n${proposed}`);
    this.writtenBefore = isNew || written.includes(proposed) ? undefined : written;
    this.requestUpdate();
    await focusUnlessElsewhere(this, '#words');
  }

  async #putBack(): Promise<void> {
    this.#draft('words').writeText(this.writtenBefore ?? '');
    this.writtenBefore = undefined;
    await focusUnlessElsewhere(this, '#words');
  }

  async #write(): Promise<void> {
    this.isWriting = true;
    this.writtenBefore = undefined;
    this.made = undefined;
    this.outcome = undefined;
    await focusUnlessElsewhere(this, '#words');
  }

  async #close(): Promise<void> {
    this.isWriting = false;
    this.outcome = undefined;
    await focusUnlessElsewhere(this, '.ask');
  }

  #leaveOnEscape(event: KeyboardEvent): void {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    void this.#close();
  }

  async #make(event: Event): Promise<void> {
    const form = new FormData(formOf(event));
    if (this.isBusy) return;
    const said = (name: string): string => String(form.get(name) ?? '').trim();
    if (said('words') === '') {
      this.outcome = { sentence: this.words.text('fillIn', this.words.text('inviteWords')), isBad: true };
      return focusUnlessElsewhere(this, '#words');
    }
    const long = fields.find((name) => tooLong(said(name), maxLineLength, this.messages));
    if (long) {
      this.outcome = tooLong(said(long), maxLineLength, this.messages);
      return focusUnlessElsewhere(this, `#${long}`);
    }
    this.isBusy = true;
    const done = await this.attempt((client) =>
      client.circle.invite({
        journey: this.journeyId,
        role: 'companion',
        words: said('words'),
        hope: said('hope') || undefined,
        offer: said('offer') || undefined,
        home: said('home') === 'company' ? 'company' : 'outside',
        locale: this.messages.language,
        page: this.#linkPage.addressOf(this.linkPage),
      }),
    );
    this.isBusy = false;
    if (!done.ok) {
      this.outcome =
        codeOf(done.error) === 'CORDEE_SYNC_OFFLINE'
          ? { sentence: this.words.text('inviteOnline'), isBad: true }
          : failure(done.error, this.messages);
      return;
    }
    for (const name of fields) void this.#draft(name).forget(said(name));
    this.isWriting = false;
    this.outcome = undefined;
    this.made = done.value;
    await focusUnlessElsewhere(this, '.copy');
  }

  async #copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.outcome = { sentence: this.words.text('inviteCopied') };
    } catch {
      // The page may not: the field is selected, and the reader copies it.
      await focusUnlessElsewhere(this, '#link');
    }
  }

  async #revoke(id: string): Promise<void> {
    const done = await this.attempt((client) => client.circle.revokeInvitation(id));
    if (!done.ok)
      this.outcome =
        codeOf(done.error) === 'CORDEE_SYNC_OFFLINE'
          ? { sentence: this.words.text('inviteOnline'), isBad: true }
          : failure(done.error, this.messages);
  }
}

/** The page of a link, as one says it: without the scheme, and without what makes the link somebody's. */
function pageOf(link: string): string {
  const { host, pathname } = new URL(link);
  return `${host}${pathname === '/' ? '' : pathname}`;
}
