import { nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { Archive } from '../../src/index.js';
import { codeOf } from '../base/cordee-element.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { type Outcome, PersonalElement } from '../base/personal-element.js';
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
export class CordeeExport extends PersonalElement {
  static override styles = styles;

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

  protected override page() {
    const { words, file } = this;
    return this.show(this.liveJourney, (journey) =>
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
        ${this.outcomeView(this.brought)}
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
      this.brought = isWrong ? { isBad: true, sentence: words.text('bringBackWrong') } : this.failure(back.error);
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
