import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  type Arrival,
  createArrival,
  type Guest,
  invitationInAddress,
  invitationTokenIn,
  type InvitationWords,
} from '../../src/arrival/index.js';
import { contours } from '../views/contours.js';
import { CordeeElement } from '../base/cordee-element.js';
import { codeOf } from '../client/error-code.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { MessageController } from '../controllers/message-controller.js';
import { zoneHere } from '../views/zones.js';
import { type ArrivalMessages, arrivalBook } from '../locales/arrival/index.js';
import { themed } from '../styles/theme.js';
import { firstBook } from '../locales/index.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { TypingController } from '../controllers/typing-controller.js';
import { styles } from './arrival.styles.js';

/** Longer than any first name; the server takes more. */
const maxNameLength = 100;

/** How far somebody has come. */
type Stage =
  | { readonly name: 'looking' }
  | { readonly name: 'asked'; readonly token: string; readonly words: InvitationWords }
  | { readonly name: 'in'; readonly guest: Guest }
  | { readonly name: 'declined'; readonly token: string }
  | { readonly name: 'nobody' }
  | { readonly name: 'failed'; readonly error: unknown };

/**
 * The door for those who come by a link: who asks, for what, one name to give, and they are on the
 * rope. There is no account and no password; this device remembers them. It reads the link from
 * the address (`#cordee-invitation=…`) and takes it out once it is answered. Who comes back without a
 * link finds their place again.
 * @tag cordee-arrival
 * @csspart base - The whole.
 * @csspart invitation - What the link asks.
 */
export class CordeeArrival extends CordeeElement {
  static override styles = [...styles, themed];

  /** Where the sync server is; a relative one is taken from the page's. */
  @property() url = '/';

  /** The invitation, where the page knows it otherwise than by its address. */
  @property() token = '';

  /** `light`, `dark`, or `auto` for the reader's own; without it, the page's `color-scheme`. */
  @property({ reflect: true }) theme: string | undefined;

  /** Speaks to the server in the place of our own, for tests. */
  @property({ attribute: false }) arrival: Arrival | undefined;

  /** @internal */
  protected readonly messages = new MessageController(this, firstBook);

  /** @internal */
  protected readonly door = new MessageController<ArrivalMessages>(this, arrivalBook);
  @state() private stage: Stage = { name: 'looking' };
  @state() private problem = '';
  @state() private isBusy = false;

  #asked = '';

  constructor() {
    super();
    new TypingController(this);
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const key = `${this.url} ${this.#tokenNow()}`;
    if (this.#asked === key) return;
    this.#asked = key;
    void this.#look();
  }

  protected override get makesClient(): boolean {
    return true;
  }

  protected override view() {
    const { stage, door } = this;
    if (!door.isReady) return html`<div class="sheet">${this.waitingView()}</div>`;
    switch (stage.name) {
      case 'looking':
        return html`<div class="sheet">${this.waitingView()}</div>`;
      case 'asked':
        return this.#invitation(stage.words);
      case 'in':
        return this.#journey(stage.guest);
      case 'declined':
        return html`<div class="sheet">${contours}${heading(this.headingLevel, door.text('arrivalDeclinedTitle'))}<p class="soft">${door.text('arrivalDeclined')}</p><p class="actions"><button type="button" class="plain" @click=${() => this.#thinkAgain(stage.token)}>${door.text('arrivalThinkAgain')}</button></p></div>`;
      case 'nobody':
        return html`<div class="sheet">${contours}${heading(this.headingLevel, door.text('arrivalNobodyTitle'))}<p class="soft">${door.text('arrivalNobody')}</p></div>`;
      case 'failed':
        return this.#failed(stage.error);
    }
  }

  #failed(error: unknown) {
    if (codeOf(error) === 'CORDEE_INVITATION_CLOSED') {
      return html`<div class="sheet">${contours}${heading(this.headingLevel, this.door.text('arrivalClosedTitle'))}<p class="soft">${this.door.text('arrivalClosed')}</p></div>`;
    }
    this.report(error);
    return html`<div class="sheet">${this.failedView(codeOf(error), () => void this.#look())}</div>`;
  }

