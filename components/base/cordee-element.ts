import { LitElement, nothing, type PropertyDeclaration, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CordeeClient, ErrorCode, MemberView, WordsView } from '../../src/index.js';
import { CordeeErrorEvent } from '../events.js';
import { ClientController } from '../client/client-controller.js';
import { codeOf } from '../client/error-code.js';
import { ClockController } from '../controllers/clock-controller.js';
import { fullMoment, timeAgo } from '../views/dates.js';
import { deliveryText } from '../views/delivery.js';
import { html } from '../views/html.js';
import { languageMayHaveChanged } from '../controllers/language.js';
import type { LiveController } from '../controllers/live-controller.js';
import { calledBy } from '../views/members.js';
import { type LaterMessages, laterBook } from '../locales/index.js';
import { MessageController } from '../controllers/message-controller.js';
import { isUnreachable, watchParts } from '../registry/element-bundles.js';
import { warnOnce } from '../client/warn-once.js';

/** How a write ended. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** What all elements share: a client from above, a language, a frame, and honest views for waiting and failing. */
export abstract class CordeeElement extends LitElement {
  /** Language of the texts: `fr`. Without it, the nearest `lang` decides. */
  @property() locale = '';

  /** Level of the element's first heading, 1 to 6, so that it fits the page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** @internal Texts of ours, in the reader's language. */
  protected abstract readonly messages: MessageController;
  /** @internal */
  protected readonly clock = new ClockController(this);
  readonly #source = new ClientController(this);
  readonly #reported = new WeakSet<object>();
  #isMissingTold = false;
  #moreTexts: MessageController<LaterMessages> | undefined;
  #stopWatching: (() => void) | undefined;

  /** Whose Cordée is shown: what the nearest provider or journey above gives. */
  get client(): CordeeClient | undefined {
    return this.#source.client;
  }

  /** @internal For live controllers. */
  protected readonly source = (): { client: CordeeClient | undefined; isMissing: boolean } => ({
    client: this.client,
    isMissing: this.#source.isMissing && !this.makesClient,
  });

  /** @internal Texts of what an element of the first screen opens; fetched when first asked for. */
  protected get moreTexts(): MessageController<LaterMessages> {
    this.#moreTexts ??= new MessageController<LaterMessages>(this, laterBook);
    this.#moreTexts.address = this.messages.address;
    return this.#moreTexts;
  }

  /** Whether the element gets a client from its own settings. */
  protected get makesClient(): boolean {
    return false;
  }

  /** Also a property's own name: React writes `tokenUrl` as `tokenurl` where the element is not defined yet. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...aliasesOf(this.elementProperties).keys()];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    const { elementProperties } = this.constructor as typeof CordeeElement;
    super.attributeChangedCallback(aliasesOf(elementProperties).get(name) ?? name, old, value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopWatching = watchParts(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching?.();
  }

  protected override update(changed: PropertyValues): void {
    // A browser that translates the page replaces texts by <font>, and what is drawn later would go to texts that are gone.
    for (const translated of this.renderRoot.querySelectorAll('font'))
      translated.replaceWith(translated.textContent ?? '');
    super.update(changed);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('locale') && (this.locale !== '' || changed.get('locale'))) languageMayHaveChanged();
  }

  protected override render(): unknown {
    return html`<div part="base" lang=${this.messages.language} dir=${this.messages.direction}>${this.messages.isReady ? this.view() : nothing}</div>`;
  }

  /** What the element shows inside its frame. */
  protected abstract view(): unknown;

  /** Shows a live read: its value, or that it is on its way, or that it failed and how to try again. */
  protected show<A extends readonly string[], T>(live: LiveController<A, T>, view: (value: T) => unknown): unknown {
    const { state } = live;
    if (state.status === 'value') return view(state.value);
    if (state.status === 'waiting') return this.waitingView();
    this.report(state.error);
    return this.failedView(codeOf(state.error), () => live.retry());
  }

  protected waitingView(): TemplateResult {
    return html`<div class="waiting" part="waiting" role="status"><span></span><span></span><span></span><b class="hidden-text">${this.messages.text('waiting')}</b></div>`;
  }

