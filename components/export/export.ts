import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Archive } from '../../src/index.js';
import { codeOf } from '../client/error-code.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { failure, type Outcome, outcomeView } from '../views/outcome.js';
import { styles } from './export.styles.js';

/**
 * Take all with me: one file with everything that the reader may know of the journey, made on this
 * device, with or without a network. And the way back for what the reader had kept to themself.
 * @tag cordee-export
 * @csspart base - The whole.
 * @csspart progress - How far it has come.
 * @csspart file - The file that was made.
 * @csspart back - Bringing back from such a file what was kept to oneself.
 */
export class CordeeExport extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages, this.words);

  @state() private done: number | undefined;
  @state() private file: { readonly archive: Archive; readonly href: string } | undefined;
  @state() private hasFailed = false;
  @state() private bringing: number | undefined;
  @state() private brought: Outcome | undefined;

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    // What is needed is fetched while there is a network: it may be gone when the button is pressed.
    void this.client?.export.prepare().catch(() => {});
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override view() {
    if (!this.words.isReady) return this.waitingView();
    const { words, file } = this;
    return this.show(this.#journey, (journey) =>
      journey
        ? html`<section class="stack">
          <div>${heading(this.headingLevel, words.text('takeAll'))}<p class="soft small">${words.text('takeAllIntro')}</p></div>
          <div class="actions"><button type="button" class="take" aria-disabled=${this.done !== undefined} @click=${this.#take}>${words.text('takeAllDo')}</button></div>
          ${this.done === undefined ? nothing : html`<label class="progress">${words.text('takeAllMaking')} <progress part="progress" max="1" .value=${this.done}></progress></label>`}
          <p role="status" part="file">${file ? html`${words.text('takeAllDone')} <a href=${file.href} download=${file.archive.name}>${file.archive.name}</a>` : this.hasFailed ? html`<span class="bad">${words.text('takeAllFailed')}</span>` : ''}</p>
          ${this.#bringBackView()}
        </section>`
        : nothing,
    );
  }

  #bringBackView() {
    const { words } = this;
    return html`<details part="back"><summary>${words.text('bringBack')}</summary>
      <div class="stack">
        <p class="soft small" id="back-intro">${words.text('bringBackIntro')}</p>
        <input type="file" accept=".zip,application/zip" aria-label=${words.text('bringBack')} aria-describedby="back-intro" ?disabled=${this.bringing !== undefined} @change=${this.#bringBack}>
        ${this.bringing === undefined ? nothing : html`<label class="progress">${words.text('bringBackDoing')} <progress part="progress" max="1" .value=${this.bringing}></progress></label>`}
        ${outcomeView(this.brought, this.words)}
      </div>
    </details>`;
  }

  async #take(): Promise<void> {
    if (this.done !== undefined) return;
    this.#forget();
    this.hasFailed = false;
    this.done = 0;
    const made = await this.attempt((client) =>
      client.export.createArchive(this.journeyId, { onProgress: (done) => (this.done = done) }),
    );
    this.done = undefined;
    if (!made.ok) {
      this.hasFailed = true;
      return;
    }
    this.file = {
      archive: made.value,
      href: URL.createObjectURL(new Blob([made.value.bytes], { type: 'application/zip' })),
    };
    await this.updateComplete;
    // The browser saves it; the link stays for who said no.
    this.renderRoot.querySelector<HTMLAnchorElement>('a[download]')?.click();
  }

  async #bringBack(event: Event): Promise<void> {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    this.brought = undefined;
    this.bringing = 0;
    const back = await this.attempt(async (client) =>
      client.export.restoreOnlyMine(new Uint8Array(await file.arrayBuffer()), {
        journey: this.journeyId,
        onProgress: (done) => (this.bringing = done),
      }),
    );
    this.bringing = undefined;
    // The same file can be chosen again.
    input.value = '';
    const { words } = this;
    if (!back.ok) {
      const isWrong =
        codeOf(back.error) === 'CORDEE_INPUT_INVALID' || codeOf(back.error) === 'CORDEE_PERMISSION_DENIED';
      this.brought = isWrong
        ? { isBad: true, sentence: words.text('bringBackWrong') }
        : failure(back.error, this.messages);
      return;
    }
    const { restored, kept } = back.value;
    this.brought = {
      sentence: restored + kept === 0 ? words.text('bringBackNothing') : words.text('broughtBack', restored, kept),
    };
  }

  #forget(): void {
    if (this.file) URL.revokeObjectURL(this.file.href);
    this.file = undefined;
  }
}
