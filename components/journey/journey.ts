import { ContextProvider } from '@lit/context';
import { nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CordeeClient, JourneySummary, JourneyView } from '../../src/index.js';
import {
  type ChallengeOpenEvent,
  type JourneyOpenEvent,
  JourneyRemovedEvent,
  PlaceOpenEvent,
  type TopicOpenEvent,
} from '../events.js';
import { clientContext } from '../client/client-context.js';
import { ClientMaker, type TokenFactory } from '../client/client-maker.js';
import { contours } from '../views/contours.js';
import { CordeeElement } from '../base/cordee-element.js';
import { codeOf } from '../client/error-code.js';
import { html } from '../views/html.js';
import { journeyPartView } from '../views/journey-part-view.js';
import { linkPageContext } from '../client/link-page-context.js';
import { isThere } from '../registry/element-bundles.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { LiveController } from '../controllers/live-controller.js';
import { MessageController } from '../controllers/message-controller.js';
import { firstBook } from '../locales/index.js';
import { focusUnlessElsewhere } from '../controllers/focus-unless-elsewhere.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './journey.styles.js';
import { headerView } from './header.js';
import { tabBar } from './tab-bar.js';
import { rememberedTab, rememberTab, type Tab, tabsFor } from './tabs.js';

/**
 * The whole accompaniment, to put in a page with one tag: what waits, and places to go to, such as the
 * path and the forum. It only composes the other elements, and is its own provider when it is told where.
 *
 * Who is in one journey sees it; who is on several chooses; who is on none is told so kindly.
 * @tag cordee-journey
 * @event {JourneyOpenEvent} cordee-journey-open - The reader chose a journey from the list; cancelable.
 * @event {JourneyRemovedEvent} cordee-journey-removed - The reader has no place on this journey any more; it is gone from the device.
 * @event {PlaceOpenEvent} cordee-place-open - The reader goes to another place in the journey; cancelable.
 * @event {CordeeErrorEvent} cordee-error - Something could not be shown or written.
 * @csspart base - The sheet that all lies on.
 * @csspart header - Who, where on the way, and who is in the journey.
 * @csspart places - The way from place to place; on a narrow sheet it stays in sight at the bottom.
 * @csspart body - The place that is open.
 */
export class CordeeJourney extends CordeeElement {
  static override styles = styles;

  /** The journey to show; without it, the only one, or a list to choose from. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** The place that is open, such as `thread` or `forum`; without it, where the reader was last, or the first. */
  @property() place = '';

  /** Where the sync server is; a relative one is taken from the page's. */
  @property() url = '/';

  /** Where the page's own server gives a token: the token itself, or `{ "token": "…" }`. */
  @property({ attribute: 'token-url' }) tokenUrl = '';

  /** Gives a token; asked again with `true` when the last one was refused. It goes before `token-url`. */
  @property({ attribute: false }) tokenFactory: TokenFactory | undefined;

  /** Whose Cordée it is, with `user`: the journey then shows at once, without a network. */
  @property() tenant = '';

  /** The person's id, as the token's `sub`. */
  @property() user = '';

  /** A client that the page made, and closes itself. */
  @property({ attribute: false }) override get client(): CordeeClient | undefined {
    return this.#maker.client ?? super.client;
  }

  /** @internal */
  protected readonly messages = new MessageController(this, firstBook);

  override set client(client: CordeeClient | undefined) {
    this.#given = client;
  }

  /** The page that the link of an invitation opens: the one that holds `<cordee-arrival>`. Without it, this page, without its query. */
  @property({ attribute: 'link-page' }) linkPage = '';

  /** `light`, `dark`, or `auto` for the reader's own; without it, the page's `color-scheme`. */
  @property({ reflect: true }) theme: string | undefined;

  @state() private chosen = '';