  #invitation({ inviter, words, hope, offer }: InvitationWords) {
    const { door } = this;
    return html`<div class="sheet" part="invitation">
      ${contours}
      <p class="eyebrow">${door.text('arrivalEyebrow')}</p>
      ${heading(this.headingLevel, door.text('arrivalTitle', inviter))}
      <blockquote class="words" dir="auto">${words}</blockquote>
      ${hope ? html`<p class="line"><b>${door.text('arrivalHope')}</b> <span dir="auto">${hope}</span></p>` : nothing}
      ${offer ? html`<p class="line"><b>${door.text('arrivalOffer')}</b> <span dir="auto">${offer}</span></p>` : nothing}
      <p class="soft small">${door.text('arrivalPromise', inviter)}</p>
      ${zoneHere() === undefined ? html`<p class="soft small">${door.text('arrivalNoZone')}</p>` : nothing}
      <form method="dialog" novalidate>
        <label for="name">${door.text('arrivalName')}</label>
        <input id="name" name="name" autocomplete="given-name" aria-describedby="outcome" aria-invalid=${this.problem === '' ? 'false' : 'true'} />
        <p id="outcome" class="problem" role="status">${this.problem}</p>
        <div class="actions">
          <button class="primary" aria-disabled=${this.isBusy} @click=${this.#accept}>${door.text('arrivalAccept')}</button>
          <button type="button" class="plain" @click=${this.#decline}>${door.text('arrivalDecline')}</button>
        </div>
      </form>
    </div>`;
  }

  #journey({ user, journey, tokenFactory, isLasting }: Guest) {
    return html`${isLasting ? nothing : html`<p class="warning" role="status">${this.door.text('arrivalNotKept')}</p>`}
      <cordee-journey url=${this.url} tenant=${user.tenant} user=${user.id} journey-id=${journey} locale=${this.locale} theme=${this.theme ?? nothing} heading-level=${this.headingLevel} .tokenFactory=${tokenFactory}></cordee-journey>`;
  }

  #tokenNow(): string {
    return this.token || (invitationTokenIn(location) ?? '');
  }

  get #door(): Arrival {
    this.arrival ??= createArrival({ url: this.url });
    return this.arrival;
  }

  async #look(): Promise<void> {
    const token = this.#tokenNow();
    this.stage = { name: 'looking' };
    try {
      if (token !== '') {
        this.stage = { name: 'asked', token, words: await this.#door.open(token) };
        return;
      }
      const [guest] = await this.#door.guests();
      this.stage = guest ? { name: 'in', guest } : { name: 'nobody' };
    } catch (error) {
      // A link that was used on this device leads to the place that it opened.
      const [guest] = codeOf(error) === 'CORDEE_INVITATION_CLOSED' ? await this.#door.guests().catch(() => []) : [];
      this.stage = guest ? { name: 'in', guest } : { name: 'failed', error };
    }
  }

  async #accept(event: Event): Promise<void> {
    event.preventDefault();
    const { stage } = this;
    const name = this.renderRoot.querySelector<HTMLInputElement>('#name')?.value.trim() ?? '';
    if (stage.name !== 'asked' || this.isBusy) return;
    if (name === '') {
      this.problem = this.door.text('arrivalNameMissing');
      return focusAfterUpdate(this, '#name');
    }
    if (name.length > maxNameLength) {
      this.problem = this.door.text('arrivalNameTooLong', name.length - maxNameLength, maxNameLength);
      return focusAfterUpdate(this, '#name');
    }
    await this.#answer(
      async () => ({
        name: 'in',
        guest: await this.#door.accept(stage.token, { name, locale: this.messages.language }),
      }),
      true,
    );
  }

  async #decline(): Promise<void> {
    const { stage } = this;
    if (stage.name !== 'asked' || this.isBusy) return;
    await this.#answer(async () => {
      await this.#door.decline(stage.token);
      return { name: 'declined', token: stage.token };
    });
  }

  /** A no is taken back by asking the question again. */
  #thinkAgain(token: string): void {
    this.token = token;
  }

  /** A failure leaves the question and the name where they are. Of the name it speaks only to an answer that gives one. */
  async #answer(ask: () => Promise<Stage>, isNamed = false): Promise<void> {
    const { stage } = this;
    this.isBusy = true;
    this.problem = '';
    try {
      const next = await ask();
      this.#asked = `${this.url} `;
      this.token = '';
      leaveAddress();
      this.stage = next;
    } catch (error) {
      if (codeOf(error) === 'CORDEE_INVITATION_CLOSED') this.stage = { name: 'failed', error };
      else {
        this.report(error);
        this.problem = this.#problemOf(error, stage, isNamed);
      }
    }
    this.isBusy = false;
  }

  /** What to do about it, in a sentence. */
  #problemOf(error: unknown, stage: Stage, isNamed: boolean): string {
    switch (isNamed && codeOf(error)) {
      case 'CORDEE_INPUT_INVALID':
        return this.door.text('arrivalNameUnfit');
      // The same answer would get the same no, to a link that is open.
      case 'CORDEE_SYNC_REFUSED':
        return this.door.text('arrivalRefused', stage.name === 'asked' ? stage.words.inviter : '');
      default:
        return this.door.text('arrivalProblem');
    }
  }
}

/** An answered link is of no more use in the history of the browser, nor in a picture of the screen. */
function leaveAddress(): void {
  if (invitationTokenIn(location))
    history.replaceState(history.state, '', location.href.replace(invitationInAddress, ''));
}