  /** What stands in an element whose code is on its way: it gives place once it is there. */
  protected arriving(name: string): TemplateResult {
    if (!isUnreachable(name)) return this.waitingView();
    return html`<p class="failed" role="alert">${this.messages.text('partUnreachable')}</p>`;
  }

  protected failedView(code: ErrorCode | undefined, retry?: () => void): TemplateResult {
    const isMissing = code === 'CORDEE_CLIENT_MISSING';
    return html`<div class="failed" part="failed" role="alert">
      <p>${this.messages.text(isMissing ? 'clientMissing' : 'failedToShow')}</p>
      ${isMissing || !retry ? nothing : html`<button type="button" class="slim" @click=${retry}>${this.messages.text('retry')}</button>`}
    </div>`;
  }

  /** Tells the page and the console about an error, once per cause. */
  protected report(error: unknown): void {
    const isMissing = codeOf(error) === 'CORDEE_CLIENT_MISSING';
    // Two reads of one element may have failed, and each is drawn again and again.
    if (typeof error === 'object' && error !== null) {
      if (this.#reported.has(error) || (isMissing && this.#isMissingTold)) return;
      this.#reported.add(error);
    }
    this.#isMissingTold ||= isMissing;
    warnOnce(error, `<${this.localName}>: ${error instanceof Error ? error.message : String(error)}`);
    this.dispatchEvent(new CordeeErrorEvent(error));
  }

  /** Writes; says whether it worked, after telling the page when it did not. */
  protected async attempt<T>(write: (client: CordeeClient) => Promise<T>): Promise<Attempt<T>> {
    try {
      if (!this.client) return { ok: false, error: undefined };
      return { ok: true, value: await write(this.client) };
    } catch (error) {
      this.report(error);
      return { ok: false, error };
    }
  }

  /** The words themselves, or that their author took them back. */
  protected wordsText({ withdrawn, body }: Pick<WordsView, 'withdrawn' | 'body'>): string {
    return withdrawn ? this.messages.text('withdrawn') : body.text;
  }

  /** What the reader calls who wrote it. */
  protected nameOf({ isMine, author }: Pick<WordsView, 'isMine' | 'author'>): string {
    return isMine
      ? this.messages.text('you')
      : author
        ? calledBy(author, this.messages)
        : this.messages.text('somebody');
  }

  /** "3 minutes ago", with the whole moment on demand, and whether it left long after. */
  protected timeView(instant: string, say = (ago: string): string => ago, isSentLate = false): TemplateResult {
    const { language } = this.messages;
    return html`<time datetime=${instant} title=${fullMoment(instant, language)}>${say(timeAgo(instant, this.clock.now, language))}${isSentLate ? ` · ${this.messages.text('sentLate')}` : ''}</time>`;
  }

  /** Where a text of the reader's own has got to. */
  protected deliveryView(words: WordsView, verb?: 'read' | 'seen'): unknown {
    return words.isMine
      ? html`<span class="delivery ${words.delivery}" part="delivery" role="status">${deliveryText(this.messages, words, verb)}</span>`
      : nothing;
  }

  /** Somebody's disc, beside their written name. */
  protected avatarView(member: Pick<MemberView, 'name' | 'person'> | undefined): TemplateResult {
    return html`<cordee-avatar decorative name=${member?.name ?? '·'} person-id=${member?.person ?? ''}></cordee-avatar>`;
  }
}

type Properties = ReadonlyMap<PropertyKey, PropertyDeclaration>;

const aliases = new WeakMap<Properties, ReadonlyMap<string, string>>();

/** What HTML makes of a property's name, for each attribute that is written otherwise: `tokenurl` for `token-url`. */
function aliasesOf(properties: Properties): ReadonlyMap<string, string> {
  let found = aliases.get(properties);
  if (!found) {
    found = new Map(
      [...properties].flatMap(([name, { attribute }]) =>
        typeof attribute === 'string' && attribute !== String(name).toLowerCase()
          ? [[String(name).toLowerCase(), attribute] as const]
          : [],
      ),
    );
    aliases.set(properties, found);
  }
  return found;
}