  #given: CordeeClient | undefined;
  #isAnswered = false;
  readonly #maker = new ClientMaker(this, () => ({
    url: this.url,
    tokenUrl: this.tokenUrl,
    tokenFactory: this.tokenFactory,
    tenant: this.tenant,
    user: this.user,
    client: this.#given,
  }));
  readonly #context = new ContextProvider(this, { context: clientContext });
  readonly #linkPage = new ContextProvider(this, { context: linkPageContext, initialValue: '' });
  readonly #all = new LiveController(this, this.source, {
    args: () => [],
    watch: (client) => client.journeys.watchAll(),
  });
  readonly #status = new LiveController(this, this.source, { args: () => [], watch: (client) => client.sync.status$ });
  readonly #journey = new JourneyController(this, this.source, () => this.#shownId, this.messages);

  /** Whether a journey was chosen from the list and is not shown yet: its reader goes on there. */
  #isChosen = false;

  constructor() {
    super();
    new LiveController(this, this.source, {
      args: () => [],
      watch: ({ sync }) => sync.removed$,
      each: ({ journey }) => this.dispatchEvent(new JourneyRemovedEvent(journey)),
    });
  }

  protected override get makesClient(): boolean {
    return this.#maker.isWanted;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#context.setValue(this.client);
    this.#linkPage.setValue(this.linkPage);
    // What was read before the server's first answer was stored says nothing of it.
    if (!this.#isAnswered && this.#status.value?.lastSyncedAt) {
      this.#isAnswered = true;
      if (this.#all.value?.length === 0) this.#all.retry();
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#isChosen || !this.renderRoot.querySelector('.back')) return;
    this.#isChosen = false;
    void focusUnlessElsewhere(this, '.back');
  }

  protected override view() {
    const { error } = this.#maker;
    if (error) {
      this.report(error);
      return html`<div class="sheet">${this.failedView(codeOf(error), () => this.#maker.retry())}</div>`;
    }
    return html`<div class="sheet">${this.show(this.#all, (all) => (this.#isArriving(all) ? this.waitingView() : this.#shownId === '' ? this.#list() : this.#shown(all)))}</div>`;
  }

  get #shownId(): string {
    const all = this.#all.value ?? [];
    return this.journeyId || this.chosen || (all.length === 1 ? (all[0]?.id ?? '') : '');
  }

  /** On a new device the server has not answered yet. */
  #isArriving(all: readonly JourneySummary[]): boolean {
    const status = this.#status.value;
    if (all.length > 0 || !status || status.lastSyncedAt) return all.length === 0 && !status;
    return status.activity === 'idle' || status.activity === 'starting' || status.activity === 'syncing';
  }

  #list() {
    return html`<div class="list">
      ${contours}
      <cordee-journey-list locale=${this.locale} heading-level=${this.headingLevel} @cordee-journey-open=${this.#choose}>${this.arriving('journey-list')}</cordee-journey-list>
      <cordee-sync-badge locale=${this.locale}></cordee-sync-badge>
    </div>`;
  }

  #shown(all: readonly JourneySummary[]) {
    return this.show(this.#journey, (journey) => (journey ? this.#whole(journey, all) : this.#list()));
  }

  #whole(journey: JourneyView, all: readonly JourneySummary[]) {
    const level = this.headingLevel + 1;
    const { messages, headingLevel, locale } = this;
    const open = this.#tabIn(journey);
    const canLeave = this.journeyId === '' && all.length > 1;
    return html`
      ${headerView(journey, { messages, headingLevel, locale, leave: canLeave ? () => this.#leave() : undefined })}
      ${tabBar(journey, open, messages, { go: (tab) => this.#go(journey.id, tab), raise: () => this.#raise() })}
      <div part="body" class=${open.id} @cordee-topic-open=${this.#toTopic} @cordee-challenge-open=${this.#toChallenge} @cordee-place-open=${this.#toTab}>
        ${isThere('news') ? this.#inbox(journey, open === tabsFor(journey)[0]) : nothing}
        <cordee-challenge class="challenge" ?only-waiting=${open.id !== 'thread'} @cordee-posted=${this.#backToRaise} @cordee-composer-close=${this.#backToRaise} journey-id=${journey.id} locale=${this.locale} heading-level=${level}></cordee-challenge>
        ${journeyPartView(open.tag, journey.id, this.locale, level, this.arriving(open.tag))}
        ${journey.me.role === 'coachee' ? nothing : html`<cordee-leave journey-id=${journey.id} locale=${this.locale}></cordee-leave>`}
      </div>
    `;
  }

  /** It comes a moment later than what it stands above. */
  #inbox(journey: JourneyView, isFirst: boolean) {
    return html`${
      isFirst
        ? html`<cordee-news class="news" journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel + 1}></cordee-news>`
        : nothing
    }
      <cordee-requests class="later" journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel + 1}></cordee-requests>
      <cordee-scheduled class="later" journey-id=${journey.id} locale=${this.locale}></cordee-scheduled>`;
  }

  #tabIn(journey: JourneyView): Tab {
    const wanted = this.place || rememberedTab(journey.id);
    const offered = tabsFor(journey);
    return offered.find(({ id }) => id === wanted) ?? offered[0];
  }

  async #choose(event: JourneyOpenEvent): Promise<void> {
    // The page that listens further up decides first.
    await Promise.resolve();
    if (event.defaultPrevented) return;
    this.chosen = event.journeyId;
    this.#isChosen = true;
  }

  #leave(): void {
    this.#isChosen = false;
    this.chosen = '';
  }

  #go(journey: string, tab: string): void {
    if (this.dispatchEvent(new PlaceOpenEvent(journey, tab))) this.#enter(journey, tab);
  }

  #enter(journey: string, tab: string): void {
    this.place = tab;
    rememberTab(journey, tab);
  }

  async #toTab(event: PlaceOpenEvent): Promise<void> {
    await Promise.resolve();
    if (event.defaultPrevented) return;
    this.#enter(event.journeyId, event.place);
    await focusAfterUpdate(this, '[aria-current]');
  }

  /** From what is new, or what was said, to where it is. The forum opens its own. */
  async #toTopic(event: TopicOpenEvent): Promise<void> {
    if ((event.target as Element).matches('.forum > .open')) return;
    await Promise.resolve();
    if (event.defaultPrevented) return;
    this.#go(event.journeyId, 'forum');
    await this.updateComplete;
    await this.renderRoot
      .querySelector<HTMLElement & { openTopic(id: string): Promise<void> }>('.forum > .open')
      ?.openTopic(event.topicId);
  }

  async #toChallenge(event: ChallengeOpenEvent): Promise<void> {
    await Promise.resolve();
    if (event.defaultPrevented) return;
    await this.renderRoot
      .querySelector<HTMLElement & { openChallenge(id: string): Promise<void> }>('.challenge')
      ?.openChallenge(event.challengeId);
  }

  /** Where the challenge has no button of its own, the focus goes back to the one in the navigation. */
  #backToRaise(event: Event): void {
    const isOfRaise = event.composedPath().some((node) => node instanceof Element && node.classList.contains('raise'));
    if (isOfRaise && event.currentTarget instanceof Element && event.currentTarget.hasAttribute('only-waiting'))
      this.renderRoot.querySelector<HTMLElement>('.now')?.focus();
  }

  #raise(): void {
    this.renderRoot.querySelector<HTMLElement & { raise(): void }>('.challenge')?.raise();
  }
}
