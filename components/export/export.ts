import { nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { Archive } from '../../src/index.js';
import { heading } from '../internal/heading.js';
import { html } from '../internal/html.js';
import { PersonalElement } from '../internal/personal-element.js';
import { styles } from './export.styles.js';

/**
 * Take all with me: one file with everything that the reader may know of the journey, made on this
 * device, with or without a network.
 * @tag cordee-export
 * @csspart base - The whole.
 * @csspart progress - How far it has come.
 * @csspart file - The file that was made.
 */
export class CordeeExport extends PersonalElement {
  static override styles = styles;

  @state() private done: number | undefined;
  @state() private file: { readonly archive: Archive; readonly href: string } | undefined;
  @state() private hasFailed = false;

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
    return this.show(this.liveJourney, (journey) => journey
      ? html`<section class="stack">
          <div>${heading(this.headingLevel, words.text('takeAll'))}<p class="soft small">${words.text('takeAllIntro')}</p></div>
          <div class="actions"><button type="button" class="take" aria-disabled=${this.done !== undefined} @click=${this.#take}>${words.text('takeAllDo')}</button></div>
          ${this.done === undefined ? nothing : html`<label class="progress">${words.text('takeAllMaking')} <progress part="progress" max="1" .value=${this.done}></progress></label>`}
          <p role="status" part="file">${file ? html`${words.text('takeAllDone')} <a href=${file.href} download=${file.archive.name}>${file.archive.name}</a>` : this.hasFailed ? html`<span class="bad">${words.text('takeAllFailed')}</span>` : ''}</p>
        </section>`
      : nothing);
  }

  async #take(): Promise<void> {
    if (this.done !== undefined) return;
    this.#forget();
    this.hasFailed = false;
    this.done = 0;
    const made = await this.attempt((client) => client.export.createArchive(this.journeyId, { onProgress: (done) => (this.done = done) }));
    this.done = undefined;
    if (!made.ok) {
      this.hasFailed = true;
      return;
    }
    this.file = { archive: made.value, href: URL.createObjectURL(new Blob([made.value.bytes], { type: 'application/zip' })) };
    await this.updateComplete;
    // The browser saves it; the link stays for who said no.
    this.renderRoot.querySelector<HTMLAnchorElement>('a[download]')?.click();
  }

  #forget(): void {
    if (this.file) URL.revokeObjectURL(this.file.href);
    this.file = undefined;
  }
}
